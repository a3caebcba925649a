/** KERN's class names and variables in some source. A name that ends in "-" is the start of a made-up one. */
export function kernNames(source: string): Set<string> {
  return new Set(source.match(/kern-[\w-]*/g))
}

/** Themes and layers are set from outside of components, or only negated. */
const always = ['kern-light', 'kern-dark', 'kern-layer', 'kern-level-0', 'kern-level-1', 'kern-level-2']

/**
 * The classes of a stylesheet that nothing uses. What stands in :not() or :is() is kept: dropping it would
 * drop the rule for everything else.
 */
export function unusedClasses(css: string, used: ReadonlySet<string>): string[] {
  const kept = new Set([...used, ...always])
  for (const [list] of css.matchAll(/:(?:not|is|where)\([^)]*\)/g))
    for (const name of kernNames(list)) kept.add(name)
  const starts = [...used].filter((name) => name.endsWith('-'))
  const classes = new Set([...css.matchAll(/\.(kern-[\w-]+)/g)].map((match) => match[1] ?? ''))
  return [...classes].filter((name) => !kept.has(name) && !starts.some((start) => name.startsWith(start)))
}

/** Minified CSS without KERN's variables that nothing refers to, again and again until all are needed. */
export function dropUnusedVariables(css: string, also: ReadonlySet<string>): string {
  const needed = new Set([...css.matchAll(/var\((--[\w-]+)/g)].map((match) => match[1]))
  const less = css.replace(
    /(--kern-[\w-]+):(?:[^;{}"]|"[^"]*")*(;|(?=\}))/g,
    (whole: string, name: string) => (needed.has(name) || also.has(name.slice(2)) ? whole : ''),
  )
  return less === css ? css : dropUnusedVariables(less, also)
}

export type QueryChange = Record<string, string | number | boolean | null | undefined | readonly string[]>

/**
 * A path with some query parameters changed and all others kept: `null`, `undefined`, `''` and `false`
 * remove one, a list repeats it. Filters, sorting and paging are all links made by this.
 */
export function urlWith(path: string, changes: QueryChange): string {
  const [before = '', fragment] = path.split('#', 2)
  const [pathname = '', search = ''] = before.split('?', 2)
  const query = new URLSearchParams(search)
  for (const [name, value] of Object.entries(changes)) {
    query.delete(name)
    if (value === null || value === undefined || value === '' || value === false) continue
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one))
  }
  const text = query.toString()
  return pathname + (text ? `?${text}` : '') + (fragment ? `#${fragment}` : '')
}

/** The query of a path as name-value pairs, for the hidden inputs of a GET form, without some names. */
export function queryOf(path: string, except: readonly string[] = []): [string, string][] {
  const search = path.split('#', 1)[0]?.split('?', 2)[1] ?? ''
  return [...new URLSearchParams(search)].filter(([name]) => !except.includes(name))
}

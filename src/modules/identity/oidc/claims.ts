/** What a provider says about somebody. */
export type Claims = Readonly<Record<string, unknown>>

/**
 * The values of a claim as texts: of one value, of each in a list. The name may be a path ("realm_access.roles") where no
 * claim has the whole of it as its name. What is no text, number or truth value is no value.
 */
export function valuesOf(claims: Claims, name: string): string[] {
  const found = Object.hasOwn(claims, name) ? claims[name] : follow(claims, name.split('.'))
  return [found].flat().flatMap((value) => (plain(value) ? [String(value)] : []))
}

const plain = (value: unknown): boolean =>
  ['string', 'number', 'boolean'].includes(typeof value) && value !== ''

function follow(claims: Claims, path: readonly string[]): unknown {
  let at: unknown = claims
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined
    at = (at as Record<string, unknown>)[step]
  }
  return at
}

export const textClaim = (claims: Claims, name: string): string | null => {
  const value = claims[name]
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

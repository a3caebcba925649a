/** Attribute names say the same in any case (RFC 7643, 2.1). */
const known = [
  'schemas',
  'id',
  'externalId',
  'userName',
  'name',
  'formatted',
  'givenName',
  'familyName',
  'displayName',
  'preferredLanguage',
  'locale',
  'active',
  'emails',
  'groups',
  'members',
  'meta',
  'value',
  'type',
  'primary',
  'display',
  'Operations',
  'op',
  'path',
] as const
const byLower = new Map<string, string>(known.map((name) => [name.toLowerCase(), name]))

/** The name as we spell it; one that is not ours stays as it is. */
export const canonical = (name: string): string => byLower.get(name.toLowerCase()) ?? name

/** A value with all names as we spell them. What would reach an object's prototype is left out. */
export function canonically(value: unknown, depth = 0): unknown {
  if (depth > 8 || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((one) => canonically(one, depth + 1))
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== '__proto__')
      .map(([name, one]) => [canonical(name), canonically(one, depth + 1)]),
  )
}

import type { Json } from '#platform/context/context.ts'

/** What differs between two values, by path: ['contact.phone', '06181 1', '06181 2']. Lists are compared as a whole. */
export function differences(
  before: Json,
  after: Json,
  path = '',
): [path: string, before: Json, after: Json][] {
  if (same(before, after)) return []
  if (!isPlain(before) && !isPlain(after)) return [[path, before, after]]
  const [a, b] = [isPlain(before) ? before : {}, isPlain(after) ? after : {}]
  // Something where nothing of the kind was: each of its parts is told.
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])]
  return keys.flatMap((key) => differences(a[key] ?? null, b[key] ?? null, path ? `${path}.${key}` : key))
}

const isPlain = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const same = (a: Json, b: Json): boolean => JSON.stringify(a) === JSON.stringify(b)

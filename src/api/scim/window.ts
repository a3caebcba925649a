import type { Req } from '#http/env.ts'
import { translator } from '#platform/i18n.ts'
import { ScimFault } from './fault.ts'
import { canonical } from './names.ts'
import { LIST } from './urns.ts'

export const MOST = 200
const USUAL = 100

/** Which part of a list is asked for (RFC 7644, 3.4.2.4): the first is 1, and 0 asks how many there are. */
export function windowOf(c: Req): { startIndex: number; skip: number; most: number } {
  const number = (name: string): number | undefined => {
    const text = c.req.query(name)
    if (text === undefined || text === '') return undefined
    if (!/^-?\d{1,9}$/.test(text))
      throw new ScimFault(translator(c.get('lang'))('scim.fault.number', { name }), 'invalidValue')
    return Number(text)
  }
  const startIndex = Math.max(1, number('startIndex') ?? 1)
  const most = Math.min(MOST, Math.max(0, number('count') ?? USUAL))
  return { startIndex, skip: startIndex - 1, most }
}

export const listOf = (resources: readonly object[], total: number, startIndex: number) => ({
  schemas: [LIST],
  totalResults: total,
  startIndex,
  itemsPerPage: resources.length,
  Resources: resources,
})

/** Is an attribute wanted in the answer (`attributes`, `excludedAttributes`)? */
export function wants(c: Req, name: string): boolean {
  const only = namesIn(c.req.query('attributes'))
  return only ? only.has(name) : !namesIn(c.req.query('excludedAttributes'))?.has(name)
}

/** The resource with the attributes that are wanted; some always are (RFC 7643, 7: "returned"). */
export function shownOf<R extends object>(c: Req, resource: R): Partial<R> {
  const always = new Set(['schemas', 'id', 'meta'])
  return Object.fromEntries(
    Object.entries(resource).filter(([name]) => always.has(name) || wants(c, name)),
  ) as Partial<R>
}

function namesIn(list: string | undefined): Set<string> | null {
  if (!list) return null
  // Of "name.familyName" all of "name" is shown: more than asked for does no harm.
  return new Set(
    list.split(',').map((name) =>
      canonical(
        name
          .trim()
          .replace(/^urn:.*:/, '')
          .split('.')[0]!,
      ),
    ),
  )
}

import { z } from 'zod'
import type { T } from '#platform/i18n.ts'
import { ScimFault } from './fault.ts'
import { unquoted } from './filter.ts'
import { canonical, canonically } from './names.ts'

const operations = z.object({
  Operations: z
    .array(
      z.object({
        op: z
          .string()
          .transform((word) => word.toLowerCase())
          .pipe(z.enum(['add', 'replace', 'remove'])),
        path: z.string().max(500).nullish(),
        value: z.unknown().optional(),
      }),
    )
    .min(1)
    .max(1000),
})
type Operation = z.output<typeof operations>['Operations'][number]
type Resource = Record<string, unknown>

/** `emails[type eq "work"].value`: attribute, which of its values, and what of them. */
interface Path {
  attribute: string
  filter: { name: string; value: string } | null
  sub: string | null
}

const pathForm =
  /^(?:urn:[\w:.-]+:)?([A-Za-z]\w*)(?:\[\s*([A-Za-z]\w*)\s+eq\s+("(?:[^"\\]|\\.)*"|true|false)\s*\])?(?:\.([A-Za-z$]\w*))?$/i
const isForeign = (path: string): boolean => /^urn:/i.test(path) && !/:core:2\.0:(user|group):/i.test(path)

/**
 * The resource after a PATCH (RFC 7644, 3.5.2); what comes out is parsed like a PUT. What we do not keep, such as the
 * attributes of extensions, is passed over. Throws ScimFault.
 */
export function patched(resource: Resource, body: unknown, t: T): Resource {
  const parsed = operations.safeParse(canonically(body))
  if (!parsed.success) throw new ScimFault(t('scim.fault.operations'), 'invalidSyntax')
  let result = canonically(resource) as Resource
  for (const operation of parsed.data.Operations) result = apply(result, operation, t)
  return result
}

function apply(resource: Resource, { op, path, value }: Operation, t: T): Resource {
  if (path) return isForeign(path) ? resource : at(resource, parsePath(path, t), op, value, t)
  if (op === 'remove') throw new ScimFault(t('scim.fault.no_target'), 'noTarget')
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new ScimFault(t('scim.fault.operations'), 'invalidValue')
  // Without a path, each name in the value is one; some directories write whole paths there.
  return Object.entries(value).reduce(
    (all, [name, one]) => (isForeign(name) ? all : at(all, parsePath(name, t), op, one, t)),
    resource,
  )
}

function parsePath(text: string, t: T): Path {
  const match = pathForm.exec(text.trim())
  if (!match) throw new ScimFault(t('scim.fault.path', { path: text }), 'invalidPath')
  const [, attribute = '', name, value, sub] = match
  const filter = name
    ? { name: canonical(name), value: value!.startsWith('"') ? unquoted(value!, t) : value!.toLowerCase() }
    : null
  return { attribute: canonical(attribute), filter, sub: sub ? canonical(sub) : null }
}

function at(resource: Resource, path: Path, op: Operation['op'], value: unknown, t: T): Resource {
  const { attribute, filter, sub } = path
  const before = Object.hasOwn(resource, attribute) ? resource[attribute] : undefined
  if (filter)
    return { ...resource, [attribute]: inValues(before, path as Path & { filter: object }, op, value, t) }
  if (sub) return { ...resource, [attribute]: inParts(before, sub, op, value) }
  if (Array.isArray(before) && op !== 'replace')
    return { ...resource, [attribute]: inList(before, op, value) }
  if (op !== 'remove') return { ...resource, [attribute]: value }
  const { [attribute]: _, ...rest } = resource
  return rest
}

/** `name.givenName`; of what has several values, each. */
function inParts(before: unknown, sub: string, op: Operation['op'], value: unknown): unknown {
  const part = (one: unknown): Resource => {
    const { [sub]: _, ...rest } = typeof one === 'object' && one !== null ? (one as Resource) : {}
    return op === 'remove' ? rest : { ...rest, [sub]: value }
  }
  return Array.isArray(before) ? before.map(part) : part(before)
}

/** Adds values, or takes some away: all of them, or those that are named. */
function inList(before: readonly unknown[], op: 'add' | 'remove', value: unknown): unknown[] {
  const given = [value ?? []].flat()
  const same = (a: unknown, b: unknown) => (a as Resource)?.value === (b as Resource)?.value
  if (op === 'add') return [...before, ...given.filter((one) => !before.some((old) => same(old, one)))]
  return given.length === 0 ? [] : before.filter((old) => !given.some((one) => same(old, one)))
}

function inValues(
  before: unknown,
  { filter, sub }: Path & { filter: { name: string; value: string } },
  op: Operation['op'],
  value: unknown,
  t: T,
): unknown[] {
  const values = [before ?? []].flat() as Resource[]
  const hit = (one: Resource) => String(one?.[filter.name] ?? '').toLowerCase() === filter.value.toLowerCase()
  if (op === 'remove' && !sub) return values.filter((one) => !hit(one))
  if (op === 'remove')
    return values.map((one) => (hit(one) ? (inParts(one, sub!, op, value) as Resource) : one))
  const given = sub ? { [sub]: value } : value
  if (typeof given !== 'object' || given === null)
    throw new ScimFault(t('scim.fault.operations'), 'invalidValue')
  if (values.some(hit)) return values.map((one) => (hit(one) ? { ...one, ...given } : one))
  // Directories say where an address is to go before there is one.
  return [...values, { [filter.name]: filter.value, ...given }]
}

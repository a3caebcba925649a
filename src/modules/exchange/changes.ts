import type { Attribute, Service } from './services.ts'

/** One thing that is different since their list was pulled last. */
export type OfferChange =
  | { kind: 'new'; code: string; name: string }
  | { kind: 'gone'; code: string; name: string }
  | { kind: 'renamed'; code: string; name: string; before: string }
  | { kind: 'asks'; code: string; name: string; added: string[]; dropped: string[]; changed: string[] }
  | { kind: 'contact'; before: string; after: string }

/** What has changed between two lists, in the order of the new one; what is gone at the end. */
export function offerChanges(
  before: { services: readonly Service[]; contact: string | null },
  after: { services: readonly Service[]; contact: string | null },
): OfferChange[] {
  const known = new Map(before.services.map((s) => [s.code, s]))
  const now = new Set(after.services.map((s) => s.code))
  const changes: OfferChange[] = []
  for (const service of after.services) {
    const was = known.get(service.code)
    if (!was) {
      changes.push({ kind: 'new', code: service.code, name: service.name })
      continue
    }
    if (was.name !== service.name)
      changes.push({ kind: 'renamed', code: service.code, name: service.name, before: was.name })
    const asks = attributeChanges(was.attributes ?? [], service.attributes ?? [])
    if (asks) changes.push({ kind: 'asks', code: service.code, name: service.name, ...asks })
  }
  for (const service of before.services)
    if (!now.has(service.code)) changes.push({ kind: 'gone', code: service.code, name: service.name })
  if ((before.contact ?? '') !== (after.contact ?? ''))
    changes.push({ kind: 'contact', before: before.contact ?? '', after: after.contact ?? '' })
  return changes
}

function attributeChanges(before: readonly Attribute[], after: readonly Attribute[]) {
  const was = new Map(before.map((a) => [a.code, a]))
  const is = new Map(after.map((a) => [a.code, a]))
  const added = after.filter((a) => !was.has(a.code)).map((a) => a.label)
  const dropped = before.filter((a) => !is.has(a.code)).map((a) => a.label)
  const changed = after
    .filter((a) => was.has(a.code) && look(was.get(a.code)!) !== look(a))
    .map((a) => a.label)
  return added.length + dropped.length + changed.length > 0 ? { added, dropped, changed } : null
}

/** What matters of an attribute for whoever fills it. */
const look = (a: Attribute): string =>
  JSON.stringify([a.datatype, a.required, a.label, a.values.map((v) => [v.key, v.name])])

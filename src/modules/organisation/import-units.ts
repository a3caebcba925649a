import { isEmail } from '#modules/identity/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { changeReference } from '#platform/context/memory.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { Complaints, type ImportOptions, type ImportResult, readCsv } from '#platform/import.ts'
import { complainAbout } from './complaint.ts'
import { assertManagesAll } from './managing.ts'
import { organisation } from './organisation.ts'
import type { Unit } from './structure.ts'
import { extendTownWide, townWideRoles } from './top-units.ts'
import { insertUnits, type NewUnit, updateUnit } from './units.ts'

const columns = {
  code: { names: ['code'], required: true },
  parent: { names: ['uebergeordnet', 'übergeordnet', 'parent'] },
  kind: { names: ['art', 'kind'], required: true },
  name: { names: ['name'], required: true },
  nameEn: { names: ['name_en'] },
  email: { names: ['email', 'e-mail'] },
  phone: { names: ['telefon', 'phone'] },
} as const satisfies Parameters<typeof readCsv>[1]

const kinds: Readonly<Record<string, Unit['kind']>> = {
  amt: 'department',
  abteilung: 'department',
  department: 'department',
  team: 'team',
}

type Line = NewUnit & { id: Uuid; line: number; parent: string }

/**
 * Reads units from CSV (`code;uebergeordnet;art;name;name_en;email;telefon`), parents in any order. Units that
 * the file does not name stay as they are. All or nothing, and nothing changes when it is read twice.
 * Throws Forbidden.
 */
export async function importUnits(
  ctx: Ctx,
  csv: string,
  { dryRun = false }: ImportOptions = {},
): Promise<ImportResult> {
  await assertManagesAll(ctx)
  const org = await organisation(ctx)
  const byCode = new Map([...org.units.values()].map((u) => [u.code, u]))
  const complaints = new Complaints(ctx.t)
  const complain = complainAbout(ctx, complaints)
  const lines = new Map<string, Line>()
  for (const { line, values: v } of readCsv(csv, columns, complaints)) {
    const kind = kinds[v.kind.toLowerCase()]
    if (!kind) complain(line, 'kind', { value: v.kind }, 'art')
    if (v.email && !isEmail(v.email)) complain(line, 'email', { value: v.email }, 'email')
    if (byCode.get(v.code)?.dissolvedAt) complain(line, 'dissolved', { value: v.code }, 'code')
    const other = lines.get(v.code)
    if (other) complain(line, 'twice', { value: v.code, line: other.line }, 'code')
    else if (v.code) {
      lines.set(v.code, {
        line,
        id: byCode.get(v.code)?.id ?? newId(),
        code: v.code,
        parent: v.parent,
        parentId: null,
        kind: kind ?? 'team',
        name: v.name,
        nameEn: v.nameEn || v.name,
        email: v.email || null,
        phone: v.phone || null,
      })
    }
  }
  for (const unit of lines.values()) {
    if (!unit.parent) continue
    const parent = lines.get(unit.parent) ?? org.byCode.get(unit.parent)
    if (parent) unit.parentId = parent.id
    else complain(unit.line, 'parent', { value: unit.parent }, 'uebergeordnet')
  }
  const parentOf = new Map([...org.units.values(), ...lines.values()].map((u) => [u.id, u.parentId]))
  for (const unit of lines.values()) {
    if (isBelowItself(unit.id, parentOf)) complain(unit.line, 'circle', { value: unit.code }, 'uebergeordnet')
  }
  if (complaints.any) return { added: 0, changed: 0, unchanged: 0, errors: complaints.list }

  const added = [...lines.values()].filter((u) => !org.units.has(u.id))
  const changed = [...lines.values()].filter((u) => org.units.has(u.id) && differs(u, org.units.get(u.id)!))
  if (!dryRun && added.length + changed.length > 0) {
    const ruling = await townWideRoles(ctx)
    await changeReference(ctx)
    await insertUnits(ctx, added)
    for (const unit of changed) await updateUnit(ctx, unit.id, unit, org.units.get(unit.id)!)
    const tops = [...added, ...changed].filter((u) => !u.parentId && !org.roots.includes(u.id))
    await extendTownWide(
      ctx,
      ruling,
      tops.map((u) => u.id),
    )
  }
  const unchanged = lines.size - added.length - changed.length
  return { added: added.length, changed: changed.length, unchanged, errors: [] }
}

const fields = ['code', 'parentId', 'kind', 'name', 'nameEn', 'email', 'phone'] as const
const differs = (a: NewUnit, b: Unit): boolean => fields.some((f) => a[f] !== b[f])

function isBelowItself(id: Uuid, parentOf: ReadonlyMap<Uuid, Uuid | null>): boolean {
  const seen = new Set<Uuid>()
  for (let up = parentOf.get(id); up && !seen.has(up); up = parentOf.get(up)) {
    if (up === id) return true
    seen.add(up)
  }
  return false
}

import type { Ctx } from '#platform/context/context.ts'
import { Invalid } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Action } from './action.ts'
import { materials } from './materials.ts'

export interface Entry {
  id: Uuid
  case: Uuid
  kind: 'arrival' | 'time' | 'material'
  minutes: number | null
  material: Uuid | null
  quantity: number | null
  by: Uuid | null
  at: Date
}

/** Nobody arrives, counts and fetches more often on one case; a program that does is stopped here. */
const MOST_ENTRIES = 300
export const MOST_MINUTES = 1440
export const MOST_QUANTITY = 100_000

/** What was entered on some cases, oldest first. Whoever asks has made sure that the cases are visible. */
export async function entriesOf(ctx: Ctx, cases: readonly Uuid[]): Promise<Entry[]> {
  if (cases.length === 0) return []
  const rows = await ctx.db
    .selectFrom('fieldwork.entry')
    .selectAll()
    .where('tenant_id', '=', ctx.tenant.id)
    .where('case_id', 'in', [...cases])
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map((r) => ({
    id: r.id,
    case: r.case_id,
    kind: r.kind as Entry['kind'],
    minutes: r.minutes,
    material: r.material_id,
    quantity: r.quantity === null ? null : Number(r.quantity),
    by: r.by_id,
    at: r.at,
  }))
}

/** Adds an entry under the action's own id. Throws Invalid. */
export async function addEntry(ctx: Ctx, action: Action): Promise<void> {
  const { deed, id } = action
  if (deed.kind !== 'arrive' && deed.kind !== 'time' && deed.kind !== 'material') return
  if ((await entriesOf(ctx, [action.case])).length >= MOST_ENTRIES) throw new Invalid('field.too_many')
  if (deed.kind === 'time' && !(deed.minutes >= 1 && deed.minutes <= MOST_MINUTES))
    throw new Invalid('field.minutes')
  if (deed.kind === 'material') {
    if (!(deed.quantity > 0 && deed.quantity <= MOST_QUANTITY)) throw new Invalid('field.quantity')
    if (!(await materials(ctx)).some((one) => one.id === deed.material)) throw new Invalid('field.material')
  }
  await ctx.db
    .insertInto('fieldwork.entry')
    .values({
      tenant_id: ctx.tenant.id,
      id,
      case_id: action.case,
      kind: deed.kind === 'arrive' ? 'arrival' : deed.kind,
      minutes: deed.kind === 'time' ? Math.round(deed.minutes) : null,
      material_id: deed.kind === 'material' ? deed.material : null,
      quantity: deed.kind === 'material' ? String(deed.quantity) : null,
      by_id: ctx.actor.kind === 'staff' ? ctx.actor.id : null,
      at: action.at,
      received_at: ctx.now,
    })
    .execute()
  if (deed.kind === 'arrive')
    ctx.emit('case.arrived', { case: action.case, entry: id, for: action.at.toISOString() })
  else if (deed.kind === 'time')
    ctx.emit('case.time_recorded', { case: action.case, entry: id, minutes: Math.round(deed.minutes) })
  else ctx.emit('case.material_recorded', { case: action.case, entry: id, material: deed.material })
}

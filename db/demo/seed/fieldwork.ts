import { sql } from 'kysely'
import { assignCase, scheduleCase } from '#modules/cases/index.ts'
import { saveMaterial } from '#modules/fieldwork/index.ts'
import { organisation } from '#modules/organisation/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { demoLogins } from '../logins.ts'

const catalogue = [
  ['Kaltasphalt', 'Cold asphalt', 'Sack'],
  ['Pflasterstein 10/10', 'Paving stone 10/10', 'Stück'],
  ['Schachtdeckel', 'Manhole cover', 'Stück'],
  ['LED-Leuchtmittel', 'LED lamp', 'Stück'],
  ['Verkehrszeichen', 'Traffic sign', 'Stück'],
  ['Absperrband', 'Barrier tape', 'm'],
  ['Fundamentbeton', 'Foundation concrete', 'kg'],
] as const

/** A good day for the field worker among the demo logins has so many stops. */
const STOPS = 8

/** The materials that are used up on the street, and a day's work for the field worker of the demo. */
export async function seedFieldwork(ctx: Ctx): Promise<void> {
  for (const [name, nameEn, unit] of catalogue) await saveMaterial(ctx, { name, nameEn, unit })
  const email = demoLogins.find((login) => login.role === 'field_worker')!.email
  const { staff } = await organisation(ctx)
  const worker = [...staff.values()].find((one) => one.email === email)
  if (!worker) return
  // What is theirs already comes first, then what nobody has in their unit, then what lies nearest to where they begin.
  const { rows } = await sql<{ id: Uuid; mine: boolean }>`
    select c.id, c.assignee_id is not null as mine from cases.case c
    where c.tenant_id = ${ctx.tenant.id} and c.status in ('open', 'in_progress') and not c.restricted and c.lat is not null
      and (c.assignee_id = ${worker.id} or (c.assignee_id is null and c.unit_id = any (${[...worker.units]}::uuid[])))
    order by mine desc, c.priority desc, c.number limit ${STOPS}`.execute(ctx.db)
  for (const { id, mine } of rows) if (!mine) await assignCase(ctx, id, worker.id)
  // Two appointments later today, so that the order has something to respect.
  const now = Temporal.Instant.fromEpochMilliseconds(ctx.now.getTime()).toZonedDateTimeISO(
    ctx.tenant.timeZone,
  )
  for (const [i, hours] of [2, 4].entries()) {
    const at = now.add({ hours }).round('hour')
    const row = rows[i]
    if (row && at.toPlainDate().equals(now.toPlainDate()))
      await scheduleCase(ctx, row.id, { at: new Date(at.epochMilliseconds) })
  }
}

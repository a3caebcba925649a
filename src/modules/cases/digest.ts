import { sql } from 'kysely'
import { businessCalendar } from '#modules/calendar/index.ts'
import { notify } from '#modules/notifications/index.ts'
import { organisation, preferencesOf, type StaffMember } from '#modules/organisation/index.ts'
import { selves } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { formatter } from '#platform/format.ts'
import type { Uuid } from '#platform/ids.ts'
import { textsOf } from '#platform/tenants.ts'
import { type CaseRow, caseColumns, toCase } from './row.ts'
import { actingAs } from './seen-by.ts'
import { visibleCases } from './visible.ts'
import { endOfDay } from './work-list.ts'

const MORNING = 7
/** Who starts the program at noon does not want the morning's mail any more. */
const TOO_LATE = 12
/** More than this is a list to open, not to read in a mail. */
const LINES = 15

/** Every working day at seven, local time: to each what is overdue or falls due today, their own and as a deputy. */
export async function tellDue(ctx: Ctx): Promise<void> {
  const local = Temporal.Instant.fromEpochMilliseconds(ctx.now.getTime()).toZonedDateTimeISO(
    ctx.tenant.timeZone,
  )
  if (local.hour < MORNING || local.hour >= TOO_LATE) return
  const day = local.toPlainDate()
  if ((await businessCalendar(ctx)).openingOn(day).length === 0) return
  if (!(await isFirst(ctx, day.toString()))) return
  const { staff, grants } = await organisation(ctx)
  const pressing = new Set(await peopleWithDue(ctx, [...staff.keys()]))
  const concerned = [...staff.values()].filter(
    (p) =>
      p.active &&
      // Who is away reads it in the deputy's name, or not at all.
      !p.absentUntil &&
      selves({ kind: 'staff', id: p.id, name: p.name, grants: grants.get(p.id) ?? [] }, { parts: true }).some(
        (id) => pressing.has(id),
      ),
  )
  const wants = await preferencesOf(
    ctx,
    concerned.map((p) => p.id),
  )
  for (const person of concerned.filter((p) => wants(p.id).digest)) await write(ctx, person, day.toString())
}

/** Several workers, one morning mail. */
async function isFirst(ctx: Ctx, day: string): Promise<boolean> {
  const row = await ctx.db
    .insertInto('cases.digest')
    .values({ tenant_id: ctx.tenant.id, day })
    .onConflict((oc) => oc.columns(['tenant_id', 'day']).doNothing())
    .returning('day')
    .executeTakeFirst()
  if (row) {
    await sql`delete from cases.digest d where d.tenant_id = ${ctx.tenant.id} and d.day < ${day}::date`.execute(
      ctx.db,
    )
  }
  return row !== undefined
}

async function peopleWithDue(ctx: Ctx, people: readonly Uuid[]): Promise<Uuid[]> {
  const { rows } = await sql<{ id: Uuid }>`
    select u.id from unnest(${[...people]}::uuid[]) as u (id)
    where exists (select from cases.case c where c.tenant_id = ${ctx.tenant.id} and c.assignee_id = u.id
      and c.status <> 'closed' and c.due_at < ${endOfDay(ctx)})`.execute(ctx.db)
  return rows.map((r) => r.id)
}

async function write(ctx: Ctx, person: StaffMember, day: string): Promise<void> {
  const seen = await actingAs(ctx, person.id)
  const { rows } = await sql<CaseRow>`
    select ${sql.join(caseColumns.map((name) => sql.ref(`c.${name}`)))}
    from unnest(${selves(seen.actor, { parts: true })}::uuid[]) as u (id) cross join lateral (
      select * from cases.case c where c.tenant_id = ${ctx.tenant.id} and c.assignee_id = u.id
        and c.status <> 'closed' and c.due_at < ${endOfDay(ctx)} and ${visibleCases(seen)}
      order by c.due_at, c.id limit ${LINES + 1}) c
    order by c.due_at, c.id limit ${LINES + 1}`.execute(ctx.db)
  if (rows.length === 0) return
  const { staff } = await organisation(ctx)
  const lang = person.lang === 'en' ? 'en' : 'de'
  const { formatDateTime } = formatter(lang, ctx.tenant.timeZone)
  const t = textsOf(ctx.platform, ctx.tenant.id, lang)
  const lines = rows
    .slice(0, LINES)
    .map(toCase)
    .map((c) => {
      const other = c.assigneeId === person.id ? null : staff.get(c.assigneeId ?? '')
      const line = t(c.dueAt! < ctx.now ? 'mail.due_line.late' : 'mail.due_line.today', {
        number: c.number,
        category: c.title[lang],
        address: c.address?.split(',')[0] ?? '–',
        due: formatDateTime(c.dueAt!),
      })
      return other ? t('mail.due_line.deputy', { line, name: other.name }) : line
    })
  await notify(ctx, {
    dedupe: `digest:${person.id}:${day}`,
    to: person,
    letter: rows.length > LINES ? 'digest_long' : 'digest',
    stream: null,
    restricted: rows.some((r) => r.restricted),
    params: { lines: lines.join('\n'), count: rows.length },
    link: '/vorgaenge?ansicht=meine',
    stop: null,
  })
}

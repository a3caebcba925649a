import { sql } from 'kysely'
import { notify } from '#modules/notifications/index.ts'
import { organisation } from '#modules/organisation/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import type { StoredEvent } from '#platform/module.ts'
import { today } from './managing.ts'
import { runById } from './reading.ts'

/** Whoever is to walk hears that a walk is due. Safe to run twice. */
export async function tellWalker(ctx: Ctx, event: StoredEvent): Promise<void> {
  const [org, run] = [await organisation(ctx), await runById(ctx, event.payload.run)]
  const person = org.staff.get(run.personId ?? '')
  if (!person?.active || run.finishedAt) return
  await notify(ctx, {
    dedupe: `${event.id}:${person.id}`,
    to: person,
    letter: 'round_due',
    stream: null,
    params: { name: person.name, round: run.name, stops: run.stops, due: dayOf(run.dueOn) },
    link: `/rundgaenge/${run.id}`,
    stop: null,
  })
}

const dayOf = (day: Temporal.PlainDate): Date => new Date(`${day.toString()}T12:00:00Z`)

/** Those who look after a round hear once that a walk of it is late. */
export async function tellLate(ctx: Ctx): Promise<void> {
  const open = await ctx.db
    .selectFrom('rounds.run')
    .select('id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('finished_at', 'is', null)
    .where('told_late_at', 'is', null)
    .where(sql<boolean>`due_on < ${today(ctx).toString()}::date`)
    .orderBy('due_on')
    .limit(100)
    .execute()
  if (open.length === 0) return
  const org = await organisation(ctx)
  for (const { id } of open) {
    const run = await runById(ctx, id, 'for update')
    if (!run.late) continue
    for (const person of headsOf(org, run.unitId))
      await notify(ctx, {
        dedupe: `round_late:${id}:${person.id}`,
        to: person,
        letter: 'round_late',
        stream: null,
        params: { round: run.name, due: dayOf(run.dueOn), seen: run.seen, stops: run.stops },
        link: `/rundgaenge/${id}`,
        stop: null,
      })
    await ctx.db
      .updateTable('rounds.run')
      .set({ told_late_at: ctx.now })
      .where('tenant_id', '=', ctx.tenant.id)
      .where('id', '=', id)
      .execute()
    ctx.emit('round.late', { round: run.roundId, run: id })
  }
}

const headsOf = (org: Awaited<ReturnType<typeof organisation>>, unit: Uuid) =>
  [...org.staff.values()].filter(
    (person) =>
      person.active &&
      org.grants
        .get(person.id)
        ?.some((g) => !g.for && g.permissions.includes('rounds.manage') && g.units.includes(unit)),
  )

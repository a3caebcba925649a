import { sql } from 'kysely'
import { stopToken } from '#modules/cases/index.ts'
import { notify } from '#modules/notifications/index.ts'
import { settings } from '#modules/tenancy/index.ts'
import { system } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import { eachTenant } from '#platform/each-tenant.ts'
import type { Uuid } from '#platform/ids.ts'
import type { StoredEvent } from '#platform/module.ts'
import type { Platform } from '#platform/platform.ts'
import { answerToken } from './answering.ts'

const DAY = 86_400_000
/** Letters in one transaction: cut off in between, nobody is asked twice. */
const BATCH = 200

/**
 * A report was fixed: its reporter will be asked, if they can be reached and want to be. Once a case: who was asked is
 * not asked again when it was reopened and fixed again; who was not yet, some days after the last time.
 */
export async function planSurvey(ctx: Ctx, event: StoredEvent): Promise<void> {
  const { askAfterDays } = (await settings(ctx)).voice
  if (event.payload.outcome !== 'fixed' || askAfterDays === 0) return
  const due = new Date(event.at.getTime() + askAfterDays * DAY)
  await sql`
    insert into voice.survey as s (tenant_id, case_id, party_id, due_at)
    select ${ctx.tenant.id}::uuid, cp.case_id, cp.party_id, ${due}::timestamptz
    from cases.party cp
    join parties.party p on p.tenant_id = ${ctx.tenant.id} and p.id = cp.party_id and p.email is not null
    join cases.case c on c.tenant_id = ${ctx.tenant.id} and c.id = cp.case_id and c.kind = 'report'
    where cp.tenant_id = ${ctx.tenant.id} and cp.case_id = ${event.stream} and cp.role = 'reporter'
      and cp.stopped_at is null
    order by cp.since limit 1
    on conflict (tenant_id, case_id) do update set due_at = excluded.due_at where s.sent_at is null
    returning case_id`.execute(ctx.db)
}

/** Asks whoever is due, town by town and batch by batch. Safe to run in several processes at once. */
export async function askDue(platform: Platform): Promise<void> {
  await eachTenant(platform, async (tenant) => {
    while ((await inTx(platform, { tenant, actor: system('voice') }, askSome)) === BATCH);
  })
}

interface Due {
  case_id: Uuid
  party_id: Uuid
  number: string
  title: string
  title_en: string
  address: string | null
  restricted: boolean
  name: string | null
  email: string
  lang: string
  /** Still closed as fixed, and the person still wants to hear of it. */
  fits: boolean
}

async function askSome(ctx: Ctx): Promise<number> {
  const tenant = ctx.tenant.id
  const { rows } = await sql<Due>`
    with due as materialized (
      select s.case_id, s.party_id from voice.survey s
      where s.tenant_id = ${tenant} and s.due_at <= ${ctx.now}
      order by s.due_at, s.case_id limit ${BATCH} for update skip locked)
    select due.case_id, due.party_id, c.number, c.title, c.title_en, c.address, c.restricted, p.name, p.email, p.lang,
      coalesce(c.status = 'closed' and c.outcome = 'fixed' and c.anonymised_at is null and p.email is not null
        and cp.stopped_at is null and cp.party_id is not null, false) as fits
    from due
    left join cases.case c on c.tenant_id = ${tenant} and c.id = due.case_id
    left join parties.party p on p.tenant_id = ${tenant} and p.id = due.party_id
    left join cases.party cp on cp.tenant_id = ${tenant} and cp.case_id = due.case_id and cp.party_id = due.party_id`.execute(
    ctx.db,
  )
  for (const one of rows.filter((row) => row.fits)) await ask(ctx, one)
  const asked = rows.filter((row) => row.fits).map((row) => row.case_id)
  ctx.send(
    `update voice.survey set due_at = null, sent_at = case when case_id = any ($3::uuid[]) then $4::timestamptz end
     where tenant_id = $1 and case_id = any ($2::uuid[])`,
    [tenant, rows.map((row) => row.case_id), asked, ctx.now],
  )
  return rows.length
}

async function ask(ctx: Ctx, one: Due): Promise<void> {
  const token = await answerToken(ctx, one.case_id, one.party_id)
  await notify(ctx, {
    dedupe: `survey:${one.case_id}`,
    to: { name: one.name, email: one.email, lang: one.lang },
    letter: 'survey',
    stream: one.case_id,
    restricted: one.restricted,
    params: {
      number: one.number,
      category: one.lang === 'en' ? one.title_en : one.title,
      address: one.address ?? '',
    },
    link: `/rueckfrage/${token}?behoben=ja`,
    second: `/rueckfrage/${token}?behoben=nein`,
    stop: `/abmelden/${await stopToken(ctx, one.case_id, one.party_id)}`,
  })
  ctx.emit('case.surveyed', { case: one.case_id })
}

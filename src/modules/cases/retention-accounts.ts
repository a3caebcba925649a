import { sql } from 'kysely'
import { closeAccountsOf } from '#modules/citizens/index.ts'
import { notify } from '#modules/notifications/index.ts'
import { partiesById } from '#modules/parties/index.ts'
import { countRun, periodOf } from '#modules/privacy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { eraseLonely } from './anonymising-people.ts'
import { heldIds } from './holding.ts'

const DAY = 86_400_000
/** So long before it goes is the owner of an account told. */
const WARNED_DAYS = 30
const BATCH = 100

interface Idle {
  id: Uuid
  party_id: Uuid
  email: string | null
  lang: string
  last: Date
  warned: Date | null
}

/**
 * Accounts that nobody has used for long: their owners are told a month before, then they go; what is known of the
 * person goes too when no case needs it. Signing in once is enough to keep an account.
 */
export async function retainAccounts(ctx: Ctx): Promise<void> {
  const period = await periodOf(ctx, 'accounts')
  if (!period) return
  const month = new Date(ctx.now.getTime() - WARNED_DAYS * DAY)
  const soon = new Date(period.before.getTime() + WARNED_DAYS * DAY)
  for (const account of await idleSince(ctx, soon)) {
    if (!account.warned) await warn(ctx, account, period.days)
    else if (account.last <= period.before && account.warned <= month) {
      await closeAccountsOf(ctx, [account.party_id])
      const people = await eraseLonely(ctx, [account.party_id])
      countRun(ctx, 'accounts', { people, others: 1 }, true)
    }
  }
}

async function idleSince(ctx: Ctx, before: Date): Promise<Idle[]> {
  const tenant = ctx.tenant.id
  const { rows } = await sql<Idle>`
    select * from (
      select a.id, a.party_id, a.email, a.lang,
        coalesce((select max(e.at) from platform.event e
          where e.tenant_id = ${tenant} and e.stream = a.id and e.type = 'citizen.signed_in'), a.created_at) as last,
        (select max(e.at) from platform.event e
          where e.tenant_id = ${tenant} and e.stream = a.id and e.type = 'citizen.warned') as told
      from citizens.account a
      where a.tenant_id = ${tenant} and a.created_at <= ${before} and a.party_id <> all (${await heldIds(ctx)}::uuid[])
    ) i cross join lateral (select case when i.told > i.last then i.told end as warned) w
    where i.last <= ${before} and (w.warned is null or w.warned <= ${new Date(ctx.now.getTime() - WARNED_DAYS * DAY)})
    order by i.last limit ${BATCH}`.execute(ctx.db)
  return rows
}

async function warn(ctx: Ctx, account: Idle, days: number): Promise<void> {
  ctx.emit('citizen.warned', { citizen: account.id })
  if (!account.email) return
  const goes = Math.max(account.last.getTime() + days * DAY, ctx.now.getTime() + WARNED_DAYS * DAY)
  await notify(ctx, {
    dedupe: `idle:${account.id}:${account.last.toISOString()}`,
    to: {
      name: (await partiesById(ctx, [account.party_id])).get(account.party_id)?.name ?? null,
      email: account.email,
      lang: account.lang,
    },
    letter: 'account_idle',
    stream: account.id,
    params: { date: new Date(goes) },
    link: '/konto',
    stop: null,
  })
}

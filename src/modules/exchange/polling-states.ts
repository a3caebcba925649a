import { sql } from 'kysely'
import { system } from '#platform/context/actor.ts'
import type { Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import type { Uuid } from '#platform/ids.ts'
import { moment } from '#platform/moment.ts'
import type { Seams } from '#platform/net/fetch-public.ts'
import type { Platform } from '#platform/platform.ts'
import { take } from './applying.ts'
import { type Answered, askFor } from './asking.ts'
import type { Endpoint, Polls } from './endpoint.ts'
import { type Row, textOf, textsOf } from './reading.ts'
import { stateWord } from './states.ts'
import { digestOf } from './update.ts'

const MINUTE = 60_000
const AT_ONCE = 50
const MOST = 1000
/** A list of updates tells of an ending better than the report itself: it is given this long to do so. */
const GRACE_MS = 5 * MINUTE

interface Watched {
  case_id: Uuid
  remote_id: string
  remote_closed: boolean
  remote_notes: string | null
}

/**
 * Asks for the reports themselves, those not looked at for longest first: where there is no list of updates for all
 * that happens, elsewhere for an ending that the list did not tell. Answers the trouble, if there was any.
 */
export async function pollStates(
  platform: Platform,
  tenant: Tenant,
  endpoint: Endpoint,
  polls: Polls,
  seams: Partial<Seams>,
): Promise<(Answered & { kind: 'trouble' }) | null> {
  const now = platform.clock.now()
  const open = new Date(now.getTime() - (polls === 'updates' ? 60 : 10) * MINUTE)
  const ended = new Date(now.getTime() - 24 * 60 * MINUTE)
  const recent = new Date(now.getTime() - 30 * 24 * 60 * MINUTE)
  const { rows } = await inTx(platform, { tenant, actor: system('exchange') }, (ctx) =>
    sql<Watched>`
      select t.case_id, t.remote_id, t.remote_closed, t.remote_notes from exchange.transfer t
      where t.tenant_id = ${tenant.id} and t.endpoint_id = ${endpoint.id} and t.status = 'sent'
        and (not t.remote_closed and (t.checked_at is null or t.checked_at <= ${open})
          or t.remote_closed and t.remote_updated_at > ${recent} and t.checked_at <= ${ended})
      order by t.checked_at nulls first, t.case_id limit ${MOST}`.execute(ctx.db),
  )
  for (let i = 0; i < rows.length; i += AT_ONCE) {
    const some = rows.slice(i, i + AT_ONCE)
    const asked = await askFor(
      platform,
      endpoint,
      'requests',
      'request',
      { service_request_id: some.map((t) => t.remote_id).join(',') },
      seams,
    )
    if (asked.kind === 'trouble') return asked
    const byId = new Map(
      (asked.kind === 'rows' ? asked.rows : []).map((row) => [textOf(row.service_request_id, 200), row]),
    )
    for (const watched of some)
      await look(platform, tenant, { endpoint, polls }, watched, byId.get(watched.remote_id), seams)
  }
  return null
}

async function look(
  platform: Platform,
  tenant: Tenant,
  { endpoint, polls }: { endpoint: Endpoint; polls: Polls },
  watched: Watched,
  row: Row | undefined,
  seams: Partial<Seams>,
): Promise<void> {
  const notes = textOf(row?.status_notes, 8000)
  const time = (name: string): Date | null => {
    const text = textOf(row?.[name], 60)
    return text === null ? null : moment(text, tenant.timeZone)
  }
  const now = platform.clock.now()
  await inTx(platform, { tenant, actor: system('exchange') }, async (ctx) => {
    await ctx.db
      .updateTable('exchange.transfer')
      .set({
        checked_at: ctx.now,
        ...(row && {
          remote_notes: notes,
          remote_agency: textOf(row.agency_responsible, 200),
          remote_expected: time('expected_datetime'),
        }),
      })
      .where('tenant_id', '=', tenant.id)
      .where('endpoint_id', '=', endpoint.id)
      .where('case_id', '=', watched.case_id)
      .execute()
  })
  if (!row) return
  const closed = stateWord(textOf(row.status, 60) ?? '') === 'CLOSED'
  const at = time('updated_datetime') ?? now
  const changed = closed !== watched.remote_closed
  const said = polls === 'requests' && notes !== null && notes !== watched.remote_notes
  if (!changed && !said) return
  if (polls === 'updates' && now.getTime() - at.getTime() < GRACE_MS) return
  const state = changed ? (closed ? 'CLOSED' : 'REOPEN') : 'UNCHANGED'
  await take(
    platform,
    tenant,
    endpoint,
    {
      id: digestOf([watched.remote_id, state, at.toISOString(), notes ?? '']),
      remoteId: watched.remote_id,
      state,
      words: polls === 'requests' && said ? notes : '',
      at,
      media: polls === 'requests' && changed && closed ? textsOf(row.media_url, 1) : [],
    },
    seams,
  )
}

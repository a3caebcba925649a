import { sql } from 'kysely'
import { notify } from '#modules/notifications/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import type { StoredEvent } from '#platform/module.ts'
import { hashToken } from '#platform/secret.ts'
import { textsOf } from '#platform/tenants.ts'
import type { Case } from './case.ts'
import { mergedTree } from './merged.ts'
import { messagesOf } from './messages.ts'
import { stopToken } from './stopping.ts'
import { trackingToken } from './tracking.ts'

/** So many letters are written in one transaction; the rest is taken up by `goOnTelling`. */
export const BATCH = 500

/** Up to whom people were told: they stand in the order of case and party. */
export interface TellingCursor {
  case: Uuid
  party: Uuid
}
const BEGIN: TellingCursor = {
  case: '00000000-0000-0000-0000-000000000000',
  party: '00000000-0000-0000-0000-000000000000',
}

/** What those hear who are not part of a case: what everybody may know of it, or that it is done, never a word meant for one. */
const letters: Readonly<Record<string, string>> = {
  'case.scheduled': 'followed_scheduled',
  'case.replied': 'followed_replied',
  'case.closed': 'followed_closed',
  'case.reopened': 'followed_reopened',
}

/** Begins to write to everybody who follows a case or reported it once more. Safe to run twice. */
export async function tellFollowers(ctx: Ctx, event: StoredEvent, c: Case): Promise<void> {
  if (!letters[event.type]) return
  const last = await tellSome(ctx, event, c, BEGIN)
  if (!last) return
  ctx.send(
    `insert into cases.telling (tenant_id, event_id, after_case, after_party, at) values ($1, $2, $3, $4, $5)
     on conflict (tenant_id, event_id) do nothing`,
    [ctx.tenant.id, event.id, last.case, last.party, ctx.now],
  )
}

interface Row {
  case_id: Uuid
  number: string
  title: string
  title_en: string
  address: string | null
  public: boolean
  party: Uuid
  role: string
  name: string | null
  email: string
  lang: string
}

/** Writes to the next people after the cursor; the new cursor, or null when there are no more. */
export async function tellSome(
  ctx: Ctx,
  event: StoredEvent,
  c: Case,
  after: TellingCursor,
): Promise<TellingCursor | null> {
  // What is restricted is nobody's news, whatever it was before.
  if (c.restricted) return null
  const words = await publicWords(ctx, event, c)
  if (event.type === 'case.replied' && words === null) return null
  const rows = await hearers(ctx, c, after)
  for (const row of rows) await write(ctx, event, c, row, words)
  const last = rows.at(-1)
  return last && rows.length === BATCH ? { case: last.case_id, party: last.party } : null
}

/** What was said to everybody with it; null for nothing. */
async function publicWords(ctx: Ctx, event: StoredEvent, c: Case): Promise<string | null> {
  if (!c.public || !event.payload.message) return null
  const message = (await messagesOf(ctx, c, 'public')).find((m) => m.id === event.payload.message)
  return message && !message.restricted && message.direction === 'out' ? message.body : null
}

/** Its followers, and the people and followers of all that was merged into it; whoever may not know of it any more is left out. */
async function hearers(ctx: Ctx, c: Case, after: TellingCursor): Promise<Row[]> {
  const tenant = ctx.tenant.id
  const tree = await mergedTree(ctx, c.id)
  const { rows } = await sql<Row>`
    select cp.case_id, c.number, c.title, c.title_en, c.address, c.public, cp.party_id as party, cp.role, p.name, p.email,
      p.lang
    from cases.party cp
    join cases.case c on c.tenant_id = ${tenant} and c.id = cp.case_id
    join parties.party p on p.tenant_id = ${tenant} and p.id = cp.party_id
    where cp.tenant_id = ${tenant} and cp.case_id = any (${tree}::uuid[])
      and (cp.case_id, cp.party_id) > (${after.case}::uuid, ${after.party}::uuid)
      and (cp.case_id <> ${c.id} or cp.role = 'follower')
      and (cp.role <> 'follower' or c.public) and not c.restricted
      and cp.stopped_at is null and p.email is not null
      and (cp.case_id = ${c.id} or lower(p.email) not in (
        select lower(q.email) from cases.party o join parties.party q on q.tenant_id = ${tenant} and q.id = o.party_id
        where o.tenant_id = ${tenant} and o.case_id = ${c.id} and o.role <> 'follower' and q.email is not null))
    order by cp.case_id, cp.party_id limit ${BATCH}`.execute(ctx.db)
  return rows
}

async function write(ctx: Ctx, event: StoredEvent, c: Case, row: Row, words: string | null): Promise<void> {
  const lang = row.lang === 'en' ? 'en' : 'de'
  const t = textsOf(ctx.platform, ctx.tenant.id, lang)
  const merged = event.payload.merge ? '_merged' : ''
  await notify(ctx, {
    // By address: somebody who reported it and follows another that was merged with it hears once.
    dedupe: `${event.id}:${hashToken(row.email.toLowerCase()).toString('base64url').slice(0, 22)}`,
    to: { name: row.name, email: row.email, lang: row.lang },
    letter: `${letters[event.type]}${merged}`,
    stream: row.case_id,
    params: {
      number: row.number,
      category: lang === 'en' ? row.title_en : row.title,
      address: row.address ?? '',
      scheduled: c.scheduledFor,
      outcome: event.payload.outcome ? t(`mail.followed_outcome.${event.payload.outcome}`) : '',
      words: words ?? '',
    },
    link:
      row.role === 'follower'
        ? `/meldungen/${row.number}`
        : row.role === 'bearer'
          ? `/konto/vorgaenge/${row.number}`
          : `/status/${await trackingToken(ctx, row.case_id, row.party)}`,
    stop: `/abmelden/${await stopToken(ctx, row.case_id, row.party)}`,
  })
}

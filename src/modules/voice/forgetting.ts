import { sql } from 'kysely'
import { addressDigests, addressesOf, type ExportSection } from '#modules/cases/index.ts'
import { eraseLetters } from '#modules/notifications/index.ts'
import type { Erasure } from '#platform/backup/beside.ts'
import type { Ctx } from '#platform/context/context.ts'
import { formatter } from '#platform/format.ts'
import type { Uuid } from '#platform/ids.ts'
import type { StoredEvent } from '#platform/module.ts'
import { letterOf } from './confirming.ts'

/** After this an address that nobody answered, and who said it, are of no use any more. */
const KEPT_DAYS = 180

/** A case was anonymised: the figures stay, what was said goes, and so does who said it. */
export const eraseVoices = (ctx: Ctx, event: Pick<StoredEvent, 'stream'>): Promise<void> =>
  unsay(ctx, event.stream)

export const eraseVoicesAgain = async (ctx: Ctx, { payload }: Erasure): Promise<void> =>
  unsay(ctx, payload.case)

async function unsay(ctx: Ctx, id: Uuid): Promise<void> {
  const keys = [ctx.tenant.id, id]
  ctx.send(
    `update voice.saying set body = null, email = null, voter = null, party_id = null, lang = null
     where tenant_id = $1 and case_id = $2`,
    keys,
  )
  ctx.send('update voice.question set word = null where tenant_id = $1 and case_id = $2', keys)
  ctx.send(
    `update voice.survey set body = null, due_at = null, party_id = '00000000-0000-0000-0000-000000000000'
     where tenant_id = $1 and case_id = $2`,
    keys,
  )
}

/** A person was erased from cases that go on: what they said goes with them. */
export const erasePerson = (ctx: Ctx, event: Pick<StoredEvent, 'payload'>): Promise<void> =>
  unsayOf(ctx, event.payload.party)

export const erasePersonAgain = (ctx: Ctx, { payload }: Erasure): Promise<void> => unsayOf(ctx, payload.party)

async function unsayOf(ctx: Ctx, party: Uuid): Promise<void> {
  const keys = [ctx.tenant.id, party]
  ctx.send(
    `update voice.saying set body = null, email = null, voter = null, party_id = null
     where tenant_id = $1 and party_id = $2`,
    keys,
  )
  ctx.send(
    `update voice.survey set body = null, due_at = null, party_id = '00000000-0000-0000-0000-000000000000'
     where tenant_id = $1 and party_id = $2`,
    keys,
  )
}

/** The same by an address, for those who left one without being known otherwise. */
export const eraseSpeaker = (ctx: Ctx, { payload }: Pick<StoredEvent, 'payload'>): Promise<void> =>
  unsayTo(ctx, payload.address)

export const eraseSpeakerAgain = (ctx: Ctx, { payload }: Erasure): Promise<void> =>
  unsayTo(ctx, payload.address)

async function unsayTo(ctx: Ctx, gone: string): Promise<void> {
  const left = await ctx.db
    .selectFrom('voice.saying')
    .select(['id', 'email'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('email', 'is not', null)
    .execute()
  const digest = await addressDigests(ctx)
  const said = left.flatMap(({ id, email }) => (digest(email!) === gone ? [id] : []))
  ctx.send(
    `update voice.saying set body = null, email = null, voter = null, party_id = null
     where tenant_id = $1 and id = any ($2::uuid[])`,
    [ctx.tenant.id, said],
  )
  await eraseLetters(ctx, said.map(letterOf))
}

/** Addresses and digests are kept while a question may still be decided, and not for good. */
export async function forgetSpeakers(ctx: Ctx): Promise<void> {
  await sql`
    update voice.saying s set email = null, voter = null
    where s.tenant_id = ${ctx.tenant.id} and s.at < ${new Date(ctx.now.getTime() - KEPT_DAYS * 86_400_000)}
      and (s.email is not null or s.voter is not null)`.execute(ctx.db)
}

/** What these people said here, for the export of a person's data. */
export async function voiceSections(ctx: Ctx, parties: readonly Uuid[]): Promise<ExportSection[]> {
  if (parties.length === 0) return []
  const { formatDateTime } = formatter(ctx.lang, ctx.tenant.timeZone)
  const tenant = ctx.tenant.id
  const addresses = await addressesOf(ctx, parties)
  const [sayings, answers] = await Promise.all([
    sql<{ number: string; at: Date; body: string | null }>`
      select c.number, s.at, s.body from voice.saying s
      join cases.case c on c.tenant_id = ${tenant} and c.id = s.case_id
      where s.tenant_id = ${tenant} and (s.party_id = any (${[...parties]}::uuid[])
        or lower(s.email) = any (${addresses}::text[])) order by s.at`.execute(ctx.db),
    sql<{ number: string; at: Date; fixed: string; mood: number | null; body: string | null }>`
      select c.number, s.answered_at as at, s.fixed, s.mood, s.body from voice.survey s
      join cases.case c on c.tenant_id = ${tenant} and c.id = s.case_id
      where s.tenant_id = ${tenant} and s.party_id = any (${[...parties]}::uuid[]) and s.answered_at is not null
      order by s.answered_at`.execute(ctx.db),
  ])
  const rows = [
    ...sayings.rows.map((r) => ({
      label: ctx.t('voice.export.saying', { number: r.number }),
      value: [formatDateTime(r.at), r.body].filter(Boolean).join(': '),
    })),
    ...answers.rows.map((r) => ({
      label: ctx.t('voice.export.answer', { number: r.number }),
      value: [
        formatDateTime(r.at),
        ctx.t(`voice.fixed.${r.fixed}`),
        r.mood && ctx.t(`voice.mood.${r.mood}`),
        r.body,
      ]
        .filter(Boolean)
        .join(', '),
    })),
  ]
  return rows.length > 0 ? [{ title: ctx.t('voice.export.title'), rows }] : []
}

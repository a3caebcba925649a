import { sql } from 'kysely'
import { foldEmail, isEmail } from '#modules/identity/index.ts'
import { notify } from '#modules/notifications/index.ts'
import { createParty } from '#modules/parties/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Invalid, NotFound } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { hashToken, randomToken } from '#platform/secret.ts'
import type { Case } from './case.ts'
import { endSupport, followAs, followableCase } from './following.ts'
import { mailbox } from './waiting.ts'

/** A letter that was not opened by then: the address goes. */
const CONFIRM_HOURS = 48
/** So many letters an hour go to one address; whoever asks for more gets the same answer and no letter. */
const LETTERS_AN_HOUR = 5

/**
 * Somebody without an account wants to hear of a case: nothing is sent there but the letter that asks whether it is
 * theirs (double opt-in, § 7 (2) UWG). `added`: what they said, which becomes theirs with the address. `to` makes the
 * link's path. Answers alike for addresses that follow already. Throws Invalid.
 */
export async function askToFollow(
  ctx: Ctx,
  c: Case,
  input: {
    email: string
    supporter: Buffer | null
    added?: { message: Uuid | null; files: readonly Uuid[] }
    to: (token: string) => string
  },
): Promise<void> {
  if (!isEmail(input.email)) throw new Invalid('case.follow_email')
  const email = foldEmail(input.email)
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from cases.follow_request r where r.tenant_id = ${ctx.tenant.id} and r.email = ${email}
      and r.created_at > ${new Date(ctx.now.getTime() - 3_600_000)}`.execute(ctx.db)
  if (rows[0]!.n >= LETTERS_AN_HOUR) return
  const token = randomToken()
  const hash = hashToken(token)
  await ctx.db
    .insertInto('cases.follow_request')
    .values({
      tenant_id: ctx.tenant.id,
      token_hash: hash,
      case_id: c.id,
      email,
      lang: ctx.lang,
      supporter: input.supporter,
      message_id: input.added?.message ?? null,
      files: [...(input.added?.files ?? [])],
      created_at: ctx.now,
      expires_at: new Date(ctx.now.getTime() + CONFIRM_HOURS * 3_600_000),
    })
    .execute()
  await notify(ctx, {
    dedupe: letterOf(hash),
    to: { name: null, email, lang: ctx.lang },
    letter: 'follow_confirm',
    stream: c.id,
    params: {
      number: c.number,
      category: c.title[ctx.lang],
      address: c.address ?? '',
      hours: CONFIRM_HOURS,
    },
    link: input.to(token),
    stop: null,
  })
}

/** The word under which the letter is queued. */
export const letterOf = (hash: Buffer): string => `follow:${hash.toString('hex')}`

/** The case that a link of such a letter is about; looking uses nothing up: mail scanners look too. Throws NotFound, Conflict when it is closed. */
export async function caseToFollow(ctx: Ctx, token: string): Promise<Case> {
  const row = await ctx.db
    .selectFrom('cases.follow_request')
    .select('case_id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('token_hash', '=', hashToken(token))
    .where('expires_at', '>', ctx.now)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return followableCase(ctx, row.case_id)
}

/**
 * The address is theirs: it follows the case, or what that was merged into meanwhile. An address that hears of it
 * already is not written to twice. Throws NotFound for unknown, used and old links, Conflict when the case is closed.
 */
export async function confirmFollowing(ctx: Ctx, token: string): Promise<Case> {
  const request = await ctx.db
    .deleteFrom('cases.follow_request')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('token_hash', '=', hashToken(token))
    .where('expires_at', '>', ctx.now)
    .returningAll()
    .executeTakeFirst()
  if (!request) throw new NotFound()
  const c = await followableCase(ctx, request.case_id)
  const known = await partyWith(ctx, c, request.email)
  const party = known ?? createParty(ctx, { email: request.email, lang: request.lang })
  await followAs(ctx, c, party)
  if (request.supporter) endSupport(ctx, c, request.supporter)
  if (request.message_id)
    ctx.send('update cases.message set author_id = $3 where tenant_id = $1 and id = $2', [
      ctx.tenant.id,
      request.message_id,
      party,
    ])
  if (request.files.length > 0)
    ctx.send(`update files.file set by_id = $3 where tenant_id = $1 and id = any ($2::uuid[])`, [
      ctx.tenant.id,
      request.files,
      party,
    ])
  return c
}

/** Who hears of the case by this address already; what is written behind a plus leads into the same mailbox (RFC 5233). */
async function partyWith(ctx: Ctx, c: Case, email: string): Promise<Uuid | null> {
  const { rows } = await sql<{ id: Uuid }>`
    select p.id from cases.party cp join parties.party p on p.tenant_id = ${ctx.tenant.id} and p.id = cp.party_id
    where cp.tenant_id = ${ctx.tenant.id} and cp.case_id = ${c.id}
      and ${mailbox(sql`p.email`)} = ${mailbox(sql`${email}::text`)} limit 1`.execute(ctx.db)
  return rows[0]?.id ?? null
}

/** Requests that nobody confirmed go, and with them the address. */
export async function forgetFollowRequests(ctx: Ctx): Promise<void> {
  await ctx.db
    .deleteFrom('cases.follow_request')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('expires_at', '<=', ctx.now)
    .execute()
}

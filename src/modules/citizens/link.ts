import { foldEmail, isEmail } from '#modules/identity/index.ts'
import { notify } from '#modules/notifications/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Invalid } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { hashToken, randomToken } from '#platform/secret.ts'
import { accountBy, lockCitizen, openAccount } from './account.ts'
import { beginCitizenSession } from './session.ts'

export const LINK_MINUTES = 15
/** So many letters an hour go to one address; whoever asks for more gets the same answer and no letter. */
const LETTERS_AN_HOUR = 5

/** Is this something that a letter can be sent to? */
export const isReachable = (email: string): boolean => isEmail(email)

/**
 * Sends a link that signs in whoever reads the mail of this address. There is nothing to find out: an account is made
 * when the link is used first, so known and unknown addresses are the same here. `to` makes the link's path.
 */
export async function sendSignInLink(
  ctx: Ctx,
  input: { email: string; onward: string | null; draft?: Uuid | null; to: (token: string) => string },
): Promise<void> {
  await sendLink(ctx, { ...input, account: null, letter: 'account_sign_in' })
}

/** Sends a link by which the citizen confirms another address for their account. */
export async function sendAddressLink(
  ctx: Ctx,
  input: { email: string; account: Uuid; to: (token: string) => string },
): Promise<void> {
  await sendLink(ctx, { ...input, onward: null, letter: 'account_address' })
}

async function sendLink(
  ctx: Ctx,
  input: {
    email: string
    account: Uuid | null
    onward: string | null
    draft?: Uuid | null
    letter: string
    to: (token: string) => string
  },
): Promise<void> {
  if (!isEmail(input.email)) throw new Invalid('account.email')
  const email = foldEmail(input.email)
  const hourAgo = new Date(ctx.now.getTime() - 3_600_000)
  const sent = await ctx.db
    .selectFrom('citizens.link')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('tenant_id', '=', ctx.tenant.id)
    .where('email', '=', email)
    .where('created_at', '>', hourAgo)
    .executeTakeFirst()
  if (Number(sent?.n ?? 0) >= LETTERS_AN_HOUR) return
  const token = randomToken()
  const hash = hashToken(token)
  await ctx.db
    .insertInto('citizens.link')
    .values({
      tenant_id: ctx.tenant.id,
      token_hash: hash,
      email,
      account_id: input.account,
      onward: input.onward,
      draft_id: input.draft ?? null,
      created_at: ctx.now,
      expires_at: new Date(ctx.now.getTime() + LINK_MINUTES * 60_000),
    })
    .execute()
  await notify(ctx, {
    dedupe: `account-link:${hash.toString('hex')}`,
    to: { name: null, email, lang: ctx.lang },
    letter: input.letter,
    stream: null,
    params: { minutes: LINK_MINUTES },
    link: input.to(token),
    stop: null,
  })
}

export interface Link {
  email: string
  account: Uuid | null
  onward: string | null
  /** What was being written when the link was asked for. */
  draft: Uuid | null
}

/** What a link is for; null alike for unknown, used and old ones. Looking uses nothing up: mail scanners look too. */
export async function lookAtLink(ctx: Ctx, token: string): Promise<Link | null> {
  const row = await ctx.db
    .selectFrom('citizens.link')
    .select(['email', 'account_id as account', 'onward', 'draft_id as draft'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('token_hash', '=', hashToken(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', ctx.now)
    .executeTakeFirst()
  return row ?? null
}

/** Uses a link up that was sent for this account (null: to sign in); of two at once one does. */
export async function takeLink(ctx: Ctx, token: string, account: Uuid | null): Promise<Link | null> {
  const row = await ctx.db
    .updateTable('citizens.link')
    .set({ used_at: ctx.now })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('token_hash', '=', hashToken(token))
    .where('account_id', account === null ? 'is' : '=', account)
    .where('used_at', 'is', null)
    .where('expires_at', '>', ctx.now)
    .returning(['email', 'account_id as account', 'onward', 'draft_id as draft'])
    .executeTakeFirst()
  return row ?? null
}

export interface SignedInByLink {
  token: string
  account: Uuid
  onward: string | null
  draft: Uuid | null
  /** Made just now. */
  fresh: boolean
}

/** Signs in by a link, and makes the account at the first time. Null for a link that opens nothing (any more). */
export async function signInByLink(
  ctx: Ctx,
  token: string,
  client: { userAgent?: string | undefined; replaces?: string | undefined },
): Promise<SignedInByLink | null> {
  const link = await takeLink(ctx, token, null)
  if (!link) return null
  const known = await accountBy(ctx, { email: link.email })
  if (!known && (await isClosed(ctx, link.email))) return null
  const account = known ? await lockCitizen(ctx, known.id) : await openAccount(ctx, { email: link.email })
  const session = await beginCitizenSession(ctx, account.id, { method: 'link', level: 'none', ...client })
  return { token: session, account: account.id, onward: link.onward, draft: link.draft, fresh: !known }
}

/** An account that was closed is not opened by its old address. */
async function isClosed(ctx: Ctx, email: string): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('citizens.account')
    .select('id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('email', '=', email)
    .where('disabled_at', 'is not', null)
    .executeTakeFirst()
  return row !== undefined
}

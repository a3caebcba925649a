import { foldEmail, isEmail } from '#modules/identity/index.ts'
import { eraseMail, notify } from '#modules/notifications/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Invalid } from '#platform/errors.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { hashToken, randomToken } from '#platform/secret.ts'
import { addSubscription } from './adding.ts'
import { subscriberByMail } from './subscriber.ts'
import { type Wish, wishSchema } from './wish.ts'

/** So long an address may be confirmed; after that nothing is left of who asked (src/modules/subscriptions/cleaning.ts). */
export const CONFIRM_DAYS = 3
const DAY = 86_400_000
/** So many letters a day go to one address that nobody has confirmed: whoever types a stranger's cannot flood them. */
const LETTERS_A_DAY = 3

/**
 * Asks the owner of an address whether they want this (double opt-in). Whoever typed it learns nothing: the answer is
 * the same for known addresses, unknown ones and those that were asked too often. `to` makes the path of the link.
 */
export async function askToSubscribe(
  ctx: Ctx,
  { email, wish, to }: { email: string; wish: Wish; to: (token: string) => string },
): Promise<void> {
  if (!isEmail(email)) throw new Invalid('account.email')
  const address = foldEmail(email)
  const asked = await ctx.db
    .selectFrom('subscriptions.request')
    .select('wish')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('email', '=', address)
    .where('created_at', '>', new Date(ctx.now.getTime() - DAY))
    .execute()
  const again = asked.some((one) => sameWords(one.wish, wish))
  if (again || asked.length >= LETTERS_A_DAY) return
  const id = newId()
  const token = randomToken()
  await ctx.db
    .insertInto('subscriptions.request')
    .values({
      tenant_id: ctx.tenant.id,
      id,
      token_hash: hashToken(token),
      email: address,
      lang: ctx.lang,
      wish: JSON.stringify(wish),
      created_at: ctx.now,
      expires_at: new Date(ctx.now.getTime() + CONFIRM_DAYS * DAY),
    })
    .execute()
  await notify(ctx, {
    dedupe: `subscription-request:${id}`,
    to: { name: null, email: address, lang: ctx.lang },
    letter: 'subscription_confirm',
    stream: id,
    params: { place: wish.where.label, days: CONFIRM_DAYS },
    link: to(token),
    stop: null,
  })
}

const sameWords = (kept: unknown, wish: Wish): boolean => {
  const known = wishSchema.safeParse(kept)
  return known.success && JSON.stringify(known.data) === JSON.stringify(wishSchema.parse(wish))
}

/** What a link is for; null for one that opens nothing (any more). Looking uses nothing up: mail scanners look too. */
export async function lookAtRequest(ctx: Ctx, token: string): Promise<{ email: string; wish: Wish } | null> {
  const row = await ctx.db
    .selectFrom('subscriptions.request')
    .select(['email', 'wish'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('token_hash', '=', hashToken(token))
    .where('expires_at', '>', ctx.now)
    .executeTakeFirst()
  return row ? { email: row.email, wish: wishSchema.parse(row.wish) } : null
}

/** The owner of the address says yes. Returns the subscriber; null for a link that opens nothing (any more). */
export async function confirmRequest(ctx: Ctx, token: string): Promise<Uuid | null> {
  const row = await ctx.db
    .deleteFrom('subscriptions.request')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('token_hash', '=', hashToken(token))
    .where('expires_at', '>', ctx.now)
    .returning(['id', 'email', 'lang', 'wish'])
    .executeTakeFirst()
  if (!row) return null
  // The letter has done its work; what is kept of the address from now on goes when they end it.
  await eraseMail(ctx, [row.id])
  const subscriber = await subscriberByMail(ctx, { email: row.email, lang: row.lang === 'en' ? 'en' : 'de' })
  await addSubscription(ctx, subscriber, wishSchema.parse(row.wish))
  return subscriber
}

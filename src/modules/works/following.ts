import { foldEmail, isEmail } from '#modules/identity/index.ts'
import { notify } from '#modules/notifications/index.ts'
import { secret } from '#modules/tenancy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Invalid, NotFound } from '#platform/errors.ts'
import type { Lang } from '#platform/i18n.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { hashToken, hmac } from '#platform/secret.ts'
import { eraseFollowers, PENDING } from './forgetting.ts'
import { publicWork } from './listing.ts'
import { workRow } from './rows.ts'
import { stateOf, type Work } from './work.ts'

const HOUR = 3_600_000
/** Nobody is written to by strangers more often than that. */
const ASKED_AGAIN = HOUR

/** One link for saying yes and for leaving: 128 bits that only the town's key can make; stored hashed. */
export const tokenOf = async (ctx: Ctx, id: Uuid): Promise<string> =>
  hmac(await secret(ctx, 'works'), id)
    .subarray(0, 16)
    .toString('base64url')

/**
 * Asks an address whether it really wants to hear of a work. What is answered is the same whether it follows already,
 * so nobody learns who does. Throws Invalid for what is no address, NotFound for no published work.
 */
export async function askToFollow(
  ctx: Ctx,
  workId: Uuid,
  { email, lang }: { email: string; lang: Lang },
): Promise<void> {
  const work = await publicWork(ctx, workId)
  if (stateOf(work, ctx.now) === 'past') throw new Invalid('work.over')
  const address = foldEmail(email)
  if (!isEmail(address)) throw new Invalid('work.email')
  const known = await ctx.db
    .selectFrom('works.follower')
    .select(['id', 'asked_at', 'confirmed_at'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('work_id', '=', workId)
    .where('email', '=', address)
    .forUpdate()
    .executeTakeFirst()
  if (known && (known.confirmed_at || known.asked_at.getTime() > ctx.now.getTime() - ASKED_AGAIN)) return
  const id = known?.id ?? newId()
  const token = await tokenOf(ctx, id)
  await ctx.db
    .insertInto('works.follower')
    .values({
      tenant_id: ctx.tenant.id,
      id,
      work_id: workId,
      email: address,
      lang,
      token_hash: hashToken(token),
      asked_at: ctx.now,
    })
    .onConflict((oc) =>
      oc.columns(['tenant_id', 'work_id', 'email']).doUpdateSet({ asked_at: ctx.now, lang }),
    )
    .execute()
  await notify(ctx, {
    dedupe: `work:${id}:${ctx.now.getTime()}`,
    to: { name: null, email: address, lang },
    letter: 'work_confirm',
    stream: id,
    params: { title: work.title[lang] },
    link: `/baustellen/folgen/${token}`,
    stop: null,
  })
}

async function byToken(ctx: Ctx, token: string) {
  const row = await ctx.db
    .selectFrom('works.follower')
    .select(['id', 'work_id', 'confirmed_at', 'asked_at'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('token_hash', '=', hashToken(token))
    .executeTakeFirst()
  const late = row && !row.confirmed_at && row.asked_at.getTime() < ctx.now.getTime() - PENDING
  if (!row || late) throw new NotFound()
  return row
}

/** The work that a link is about. Throws NotFound for links that were never given, or are over. */
export async function followedWork(ctx: Ctx, token: string): Promise<{ work: Work; confirmed: boolean }> {
  const row = await byToken(ctx, token)
  return { work: await workRow(ctx, row.work_id), confirmed: row.confirmed_at !== null }
}

/** Yes, from whoever reads that address. */
export async function confirmFollowing(ctx: Ctx, token: string): Promise<Uuid> {
  const row = await byToken(ctx, token)
  ctx.send(
    'update works.follower set confirmed_at = $3 where tenant_id = $1 and id = $2 and confirmed_at is null',
    [ctx.tenant.id, row.id, ctx.now],
  )
  return row.work_id
}

/** No more of it: the address is forgotten. A link that was used before says so as if for the first time. */
export async function stopFollowing(ctx: Ctx, token: string): Promise<void> {
  const row = await ctx.db
    .selectFrom('works.follower')
    .select('id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('token_hash', '=', hashToken(token))
    .executeTakeFirst()
  if (row) await eraseFollowers(ctx, [row.id])
}

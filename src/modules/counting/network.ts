import { sql } from 'kysely'
import { addressBlock } from '#modules/identity/index.ts'
import { secret } from '#modules/tenancy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { hmac } from '#platform/secret.ts'
import type { Purpose, Visitor } from './browser.ts'

const DAY = 86_400_000
/** Unconfirmed voices of one network a day: a family, a school class, a street's mobile phones; not a hundred clicks. */
const A_CASE = 5
const A_TOWN = 100
/** Whose browser brought no word cannot be told from the next one who brings none. */
const WITHOUT_WORD = 1

/** For what an unconfirmed voice is counted. */
interface Voice {
  purpose: Purpose
  case: Uuid
  visitor: Visitor
}

/**
 * Takes a place for an unconfirmed voice; false where its network has had its share of today. Taken with the caller's
 * transaction, and held by the row: of many at once no more get through.
 */
export async function takeRoom(ctx: Ctx, voice: Voice): Promise<boolean> {
  for (const [key, most] of await sharesOf(ctx, voice)) if (!(await take(ctx, key, most))) return false
  return true
}

/** Would there be a place? For who has much to send, before they send it. */
export async function isRoom(ctx: Ctx, voice: Voice): Promise<boolean> {
  const shares = await sharesOf(ctx, voice)
  const rows = await ctx.db
    .selectFrom('counting.network')
    .select(['key', 'counted'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where(
      'key',
      'in',
      shares.map(([key]) => key),
    )
    .execute()
  return rows.every((row) => shares.some(([key, most]) => key.equals(row.key) && row.counted < most))
}

/** Of what the voice takes a place, each under a key that tells nothing, and how many there are of it today. */
async function sharesOf(
  ctx: Ctx,
  { purpose, case: id, visitor }: Voice,
): Promise<(readonly [Buffer, number])[]> {
  const network = networkOf(visitor.address)
  const key = await secret(ctx, 'counting')
  const of = (what: string, most: number) =>
    [hmac(key, `network ${today(ctx)} ${what} ${network}`).subarray(0, 16), most] as const
  return [
    ...(visitor.fresh ? [of(`${purpose} ${id} without`, WITHOUT_WORD)] : []),
    of(`${purpose} ${id}`, A_CASE),
    of('town', A_TOWN),
  ]
}

const today = (ctx: Ctx): number => Math.floor(ctx.now.getTime() / DAY)

/** What one connection is given, and its neighbours: /24 of IPv4, /48 of IPv6. */
export function networkOf(address: string): string {
  const block = addressBlock(address)
  return block.includes(':') ? block.split(':').slice(0, 3).join(':') : block.split('.').slice(0, 3).join('.')
}

async function take(ctx: Ctx, key: Buffer, most: number): Promise<boolean> {
  const { rows } = await sql`
    insert into counting.network as n (tenant_id, key, counted, until)
    values (${ctx.tenant.id}, ${key}, 1, ${new Date((today(ctx) + 2) * DAY)})
    on conflict (tenant_id, key) do update set counted = n.counted + 1 where n.counted < ${most}
    returning n.counted`.execute(ctx.db)
  return rows.length > 0
}

/** What was counted of networks goes when its day is over. */
export async function forgetNetworks(ctx: Ctx): Promise<void> {
  await ctx.db
    .deleteFrom('counting.network')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('until', '<', ctx.now)
    .execute()
}

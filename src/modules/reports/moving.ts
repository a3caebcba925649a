import { secret } from '#modules/tenancy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { bytesOfId, idOfBytes, type Uuid } from '#platform/ids.ts'
import { hashToken, hmac, randomToken } from '#platform/secret.ts'

/** How long a link waits for the other device. */
export const MOVE_MINUTES = 60
const MINUTE_MS = 60_000

/**
 * A link by which another device goes on with a draft: 16 bytes of id, 4 of the minute it ends in, 16 of signature.
 * Nothing is stored: the signature also covers this device's own token, so that a link that was used, and every older
 * one, leads nowhere afterwards.
 */
export async function moveToken(ctx: Ctx, draft: Uuid, token: string): Promise<string> {
  const body = Buffer.concat([bytesOfId(draft), Buffer.alloc(4)])
  body.writeUInt32BE(Math.floor(ctx.now.getTime() / MINUTE_MS) + MOVE_MINUTES, 16)
  return Buffer.concat([body, await signature(ctx, body, hashToken(token))]).toString('base64url')
}

/** Whether such a link is good, for the page that asks before anything happens. */
export const canMove = async (ctx: Ctx, link: string): Promise<boolean> => (await found(ctx, link)) !== null

/**
 * Goes on with the draft on this device: answers the token for its cookie, or null when the link is used up, too old or
 * none of ours. The device before is done with it from then on, so that two never write to one draft.
 */
export async function moveDraft(ctx: Ctx, link: string): Promise<string | null> {
  const id = await found(ctx, link, 'for update')
  if (!id) return null
  const token = randomToken()
  await ctx.db
    .updateTable('reports.draft')
    .set({ token_hash: hashToken(token), updated_at: ctx.now })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .execute()
  return token
}

async function found(ctx: Ctx, link: string, lock?: 'for update'): Promise<Uuid | null> {
  const bytes = Buffer.from(link, 'base64url')
  if (bytes.length !== 36) return null
  const body = bytes.subarray(0, 20)
  if (body.readUInt32BE(16) * MINUTE_MS < ctx.now.getTime()) return null
  const id = idOfBytes(body)
  let query = ctx.db
    .selectFrom('reports.draft')
    .select('token_hash')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .where('submitted_at', 'is', null)
    .where('expires_at', '>', ctx.now)
    // A draft of an account moves with the account.
    .where('account_id', 'is', null)
  if (lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  return row && (await signature(ctx, body, row.token_hash)).equals(bytes.subarray(20)) ? id : null
}

const signature = async (ctx: Ctx, body: Buffer, tokenHash: Buffer): Promise<Buffer> =>
  hmac(await secret(ctx, 'move'), `${body.toString('hex')}:${tokenHash.toString('hex')}`).subarray(0, 16)

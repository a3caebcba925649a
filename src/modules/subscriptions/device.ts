import type { Ctx } from '#platform/context/context.ts'
import { Invalid } from '#platform/errors.ts'
import type { Lang } from '#platform/i18n.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { isInnerTarget } from '#platform/net/inner-targets.ts'
import { parsePublicUrl } from '#platform/net/public-url.ts'
import { hashToken } from '#platform/secret.ts'

/** What a browser says of itself when it lets us push (W3C Push API): where to, and for which keys to encrypt. */
export interface Device {
  endpoint: string
  p256dh: string
  auth: string
}

// RFC 8291: an uncompressed point of P-256, and 16 bytes that only the browser and we know.
const pointForm = /^B[\w-]{86}$/
const authForm = /^[\w-]{22}$/

/** Is this what browsers send? The endpoint must be https, or one of the inner addresses that were opened for us. */
export async function isDevice(ctx: Ctx, { endpoint, p256dh, auth }: Device): Promise<boolean> {
  const url = parsePublicUrl(endpoint)
  if (!url || !pointForm.test(p256dh) || !authForm.test(auth)) return false
  return url.protocol === 'https:' || (await isInnerTarget(ctx.platform, url))
}

/**
 * The subscriber behind a device that just said so itself; made when it is new. A browser's keys go with its address:
 * whoever names the address of another one without its keys learns and changes nothing. Throws Invalid.
 */
export async function subscriberByDevice(
  ctx: Ctx,
  { device, lang, account = null }: { device: Device; lang: Lang; account?: Uuid | null },
): Promise<Uuid> {
  const row = await ctx.db
    .insertInto('subscriptions.subscriber')
    .values({
      tenant_id: ctx.tenant.id,
      id: newId(),
      ...device,
      endpoint_hash: hashToken(device.endpoint),
      account_id: account,
      lang,
      created_at: ctx.now,
      renewed_at: ctx.now,
    })
    .onConflict((oc) =>
      oc
        .columns(['tenant_id', 'endpoint_hash'])
        .doUpdateSet({
          p256dh: device.p256dh,
          lang,
          renewed_at: ctx.now,
          failing_since: null,
          // Whoever uses the device now decides; without an account it is nobody's.
          account_id: account,
        })
        .where('subscriptions.subscriber.auth', '=', device.auth),
    )
    .returning('id')
    .executeTakeFirst()
  if (!row) throw new Invalid('subscription.device')
  return row.id
}

/** Whose device this is; both words are known to the browser and us alone. Null when it hears nothing from us. */
export async function subscriberOfDevice(
  ctx: Ctx,
  { endpoint, auth }: Pick<Device, 'endpoint' | 'auth'>,
): Promise<Uuid | null> {
  const row = await ctx.db
    .selectFrom('subscriptions.subscriber')
    .select('id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('endpoint_hash', '=', hashToken(endpoint))
    .where('auth', '=', auth)
    .executeTakeFirst()
  return row?.id ?? null
}

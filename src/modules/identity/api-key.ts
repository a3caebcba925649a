import { recordChange } from '#modules/audit/index.ts'
import { type Actor, may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { changeReference, remember } from '#platform/context/memory.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '#platform/errors.ts'
import { isUuid, newId, type Uuid } from '#platform/ids.ts'
import { hashToken, randomToken } from '#platform/secret.ts'

/** Keys of ours have 22 random characters; a shorter one was published (the demo's `demo`). */
const PREFIX = 'sd_'
const isPublishedKey = (key: string): boolean => !/^sd_[\w-]{22}$/.test(key)

export type Machine = Extract<Actor, { kind: 'machine' }> & { perMinute: number }

export interface NewApiKey {
  label: string
  scopes: readonly string[]
  perMinute: number
  expiresAt?: Date | null
  /** A key that everybody may read, such as `demo`: it works only while DEMO is on. */
  published?: string
}

/** Makes a key and answers it, this once: only its hash is kept. Throws Forbidden, Invalid, Conflict. */
export async function createApiKey(ctx: Ctx, input: NewApiKey): Promise<{ id: Uuid; key: string }> {
  if (!may(ctx.actor, 'keys.manage')) throw new Forbidden()
  const { label, scopes, perMinute, expiresAt = null, published } = input
  if (!label.trim() || !Number.isInteger(perMinute) || perMinute < 1) throw new Invalid('api_key.invalid')
  if (published !== undefined && !isPublishedKey(published)) throw new Invalid('api_key.invalid')
  await changeReference(ctx)
  const key = published ?? PREFIX + randomToken()
  const made = await ctx.db
    .insertInto('identity.api_key')
    .values({
      tenant_id: ctx.tenant.id,
      id: newId(),
      key_hash: hashToken(key),
      label: label.trim(),
      scopes: [...scopes],
      per_minute: perMinute,
      created_at: ctx.now,
      expires_at: expiresAt,
    })
    .onConflict((oc) => oc.columns(['tenant_id', 'key_hash']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw new Conflict('api_key.taken')
  recordChange(ctx, {
    type: 'api_key.created',
    payload: { api_key: made.id },
    before: null,
    after: {
      label: label.trim(),
      scopes: [...scopes],
      perMinute,
      expiresAt: expiresAt?.toISOString() ?? null,
    },
  })
  return { id: made.id, key }
}

/** From the next request on the key opens nothing. Throws Forbidden, NotFound. */
export async function revokeApiKey(ctx: Ctx, id: string): Promise<void> {
  if (!may(ctx.actor, 'keys.manage')) throw new Forbidden()
  if (!isUuid(id)) throw new NotFound()
  await changeReference(ctx)
  const revoked = await ctx.db
    .updateTable('identity.api_key')
    .set({ revoked_at: ctx.now })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning(['label', 'scopes'])
    .executeTakeFirst()
  if (!revoked) throw new NotFound()
  recordChange(ctx, {
    type: 'api_key.revoked',
    payload: { api_key: id },
    before: { label: revoked.label, scopes: revoked.scopes },
    after: null,
  })
}

export interface ApiKey {
  id: Uuid
  label: string
  scopes: readonly string[]
  perMinute: number
  createdAt: Date
  expiresAt: Date | null
  revokedAt: Date | null
}

/** All keys, without what opens. Throws Forbidden. */
export async function apiKeys(ctx: Ctx): Promise<ApiKey[]> {
  if (!may(ctx.actor, 'keys.manage')) throw new Forbidden()
  return [...(await keysByHash(ctx)).values()]
}

/** Which machine a key belongs to; null when it is unknown, expired, revoked or, outside of a demo, published. */
export async function machineByKey(ctx: Ctx, key: string): Promise<Machine | null> {
  const row = (await keysByHash(ctx)).get(hashToken(key).toString('hex'))
  if (isPublishedKey(key) && !ctx.platform.config.demo) return null
  return machineOf(ctx, row)
}

/** The machine of a key that was shown before (an access token names it); null when the key is good no more. */
export const keyById = async (ctx: Ctx, id: string): Promise<Machine | null> =>
  machineOf(
    ctx,
    [...(await keysByHash(ctx)).values()].find((k) => k.id === id),
  )

function machineOf(ctx: Ctx, row: ApiKey | undefined): Machine | null {
  if (!row || row.revokedAt || (row.expiresAt && row.expiresAt <= ctx.now)) return null
  return { kind: 'machine', id: row.id, label: row.label, scopes: row.scopes, perMinute: row.perMinute }
}

const keysByHash = (ctx: Ctx): Promise<ReadonlyMap<string, ApiKey>> =>
  remember(ctx, 'identity.keys', async () => {
    const rows = await ctx.db
      .selectFrom('identity.api_key')
      .selectAll()
      .where('tenant_id', '=', ctx.tenant.id)
      .orderBy('created_at')
      .execute()
    return new Map(
      rows.map((r) => [
        r.key_hash.toString('hex'),
        {
          id: r.id,
          label: r.label,
          scopes: r.scopes,
          perMinute: r.per_minute,
          createdAt: r.created_at,
          expiresAt: r.expires_at,
          revokedAt: r.revoked_at,
        },
      ]),
    )
  })

import { z } from 'zod'
import { recordChange } from '#modules/audit/index.ts'
import { may, trustLevels } from '#platform/context/actor.ts'
import type { Ctx, Json } from '#platform/context/context.ts'
import { changeReference } from '#platform/context/memory.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '#platform/errors.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { audiences, factorRules, type Provider, providerByCode } from './provider.ts'
import { isProviderUrl } from './provider-url.ts'
import { seal } from './sealing.ts'

const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1, 'missing')
    .max(max, 'long')
    .regex(/^[^\p{Cc}]*$/u, 'line')
const word = z.string().trim().min(1).max(200)

/** Words that stand for pages of the administration. */
const reserved = new Set(['neu', 'verzeichnis'])

/** What an administrator says about a provider. Messages are the last word of texts `sso.fault.<field>.<message>`. */
export const providerInput = z.object({
  code: z
    .string()
    .trim()
    .regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, 'form')
    .refine((code) => !reserved.has(code), 'taken'),
  name: line(60),
  audience: z.enum(audiences),
  issuer: line(2000),
  clientId: line(500),
  scopes: z
    .array(word)
    .max(20)
    .refine((all) => all.includes('openid'), 'openid'),
  creates: z.boolean(),
  matchesEmail: z.boolean(),
  factor: z.enum(factorRules),
  factorValues: z.array(word).max(20),
  levelClaim: line(200),
  levels: z.array(z.object({ value: word, level: z.enum(trustLevels) })).max(20),
})
export type ProviderInput = z.output<typeof providerInput>

const mayManage = (ctx: Ctx): void => {
  if (!may(ctx.actor, 'sign_in.manage')) throw new Forbidden()
}

/** Adds a provider; nobody is offered it yet. Throws Forbidden, Invalid (issuer), Conflict (code). */
export async function createProvider(ctx: Ctx, input: ProviderInput, secret: string | null): Promise<Uuid> {
  mayManage(ctx)
  assertIssuer(ctx, input)
  if (await providerByCode(ctx, input.code)) throw new Conflict('sign_on.code')
  await changeReference(ctx)
  const id = newId()
  await ctx.db
    .insertInto('identity.provider')
    .values({
      tenant_id: ctx.tenant.id,
      id,
      ...columns(input),
      secret: secret ? await seal(ctx, id, secret) : null,
      offered: false,
      created_at: ctx.now,
    })
    .execute()
  const after = { ...shown(input), offered: false, secret: secret ? 'set' : 'none' }
  recordChange(ctx, { type: 'provider.created', payload: { provider: id }, before: null, after })
  return id
}

/**
 * Changes it. `secret` is a new one, null for none from now on, undefined for the one there is. A new issuer or client
 * begins without the old one's secret. Throws Forbidden, NotFound, Invalid, Conflict (version, code).
 */
export async function changeProvider(
  ctx: Ctx,
  id: Uuid,
  { code, ...input }: ProviderInput,
  secret: string | null | undefined,
  version: number,
): Promise<void> {
  mayManage(ctx)
  assertIssuer(ctx, input)
  const before = await lockProvider(ctx, id)
  if (before.version !== version) throw new Conflict('sign_on.version')
  const moved = before.issuer !== input.issuer
  // The secret is for the old issuer's eyes only; and its subjects say nothing about the new one's people.
  const kept = secret === undefined && !moved
  await changeReference(ctx)
  await ctx.db
    .updateTable('identity.provider')
    .set({
      ...columns({ ...input, code: before.code }),
      ...(kept ? {} : { secret: secret ? await seal(ctx, id, secret) : null }),
      version: version + 1,
    })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .execute()
  if (moved) await forgetSubjects(ctx, id)
  recordChange(ctx, {
    type: 'provider.changed',
    payload: { provider: id },
    before: { ...shown(before), secret: before.hasSecret ? 'set' : 'none' },
    after: { ...shown(input), secret: kept ? 'same' : secret ? 'new' : 'none' },
  })
}

/** From now on people are offered this provider, or not any more. Throws Forbidden, NotFound. */
export async function offerProvider(ctx: Ctx, id: Uuid, offered: boolean): Promise<void> {
  mayManage(ctx)
  const before = await lockProvider(ctx, id)
  if (before.offered === offered) return
  await changeReference(ctx)
  await ctx.db
    .updateTable('identity.provider')
    .set({ offered, version: before.version + 1 })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .execute()
  const change = { before: { offered: before.offered }, after: { offered } }
  recordChange(ctx, { type: 'provider.changed', payload: { provider: id }, ...change })
}

export async function lockProvider(ctx: Ctx, id: Uuid): Promise<Provider> {
  const row = await ctx.db
    .selectFrom('identity.provider')
    .select(['code'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  const provider = row && (await providerByCode(ctx, row.code))
  if (!provider) throw new NotFound()
  return provider
}

async function forgetSubjects(ctx: Ctx, provider: Uuid): Promise<void> {
  await ctx.db
    .deleteFrom('identity.provider_subject')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('provider_id', '=', provider)
    .execute()
}

function assertIssuer(ctx: Ctx, { issuer }: Pick<ProviderInput, 'issuer'>): void {
  const { production } = ctx.platform.config
  if (!isProviderUrl(issuer, { production }) || new URL(issuer).search) throw new Invalid('sign_on.issuer')
}

const columns = (input: ProviderInput) => ({
  code: input.code,
  name: input.name,
  audience: input.audience,
  issuer: input.issuer,
  client_id: input.clientId,
  scopes: [...input.scopes],
  creates: input.creates,
  matches_email: input.matchesEmail,
  factor: input.factor,
  factor_values: [...input.factorValues],
  level_claim: input.levelClaim,
  levels: JSON.stringify(input.levels),
})

const shown = ({
  name,
  audience,
  issuer,
  clientId,
  creates,
  matchesEmail,
  factor,
  levelClaim,
  ...p
}: Omit<ProviderInput, 'code'> | Provider) =>
  ({
    name,
    audience,
    issuer,
    clientId,
    scopes: p.scopes,
    creates,
    matchesEmail,
    factor,
    factorValues: p.factorValues,
    levelClaim,
    levels: p.levels,
  }) as unknown as Record<string, Json>

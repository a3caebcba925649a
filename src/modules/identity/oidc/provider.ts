import { z } from 'zod'
import type { TrustLevel } from '#platform/context/actor.ts'
import { trustLevels } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { remember } from '#platform/context/memory.ts'
import type { Uuid } from '#platform/ids.ts'

export const audiences = ['staff', 'citizens'] as const
export type Audience = (typeof audiences)[number]

/** Who asks for the second factor: we; the provider, always; the provider where `amr` or `acr` says so. */
export const factorRules = ['ours', 'theirs', 'shown'] as const
export type FactorRule = (typeof factorRules)[number]

/** Somebody who vouches for people (an OpenID provider), without its secret. */
export interface Provider {
  id: Uuid
  /** In addresses: `/anmeldung/dienst/<code>`. */
  code: string
  name: string
  audience: Audience
  issuer: string
  clientId: string
  hasSecret: boolean
  scopes: readonly string[]
  /** Shown to people; one that is not offered lets nobody in. */
  offered: boolean
  /** Somebody unknown gets an account. */
  creates: boolean
  /** An account is found by an address that the provider has verified. */
  matchesEmail: boolean
  factor: FactorRule
  /** Values of `amr` or `acr` that show a second factor, where `factor` is 'shown'. */
  factorValues: readonly string[]
  levelClaim: string
  levels: readonly { value: string; level: TrustLevel }[]
  version: number
}

export const levelList = z.array(z.object({ value: z.string(), level: z.enum(trustLevels) }))

/** All providers of the town, by name. Remembered. */
export const providers = (ctx: Ctx): Promise<readonly Provider[]> =>
  remember(ctx, 'identity.providers', async () => {
    const rows = await ctx.db
      .selectFrom('identity.provider')
      .selectAll()
      .where('tenant_id', '=', ctx.tenant.id)
      .orderBy('name')
      .orderBy('code')
      .execute()
    return rows.map((row) => ({
      id: row.id,
      code: row.code,
      name: row.name,
      audience: row.audience as Audience,
      issuer: row.issuer,
      clientId: row.client_id,
      hasSecret: row.secret !== null,
      scopes: row.scopes,
      offered: row.offered,
      creates: row.creates,
      matchesEmail: row.matches_email,
      factor: row.factor as FactorRule,
      factorValues: row.factor_values,
      levelClaim: row.level_claim,
      levels: levelList.parse(row.levels),
      version: row.version,
    }))
  })

export const providerByCode = async (ctx: Ctx, code: string): Promise<Provider | null> =>
  (await providers(ctx)).find((p) => p.code === code) ?? null

/** What people may sign on with now. */
export const offeredProviders = async (ctx: Ctx, audience: Audience): Promise<Provider[]> =>
  (await providers(ctx)).filter((p) => p.offered && p.audience === audience)

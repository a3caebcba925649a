import { foldEmail } from '#modules/identity/index.ts'
import { changeParty, partiesById } from '#modules/parties/index.ts'
import type { TrustLevel } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { type CitizenAccount, citizenOf, lockCitizen, openAccount } from './account.ts'
import { reaches } from './level.ts'
import { beginCitizenSession } from './session.ts'
import { assertOtherWay } from './ways.ts'

/** What a provider of single sign-on says of somebody. */
export interface Vouched {
  /** The provider's code. */
  provider: string
  subject: string
  level: TrustLevel
  name?: string | null
  birthDate?: string | null
  address?: string | null
  /** Only where the provider has made sure of it. */
  verifiedEmail?: string | null
  /** The entry in a register of companies for which the person may act. */
  register?: string | null
}

/**
 * Signs in whom a provider vouches for, and makes the account at the first time. Who is signed in already adds the
 * provider to their account and raises the level of this session. An account that is known by its address alone is
 * never taken over by a provider's word for that address: whoever reads its mail signs in first and then adds it.
 */
export async function signInByProvider(
  ctx: Ctx,
  vouched: Vouched,
  client: { userAgent?: string | undefined; replaces?: string | undefined },
): Promise<{ token: string; account: Uuid; fresh: boolean } | null> {
  const row = await ctx.db
    .selectFrom('citizens.sign_on')
    .select('account_id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('provider', '=', vouched.provider)
    .where('subject', '=', vouched.subject)
    .executeTakeFirst()
  // Signed in as somebody else: this sign-in counts, the other session ends.
  const signedIn = ctx.actor.kind === 'citizen' ? ctx.actor.id : null
  const account = row
    ? await lockCitizen(ctx, row.account_id).catch(() => null)
    : signedIn
      ? await lockCitizen(ctx, signedIn)
      : await openAccount(ctx, { ...vouched, email: await freeAddress(ctx, vouched.verifiedEmail) })
  if (!account) return null
  await keep(ctx, vouched, account)
  const token = await beginCitizenSession(ctx, account.id, {
    method: 'sign_on',
    level: vouched.level,
    ...client,
  })
  return { token, account: account.id, fresh: !row && !signedIn }
}

/** The address, if no account has it: an address alone never opens an account that is there. */
async function freeAddress(ctx: Ctx, email: string | null | undefined): Promise<string | null> {
  if (!email) return null
  const folded = foldEmail(email)
  const taken = await ctx.db
    .selectFrom('citizens.account')
    .select('id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('email', '=', folded)
    .executeTakeFirst()
  return taken ? null : folded
}

/** Notes the sign-in; what was made sure of at a high enough level stands in the party from then on. */
async function keep(ctx: Ctx, vouched: Vouched, { id, partyId }: CitizenAccount): Promise<void> {
  await ctx.db
    .insertInto('citizens.sign_on')
    .values({
      tenant_id: ctx.tenant.id,
      provider: vouched.provider,
      subject: vouched.subject,
      account_id: id,
      level: vouched.level,
      register: vouched.register ?? null,
      created_at: ctx.now,
      used_at: ctx.now,
    })
    .onConflict((oc) =>
      oc.columns(['tenant_id', 'provider', 'subject']).doUpdateSet((eb) => ({
        level: eb.ref('excluded.level'),
        register: eb.ref('excluded.register'),
        used_at: ctx.now,
      })),
    )
    .execute()
  if (!reaches(vouched.level, 'substantial')) return
  const known = (await partiesById(ctx, [partyId])).get(partyId)
  const better = Object.fromEntries(
    (['name', 'birthDate', 'address'] as const).flatMap((key) =>
      vouched[key] && vouched[key] !== known?.[key] ? [[key, vouched[key]]] : [],
    ),
  )
  if (Object.keys(better).length > 0) await changeParty(ctx, partyId, better)
}

export interface CitizenProvider {
  provider: string
  subject: string
  level: TrustLevel
  createdAt: Date
  usedAt: Date
}

/** The providers that lead into the signed-in citizen's account. */
export async function citizenProviders(ctx: Ctx): Promise<CitizenProvider[]> {
  const rows = await ctx.db
    .selectFrom('citizens.sign_on')
    .select(['provider', 'subject', 'level', 'created_at', 'used_at'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', citizenOf(ctx).id)
    .orderBy('created_at')
    .execute()
  return rows.map((r) => ({
    provider: r.provider,
    subject: r.subject,
    level: r.level as TrustLevel,
    createdAt: r.created_at,
    usedAt: r.used_at,
  }))
}

/** Throws NotFound, and Conflict when it is the last way to sign in. */
export async function dropProvider(ctx: Ctx, provider: string): Promise<void> {
  const { id } = citizenOf(ctx)
  await assertOtherWay(ctx, id, 'sign_on')
  const gone = await ctx.db
    .deleteFrom('citizens.sign_on')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', id)
    .where('provider', '=', provider)
    .returning('provider')
    .executeTakeFirst()
  if (!gone) throw new NotFound()
  ctx.emit('citizen.provider_removed', { citizen: id, provider })
}

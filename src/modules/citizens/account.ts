import { createParty, type Party, partiesById } from '#modules/parties/index.ts'
import type { Actor } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict, Forbidden, NotFound } from '#platform/errors.ts'
import type { Lang } from '#platform/i18n.ts'
import { newId, type Uuid } from '#platform/ids.ts'

export type Citizen = Extract<Actor, { kind: 'citizen' }>

export interface CitizenAccount {
  id: Uuid
  partyId: Uuid
  /** Confirmed by a link; null for who comes by single sign-on only. */
  email: string | null
  lang: Lang
  createdAt: Date
}

/** The signed-in citizen. Throws Forbidden for everybody else. */
export function citizenOf(ctx: Ctx): Citizen {
  if (ctx.actor.kind !== 'citizen') throw new Forbidden()
  return ctx.actor
}

const columns = [
  'id',
  'party_id as partyId',
  'email',
  'lang',
  'created_at as createdAt',
  'disabled_at as disabledAt',
] as const

/** An account that may be signed in to; null for unknown and closed ones. */
export async function accountBy(
  ctx: Ctx,
  by: { id: Uuid } | { email: string },
): Promise<CitizenAccount | null> {
  let query = ctx.db.selectFrom('citizens.account').select(columns).where('tenant_id', '=', ctx.tenant.id)
  query = 'id' in by ? query.where('id', '=', by.id) : query.where('email', '=', by.email)
  const row = await query.where('disabled_at', 'is', null).executeTakeFirst()
  return row ? { ...row, lang: row.lang as Lang } : null
}

/** Makes an account with a party of its own, at somebody's first sign-in. `email` is folded and confirmed. */
export async function openAccount(
  ctx: Ctx,
  input: { email: string | null; name?: string | null; birthDate?: string | null; address?: string | null },
): Promise<CitizenAccount> {
  const id = newId()
  const partyId = createParty(ctx, { ...input, lang: ctx.lang })
  const made = await ctx.db
    .insertInto('citizens.account')
    .values({
      tenant_id: ctx.tenant.id,
      id,
      party_id: partyId,
      email: input.email,
      email_at: input.email ? ctx.now : null,
      lang: ctx.lang,
      created_at: ctx.now,
    })
    .onConflict((oc) => oc.columns(['tenant_id', 'email']).doNothing())
    .returning('id')
    .executeTakeFirst()
  // Of two first sign-ins at once the second tries again and finds the first one's account.
  if (!made) throw new Conflict('overtaken')
  ctx.emit('citizen.joined', { citizen: id, party: partyId }, { first: true })
  return { id, partyId, email: input.email, lang: ctx.lang, createdAt: ctx.now }
}

/** The account, locked: whatever adds to its history or its ways to sign in holds it. Throws NotFound. */
export async function lockCitizen(ctx: Ctx, id: Uuid): Promise<CitizenAccount> {
  const row = await ctx.db
    .selectFrom('citizens.account')
    .select(columns)
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .where('disabled_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return { ...row, lang: row.lang as Lang }
}

/** The signed-in citizen's own account and party. Throws Forbidden, NotFound. */
export async function ownAccount(ctx: Ctx): Promise<{ account: CitizenAccount; party: Party }> {
  const account = await accountBy(ctx, { id: citizenOf(ctx).id })
  const party = account && (await partiesById(ctx, [account.partyId])).get(account.partyId)
  if (!account || !party) throw new NotFound()
  return { account, party }
}

/** The signed-in citizen's name for letters to others. */
export const ownName = async (ctx: Ctx): Promise<string> => {
  const { account, party } = await ownAccount(ctx)
  return party.name ?? account.email ?? ''
}

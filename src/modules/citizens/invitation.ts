import { foldEmail, isEmail } from '#modules/identity/index.ts'
import { notify } from '#modules/notifications/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '#platform/errors.ts'
import { isUuid, newId, type Uuid } from '#platform/ids.ts'
import { hashToken, randomToken } from '#platform/secret.ts'
import { accountBy, citizenOf, ownName } from './account.ts'
import { managedOrganisation } from './member.ts'
import { type CitizenOrganisation, organisationsById, type Power, powers } from './organisation.ts'

const DAYS = 7
const MOST_WAITING = 50

export interface Invitation {
  id: Uuid
  email: string
  powers: Power[]
  expiresAt: Date
}

/**
 * Asks somebody by mail to act for an organisation. Only an account with that very address can accept. `to` makes the
 * link's path. Throws NotFound, Forbidden, Invalid (no address, no powers), Conflict (not confirmed, or too many wait).
 */
export async function invite(
  ctx: Ctx,
  organisation: string,
  input: { email: string; powers: readonly Power[]; to: (token: string) => string },
): Promise<void> {
  const own = await managedOrganisation(ctx, organisation)
  if (own.state !== 'confirmed') throw new Conflict('citizen.unconfirmed')
  if (!isEmail(input.email)) throw new Invalid('account.email')
  const given = powers.filter((power) => input.powers.includes(power))
  if (given.length === 0) throw new Invalid('citizen.powers_missing')
  if ((await invitationsOf(ctx, own)).length >= MOST_WAITING) throw new Conflict('citizen.many_invitations')
  const token = randomToken()
  const id = newId()
  const email = foldEmail(input.email)
  await ctx.db
    .insertInto('citizens.invitation')
    .values({
      tenant_id: ctx.tenant.id,
      id,
      token_hash: hashToken(token),
      organisation_id: own.id,
      email,
      powers: given,
      invited_by: citizenOf(ctx).id,
      created_at: ctx.now,
      expires_at: new Date(ctx.now.getTime() + DAYS * 86_400_000),
    })
    .execute()
  ctx.emit('organisation.invited', { organisation: own.id, invitation: id, powers: given })
  await notify(ctx, {
    dedupe: `invitation:${id}`,
    to: { name: null, email, lang: ctx.lang },
    letter: 'account_invitation',
    stream: null,
    params: { organisation: own.party.name, by: await ownName(ctx), days: DAYS },
    link: input.to(token),
    stop: null,
  })
}

/** Invitations that wait for an answer. */
export async function invitationsOf(ctx: Ctx, { id }: CitizenOrganisation): Promise<Invitation[]> {
  const rows = await ctx.db
    .selectFrom('citizens.invitation')
    .select(['id', 'email', 'powers', 'expires_at as expiresAt'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('organisation_id', '=', id)
    .where('accepted_at', 'is', null)
    .where('expires_at', '>', ctx.now)
    .orderBy('created_at')
    .execute()
  return rows.map((row) => ({ ...row, powers: powers.filter((power) => row.powers.includes(power)) }))
}

/** Throws NotFound, Forbidden. */
export async function withdrawInvitation(ctx: Ctx, organisation: string, id: string): Promise<void> {
  const own = await managedOrganisation(ctx, organisation)
  const gone = isUuid(id)
    ? await ctx.db
        .deleteFrom('citizens.invitation')
        .where('tenant_id', '=', ctx.tenant.id)
        .where('organisation_id', '=', own.id)
        .where('id', '=', id)
        .where('accepted_at', 'is', null)
        .returning('id')
        .executeTakeFirst()
    : undefined
  if (!gone) throw new NotFound()
  ctx.emit('organisation.uninvited', { organisation: own.id, invitation: id })
}

export interface Invited {
  organisation: CitizenOrganisation
  email: string
  powers: Power[]
}

/** What a link invites to; null alike for unknown, withdrawn, answered and old ones. */
export async function lookAtInvitation(ctx: Ctx, token: string): Promise<Invited | null> {
  const row = await rowOf(ctx, token)
  const organisation = row && (await organisationsById(ctx, [row.organisation_id])).get(row.organisation_id)
  if (!row || organisation?.state !== 'confirmed') return null
  return { organisation, email: row.email, powers: powers.filter((power) => row.powers.includes(power)) }
}

const rowOf = (ctx: Ctx, token: string) =>
  ctx.db
    .selectFrom('citizens.invitation')
    .select(['id', 'organisation_id', 'email', 'powers'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('token_hash', '=', hashToken(token))
    .where('accepted_at', 'is', null)
    .where('expires_at', '>', ctx.now)
    .executeTakeFirst()

/** Is the signed-in citizen the one who is meant? */
export async function isInvited(ctx: Ctx, { email }: Invited): Promise<boolean> {
  const account = ctx.actor.kind === 'citizen' ? await accountBy(ctx, { id: ctx.actor.id }) : null
  return account?.email === email
}

/** Throws NotFound (no such invitation any more), Forbidden (meant for another address). */
export async function acceptInvitation(ctx: Ctx, token: string): Promise<Uuid> {
  const { id: account } = citizenOf(ctx)
  const invited = await lookAtInvitation(ctx, token)
  if (!invited) throw new NotFound()
  if (!(await isInvited(ctx, invited))) throw new Forbidden('citizen.not_invited')
  const taken = await ctx.db
    .updateTable('citizens.invitation')
    .set({ accepted_at: ctx.now })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('token_hash', '=', hashToken(token))
    .where('accepted_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!taken) throw new NotFound()
  const organisation = invited.organisation.id
  await ctx.db
    .insertInto('citizens.member')
    .values({
      tenant_id: ctx.tenant.id,
      organisation_id: organisation,
      account_id: account,
      powers: invited.powers,
      since: ctx.now,
    })
    .onConflict((oc) =>
      oc
        .columns(['tenant_id', 'organisation_id', 'account_id'])
        .doUpdateSet({ powers: invited.powers, since: ctx.now, revoked_at: null }),
    )
    .execute()
  ctx.emit('organisation.joined', { organisation, citizen: account, powers: invited.powers })
  return organisation
}

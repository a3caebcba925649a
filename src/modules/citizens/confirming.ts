import { recordChange } from '#modules/audit/index.ts'
import { notify } from '#modules/notifications/index.ts'
import { type Party, partiesById } from '#modules/parties/index.ts'
import { actorId, may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '#platform/errors.ts'
import { isUuid } from '#platform/ids.ts'
import { accountBy } from './account.ts'
import { type CitizenOrganisation, organisationsById } from './organisation.ts'

function assertConfirms(ctx: Ctx): void {
  if (!may(ctx.actor, 'parties.confirm')) throw new Forbidden()
}

/** Organisations that ask to be confirmed, oldest first, or those that were decided on lately. Throws Forbidden. */
export async function organisationRequests(
  ctx: Ctx,
  state: 'waiting' | 'decided',
  limit = 100,
): Promise<CitizenOrganisation[]> {
  assertConfirms(ctx)
  let query = ctx.db.selectFrom('citizens.organisation').select('id').where('tenant_id', '=', ctx.tenant.id)
  query =
    state === 'waiting'
      ? query.where('confirmed_at', 'is', null).where('refused_at', 'is', null).orderBy('created_at')
      : query
          .where((eb) => eb.or([eb('confirmed_at', 'is not', null), eb('refused_at', 'is not', null)]))
          .orderBy('created_at', 'desc')
  const ids = (await query.limit(limit).execute()).map((row) => row.id)
  const found = await organisationsById(ctx, ids)
  return ids.map((id) => found.get(id)!)
}

/** One request with who made it, by name and address. Throws Forbidden, NotFound. */
export async function organisationRequest(
  ctx: Ctx,
  id: string,
): Promise<{ organisation: CitizenOrganisation; founder: Party | null }> {
  assertConfirms(ctx)
  const organisation = isUuid(id) ? (await organisationsById(ctx, [id])).get(id) : undefined
  if (!organisation) throw new NotFound()
  const account = await accountBy(ctx, { id: organisation.foundedBy })
  const founder = account ? (await partiesById(ctx, [account.partyId])).get(account.partyId) : undefined
  return { organisation, founder: founder ? { ...founder, email: account!.email } : null }
}

/**
 * The town has looked: the organisation acts from now on, or does not. A confirmed one can be closed later. Throws
 * Forbidden, NotFound, Invalid (no reason given for a refusal), Conflict (decided meanwhile).
 */
export async function decideOrganisation(
  ctx: Ctx,
  id: string,
  verdict: { confirm: true } | { confirm: false; reason: string },
  version: number,
): Promise<void> {
  const { organisation } = await organisationRequest(ctx, id)
  const reason = verdict.confirm ? null : verdict.reason.trim()
  if (reason === '') throw new Invalid('doubles.note_missing')
  const decided = await ctx.db
    .updateTable('citizens.organisation')
    .set({
      ...(verdict.confirm
        ? { confirmed_at: ctx.now, confirmed_how: 'staff', refused_at: null, refusal: null }
        : { refused_at: ctx.now, refusal: reason }),
      version: version + 1,
    })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', organisation.id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  if (!decided) throw new Conflict('citizen.decided')
  recordChange(ctx, {
    type: verdict.confirm ? 'organisation.confirmed' : 'organisation.refused',
    payload: { organisation: organisation.id, how: 'staff', by: actorId(ctx.actor) },
    before: { state: organisation.state },
    after: { state: verdict.confirm ? 'confirmed' : 'refused', reason },
  })
  const founder = await accountBy(ctx, { id: organisation.foundedBy })
  if (!founder?.email) return
  await notify(ctx, {
    dedupe: `organisation:${organisation.id}:${version + 1}`,
    to: { name: null, email: founder.email, lang: founder.lang },
    letter: verdict.confirm ? 'account_organisation_confirmed' : 'account_organisation_refused',
    stream: null,
    params: { organisation: organisation.party.name, reason },
    link: '/konto/organisationen',
    stop: null,
  })
}

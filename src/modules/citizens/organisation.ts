import { recordChange } from '#modules/audit/index.ts'
import { notify } from '#modules/notifications/index.ts'
import { createParty, foldName, type Party, partiesById } from '#modules/parties/index.ts'
import { actorId, may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '#platform/errors.ts'
import { isUuid, newId, type Uuid } from '#platform/ids.ts'
import { accountBy, citizenOf, ownAccount } from './account.ts'
import { reaches } from './level.ts'

/** What somebody may do for an organisation. */
export const powers = ['submit', 'read', 'pay', 'manage'] as const
export type Power = (typeof powers)[number]

export interface CitizenOrganisation {
  id: Uuid
  party: Party
  state: 'waiting' | 'confirmed' | 'refused'
  /** By the town, or because a sign-in of level substantial spoke for it. */
  how: 'staff' | 'claim' | null
  refusal: string | null
  /** What the founder wrote to the town. */
  note: string | null
  foundedBy: Uuid
  createdAt: Date
  confirmedAt: Date | null
  version: number
}

export interface Founding {
  name: string
  register?: string | null
  address?: string | null
  email?: string | null
  phone?: string | null
  note?: string | null
}

/**
 * Somebody opens an account for their organisation, with all powers of their own. It acts once the town has confirmed
 * it, or at once where the person's sign-in (level substantial) names the same entry in a register.
 */
export async function foundOrganisation(ctx: Ctx, input: Founding): Promise<Uuid> {
  const { id: account } = citizenOf(ctx)
  const name = input.name.trim()
  if (!name) throw new Invalid('citizen.organisation_name')
  const party = createParty(ctx, { ...input, name, kind: 'organisation', lang: ctx.lang })
  const id = newId()
  const proven = await speaksFor(ctx, input.register ?? '')
  await ctx.db
    .insertInto('citizens.organisation')
    .values({
      tenant_id: ctx.tenant.id,
      id,
      party_id: party,
      founded_by: account,
      note: input.note?.trim() || null,
      created_at: ctx.now,
      confirmed_at: proven ? ctx.now : null,
      confirmed_how: proven ? 'claim' : null,
    })
    .execute()
  await ctx.db
    .insertInto('citizens.member')
    .values({
      tenant_id: ctx.tenant.id,
      organisation_id: id,
      account_id: account,
      powers: [...powers],
      since: ctx.now,
    })
    .execute()
  ctx.emit('organisation.founded', { organisation: id, party, citizen: account }, { first: true })
  if (proven) ctx.emit('organisation.confirmed', { organisation: id, how: 'claim' })
  return id
}

/** Does a sign-in of the person, at level substantial in this very session, name this entry of a register? */
async function speaksFor(ctx: Ctx, register: string): Promise<boolean> {
  const { id, level } = citizenOf(ctx)
  const wanted = foldName(register)
  if (!wanted || !reaches(level, 'substantial')) return false
  const rows = await ctx.db
    .selectFrom('citizens.sign_on')
    .select(['register', 'level'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', id)
    .where('register', 'is not', null)
    .execute()
  return rows.some((row) => reaches(row.level as 'none', 'substantial') && foldName(row.register) === wanted)
}

const columns = [
  'id',
  'party_id',
  'founded_by',
  'note',
  'created_at',
  'confirmed_at',
  'confirmed_how',
  'refused_at',
  'refusal',
  'version',
] as const

type Row = Awaited<ReturnType<typeof rowsOf>>[number]
const rowsOf = (ctx: Ctx, ids: readonly Uuid[]) =>
  ctx.db
    .selectFrom('citizens.organisation')
    .select(columns)
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', 'in', [...ids])
    .execute()

const toOrganisation = (row: Row, party: Party): CitizenOrganisation => ({
  id: row.id,
  party,
  state: row.refused_at ? 'refused' : row.confirmed_at ? 'confirmed' : 'waiting',
  how: row.confirmed_how as CitizenOrganisation['how'],
  refusal: row.refusal,
  note: row.note,
  foundedBy: row.founded_by,
  createdAt: row.created_at,
  confirmedAt: row.confirmed_at,
  version: row.version,
})

/** Some organisations by id; the caller has made sure that the actor may know of them. */
export async function organisationsById(
  ctx: Ctx,
  ids: readonly Uuid[],
): Promise<Map<Uuid, CitizenOrganisation>> {
  if (ids.length === 0) return new Map()
  const rows = await rowsOf(ctx, ids)
  const parties = await partiesById(
    ctx,
    rows.map((row) => row.party_id),
  )
  return new Map(rows.map((row) => [row.id, toOrganisation(row, parties.get(row.party_id)!)]))
}

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

/** The signed-in citizen's name for letters to others. */
export const ownName = async (ctx: Ctx): Promise<string> => {
  const { account, party } = await ownAccount(ctx)
  return party.name ?? account.email ?? ''
}

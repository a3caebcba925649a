import { createParty, foldName } from '#modules/parties/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Invalid } from '#platform/errors.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { citizenOf } from './account.ts'
import { reaches } from './level.ts'
import { powers } from './organisation.ts'

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

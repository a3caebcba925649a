import { sql } from 'kysely'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'

/**
 * Forgets a person: all that tells who they are and how to reach them. The id stays, so that figures still count one;
 * nobody can say any more whom. Does nothing where it was done before. True when somebody was forgotten now.
 */
export async function eraseParty(ctx: Ctx, id: Uuid): Promise<boolean> {
  const erased = await ctx.db
    .updateTable('parties.party')
    .set({
      name: null,
      email: null,
      phone: null,
      birth_date: null,
      address: null,
      register: null,
      name_folded: null,
      address_folded: null,
      email_folded: null,
      phone_folded: null,
      folded_at: ctx.now,
      merged_into: null,
      erased_at: ctx.now,
    })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .where('erased_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!erased) return false
  await passOn(ctx, id)
  await ctx.db
    .deleteFrom('parties.double')
    .where('tenant_id', '=', ctx.tenant.id)
    .where((eb) => eb.or([eb('a', '=', id), eb('b', '=', id)]))
    .execute()
  ctx.emit('party.erased', { party: id })
  return true
}

/** Those that were held to be the same person under this one's id are so under the oldest of them from now on. */
async function passOn(ctx: Ctx, id: Uuid): Promise<void> {
  await sql`
    update parties.party set merged_into = nullif(eldest.id, parties.party.id)
    from (select p.id from parties.party p where p.tenant_id = ${ctx.tenant.id} and p.merged_into = ${id}
      order by p.created_at, p.id limit 1) eldest
    where parties.party.tenant_id = ${ctx.tenant.id} and parties.party.merged_into = ${id}`.execute(ctx.db)
}

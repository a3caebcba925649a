import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'

/**
 * Forgets a person: all that tells who they are and how to reach them. The id stays, and with it what was decided
 * about being the same as others, so that figures still count one; nobody can say any more whom. True when somebody
 * was forgotten now and not before.
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
      erased_at: ctx.now,
    })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .where('erased_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!erased) return false
  // A possible double of nobody is nothing to decide; the words of what was decided may name people.
  ctx.send(`delete from parties.double where tenant_id = $1 and (a = $2 or b = $2) and state = 'open'`, [
    ctx.tenant.id,
    id,
  ])
  ctx.send(
    `update parties.double set note = null where tenant_id = $1 and (a = $2 or b = $2) and note is not null`,
    [ctx.tenant.id, id],
  )
  ctx.emit('party.erased', { party: id })
  return true
}

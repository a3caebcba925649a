import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'

/**
 * Takes an account away with all that stands only in it: ways to sign in, sessions, claims, powers, consents. Its party
 * and its cases are erased by whoever erases the person (privacy); this follows.
 */
export async function closeAccountsOf(ctx: Ctx, parties: readonly Uuid[]): Promise<void> {
  if (parties.length === 0) return
  const rows = await ctx.db
    .selectFrom('citizens.account')
    .select(['id', 'email'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('party_id', 'in', [...parties])
    .forUpdate()
    .execute()
  for (const { id, email } of rows) {
    for (const table of [
      'citizens.session',
      'citizens.challenge',
      'citizens.passkey',
      'citizens.sign_on',
      'citizens.claim',
      'citizens.consent',
      'citizens.member',
    ] as const)
      await ctx.db
        .deleteFrom(table)
        .where('tenant_id', '=', ctx.tenant.id)
        .where('account_id', '=', id)
        .execute()
    if (email)
      for (const table of ['citizens.link', 'citizens.invitation'] as const)
        await ctx.db
          .deleteFrom(table)
          .where('tenant_id', '=', ctx.tenant.id)
          .where('email', '=', email)
          .execute()
    await ctx.db
      .deleteFrom('citizens.account')
      .where('tenant_id', '=', ctx.tenant.id)
      .where('id', '=', id)
      .execute()
    ctx.emit('citizen.left', { citizen: id })
  }
}

/** The same for an account by its id; nothing where it is gone already. */
export async function closeAccount(ctx: Ctx, id: Uuid): Promise<void> {
  const row = await ctx.db
    .selectFrom('citizens.account')
    .select('party_id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .executeTakeFirst()
  if (row) await closeAccountsOf(ctx, [row.party_id])
}

/** An organisation whose party was erased acts no more, and nobody for it. */
export async function closeOrganisationsOf(ctx: Ctx, parties: readonly Uuid[]): Promise<void> {
  if (parties.length === 0) return
  const rows = await ctx.db
    .selectFrom('citizens.organisation')
    .select('id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('party_id', 'in', [...parties])
    .forUpdate()
    .execute()
  for (const { id } of rows) {
    for (const table of ['citizens.invitation', 'citizens.member'] as const)
      await ctx.db
        .deleteFrom(table)
        .where('tenant_id', '=', ctx.tenant.id)
        .where('organisation_id', '=', id)
        .execute()
    await ctx.db
      .deleteFrom('citizens.organisation')
      .where('tenant_id', '=', ctx.tenant.id)
      .where('id', '=', id)
      .execute()
    ctx.emit('organisation.left', { organisation: id })
  }
}

/** A claim is no claim any more when its party is gone. */
export async function dropClaimsOn(ctx: Ctx, parties: readonly Uuid[]): Promise<void> {
  if (parties.length === 0) return
  await ctx.db
    .deleteFrom('citizens.claim')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('party_id', 'in', [...parties])
    .execute()
}

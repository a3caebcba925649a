import { foldEmail } from '#modules/identity/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Lang } from '#platform/i18n.ts'
import { newId, type Uuid } from '#platform/ids.ts'

/**
 * The subscriber behind an address that was proven to be the asker's: by a link sent there, or by an account that has
 * confirmed it. Made when it is new; otherwise it has been renewed by this.
 */
export async function subscriberByMail(
  ctx: Ctx,
  { email, lang, account = null }: { email: string; lang: Lang; account?: Uuid | null },
): Promise<Uuid> {
  const row = await ctx.db
    .insertInto('subscriptions.subscriber')
    .values({
      tenant_id: ctx.tenant.id,
      id: newId(),
      email: foldEmail(email),
      account_id: account,
      lang,
      created_at: ctx.now,
      renewed_at: ctx.now,
    })
    .onConflict((oc) =>
      oc.columns(['tenant_id', 'email']).doUpdateSet((eb) => ({
        renewed_at: ctx.now,
        asked_at: null,
        lang,
        account_id: eb.fn.coalesce('excluded.account_id', 'subscriptions.subscriber.account_id'),
      })),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** They want to go on hearing. */
export async function renewSubscriber(ctx: Ctx, id: Uuid): Promise<void> {
  await ctx.db
    .updateTable('subscriptions.subscriber')
    .set({ renewed_at: ctx.now, asked_at: null })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .execute()
}

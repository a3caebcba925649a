import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import type { Lang } from '#platform/i18n.ts'
import type { Uuid } from '#platform/ids.ts'

export interface OwnAccount {
  id: Uuid
  email: string
  name: string
  lang: Lang
  /** Those who only come by a provider have none. */
  hasPassword: boolean
}

/** One account, as its owner sees it. Throws NotFound. */
export async function accountById(ctx: Ctx, id: Uuid): Promise<OwnAccount> {
  const row = await ctx.db
    .selectFrom('identity.account')
    .select(['id', 'email', 'name', 'lang', 'password_hash'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  const { password_hash, lang, ...rest } = row
  return { ...rest, lang: lang as Lang, hasPassword: password_hash !== null }
}

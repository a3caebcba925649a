import { randomInt } from 'node:crypto'
import { secret } from '#modules/tenancy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { hmac } from '#platform/secret.ts'
import { lockAccount } from './account.ts'
import { openProposal, sealProposal } from './sealing.ts'

/** Crockford's base 32: no letter that could be taken for a digit, and none that makes words. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const COUNT = 10

const newCode = (): string => {
  const letters = Array.from({ length: 10 }, () => ALPHABET[randomInt(32)]).join('')
  return `${letters.slice(0, 5)}-${letters.slice(5)}`
}

/** Ten new codes to show, and `sealed` for `keepRecoveryCodes`; until then the old ones count. */
export async function proposeRecoveryCodes(
  ctx: Ctx,
  account: Uuid,
): Promise<{ codes: string[]; sealed: string }> {
  const codes = Array.from({ length: COUNT }, newCode)
  return { codes, sealed: await sealProposal(ctx, `recovery ${account}`, codes) }
}

/** The person has them safe: from now on these count and no others. False: shown too long ago. */
export async function keepRecoveryCodes(ctx: Ctx, account: Uuid, sealed: string): Promise<boolean> {
  const codes = await openProposal(ctx, `recovery ${account}`, sealed)
  if (!codes) return false
  await lockAccount(ctx, account)
  const hashes = await Promise.all(codes.map((code) => hashOf(ctx, code)))
  // The same page sent twice must not bring used codes back.
  const known = await ctx.db
    .selectFrom('identity.recovery_code')
    .select('code_hash')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', account)
    .where('code_hash', 'in', hashes)
    .executeTakeFirst()
  if (known) return true
  await dropRecoveryCodes(ctx, account)
  await ctx.db
    .insertInto('identity.recovery_code')
    .values(
      hashes.map((code_hash) => ({
        tenant_id: ctx.tenant.id,
        account_id: account,
        code_hash,
        created_at: ctx.now,
      })),
    )
    .execute()
  ctx.emit('account.recovery_renewed', { account })
  return true
}

/** Is this one of the codes that are left? It is none afterwards. */
export async function useRecoveryCode(ctx: Ctx, account: Uuid, typed: string): Promise<boolean> {
  const used = await ctx.db
    .updateTable('identity.recovery_code')
    .set({ used_at: ctx.now })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', account)
    .where('code_hash', '=', await hashOf(ctx, typed))
    .where('used_at', 'is', null)
    .returning('account_id')
    .executeTakeFirst()
  return used !== undefined
}

export async function dropRecoveryCodes(ctx: Ctx, account: Uuid): Promise<void> {
  await ctx.db
    .deleteFrom('identity.recovery_code')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', account)
    .execute()
}

/** Keyed: 50 random bits alone could be tried through by whoever had stolen the table. */
async function hashOf(ctx: Ctx, typed: string): Promise<Buffer> {
  const code = typed
    .toLowerCase()
    .replace(/[^0-9a-z]/g, '')
    .replaceAll('o', '0')
    .replace(/[il]/g, '1')
  return hmac(await secret(ctx, 'identity.factors'), `recovery ${code}`)
}

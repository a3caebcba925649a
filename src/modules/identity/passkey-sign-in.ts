import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import { anonymous } from '#platform/context/actor.ts'
import type { Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import type { Platform } from '#platform/platform.ts'
import { lockAccount } from './account.ts'
import { usePasskey } from './passkey-using.ts'
import { isPublished } from './password.ts'
import { type Begun, beginSession, type Client } from './session.ts'

/**
 * Signs in by a passkey alone: having the device and opening it are two factors already (NIST SP 800-63B, 3.1.7).
 * Null when the answer is not right or the account is closed.
 */
export async function signInByPasskey(
  platform: Platform,
  tenant: Tenant,
  response: AuthenticationResponseJSON,
  client: Client,
): Promise<Begun | null> {
  const account = await inTx(platform, { tenant, actor: anonymous }, (ctx) =>
    usePasskey(ctx, 'sign_in', null, response),
  )
  if (!account) return null
  const actor = { kind: 'staff', id: account, name: '', grants: [] } as const
  return inTx(platform, { tenant, actor }, async (ctx) => {
    const { disabled_at, password_hash } = await lockAccount(ctx, account)
    const unusable = password_hash && isPublished(password_hash) && !platform.config.demo
    return disabled_at || unusable ? null : beginSession(ctx, account, 'passkey', client)
  })
}

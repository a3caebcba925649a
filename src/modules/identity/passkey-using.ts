import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { newChallenge, type Purpose, takeChallenge } from './challenge.ts'
import { credentialsOf } from './passkey.ts'
import { relyingParty, webauthn } from './webauthn.ts'

type Use = Exclude<Purpose, 'register'>

/**
 * What a passkey is to sign. Without an account any discoverable one of this town may answer; it then stands for the
 * password too, so the person must show the authenticator that it is them (finger, face, PIN).
 */
export async function passkeyQuestion(
  ctx: Ctx,
  purpose: Use,
  account: Uuid | null,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { generateAuthenticationOptions } = await webauthn()
  const challenge = await newChallenge(ctx, purpose, account)
  return generateAuthenticationOptions({
    rpID: relyingParty(ctx).id,
    challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
    userVerification: account === null ? 'required' : 'preferred',
    timeout: 300_000,
    ...(account !== null && { allowCredentials: (await credentialsOf(ctx, account)) as never }),
  })
}

/** Whose passkey answered our question; null when the answer is not right, old, or another account's. */
export async function usePasskey(
  ctx: Ctx,
  purpose: Use,
  account: Uuid | null,
  response: AuthenticationResponseJSON,
): Promise<Uuid | null> {
  const { verifyAuthenticationResponse } = await webauthn()
  const rp = relyingParty(ctx)
  const row = await ctx.db
    .selectFrom('identity.passkey')
    .select(['id', 'account_id', 'credential_id', 'public_key', 'counter'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('credential_id', '=', Buffer.from(response.id, 'base64url'))
    .forUpdate()
    .executeTakeFirst()
  if (!row || (account !== null && row.account_id !== account)) return null
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response,
    expectedChallenge: (challenge) => takeChallenge(ctx, challenge, purpose, account),
    expectedOrigin: rp.origin,
    expectedRPID: rp.id,
    requireUserVerification: account === null,
    credential: {
      id: row.credential_id.toString('base64url'),
      publicKey: new Uint8Array(row.public_key),
      // A counter that stands still or goes back is a copy of the key: the library refuses it.
      counter: row.counter,
    },
  }).catch(() => ({ verified: false, authenticationInfo: undefined }))
  if (!verified || !authenticationInfo) return null
  await ctx.db
    .updateTable('identity.passkey')
    .set({
      counter: authenticationInfo.newCounter,
      backed_up: authenticationInfo.credentialBackedUp,
      used_at: ctx.now,
    })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', row.id)
    .execute()
  return row.account_id
}

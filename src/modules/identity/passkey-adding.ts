import type { PublicKeyCredentialCreationOptionsJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { Ctx } from '#platform/context/context.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { lockAccount } from './account.ts'
import { newChallenge, takeChallenge } from './challenge.ts'
import { algorithms, credentialsOf, PASSKEY_NAME_LENGTH } from './passkey.ts'
import { relyingParty, webauthn } from './webauthn.ts'

/** More would be a mistake, or somebody filling our tables. */
const MOST = 20

/** What the browser is asked to make a passkey from. A discoverable one can sign in without e-mail and password. */
export async function passkeyTask(
  ctx: Ctx,
  account: { id: Uuid; email: string; name: string },
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { generateRegistrationOptions } = await webauthn()
  const rp = relyingParty(ctx)
  const challenge = await newChallenge(ctx, 'register', account.id)
  return generateRegistrationOptions({
    rpName: rp.name,
    rpID: rp.id,
    userName: account.email,
    userDisplayName: account.name,
    userID: new Uint8Array(Buffer.from(account.id.replaceAll('-', ''), 'hex')),
    challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
    // Which maker built the key is nobody's business here.
    attestationType: 'none',
    excludeCredentials: (await credentialsOf(ctx, account.id)).map(({ id, transports }) => ({
      id,
      transports,
    })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
    supportedAlgorithmIDs: algorithms,
    timeout: 300_000,
  })
}

/** Keeps a passkey that was just made. False when it is not an answer to our task, or not to be used by us. */
export async function addPasskey(
  ctx: Ctx,
  account: Uuid,
  response: RegistrationResponseJSON,
  name: string,
): Promise<boolean> {
  const { verifyRegistrationResponse } = await webauthn()
  const rp = relyingParty(ctx)
  const { registrationInfo } = await verifyRegistrationResponse({
    response,
    expectedChallenge: (challenge) => takeChallenge(ctx, challenge, 'register', account),
    expectedOrigin: rp.origin,
    expectedRPID: rp.id,
    requireUserVerification: false,
    supportedAlgorithmIDs: algorithms,
  }).catch(() => ({ registrationInfo: undefined }))
  if (!registrationInfo) return false
  await lockAccount(ctx, account)
  if ((await credentialsOf(ctx, account)).length >= MOST) return false
  const { credential, credentialBackedUp } = registrationInfo
  const added = await ctx.db
    .insertInto('identity.passkey')
    .values({
      tenant_id: ctx.tenant.id,
      id: newId(),
      account_id: account,
      credential_id: Buffer.from(credential.id, 'base64url'),
      public_key: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: (credential.transports ?? []).slice(0, 10),
      backed_up: credentialBackedUp,
      name: name.trim().slice(0, PASSKEY_NAME_LENGTH),
      created_at: ctx.now,
    })
    .onConflict((oc) => oc.columns(['tenant_id', 'credential_id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) return false
  ctx.emit('account.factor_added', { account, factor: 'passkey', passkey: added.id })
  return true
}

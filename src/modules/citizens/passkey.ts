import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'
import { relyingParty, webauthn } from '#modules/identity/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { randomToken } from '#platform/secret.ts'
import { citizenOf, lockCitizen, ownAccount } from './account.ts'
import { assertOtherWay } from './ways.ts'

const MOST = 20
const NAME_LENGTH = 60
const MINUTES = 5

/** Random words to sign: ours, used once, for whom they were asked. */
async function challengeFor(ctx: Ctx, account: Uuid | null): Promise<Uint8Array<ArrayBuffer>> {
  const challenge = randomToken() + randomToken()
  await ctx.db
    .insertInto('citizens.challenge')
    .values({
      tenant_id: ctx.tenant.id,
      challenge,
      account_id: account,
      expires_at: new Date(ctx.now.getTime() + MINUTES * 60_000),
    })
    .execute()
  return new Uint8Array(Buffer.from(challenge, 'base64url'))
}

const takeChallenge =
  (ctx: Ctx, account: Uuid | null) =>
  async (challenge: string): Promise<boolean> => {
    const taken = await ctx.db
      .deleteFrom('citizens.challenge')
      .where('tenant_id', '=', ctx.tenant.id)
      .where('challenge', '=', challenge)
      .where('account_id', account === null ? 'is' : '=', account)
      .where('expires_at', '>', ctx.now)
      .returning('challenge')
      .executeTakeFirst()
    return taken !== undefined
  }

const rowsOf = (ctx: Ctx, account: Uuid) =>
  ctx.db
    .selectFrom('citizens.passkey')
    .select(['credential_id', 'transports', 'name', 'created_at', 'used_at'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', account)
    .orderBy('created_at')
    .execute()

export interface CitizenPasskey {
  id: string
  name: string
  createdAt: Date
  usedAt: Date | null
}

/** The signed-in citizen's passkeys. */
export async function citizenPasskeys(ctx: Ctx): Promise<CitizenPasskey[]> {
  const rows = await rowsOf(ctx, citizenOf(ctx).id)
  return rows.map((r) => ({ id: r.credential_id, name: r.name, createdAt: r.created_at, usedAt: r.used_at }))
}

/** What the browser is to make a passkey from: one that it finds by itself, and that asks for finger, face or PIN. */
export async function citizenPasskeyTask(ctx: Ctx): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { account, party } = await ownAccount(ctx)
  const rp = relyingParty(ctx)
  const rows = await rowsOf(ctx, account.id)
  const { generateRegistrationOptions } = await webauthn()
  return generateRegistrationOptions({
    rpName: rp.name,
    rpID: rp.id,
    userName: account.email ?? party.name ?? rp.name,
    userDisplayName: party.name ?? account.email ?? rp.name,
    userID: new Uint8Array(Buffer.from(account.id.replaceAll('-', ''), 'hex')),
    challenge: await challengeFor(ctx, account.id),
    // Which maker built the key is nobody's business here.
    attestationType: 'none',
    excludeCredentials: rows.map((r) => ({ id: r.credential_id, transports: r.transports as never })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    timeout: MINUTES * 60_000,
  })
}

/** Keeps a passkey that was just made. False when it is not an answer to our task, or there are too many. */
export async function addCitizenPasskey(
  ctx: Ctx,
  response: RegistrationResponseJSON,
  name: string,
): Promise<boolean> {
  const { id } = citizenOf(ctx)
  const rp = relyingParty(ctx)
  const { verifyRegistrationResponse } = await webauthn()
  const { registrationInfo } = await verifyRegistrationResponse({
    response,
    expectedChallenge: takeChallenge(ctx, id),
    expectedOrigin: rp.origin,
    expectedRPID: rp.id,
  }).catch(() => ({ registrationInfo: undefined }))
  if (!registrationInfo) return false
  await lockCitizen(ctx, id)
  if ((await rowsOf(ctx, id)).length >= MOST) return false
  const { credential } = registrationInfo
  const added = await ctx.db
    .insertInto('citizens.passkey')
    .values({
      tenant_id: ctx.tenant.id,
      credential_id: credential.id,
      account_id: id,
      public_key: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: (credential.transports ?? []).slice(0, 10),
      name: name.trim().slice(0, NAME_LENGTH),
      created_at: ctx.now,
    })
    .onConflict((oc) => oc.columns(['tenant_id', 'credential_id']).doNothing())
    .returning('credential_id')
    .executeTakeFirst()
  if (!added) return false
  ctx.emit('citizen.passkey_added', { citizen: id })
  return true
}

/** Throws NotFound, and Conflict when it is the last way to sign in. */
export async function dropCitizenPasskey(ctx: Ctx, credential: string): Promise<void> {
  const { id } = citizenOf(ctx)
  await assertOtherWay(ctx, id, 'passkey')
  const gone = await ctx.db
    .deleteFrom('citizens.passkey')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', id)
    .where('credential_id', '=', credential)
    .returning('credential_id')
    .executeTakeFirst()
  if (!gone) throw new NotFound()
  ctx.emit('citizen.passkey_removed', { citizen: id })
}

/** What a passkey of somebody who is not signed in is to sign. */
export async function citizenPasskeyQuestion(ctx: Ctx): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { generateAuthenticationOptions } = await webauthn()
  return generateAuthenticationOptions({
    rpID: relyingParty(ctx).id,
    challenge: await challengeFor(ctx, null),
    userVerification: 'required',
    timeout: MINUTES * 60_000,
  })
}

/** Whose passkey answered; null when the answer is not right, old, or of nobody with an open account. */
export async function citizenByPasskey(ctx: Ctx, response: AuthenticationResponseJSON): Promise<Uuid | null> {
  const rp = relyingParty(ctx)
  const row = await ctx.db
    .selectFrom('citizens.passkey')
    .select(['account_id', 'credential_id', 'public_key', 'counter'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('credential_id', '=', response.id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return null
  const { verifyAuthenticationResponse } = await webauthn()
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response,
    expectedChallenge: takeChallenge(ctx, null),
    expectedOrigin: rp.origin,
    expectedRPID: rp.id,
    requireUserVerification: true,
    // A counter that stands still or goes back is a copy of the key: the library refuses it.
    credential: { id: row.credential_id, publicKey: new Uint8Array(row.public_key), counter: row.counter },
  }).catch(() => ({ verified: false, authenticationInfo: undefined }))
  if (!verified || !authenticationInfo) return null
  await ctx.db
    .updateTable('citizens.passkey')
    .set({ counter: authenticationInfo.newCounter, used_at: ctx.now })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('credential_id', '=', row.credential_id)
    .execute()
  const account = await lockCitizen(ctx, row.account_id).catch(() => null)
  return account?.id ?? null
}

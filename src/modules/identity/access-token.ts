import { jwtVerify, SignJWT } from 'jose'
import { secret } from '#modules/tenancy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { isUuid } from '#platform/ids.ts'
import { keyById, type Machine, machineByKey } from './api-key.ts'

/** OAuth 2.0 client credentials (RFC 6749, section 4.4): an API key is the client's secret, the key's id its name. */
export type TokenAnswer =
  | { ok: true; token: string; scopes: readonly string[]; seconds: number }
  | { ok: false; error: 'invalid_client' | 'invalid_scope' }

const LIFETIME = 3600

/**
 * A token for an hour, for some or all scopes of the key. It is signed, not stored (RFC 9068): a leaked log or backup
 * holds nothing to sign in with, and it is worth nothing once its key is revoked.
 */
export async function issueToken(
  ctx: Ctx,
  client: { id: string; secret: string },
  scope: readonly string[] | null,
): Promise<TokenAnswer> {
  // A token is no secret to get further tokens with.
  const machine = isToken(client.secret) ? null : await machineByKey(ctx, client.secret)
  if (!machine || machine.id !== client.id.toLowerCase()) return { ok: false, error: 'invalid_client' }
  const scopes = scope ?? machine.scopes
  if (!scopes.every((s) => machine.scopes.includes(s))) return { ok: false, error: 'invalid_scope' }
  const now = Math.floor(ctx.now.getTime() / 1000)
  const token = await new SignJWT({ scope: scopes.join(' ') })
    .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
    .setIssuer(ctx.tenant.publicUrl)
    .setAudience(ctx.tenant.id)
    .setSubject(machine.id)
    .setIssuedAt(now)
    .setExpirationTime(now + LIFETIME)
    .sign(await secret(ctx, 'identity.access_token'))
  return { ok: true, token, scopes, seconds: LIFETIME }
}

/** Which machine brings this credential, a key or a token; null when it opens nothing now. */
export async function machineByCredential(ctx: Ctx, credential: string): Promise<Machine | null> {
  if (!isToken(credential)) return machineByKey(ctx, credential)
  try {
    const { payload } = await jwtVerify(credential, await secret(ctx, 'identity.access_token'), {
      algorithms: ['HS256'],
      typ: 'at+jwt',
      audience: ctx.tenant.id,
      currentDate: ctx.now,
      requiredClaims: ['exp', 'sub'],
    })
    const machine = isUuid(payload.sub ?? '') ? await keyById(ctx, payload.sub!) : null
    if (!machine || typeof payload.scope !== 'string') return null
    const granted = new Set(payload.scope.split(' '))
    // What the key has lost since, the token has lost too.
    return { ...machine, scopes: machine.scopes.filter((s) => granted.has(s)) }
  } catch {
    return null
  }
}

const isToken = (credential: string): boolean => credential.split('.').length === 3

import { DomainError } from '#platform/errors.ts'

/**
 * Why nobody could be signed on; each has a text `error.sign_on.<reason>`.
 * - `unknown`: there is no such provider, or it is not offered
 * - `unreachable`: the provider does not answer, or not in time
 * - `unusable`: it answers, but not as an OpenID provider with this issuer and these credentials
 * - `lost`: nobody in this browser waits for this answer: too late, used already, begun elsewhere, or tampered with
 * - `declined`: the person, or the provider, said no
 * - `untrusted`: what it says about the person does not hold: signature, issuer, audience, nonce, time
 * - `account_unknown`, `account_disabled`, `account_email`, `account_taken`: whom it names has no account here, one that is
 *   disabled, no address that is verified, or an address whose account belongs to somebody else
 */
export type SignOnReason =
  | 'unknown'
  | 'unreachable'
  | 'unusable'
  | 'lost'
  | 'declined'
  | 'untrusted'
  | 'account_unknown'
  | 'account_disabled'
  | 'account_email'
  | 'account_taken'

const statuses: Record<SignOnReason, number> = {
  unknown: 404,
  unreachable: 503,
  unusable: 503,
  lost: 409,
  declined: 403,
  untrusted: 403,
  account_unknown: 403,
  account_disabled: 403,
  account_email: 403,
  account_taken: 403,
}

/** A sign-on that did not come to a good end. */
export class SignOnFailed extends DomainError {
  readonly status: number
  readonly reason: SignOnReason
  constructor(reason: SignOnReason, options: { cause?: unknown } = {}) {
    super(`sign_on.${reason}`)
    this.status = statuses[reason]
    this.reason = reason
    if (options.cause !== undefined) this.cause = options.cause
  }
}

/**
 * What the log may say of it: codes and kinds, from the outside in. Messages and bodies of a provider may hold names,
 * addresses and tokens.
 */
export function causesOf(error: SignOnFailed): string[] {
  const said: string[] = []
  for (let at = error.cause; at instanceof Error && said.length < 5; at = at.cause) {
    const { name, code, error: refusal } = at as Error & { code?: unknown; error?: unknown }
    said.push([name, code, refusal].filter((word) => typeof word === 'string' && word.length <= 60).join(' '))
  }
  return said
}

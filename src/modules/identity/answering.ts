import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import { anonymous } from '#platform/context/actor.ts'
import type { Ctx, Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'
import { lockAccount } from './account.ts'
import { usePasskey } from './passkey-using.ts'
import { type Pending, pendingSession, raiseSession } from './pending.ts'
import { useRecoveryCode } from './recovery.ts'
import type { Begun, Client } from './session.ts'
import { countAttempt, takeBack } from './throttle.ts'
import { useAppCode } from './totp.ts'

export type FactorAnswer =
  | { kind: 'totp'; code: string }
  | { kind: 'recovery'; code: string }
  | { kind: 'passkey'; response: AuthenticationResponseJSON }

export type Answered =
  | ({ ok: true } & Begun)
  /** `over`: nobody is on their way in by this token any more. */
  | { ok: false; reason: 'wrong' | 'over' }
  | { ok: false; reason: 'throttled'; retryAt: Date }

/** Checks an answer and uses it up. */
export async function checkAnswer(
  ctx: Ctx,
  account: Uuid,
  answer: FactorAnswer,
  purpose: 'second_factor' | 'confirm',
): Promise<boolean> {
  if (answer.kind === 'totp') return useAppCode(ctx, account, answer.code)
  if (answer.kind === 'recovery') return useRecoveryCode(ctx, account, answer.code)
  return (await usePasskey(ctx, purpose, account, answer.response)) !== null
}

/** The second factor of a pending session. Wrong codes are counted before they are looked at, as passwords are. */
export async function answerFactor(
  platform: Platform,
  tenant: Tenant,
  token: string,
  answer: FactorAnswer,
  client: Client,
): Promise<Answered> {
  const waiting = async (ctx: Ctx): Promise<Pending | null> => {
    const pending = await pendingSession(ctx, token)
    return pending?.state === 'second_factor' ? pending : null
  }
  const begun = await inTx(platform, { tenant, actor: anonymous }, async (ctx) => {
    const pending = await waiting(ctx)
    if (!pending) return null
    const { email } = pending.account
    return { pending, counted: await countAttempt(ctx, { email, address: client.address, what: 'code' }) }
  })
  if (!begun) return { ok: false, reason: 'over' }
  const { counted } = begun
  if ('blockedUntil' in counted) return { ok: false, reason: 'throttled', retryAt: counted.blockedUntil }
  const { id, name } = begun.pending.account
  const actor = { kind: 'staff', id, name, grants: [] } as const
  return inTx(platform, { tenant, actor }, async (ctx): Promise<Answered> => {
    await lockAccount(ctx, id)
    const pending = await waiting(ctx) // may have been ended, or raised by another tab, meanwhile
    if (!pending) return { ok: false, reason: 'over' }
    if (!(await checkAnswer(ctx, id, answer, 'second_factor'))) return { ok: false, reason: 'wrong' }
    await takeBack(ctx, counted.attempt)
    return { ok: true, ...(await raiseSession(ctx, token, pending, answer.kind, client)) }
  })
}

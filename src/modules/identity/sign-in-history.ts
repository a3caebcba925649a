import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Device } from './device.ts'

/** What happened to somebody's own access; each has a text `access.event.<type>`. */
export const accessEvents = [
  'signed_in',
  'password_changed',
  'factor_added',
  'factor_removed',
  'factors_reset',
  'recovery_renewed',
  'session_ended',
] as const

export interface AccessEvent {
  id: Uuid
  type: (typeof accessEvents)[number]
  at: Date
  /** Was it somebody else, such as an administrator? */
  byOther: boolean
  method: string | null
  factor: string | null
  device: Device | null
}

/** The latest sign-ins and changes of access of an account, newest first; from its history, which nobody can bend. */
export async function accessHistory(ctx: Ctx, account: Uuid, most = 50): Promise<AccessEvent[]> {
  const rows = await ctx.db
    .selectFrom('platform.event')
    .select(['id', 'type', 'payload', 'actor_id', 'at'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('stream', '=', account)
    .where(
      'type',
      'in',
      accessEvents.map((type) => `account.${type}`),
    )
    .orderBy('seq', 'desc')
    .limit(most)
    .execute()
  return rows.map((row) => {
    const { method, factor, browser, system } = row.payload as Record<string, string | undefined>
    return {
      id: row.id,
      type: row.type.slice('account.'.length) as AccessEvent['type'],
      at: row.at,
      byOther: row.actor_id !== account,
      method: method ?? null,
      factor: factor ?? null,
      device: browser && system ? ({ browser, system } as Device) : null,
    }
  })
}

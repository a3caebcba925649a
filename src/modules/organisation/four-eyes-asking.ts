import { settings } from '#modules/tenancy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { askForSecond } from './four-eyes.ts'

/** Whoever has one of these could make more of themselves, or see to it that nobody notices. */
const administrative: readonly string[] = [
  'organisation.manage',
  'sign_in.manage',
  'keys.manage',
  'privacy.manage',
]

/** Does giving these permissions take a second person? What programs do (first setting up, sign-on) does not. */
export async function rolesNeedSecond(ctx: Ctx, permissions: readonly string[]): Promise<boolean> {
  if (ctx.actor.kind !== 'staff') return false
  return (await settings(ctx)).fourEyes.roles && permissions.some((p) => administrative.includes(p))
}

/** Asks a second person to give somebody a role. */
export const askForRole = (
  ctx: Ctx,
  grant: {
    account: Uuid
    unit: Uuid
    role: string
    from: Date
    until: Date | null
    types: readonly string[] | null
  },
): Promise<Uuid> =>
  askForSecond(ctx, {
    step: 'role.grant',
    subject: grant.account,
    payload: {
      unit: grant.unit,
      role: grant.role,
      from: grant.from.toISOString(),
      until: grant.until?.toISOString() ?? null,
      types: grant.types,
    },
    permission: 'organisation.manage',
    unit: grant.unit,
  })

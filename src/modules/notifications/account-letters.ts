import { accountById, type Device, factorsOf } from '#modules/identity/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { formatter } from '#platform/format.ts'
import type { StoredEvent } from '#platform/module.ts'
import { textsOf } from '#platform/tenants.ts'
import { notify } from './notify.ts'

/** What somebody is told about their own access, and the letter for each; null for what is no news. */
const letterFor: Record<string, (event: StoredEvent) => string | null> = {
  'account.signed_in': ({ payload }) =>
    String(payload.method).endsWith('_recovery') ? 'recovery_used' : payload.newDevice ? 'new_device' : null,
  'account.password_changed': () => 'password_changed',
  'account.factor_added': () => 'factor_added',
  'account.factor_removed': () => 'factor_removed',
  'account.factors_reset': () => 'factors_reset',
  'account.recovery_renewed': () => 'recovery_renewed',
}

export const accountEvents = Object.keys(letterFor)

/** Writes to the owner of an account, so that what was not their doing does not stay unseen. */
export async function tellOwner(ctx: Ctx, event: StoredEvent): Promise<void> {
  const letter = letterFor[event.type]?.(event)
  // What the program does by itself (an import, the demo) is told by whoever started it; lost factors always.
  if (!letter || (event.actor_kind === 'system' && letter !== 'factors_reset')) return
  const account = await accountById(ctx, event.stream)
  const t = textsOf(ctx.platform, ctx.tenant.id, account.lang)
  const { method, factor, browser, system } = event.payload as Partial<Device> & Record<string, string>
  const left = letter === 'recovery_used' ? (await factorsOf(ctx, account.id)).recoveryLeft : null
  await notify(ctx, {
    dedupe: `${event.id}:owner`,
    to: { name: account.name, email: account.email, lang: account.lang },
    letter: `access_${letter}`,
    stream: event.stream,
    params: {
      when: formatter(account.lang, ctx.tenant.timeZone).formatDateTime(event.at),
      device:
        browser && system
          ? t('identity.device', {
              browser: t(`identity.browser.${browser}`),
              system: t(`identity.system.${system}`),
            })
          : '',
      method: method ? t(`identity.method.${method}`) : '',
      factor: factor ? t(`access.factor.${factor}`) : '',
      left: left ?? 0,
    },
    link: '/zugang',
    stop: null,
  })
}

import { type Device, deviceOf } from '#modules/identity/index.ts'
import type { T } from '#platform/i18n.ts'

/** "Firefox auf Windows". */
export const deviceWords = (t: T, { browser, system }: Device): string =>
  t('identity.device', {
    browser: t(`identity.browser.${browser}`),
    system: t(`identity.system.${system}`),
  })

/** What a passkey is called whose maker gave it no name: where it was made. */
export const passkeyName = ({ t }: { t: T }, userAgent: string | undefined): string =>
  deviceWords(t, deviceOf(userAgent))

import { Secret, TOTP } from 'otpauth'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import {
  addApp,
  createAccount,
  hashPassword,
  keepRecoveryCodes,
  proposeApp,
  proposeRecoveryCodes,
  signIn,
} from './index.ts'

export const PASSWORD = 'vier Bäume am Fluss'

/** People with a password, whose apps and codes the test holds in its hand. */
export async function factorTown() {
  const town = await testTown()
  const passwordHash = await hashPassword(PASSWORD)
  let n = 0
  return {
    town,
    async person(roles: readonly string[] = []) {
      const email = `faktor${++n}@teststadt.example`
      const id = await town.tx('system', (ctx) =>
        createAccount(ctx, { email, name: 'Faktor Probe', passwordHash }),
      )
      const address = `192.0.2.${n}`
      return {
        id,
        email,
        address,
        client: { address, userAgent: 'Mozilla/5.0 (Windows NT 10.0) Firefox/140.0' },
        enter: (more: { password?: string; device?: string } = {}) =>
          signIn(
            town.platform,
            town.tenant,
            { email, password: PASSWORD, address, ...more },
            async () => roles,
          ),
        /** Sets up an app; answers what it shows at a moment. */
        app: () => appOf(town, { id, email }),
        codes: () =>
          town.tx('system', async (ctx) => {
            const { codes, sealed } = await proposeRecoveryCodes(ctx, id)
            await keepRecoveryCodes(ctx, id, sealed)
            return codes
          }),
      }
    },
  }
}

export type Person = Awaited<ReturnType<Awaited<ReturnType<typeof factorTown>>['person']>>

/** What an app shows for a secret, so many steps of 30 seconds from now. */
export const shownBy =
  (town: TestTown, secret: string) =>
  (steps = 0): string =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({
      timestamp: town.clock.now().getTime() + steps * 30_000,
    })

export async function appOf(town: TestTown, account: { id: string; email: string }) {
  const { secret, sealed } = await town.tx('system', (ctx) => proposeApp(ctx, account))
  const shown = shownBy(town, secret)
  const added = await town.tx('system', (ctx) => addApp(ctx, account.id, sealed, shown()))
  if (!added) throw new Error('the app was not taken')
  town.clock.advance({ seconds: 30 }) // the code that set it up is used
  return shown
}

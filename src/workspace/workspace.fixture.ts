import { createAccount, setPassword } from '#modules/identity/index.ts'
import { submit } from '#modules/reports/index.ts'
import { system } from '#platform/context/actor.ts'
import type { Tenant } from '#platform/context/context.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { somewhere, type TestTown } from '../../test/helpers.ts'
import { fakeAssets, PageClient } from '../../test/page-client.ts'
import { createApp } from '../app.ts'

export const PASSWORD = 'Lindenblüten im Regen 7'
export type Role = 'worker' | 'clerk' | 'head' | 'admin' | 'gardener' | 'officer'

/** The app, and people who are signed in to it by the form. */
export function deskOf(town: TestTown) {
  const app = createApp({ platform: town.platform, assets: fakeAssets })
  return {
    app,
    visitor: (tenant = town.tenant) => new PageClient(app, `${tenant.hosts[0]}:3000`),
    /** Gives passwords to everybody of a town; hashing takes its time, so once. */
    async passwords(tenant: Tenant = town.tenant, ids = town.ids): Promise<void> {
      for (const name of ['worker', 'clerk', 'head', 'admin', 'gardener', 'officer'] as const)
        await setPassword(town.platform, { tenant, actor: system('test') }, ids[name], PASSWORD)
    },
    async signedIn(role: Role, tenant: Tenant = town.tenant): Promise<PageClient> {
      const client = new PageClient(app, `${tenant.hosts[0]}:3000`)
      const answer = await client.post('/anmeldung', {
        email: `${role}@${tenant.slug}.example`,
        password: PASSWORD,
      })
      if (answer.status !== 303) throw new Error(`sign-in answered ${answer.status}`)
      return client
    },
    /** Somebody without any role. */
    async newcomer(): Promise<PageClient> {
      const id = newId()
      await town.tx('system', (ctx) =>
        createAccount(ctx, { id, email: `${id}@teststadt.example`, name: 'Neu Hier' }),
      )
      await setPassword(town.platform, { tenant: town.tenant, actor: system('test') }, id, PASSWORD)
      const client = new PageClient(app)
      await client.post('/anmeldung', { email: `${id}@teststadt.example`, password: PASSWORD })
      return client
    },
  }
}

/** A report at the roads department; its number and id. */
export const report = (
  town: TestTown,
  words = 'Tiefes Loch',
  more: { name?: string } = {},
): Promise<{ number: string; id: Uuid }> =>
  town.tx('system', (ctx) =>
    submit(ctx, {
      id: newId(),
      category: 'schlagloch',
      text: words,
      place: somewhere,
      address: null,
      placedBy: 'map',
      answers: { tiefe: 'tief' },
      reporter: { name: more.name ?? 'Erika Müßig', email: 'erika@example.org', phone: '069 1', lang: 'de' },
      channel: 'web',
    }),
  )

/** The value of a hidden field. */
export const hidden = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''

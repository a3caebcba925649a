import { type Citizen, citizenBySession } from '#modules/citizens/index.ts'
import { submit } from '#modules/reports/index.ts'
import { anonymous } from '#platform/context/actor.ts'
import type { Tenant } from '#platform/context/context.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { somewhere, type TestTown } from '../../../test/helpers.ts'
import { fakeAssets, PageClient } from '../../../test/page-client.ts'
import { createApp } from '../../app.ts'

/** The app, and people who sign in to their account by the link that their mail holds. */
export function accountsOf(town: TestTown) {
  const app = createApp({ platform: town.platform, assets: fakeAssets })
  const visitor = (tenant: Tenant = town.tenant) => new PageClient(app, `${tenant.hosts[0]}:3000`)

  /** The newest letter to an address, and the paths in it. */
  const letter = (to: string, tenant = town.tenant) =>
    town.tx(
      'system',
      (ctx) =>
        ctx.db
          .selectFrom('platform.mail')
          .select(['subject', 'body_text'])
          .where('tenant_id', '=', ctx.tenant.id)
          .where('recipient', '=', to)
          .orderBy('id', 'desc')
          .limit(1)
          .executeTakeFirst(),
      tenant,
    )
  const pathIn = async (to: string, start: string, tenant = town.tenant): Promise<string> => {
    const mail = await letter(to, tenant)
    const found = new RegExp(`https?://[^/\\s]+(${start}[\\w-]+)`).exec(mail?.body_text ?? '')?.[1]
    if (!found) throw new Error(`no ${start} in: ${mail?.subject ?? 'no letter'}`)
    return found
  }

  async function signedIn(email: string, { tenant = town.tenant, client = visitor(tenant) } = {}) {
    await client.post('/konto/anmeldung', { email })
    const answer = await client.post(await pathIn(email, '/konto/anmeldung/', tenant))
    if (answer.status !== 303) throw new Error(`sign-in answered ${answer.status}`)
    return client
  }

  return {
    app,
    visitor,
    letter,
    pathIn,
    signedIn,
    /** Whose session the client's cookie is. */
    citizen: (client: PageClient, tenant = town.tenant): Promise<Citizen | null> =>
      town.tx(anonymous, (ctx) => citizenBySession(ctx, client.cookies.get('konto') ?? ''), tenant),
    /** A report by somebody without an account, or from a party that the town knows. */
    report: (
      more: { name?: string; email?: string; text?: string; category?: string; party?: Uuid } = {},
      tenant = town.tenant,
    ) =>
      town.tx(
        anonymous,
        (ctx) =>
          submit(ctx, {
            id: newId(),
            category: more.category ?? 'person',
            text: more.text ?? 'Bitte sehen Sie nach',
            place: somewhere,
            address: null,
            placedBy: 'map',
            answers: {},
            reporter: { name: more.name ?? null, email: more.email ?? null, phone: null, lang: 'de' },
            reporterParty: more.party ?? null,
            channel: 'web',
          }),
        tenant,
      ),
  }
}

import { followAsCitizen, followableCase, joinCase, visibleCase } from '#modules/cases/index.ts'
import { openAccount } from '#modules/citizens/account.ts'
import { type Citizen, decideOrganisation, foundOrganisation } from '#modules/citizens/index.ts'
import { beginCitizenSession } from '#modules/citizens/session.ts'
import { createParty, findAllDoubles } from '#modules/parties/index.ts'
import { addSubscription, subscriberByMail } from '#modules/subscriptions/index.ts'
import type { Stage } from './server.ts'
import type { Visitor } from './visitor.ts'

/** What the pages of the account are about. */
const known = { session: '', organisation: '', party: '', number: '', url: '' }

/** Somebody with an account, a case in it, one that they follow, a business that is confirmed, and a double. */
export async function provideAccount(stage: Stage, number: string, followed: string): Promise<void> {
  const { tx, ids, staff, clock } = stage.town
  const { account, token } = await tx('system', async (ctx) => {
    const made = await openAccount(ctx, {
      email: 'konto@buerger.example',
      name: 'Đurđica Müller-Łukasiewicz',
      birthDate: '1979-05-03',
    })
    createParty(ctx, { name: 'Mueller-Lukasiewicz, Durdica', birthDate: '1979-05-03', lang: 'de' })
    const c = await visibleCase(ctx, number)
    await joinCase(ctx, { kind: 'holder', case: c.id, party: null }, made.partyId)
    await ctx.db
      .updateTable('cases.case')
      .set({ scheduled_for: new Date(clock.now().getTime() + 86_400_000) })
      .where('tenant_id', '=', ctx.tenant.id)
      .where('id', '=', c.id)
      .execute()
    return {
      account: made,
      token: await beginCitizenSession(ctx, made.id, { method: 'link', level: 'none' }),
    }
  })
  const citizen: Citizen = {
    kind: 'citizen',
    id: account.id,
    name: 'x',
    level: 'none',
    parties: [account.partyId],
  }
  await tx('system', async (ctx) => {
    const subscriber = await subscriberByMail(ctx, { email: 'konto@buerger.example', lang: 'de' })
    const where = { kind: 'town' as const, label: 'Teststadt' }
    await addSubscription(ctx, subscriber, { where, categories: [], topics: ['fixed'], rhythm: 'weekly' })
  })
  await tx(citizen, async (ctx) => followAsCitizen(ctx, await followableCase(ctx, followed)))
  const organisation = await tx(citizen, (ctx) =>
    foundOrganisation(ctx, { name: 'Gärtnerei Łuk', register: 'HRA 1' }),
  )
  await tx(await staff(ids.head), (ctx) => decideOrganisation(ctx, organisation, { confirm: true }, 1))
  await tx('system', findAllDoubles)
  Object.assign(known, { session: token, organisation, party: account.partyId, number, url: stage.url })
}

/** Signed in to the account, at a page of it. */
const at =
  (path: string | (() => string), more?: (v: Visitor) => Promise<unknown>) =>
  async (v: Visitor): Promise<void> => {
    await v.context.addCookies([{ name: 'konto', value: known.session, url: known.url }])
    await v.open(typeof path === 'string' ? path : path())
    await more?.(v)
  }

export const accountPages = [
  { name: 'account: sign in', path: '/konto/anmeldung', says: 'Link schicken' },
  {
    name: 'account: sign in, a level',
    path: '/konto/anmeldung?stufe=high',
    says: 'Nötiges Vertrauensniveau',
  },
  {
    name: 'account: sign in, error',
    go: async (v: Visitor) => {
      await v.open('/konto/anmeldung')
      await v.press('Link schicken')
    },
    says: 'Bitte geben Sie eine E-Mail-Adresse ein',
  },
  { name: 'account: link sent', path: '/konto/anmeldung/gesendet', says: 'Sehen Sie in Ihr Postfach' },
  {
    name: 'link over: account',
    path: '/konto/anmeldung/JgC4lYO18TfGaqFjK1mPaQ',
    status: 404,
    says: 'Dieser Link gilt nicht mehr',
  },
  { name: 'account: overview', go: at('/konto'), says: 'Nächster Termin' },
  { name: 'account: cases', go: at('/konto/vorgaenge'), says: 'Offen (1)' },
  { name: 'account: a case', go: at(() => `/konto/vorgaenge/${known.number}`), says: 'Termin vor Ort' },
  { name: 'account: messages', go: at('/konto/nachrichten'), says: 'einander geschrieben' },
  { name: 'account: appointments', go: at('/konto/termine'), says: 'In den Kalender' },
  { name: 'account: documents', go: at('/konto/dokumente'), says: 'Alle Fotos Ihrer Vorgänge' },
  { name: 'account: drafts', go: at('/konto/entwuerfe'), says: 'Keine Entwürfe' },
  { name: 'account: what is followed', go: at('/konto/abos'), says: 'Nicht mehr folgen' },
  { name: 'account: profile', go: at('/konto/angaben'), says: 'mit allen Zeichen' },
  {
    name: 'account: profile, errors',
    go: at('/konto/angaben', async (v) => {
      await v.fill('Telefon', 'keins')
      await v.fill('Monat', '15')
      await v.press('Speichern')
    }),
    says: 'Bitte prüfen Sie noch 2 Angaben',
  },
  { name: 'account: access', go: at('/konto/zugang'), says: 'Dieses Gerät' },
  { name: 'account: consents', go: at('/konto/einwilligungen'), says: 'Formulare vorausfüllen' },
  { name: 'account: readings', go: at('/konto/zugriffe'), says: 'nennt die Stelle, nicht die Person' },
  { name: 'account: data', go: at('/konto/daten'), says: 'Als PDF zum Lesen' },
  {
    name: 'account: erasure, error',
    go: at('/konto/daten', async (v) => {
      await v.page.locator('summary', { hasText: 'Löschung beantragen' }).click()
      await v.press('Löschung beantragen')
    }),
    says: 'Bitte bestätigen Sie, dass Sie das möchten',
  },
  { name: 'account: organisations', go: at('/konto/organisationen'), says: 'Gärtnerei Łuk' },
  {
    name: 'account: new organisation, error',
    go: at('/konto/organisationen/neu', (v) => v.press('Anlegen und prüfen lassen')),
    says: 'Bitte geben Sie den Namen der Organisation an',
  },
  {
    name: 'account: an organisation, error',
    go: at(
      () => `/konto/organisationen/${known.organisation}`,
      (v) => v.press('Einladen'),
    ),
    says: 'Bitte geben Sie eine E-Mail-Adresse ein',
  },
  { name: 'doubles', who: 'officer' as const, path: '/verwaltung/doppelte', says: 'Name und Geburtsdatum' },
  {
    name: 'doubles: compared, errors',
    who: 'officer' as const,
    go: async (v: Visitor) => {
      await v.open(`/verwaltung/doppelte/${known.party}`)
      await v.press('Entscheiden')
    },
    says: 'Bitte entscheiden Sie, ob es dieselbe Person ist',
  },
  {
    name: 'organisations to confirm',
    who: 'clerk' as const,
    path: '/verwaltung/unternehmen',
    says: 'Gärtnerei Łuk',
  },
  {
    name: 'an organisation to confirm',
    who: 'clerk' as const,
    path: () => `/verwaltung/unternehmen/${known.organisation}`,
    says: 'Bestätigung entziehen',
  },
]

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { followNumbers } from '#modules/analytics/index.ts'
import { visibleCase } from '#modules/cases/index.ts'
import { removeFactor } from '#modules/identity/index.ts'
import { addAbsence, askForSecond, nameDeputy, openApprovals } from '#modules/organisation/index.ts'
import { beginDraft } from '#modules/reports/index.ts'
import { changeSetting } from '#modules/tenancy/index.ts'
import { appOf } from '../../src/modules/identity/factors.fixture.ts'
import { axe, scrollsSideways, withoutIslands } from '../browser.ts'
import { somewhere } from '../helpers.ts'
import { accountPages, provideAccount } from './account-pages.ts'
import { adminPages, provideAdmin } from './admin-pages.ts'
import { reportByApp } from './app.ts'
import { easePages, provideEase } from './ease-pages.ts'
import { exchangePages, provideExchange } from './exchange-pages.ts'
import { fieldPages, provideField } from './field-pages.ts'
import { nearPages, provideNear } from './near-pages.ts'
import { objectPages, provideObjects } from './objects-pages.ts'
import { organisationPages, provideOrganisation } from './organisation-pages.ts'
import { jpegAt } from './photos.ts'
import { send, words } from './reporting.ts'
import { provideSame, samePages } from './same-pages.ts'
import { openStage, type Stage } from './server.ts'
import { provideSignOn, signOnPages } from './sign-on-pages.ts'
import { provideTown, townPages } from './town-pages.ts'
import { allLeave, desk, Visitor } from './visitor.ts'
import { provideVoices, voicePages } from './voice-pages.ts'
import { provideWords, wordsPages } from './words-pages.ts'

let stage: Stage
/** What the pages below are about. */
const known = { open: '', closed: '', link: '', stop: '', approval: '' }

const w = words.de

beforeAll(async () => {
  stage = await openStage({ webgl: true })
  await provideSignOn(stage)
  const email = 'seiten@buerger.example'
  const photo = await jpegAt(somewhere)
  known.open = await reportByApp(stage, {
    text: 'Ein Loch, so lang wie ein Fahrrad, am Rand der Straße',
    email,
    photo,
  })
  known.closed = await reportByApp(stage, { text: 'Ein zweites Loch', photo })
  await provideOrganisation(stage, known.open)
  await provideAdmin(stage)
  await provideExchange(stage)
  provideEase(stage)
  await provideObjects(stage)
  await provideField(stage)
  await provideAccount(stage, known.open, known.closed)
  await provideNear(stage)
  await provideTown(stage)
  await reportByApp(stage, { text: 'Baum ohne Krone', category: 'baum', place: { lat: 50.131, lon: 8.93 } })
  const letter = await stage.letterTo(email, 'ist angekommen')
  known.link = new URL(letter.link('/status/')).pathname
  known.stop = new URL(letter.link('/abmelden/')).pathname
  await provideWords(stage, known.open, known.link)
  await stage.quiet()
  known.approval = await holiday(stage)
  const clerk = await Visitor.come(stage, { js: false, viewport: desk })
  await clerk.signIn('clerk')
  await clerk.open(`/vorgaenge/${known.open}/nachricht`)
  await clerk.fill('Nachricht', 'Wir kommen morgen.')
  await clerk.press('Nachricht senden')
  await clerk.open(`/vorgaenge/${known.closed}/abschluss`)
  await clerk.fill('Wort an die meldende Person', 'Erledigt, danke!')
  await clerk.press('Vorgang abschließen')
  await stage.quiet()
  await provideVoices(stage, known.closed)
  await provideSame(stage)
  await followNumbers(stage.town.platform)
  await allLeave()
})
afterEach(allLeave)
afterAll(() => stage?.close())

/** Somebody will be away, somebody represented, and the head waits for a second person; answers the question's page. */
async function holiday({ town: { tx, staff, ids } }: Stage): Promise<string> {
  await tx('system', async (ctx) => {
    const day = (n: number) => new Date(ctx.now.getTime() + n * 86_400_000)
    const away = { from: day(10), until: day(24) }
    for (const account of [ids.clerk, ids.worker]) await addAbsence(ctx, { account, ...away })
    const scope = { unit: null, types: null, onlyWhenAbsent: false }
    await nameDeputy(ctx, { absent: ids.worker, deputy: ids.clerk, ...away, ...scope })
  })
  return tx(await staff(ids.head), async (ctx) => {
    const c = await visibleCase(ctx, known.open)
    await askForSecond(ctx, {
      step: 'case.close',
      subject: c.id,
      payload: { outcome: 'no_action', note: 'Das Loch bleibt.', authority: null, forward: false },
      permission: 'cases.close',
      unit: c.unitId,
      type: c.type,
    })
    return `/freigaben/${(await openApprovals(ctx)).own[0]!.id}`
  })
}

type Who = 'citizen' | 'clerk' | 'head' | 'admin' | 'officer'

interface PageToSee {
  name: string
  who?: Who
  /** How one gets there, and what one does there. Answers the status that was expected, if it is not 200. */
  path?: string | (() => string)
  status?: number
  /** There is nothing of the kind without our scripts. */
  scripted?: boolean
  go?: (v: Visitor) => Promise<unknown>
  /** Words that tell this page from any other. */
  says: string
}

type Step = 'ort' | 'fotos' | 'beschreibung' | 'kategorie' | 'fragen' | 'kontakt' | 'pruefen'

/** Where nobody has reported anything, so that nobody is asked whether it is the same. */
const alone = { lat: somewhere.lat + 0.004, lon: somewhere.lon }

/** What has been answered before each page; the way there is other tests' business. */
const answered: [Step, Record<string, unknown>][] = [
  ['ort', { first: 'ort' }],
  [
    'fotos',
    {
      place: alone,
      placedBy: 'address',
      address: 'Hauptstraße 12, 63450 Teststadt',
      placeConfirmed: true,
    },
  ],
  ['beschreibung', { photosDone: true }],
  ['kategorie', { text: 'Loch in der Fahrbahn, 0171 1234567, HU-AB 123' }],
  ['fragen', { category: 'schlagloch' }],
  ['kontakt', { questionsDone: true, answers: { tiefe: 'tief' } }],
  ['pruefen', { contact: { name: 'Žofia Groß', email: 'lang.und.laenger@sehr-lange-namen.example' } }],
]

let sendings = 0

/** Somebody has come as far as this page of the form. */
const reporting =
  (step: Step) =>
  async (v: Visitor): Promise<void> => {
    const upTo = answered.findIndex(([name]) => name === step)
    const answers = Object.assign({}, ...answered.slice(0, upTo + 1).map(([, given]) => given))
    // What is sent by one is near by for the next.
    if (step === 'pruefen') answers.place = { ...alone, lon: alone.lon + 0.001 * sendings++ }
    const { token } = await stage.town.tx('system', (ctx) => beginDraft(ctx, answers))
    await v.context.addCookies([{ name: 'entwurf', value: token, url: stage.url }])
    await v.open(`/melden/${step}`)
  }

const action = (noun: string, says: string): PageToSee => ({
  name: `case: ${noun}`,
  who: 'clerk',
  path: () => `/vorgaenge/${noun === 'wiederaufnahme' ? known.closed : known.open}/${noun}`,
  says,
})

/** Somebody whose password was right, and who is asked for more. */
const halfIn =
  (path: string, then?: (v: Visitor) => Promise<unknown>) =>
  async (v: Visitor): Promise<void> => {
    await appOf(stage.town, { id: stage.town.ids.gardener, email: 'gardener@teststadt.example' })
    await v.signIn('gardener')
    await v.open(path)
    await then?.(v)
  }

/** A page of one's own access, with an app set up; it goes again, so that the next sign-in is as simple as ever. */
const withApp =
  (path: string) =>
  async (v: Visitor): Promise<void> => {
    const { admin } = stage.town.ids
    await appOf(stage.town, { id: admin, email: 'admin@teststadt.example' })
    await v.open(path)
    await stage.town.tx('system', (ctx) => removeFactor(ctx, admin, { app: true }, { required: false }))
  }

/** Every page and every state of it that looks different. A new page gets a line here. */
const pages: PageToSee[] = [
  { name: 'start', path: '/', says: 'Was möchten Sie erledigen?' },
  { name: 'search', path: '/suche?q=Schlagloch', says: 'Schlagloch' },
  { name: 'search, nothing found', path: '/suche?q=xyzzy', says: 'xyzzy' },
  { name: 'report: start', path: '/melden', says: 'Mangel melden' },
  {
    name: 'report: start, error',
    go: async (v) => {
      await v.open('/melden')
      await v.page.locator('button[value=hochladen]').evaluate((button) => button.removeAttribute('hidden'))
      await v.press('Jetzt hochladen')
    },
    says: 'Wählen Sie bitte zuerst ein Foto aus',
  },
  { name: 'report: place', go: reporting('ort'), says: 'Wo ist es?' },
  {
    name: 'report: place, error',
    go: async (v) => {
      await reporting('ort')(v)
      await v.press(w.next)
    },
    says: 'Bitte sagen Sie uns, wo es ist',
  },
  {
    name: 'report: place, found',
    go: async (v) => {
      await reporting('ort')(v)
      await v.fill(/^Adresse/, 'Hauptstr')
      await v.press('Adresse suchen')
    },
    says: 'Welche dieser 2 Adressen meinen Sie?',
  },
  {
    name: 'report: place, list',
    go: async (v) => {
      await reporting('ort')(v)
      await v.open('/melden/ort/liste?strasse=Hauptstra%C3%9Fe')
    },
    says: 'bei welchem Haus?',
  },
  {
    name: 'report: place, proposed by the photo',
    go: async (v) => {
      await v.open('/melden')
      const button = v.page.locator('button[value=hochladen]')
      await v.page.locator('input[type=file]').setInputFiles([await jpegAt(somewhere)])
      if (await button.isVisible()) await button.click()
      await v.page.waitForURL('**/melden/fotos')
      await v.press(w.next)
    },
    says: 'Das Foto wurde hier aufgenommen',
  },
  {
    name: 'report: photos, filled and refused',
    go: async (v) => {
      await reporting('fotos')(v)
      const button = v.page.locator('button[value=hochladen]')
      await v.page.locator('input[type=file]').setInputFiles([
        await jpegAt(somewhere),
        {
          name: 'zip.jpg',
          mimeType: 'image/jpeg',
          buffer: Buffer.from('PK\x03\x04xxxxxxxxxxxx', 'latin1'),
        },
      ])
      if (await button.isVisible()) await button.click()
      await v.page.getByText('zip.jpg: Das ist ein gepackter Ordner').first().waitFor()
    },
    says: 'gepackter Ordner',
  },
  { name: 'report: text', go: reporting('beschreibung'), says: 'Was ist los?' },
  {
    name: 'report: text, error',
    go: async (v) => {
      await reporting('beschreibung')(v)
      await v.press(w.next)
    },
    says: 'Bitte schreiben Sie kurz',
  },
  {
    name: 'report: danger',
    go: async (v) => {
      await reporting('beschreibung')(v)
      await v.fill(w.description, 'Baum auf der Straße')
      await v.press(w.next)
    },
    says: 'Rufen Sie bitte sofort 112 an',
  },
  { name: 'report: kind', go: reporting('kategorie'), says: 'Worum geht es?' },
  {
    name: 'report: kind, nothing found, error',
    go: async (v) => {
      await reporting('kategorie')(v)
      await v.open('/melden/kategorie?suche=xyzzy')
      await v.press(w.next)
    },
    says: 'Bitte wählen Sie aus, worum es geht.',
  },
  { name: 'report: questions', go: reporting('fragen'), says: 'Wie tief?' },
  { name: 'report: contact', go: reporting('kontakt'), says: 'Möchten Sie hören, wie es weitergeht?' },
  {
    name: 'report: contact, error',
    go: async (v) => {
      await reporting('kontakt')(v)
      await v.fill(w.email, 'keine')
      await v.press(w.next)
    },
    says: 'Bitte prüfen Sie noch eine Angabe',
  },
  { name: 'report: review, with something private', go: reporting('pruefen'), says: 'Autokennzeichen' },
  {
    name: 'report: receipt',
    go: async (v) => {
      await reporting('pruefen')(v)
      await send(v)
    },
    says: 'Danke, Ihre Meldung ist angekommen',
  },
  { name: 'list', path: '/meldungen', says: 'Schlagloch' },
  { name: 'list, nothing', path: '/meldungen?q=xyzzy', says: 'Dazu gibt es keine Meldung' },
  {
    name: 'list, filtered',
    path: '/meldungen?status=erledigt&kategorie=schlagloch&tage=30',
    says: 'Erledigt',
  },
  { name: 'map', path: '/karte', says: 'Termin steht fest' },
  {
    name: 'map, a report open',
    scripted: true,
    path: () => `/karte#17/50.128/8.928/${known.open}`,
    go: async (v) => {
      await v.open(`/karte#17/50.128/8.928/${known.open}`)
      await v.page.locator('[data-map-card] a').first().waitFor({ timeout: 30_000 })
    },
    says: 'Schlagloch',
  },
  {
    name: 'list, a part of the map',
    path: '/meldungen?bereich=8.9,50.11,8.96,50.14',
    says: 'Kartenausschnitt',
  },
  { name: 'report page', path: () => `/meldungen/${known.open}`, says: 'so lang wie ein Fahrrad' },
  { name: 'report page, closed', path: () => `/meldungen/${known.closed}`, says: 'Erledigt, danke!' },
  { name: 'status', path: '/status', says: 'Nummer oder Link' },
  {
    name: 'status, error',
    go: async (v) => {
      await v.open('/status')
      await v.fill('Nummer oder Link', '2026-999999')
      await v.press('Status zeigen')
    },
    says: 'finden wir keine öffentliche Meldung',
  },
  { name: 'tracking', path: () => known.link, says: 'Wir kommen morgen.' },
  {
    name: 'tracking, error',
    go: async (v) => {
      await v.open(known.link)
      await v.press('Nachricht senden')
    },
    says: 'Bitte schreiben Sie etwas, oder wählen Sie ein Foto aus.',
  },
  { name: 'stop', path: () => known.stop, says: 'Keine E-Mails mehr?' },
  { name: 'imprint', path: '/impressum', says: 'Impressum' },
  { name: 'privacy', path: '/datenschutz', says: 'Datenschutz' },
  { name: 'accessibility', path: '/barrierefreiheit', says: 'Barriere' },
  { name: 'plain language', path: '/leichte-sprache', says: 'Leichte' },
  { name: 'sign language', path: '/gebaerdensprache', says: 'Gebärden' },
  { name: 'parts', path: '/bausteine', says: 'Bausteine' },
  { name: 'statistics', path: '/statistik', says: 'weniger als fünf' },
  { name: 'numbers', who: 'clerk', path: '/zahlen', says: 'Nach zuständiger Stelle' },
  { name: 'numbers, none', who: 'clerk', path: '/zahlen?kategorie=person', says: 'gibt es keine Zahlen' },
  { name: 'interfaces', path: '/api', says: 'Open311' },
  { name: 'nothing here', path: '/gibt-es-nicht', status: 404, says: 'Diese Seite gibt es nicht' },
  { name: 'sign in', path: '/anmeldung', says: 'Anmelden' },
  {
    name: 'sign in, error',
    go: async (v) => {
      await v.open('/anmeldung')
      await v.press(/^Anmelden$/)
    },
    says: 'Bitte geben Sie Ihr Passwort ein.',
  },
  { name: 'sign in: second factor', go: halfIn('/anmeldung/code'), says: 'Code aus Ihrer App' },
  {
    name: 'sign in: second factor, error',
    go: halfIn('/anmeldung/code', (v) => v.press('Weiter')),
    says: 'Bitte geben Sie den Code aus Ihrer App ein.',
  },
  {
    name: 'sign in: recovery code',
    go: halfIn('/anmeldung/ersatzcode'),
    says: 'Jeder Ersatzcode gilt einmal',
  },
  {
    name: 'sign in: a factor to be set up',
    go: async (v) => {
      const rule = (secondFactor: 'all' | 'off') =>
        stage.town.tx('system', (ctx) => changeSetting(ctx, 'signIn', { secondFactor }))
      await rule('all')
      await v.signIn('head')
      await rule('off')
    },
    says: 'bevor es weitergeht',
  },
  { name: 'my access', who: 'admin', path: '/zugang', says: 'Nur ein Passwort schützt Ihren Zugang' },
  {
    name: 'my access, with an app',
    who: 'admin',
    go: withApp('/zugang'),
    says: 'Sie haben noch keine Ersatzcodes.',
  },
  { name: 'my access: app', who: 'admin', path: '/zugang/app', says: 'App einrichten' },
  {
    name: 'my access: app, error',
    who: 'admin',
    go: async (v) => {
      await v.open('/zugang/app')
      await v.press('App einrichten')
    },
    says: 'Bitte geben Sie den Code ein, den die App zeigt.',
  },
  { name: 'my access: passkey', who: 'admin', path: '/zugang/passkeys', says: 'Niemand kann ihn Ihnen' },
  { name: 'my access: codes', who: 'admin', go: withApp('/zugang/ersatzcodes'), says: 'Ich habe die Codes' },
  { name: 'my access: password', who: 'admin', path: '/zugang/passwort', says: 'Bisheriges Passwort' },
  {
    name: 'my access: password, error',
    who: 'admin',
    go: async (v) => {
      await v.open('/zugang/passwort')
      await v.press('Passwort ändern')
    },
    says: 'Bitte geben Sie Ihr bisheriges Passwort ein.',
  },
  { name: 'my access: history', who: 'admin', path: '/zugang/anmeldungen', says: 'Angemeldet mit Passwort' },
  { name: 'is it still you', who: 'admin', path: '/anmeldung/bestaetigen', says: 'Sind Sie es noch?' },
  { name: 'work list', who: 'clerk', path: '/vorgaenge?ansicht=amt', says: 'so lang wie ein Fahrrad' },
  {
    name: 'work list, with preview',
    who: 'clerk',
    path: () => `/vorgaenge?ansicht=amt&vorschau=${known.open}`,
    says: 'so lang wie ein Fahrrad',
  },
  {
    name: 'work list, empty',
    who: 'admin',
    path: '/vorgaenge?ansicht=meine',
    says: 'Sie haben gerade nichts offen',
  },
  {
    name: 'work list, nothing found',
    who: 'clerk',
    path: '/vorgaenge?ansicht=amt&suche=xyzzy',
    says: 'Mit diesen Filtern',
  },
  { name: 'case', who: 'clerk', path: () => `/vorgaenge/${known.open}`, says: 'Zugewiesen an Mira Vogt' },
  { name: 'case, closed', who: 'clerk', path: () => `/vorgaenge/${known.closed}`, says: 'Erledigt, danke!' },
  {
    name: 'case, not mine to change',
    who: 'admin',
    path: () => `/vorgaenge/${known.open}`,
    says: 'aber nicht bearbeiten',
  },
  action('termin', 'Wann wird gearbeitet?'),
  action('abschluss', 'Wie ging es aus?'),
  action('nachricht', 'Wer soll die Nachricht sehen?'),
  action('notiz', 'Bleibt im Haus'),
  action('foto', 'Fotos von der Arbeit'),
  action('zuweisung', 'An wen?'),
  action('weitergabe', 'Wohin?'),
  action('frist', 'Bis wann soll der Vorgang erledigt sein?'),
  action('prioritaet', 'Wie dringend ist es?'),
  action('kategorie', 'Neue Kategorie'),
  action('beschraenkung', 'Warum wird der Vorgang beschränkt?'),
  action('wiederaufnahme', 'Warum wird der Vorgang wieder aufgenommen?'),
  {
    name: 'case: an action with a mistake',
    who: 'clerk',
    go: async (v) => {
      await v.open(`/vorgaenge/${known.open}/notiz`)
      await v.press('Notiz speichern')
    },
    says: 'Bitte schreiben Sie etwas.',
  },
  ...signOnPages,
  ...organisationPages,
  ...adminPages,
  ...exchangePages,
  ...easePages,
  ...objectPages,
  ...townPages,
  ...fieldPages,
  ...voicePages,
  ...samePages,
  ...wordsPages,
  ...accountPages,
  ...nearPages,
  { name: 'mails', who: 'admin', path: '/post', says: 'Postausgang' },
  {
    name: 'emergency access',
    who: 'clerk',
    path: '/notzugriff',
    says: 'niemand erreichbar ist, der den Vorgang sehen darf',
  },
  {
    name: 'emergency access, error',
    who: 'clerk',
    go: async (v) => {
      await v.open('/notzugriff')
      await v.fill('Nummer des Vorgangs', '2026-999999')
      await v.press('Vorgang im Notfall öffnen')
    },
    says: 'Bitte begründen Sie den Notzugriff',
  },
  { name: 'emergencies', who: 'officer', path: '/verwaltung/notzugriffe', says: 'Sie sehen die Nummer' },
  { name: 'readings', who: 'officer', path: '/verwaltung/lesezugriffe', says: 'Auffälliges Lesen' },
  {
    name: 'readings of a case',
    who: 'officer',
    path: () => `/verwaltung/lesezugriffe?suche=${known.open}&wer=`,
    says: 'Vorgang geöffnet',
  },
  {
    name: 'readings, drawn',
    who: 'officer',
    path: () => `/verwaltung/lesezugriffe?wer=${stage.town.ids.clerk}`,
    says: 'Geöffnete Vorgänge am Tag',
  },
  {
    name: 'readings, nothing found',
    who: 'officer',
    path: '/verwaltung/lesezugriffe?suche=xyzzy',
    says: 'Dazu ist nichts bekannt',
  },
  {
    name: 'a restricted case, and the ways out of it',
    who: 'clerk',
    go: async (v) => {
      const number = await reportByApp(stage, { text: 'Nur für wenige' })
      await stage.quiet()
      await v.open(`/vorgaenge/${number}/beschraenkung`)
      await v.choose('Gesundheit')
      await v.press('Vorgang beschränken')
    },
    says: 'Wer davon weiß',
  },
  { name: 'processings', who: 'officer', path: '/verwaltung/verarbeitungen', says: 'Meldungen bearbeiten' },
  {
    name: 'a processing',
    who: 'officer',
    path: '/verwaltung/verarbeitungen/reports',
    says: 'Aufbewahrung in Tagen',
  },
  {
    name: 'a processing with mistakes',
    who: 'officer',
    go: async (v) => {
      await v.open('/verwaltung/verarbeitungen/neu')
      await v.press('Speichern')
    },
    says: 'Bitte wählen Sie mindestens eine Kategorie aus.',
  },
  {
    name: 'record of processings',
    who: 'officer',
    path: '/verwaltung/verarbeitungen/verzeichnis',
    says: 'Technische und organisatorische Maßnahmen',
  },
  { name: 'retention', who: 'officer', path: '/verwaltung/aufbewahrung', says: 'Was gegangen ist' },
  { name: 'holds', who: 'officer', path: '/verwaltung/sperren', says: 'Zurzeit ist nichts gesperrt.' },
  {
    name: 'holds with mistakes',
    who: 'officer',
    go: async (v) => {
      await v.open('/verwaltung/sperren')
      await v.press('Sperre setzen')
    },
    says: 'Einen Vorgang mit dieser Nummer gibt es nicht',
  },
  {
    name: 'requests of data subjects',
    who: 'officer',
    path: () => `/verwaltung/auskunft?suche=${known.open}`,
    says: 'Welche Einträge gehören zu dieser Person?',
  },
  {
    name: 'a request to be forgotten',
    who: 'officer',
    go: async (v) => {
      await v.open(`/verwaltung/auskunft?suche=${known.open}`)
      await v.page.locator('input[name=person]').first().check({ force: true })
      await v.choose('Löschung')
      await v.choose('Ausweis am Schalter')
      await v.press('Antrag anlegen')
    },
    says: 'bleibt: noch nicht abgeschlossen',
  },
  { name: 'seals', who: 'admin', path: '/verwaltung/siegel', says: 'Nachweis für einen Vorgang' },
  {
    name: 'seals, no such case',
    who: 'admin',
    path: '/verwaltung/siegel/nachweis?vorgang=2026-0',
    status: 422,
    says: 'den Sie sehen dürfen',
  },
  { name: 'absences and deputies', who: 'clerk', path: '/vertretung', says: 'ohne Vertretung' },
  { name: 'naming a deputy', who: 'clerk', path: '/vertretung/neu', says: 'Wer vertritt?' },
  {
    name: 'naming a deputy, with mistakes',
    who: 'clerk',
    go: async (v) => {
      await v.open('/vertretung/neu')
      await v.page.locator('summary', { hasText: 'Nur für einen Teil' }).click()
      await v.press('Vertretung eintragen')
    },
    says: 'Bitte wählen Sie, wer vertritt.',
  },
  { name: 'absence', who: 'clerk', path: '/vertretung/abwesenheit', says: 'Aus dem Kalender übernehmen' },
  {
    name: 'absences from a calendar file',
    who: 'clerk',
    go: async (v) => {
      await v.open('/vertretung/abwesenheit')
      const entry = 'BEGIN:VEVENT\r\nUID:a\r\nSUMMARY:Urlaub\r\nDTSTART;VALUE=DATE:20261207\r\nEND:VEVENT'
      const buffer = Buffer.from(`BEGIN:VCALENDAR\r\n${entry}\r\nEND:VCALENDAR`)
      await v.page.locator('#datei').setInputFiles({ name: 'k.ics', mimeType: 'text/calendar', buffer })
      await v.press('Datei ansehen')
    },
    says: 'Wann sind Sie abwesend?',
  },
  { name: 'staff mails', who: 'clerk', path: '/vertretung/benachrichtigungen', says: 'Welche E-Mails' },
  { name: 'approvals', who: 'clerk', path: '/freigaben', says: 'Wartet auf Sie' },
  { name: 'an approval', who: 'clerk', path: () => known.approval, says: 'Ihre Entscheidung' },
  { name: 'four eyes', who: 'admin', path: '/verwaltung/vier-augen', says: 'Vorgänge ohne Maßnahme' },
  {
    name: 'a mail',
    who: 'admin',
    go: async (v) => {
      await v.open('/post')
      await v.page.locator('main table a[href^="/post/"]').first().click()
      await v.page.waitForURL('**/post/*')
    },
    says: 'Text der Nachricht',
  },
  {
    name: 'not allowed',
    who: 'clerk',
    path: '/post',
    status: 403,
    says: 'Dafür fehlt Ihnen die Berechtigung.',
  },
]

describe('Every page', () => {
  // Somebody who has signed in looks at all pages of staff: signing in costs time on purpose.
  const arrive = async (v: Visitor, page: PageToSee): Promise<void> => {
    const { path } = page
    if (page.go) await page.go(v)
    else expect(await v.open(typeof path === 'function' ? path() : path!)).toBe(page.status ?? 200)
    await v.page.waitForLoadState('load')
    expect((await v.text('body')).replace(/\s+/g, ' ')).toContain(page.says)
  }
  const groups: Who[] = ['citizen', 'clerk', 'admin', 'officer']
  /** Pages without scripts of ours look the same either way. */
  const plain = new Set<string>()

  describe.each(groups)('for a %s', (who) => {
    const seen = pages.filter((page) => (page.who ?? 'citizen') === who)

    it.each([
      { look: 'with our scripts', islands: true },
      { look: 'without our scripts', islands: false },
    ])(
      'has no barrier that axe finds, in light and dark, and fits a narrow telephone, $look',
      async ({ islands }) => {
        const problems: string[] = []
        const titles = new Map<string, string>()
        let v = await Visitor.come(stage, { js: true })
        const begin = async (): Promise<void> => {
          if (!islands) {
            await withoutIslands(v.page)
            v.expectNoIslands()
          }
          if (who !== 'citizen') await v.signIn(who)
        }
        await begin()
        for (const page of seen) {
          if (!islands && (plain.has(page.name) || page.scripted)) continue
          if (who === 'citizen' && page.go) {
            // A report of its own for each.
            await v.leave()
            v = await Visitor.come(stage, { js: true })
            await begin()
          }
          try {
            await arrive(v, page)
          } catch (error) {
            problems.push(`${page.name}: ${(error as Error).message.slice(0, 400)}`)
            continue
          }
          if ((await v.page.locator('script[src*="/islands/"]').count()) === 0) plain.add(page.name)
          const title = await v.page.title()
          if (titles.get(title) && !page.name.startsWith(titles.get(title)!.split(/[,:]/)[0]!))
            problems.push(`${page.name} is called like ${titles.get(title)}: ${title}`)
          titles.set(title, page.name)
          if ((await v.page.locator('h1').count()) !== 1) problems.push(`${page.name}: not one h1`)
          for (const width of [320, 360]) {
            await v.page.setViewportSize({ width, height: 780 })
            if (await scrollsSideways(v.page)) problems.push(`${page.name}: scrolls sideways at ${width} px`)
          }
          for (const { id, nodes } of await axe(v.page)) problems.push(`${page.name}: ${id} ${nodes[0]}`)
          // In the dark, at a desk, it is the same in other colours; so are a page's other states ("…, error").
          if (!islands || page.name.includes(',')) continue
          await v.page.emulateMedia({ colorScheme: 'dark' })
          await v.page.setViewportSize(desk)
          for (const { id, nodes } of await axe(v.page, { only: ['color-contrast', 'target-size'] }))
            problems.push(`${page.name}, dark: ${id} ${nodes[0]}`)
          await v.page.emulateMedia({ colorScheme: 'light' })
        }
        expect(problems).toEqual([])
      },
    )
  })
})

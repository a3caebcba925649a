import { changeText } from '#modules/tenancy/index.ts'
import { createHook, tryOut } from '#modules/webhooks/index.ts'
import type { Stage } from './server.ts'
import type { Visitor } from './visitor.ts'

const known = { hook: '', authority: '' }

/** A webhook that was tried out, and a text in the town's own words. */
export async function provideAdmin({ town: { tx, ids } }: Stage): Promise<void> {
  known.authority = ids.state
  await tx('system', async (ctx) => {
    const url = 'https://bauhof-der-stadtwerke.example/eingang/fuer/ereignisse'
    const { id } = await createHook(ctx, { label: 'Bauhof-Kalender', url, types: ['case.*'], allCases: true })
    await tryOut(ctx, id)
    known.hook = id
    await changeText(ctx, 'de', 'nav.map', 'Stadtplan')
  })
}

const admin = 'admin' as const
const sent =
  (path: string, button: string, fill?: (v: Visitor) => Promise<unknown>) => async (v: Visitor) => {
    await v.open(path)
    await fill?.(v)
    await v.press(button)
  }

/** The town's own pages of the administration: each as it is, empty, and with mistakes. */
export const adminPages = [
  { name: 'the administration', who: admin, path: '/verwaltung', says: 'Technik und Schnittstellen' },
  { name: 'categories', who: admin, path: '/verwaltung/kategorien', says: 'Schlagloch' },
  { name: 'a category', who: admin, path: '/verwaltung/kategorien/schlagloch', says: 'Wie tief?' },
  {
    name: 'a category with mistakes',
    who: admin,
    go: sent('/verwaltung/kategorien/neu', 'Speichern'),
    says: 'Bitte wählen Sie die zuständige Einheit.',
  },
  {
    name: 'category suggestions before there is a history',
    who: admin,
    path: '/verwaltung/vorschlaege',
    says: 'Noch nichts gelernt',
  },
  { name: 'responsibilities', who: admin, path: '/verwaltung/zustaendigkeiten', says: 'Neue Regel' },
  {
    name: 'responsibilities, tried out',
    who: admin,
    path: '/verwaltung/zustaendigkeiten?kategorie=schlagloch&adresse=Hauptstraße%201',
    says: 'Zuständig: Tiefbauamt',
  },
  {
    name: 'responsibilities with mistakes',
    who: admin,
    go: sent('/verwaltung/zustaendigkeiten', 'Regel hinzufügen'),
    says: 'Bitte wählen Sie, wer zuständig ist.',
  },
  {
    name: 'another authority',
    who: admin,
    path: () => `/verwaltung/zustaendigkeiten/behoerden/${known.authority}`,
    says: 'Was Meldende erfahren',
  },
  { name: 'rules of signing in', who: admin, path: '/verwaltung/anmeldung', says: 'Zweiter Faktor' },
  {
    name: 'rules of signing in with mistakes',
    who: admin,
    go: sent('/verwaltung/anmeldung', 'Speichern', (v) => v.page.fill('#pause', '0')),
    says: 'Bitte geben Sie eine Zahl von 5 bis 480 an.',
  },
  { name: 'look', who: admin, path: '/verwaltung/aussehen', says: 'Farbe der Stadt' },
  {
    name: 'look with mistakes',
    who: admin,
    go: sent('/verwaltung/aussehen', 'Speichern', (v) => v.fill('Farbe der Stadt', '#ffd400')),
    says: 'Diese Farbe ist zu hell',
  },
  { name: 'times', who: admin, path: '/verwaltung/zeiten', says: 'Die nächsten Feiertage' },
  {
    name: 'times with mistakes',
    who: admin,
    go: sent('/verwaltung/zeiten', 'Öffnungszeiten speichern', (v) => v.fill('Montag', '12-8')),
    says: 'Montag: Bitte schreiben Sie die Zeiten',
  },
  { name: 'texts', who: admin, path: '/verwaltung/texte', says: 'Stadtplan' },
  {
    name: 'texts, nothing found',
    who: admin,
    path: '/verwaltung/texte?suche=xyzzy',
    says: 'Nichts gefunden',
  },
  {
    name: 'a text',
    who: admin,
    path: '/verwaltung/texte/text?schluessel=nav.map',
    says: 'In eigenen Worten',
  },
  { name: 'keys', who: admin, path: '/verwaltung/schluessel', says: 'Neuer Schlüssel' },
  {
    name: 'keys, one made',
    who: admin,
    go: sent('/verwaltung/schluessel', 'Schlüssel erzeugen', async (v) => {
      await v.fill('Name', 'Bauhof')
      await v.page.getByLabel('Ereignisse verfolgen').check()
    }),
    says: 'Er wird nur dieses eine Mal angezeigt.',
  },
  {
    name: 'keys with mistakes',
    who: admin,
    go: sent('/verwaltung/schluessel', 'Schlüssel erzeugen'),
    says: 'Bitte kreuzen Sie mindestens ein Recht an.',
  },
  { name: 'webhooks', who: admin, path: '/verwaltung/webhooks', says: 'Bauhof-Kalender' },
  { name: 'a webhook', who: admin, path: () => `/verwaltung/webhooks/${known.hook}`, says: 'webhook.trial' },
  {
    name: "a webhook's secret",
    who: admin,
    path: () => `/verwaltung/webhooks/${known.hook}/geheimnis`,
    says: 'whsec_',
  },
  {
    name: 'a new webhook with mistakes',
    who: admin,
    go: sent('/verwaltung/webhooks/neu', 'Speichern'),
    says: 'Bitte geben Sie eine vollständige Adresse an',
  },
  { name: 'changes', who: admin, path: '/verwaltung/aenderungen', says: 'Jede Änderung in der Verwaltung' },
  { name: 'system status', who: admin, path: '/verwaltung/systemstatus', says: 'Zahlen' },
]

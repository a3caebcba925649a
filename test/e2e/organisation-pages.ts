import { hashPassword, invite } from '#modules/identity/index.ts'
import { addMembership, defineRole, employ } from '#modules/organisation/index.ts'
import type { Stage } from './server.ts'
import type { Visitor } from './visitor.ts'

/** What the pages below are about. */
const known = { invitation: '', number: '', ids: {} as Stage['town']['ids'] }

/** The administrator runs the whole town, somebody with a long name is invited, and there is a role of the town's own. */
export async function provideOrganisation(stage: Stage, number: string): Promise<void> {
  const { ids, tx } = stage.town
  known.number = number
  known.ids = ids
  const hash = await hashPassword('noch ein langes Passwort')
  await tx('system', async (ctx) => {
    await addMembership(ctx, { account: ids.admin, unit: ids.parks, role: 'administrator' })
    await defineRole(ctx, {
      code: 'telefonzentrale',
      name: 'Telefonzentrale und Bürgerinformationsstelle',
      nameEn: 'Switchboard',
      permissions: ['cases.read', 'cases.note', 'settings.manage'],
    })
    const { account } = await employ(ctx, {
      name: 'Prof. Dr. Maximiliane Freifrau von Trautenau-Wolkenstein',
      email: 'maximiliane.freifrau.von.trautenau-wolkenstein@teststadt.example',
      lang: 'de',
      role: {
        unit: ids.roadTeam,
        role: 'telefonzentrale',
        types: ['schlagloch'],
        until: new Date(ctx.now.getTime() + 30 * 86_400_000),
      },
    })
    await ctx.db
      .updateTable('identity.account')
      .set({ password_hash: hash })
      .where('tenant_id', '=', ctx.tenant.id)
      .where('id', '=', account)
      .execute()
    known.invitation = `/einladung/${await invite(ctx, account, 'password')}`
  })
}

const person = (who: 'clerk' | 'worker' | 'admin', noun = '') => {
  const end = noun && `/${noun}`
  return () => `/verwaltung/personen/${known.ids[who]}${end}`
}
const admin = 'admin' as const
const filled =
  (path: string, button: string, fill: (v: Visitor) => Promise<unknown> = async () => {}) =>
  async (v: Visitor): Promise<void> => {
    await v.open(path)
    await fill(v)
    await v.press(button)
  }

export const organisationPages = [
  { name: 'people', who: admin, path: '/verwaltung/personen', says: 'Trautenau-Wolkenstein' },
  {
    name: 'people, filtered to nobody',
    who: admin,
    path: '/verwaltung/personen?suche=xyzzy&rolle=clerk',
    says: 'Dazu finden wir niemanden',
  },
  { name: 'inviting', who: admin, path: '/verwaltung/personen/neu', says: 'Womit fängt die Person an?' },
  {
    name: 'inviting, with mistakes',
    who: admin,
    go: filled('/verwaltung/personen/neu', 'Einladen'),
    says: 'Bitte wählen Sie eine Einheit.',
  },
  {
    name: 'people from a file',
    who: admin,
    path: '/verwaltung/personen/einlesen',
    says: 'Zuerst zeigen wir Ihnen',
  },
  {
    name: 'people from a file, with mistakes',
    who: admin,
    go: filled('/verwaltung/personen/einlesen', 'Datei prüfen', (v) =>
      v.page.locator('#datei').setInputFiles({
        name: 'l.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from('name;email;rolle;einheit\nA;keine;König;nirgends\n'),
      }),
    ),
    says: 'Die Rolle „König“ gibt es nicht.',
  },
  {
    name: 'people from a file, tried',
    who: admin,
    go: filled('/verwaltung/personen/einlesen', 'Datei prüfen', (v) =>
      v.page.locator('#datei').setInputFiles({
        name: 'l.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from('name;email;rolle;einheit\nAda;ada@teststadt.example;clerk;roads\n'),
      }),
    ),
    says: 'Noch hat sich nichts geändert',
  },
  { name: 'a person', who: admin, path: person('worker'), says: 'Dienst und Können' },
  { name: 'a person: details', who: admin, path: person('clerk', 'angaben'), says: 'Sprache der E-Mails' },
  { name: 'a person: a role', who: admin, path: person('clerk', 'rolle'), says: 'Gilt bis einschließlich' },
  {
    name: 'a person: a role, with mistakes',
    who: admin,
    go: (v: Visitor) => filled(person('clerk', 'rolle')(), 'Rolle geben')(v),
    says: 'Bitte wählen Sie eine Rolle.',
  },
  { name: 'a person: work', who: admin, path: person('worker', 'arbeit'), says: 'Vorgänge am Tag' },
  {
    name: 'a person: work, with mistakes',
    who: admin,
    go: (v: Visitor) =>
      filled(person('worker', 'arbeit')(), 'Speichern', async () => {
        await v.fill('Dienstag', 'vormittags')
        await v.fill('Beginn des Tages', 'Hauptstraße')
      })(v),
    says: 'Bitte wählen Sie eine der Adressen.',
  },
  { name: 'what a person may do', who: admin, path: person('admin', 'rechte'), says: 'Rechte im Einzelnen' },
  {
    name: 'what a person may do to a case',
    who: admin,
    path: () => `${person('clerk', 'rechte')()}?vorgang=${known.number}`,
    says: 'sieht den Vorgang',
  },
  {
    name: 'what a person may do at a unit',
    who: admin,
    path: () => `${person('worker', 'rechte')()}?einheit=${known.ids.roads}`,
    says: 'Erlaubt ist es nur anderswo',
  },
  { name: 'units', who: admin, path: '/verwaltung/einheiten', says: 'Straßenunterhalt' },
  {
    name: 'a unit',
    who: admin,
    path: () => `/verwaltung/einheiten/${known.ids.parks}`,
    says: 'Hier arbeiten noch Menschen.',
  },
  {
    name: 'a unit: new, with mistakes',
    who: admin,
    go: filled('/verwaltung/einheiten/neu', 'Einheit anlegen'),
    says: 'Bitte geben Sie ein Kürzel ein',
  },
  { name: 'roles', who: admin, path: '/verwaltung/rollen', says: 'Bürgerinformationsstelle' },
  { name: 'a role', who: admin, path: '/verwaltung/rollen/clerk', says: 'Wer hat diese Rolle?' },
  {
    name: 'making a role',
    who: admin,
    path: '/verwaltung/rollen/telefonzentrale/bearbeiten?version=1&name=X&recht=cases.read&recht=audit.read',
    says: 'fällt weg',
  },
  {
    name: 'making a role, with mistakes',
    who: admin,
    go: filled('/verwaltung/rollen/neu', 'Rolle anlegen'),
    says: 'Bitte geben Sie der Rolle einen Namen.',
  },
  { name: 'an invitation', path: () => known.invitation, says: 'Neues Passwort noch einmal' },
  {
    name: 'an invitation, with mistakes',
    go: (v: Visitor) => filled(known.invitation, 'Passwort festlegen')(v),
    says: 'Bitte geben Sie ein Passwort ein.',
  },
]

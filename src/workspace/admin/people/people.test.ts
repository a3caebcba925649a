import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addMembership, employ, organisation } from '#modules/organisation/index.ts'
import type { Uuid } from '#platform/ids.ts'
import { type TestTown, testTown } from '../../../../test/helpers.ts'
import type { PageClient } from '../../../../test/page-client.ts'
import { deskOf, hidden, PASSWORD, report } from '../../workspace.fixture.ts'

let town: TestTown
let desk: ReturnType<typeof deskOf>
/** Manages the whole town; the fixture's admin manages the roads department. */
let root: PageClient
let admin: PageClient
beforeAll(async () => {
  town = await testTown()
  desk = deskOf(town)
  await desk.passwords()
  admin = await desk.signedIn('admin')
  root = await wholeTown()
})
afterAll(() => town?.close())

/** Somebody who manages everything, invited, with a password set by the link, and signed in. */
async function wholeTown(): Promise<PageClient> {
  const { ids } = town
  const { token } = await town.tx('system', async (ctx) => {
    const made = await employ(ctx, {
      name: 'Wanda Wurzel',
      email: 'wurzel@teststadt.example',
      lang: 'de',
      role: { unit: ids.roads, role: 'administrator' },
    })
    await addMembership(ctx, { account: made.account, unit: ids.parks, role: 'administrator' })
    return made
  })
  const client = desk.visitor()
  await client.post(`/einladung/${token}`, { passwort: PASSWORD, wiederholung: PASSWORD })
  const answer = await client.post('/anmeldung', { email: 'wurzel@teststadt.example', password: PASSWORD })
  expect(answer.status).toBe(303)
  return client
}

const html = async (answer: Response | Promise<Response>): Promise<string> => (await answer).text()
const person = (id: Uuid, noun = '') => `/verwaltung/personen/${id}${noun && `/${noun}`}`

describe('the list of people', () => {
  test('shows everybody to who manages the town, and names only beyond one’s own units', async () => {
    const all = await html(root.get('/verwaltung/personen'))
    for (const words of ['Ole Grün', 'gardener@teststadt.example', 'Mira Vogt', 'Sachbearbeitung'])
      expect(all).toContain(words)
    const own = await html(admin.get('/verwaltung/personen'))
    expect(own).toContain('clerk@teststadt.example')
    expect(own).not.toContain('Ole Grün')
    const names = await html(admin.get('/verwaltung/personen?alle=ja'))
    expect(names).toContain('Ole Grün')
    expect(names).not.toContain('gardener@teststadt.example')
    // Nor is a strange address found by guessing at it.
    expect(await html(admin.get('/verwaltung/personen?alle=ja&suche=gardener'))).not.toContain('Ole Grün')
  })

  test('finds by name, unit, role and state', async () => {
    const found = async (query: string) => html(root.get(`/verwaltung/personen?${query}`))
    expect(await found('suche=lukasiewicz')).toContain('Łukasiewicz')
    const inTeam = await found(`einheit=${town.ids.roadTeam}`)
    expect(inTeam).toContain('Mira Vogt')
    expect(inTeam).not.toContain('Ole Grün')
    expect(await found('rolle=head')).not.toContain('Mira Vogt')
    expect(await found('stand=disabled')).toContain('Dazu finden wir niemanden')
    expect(await found('suche=%25&seite=abc&einheit=x')).toContain('Dazu finden wir niemanden')
  })

  test('is for those who manage', async () => {
    const clerk = await desk.signedIn('clerk')
    for (const path of ['/verwaltung/personen', '/verwaltung/einheiten', '/verwaltung/rollen'])
      expect((await clerk.get(path)).status).toBe(403)
  })
})

describe('a person’s page', () => {
  test('tells a stranger’s administrator a name, and nothing else', async () => {
    const page = await html(admin.get(person(town.ids.gardener)))
    expect(page).toContain('Ole Grün')
    expect(page).not.toContain('gardener@teststadt.example')
    expect(page).not.toContain('Grünflächenamt</a>')
    for (const noun of ['rechte', 'angaben', 'arbeit'])
      expect((await admin.get(person(town.ids.gardener, noun))).status).toBe(403)
    const body = { name: 'X', email: 'x@y.example', sprache: 'de' }
    for (const noun of ['sperre', 'freigabe', 'einladung', 'sitzungen', 'zweitfaktor', 'angaben', 'arbeit'])
      expect((await admin.post(person(town.ids.gardener, noun), body)).status).toBe(403)
    expect((await root.get(person(town.other.ids.clerk))).status).toBe(404)
  })
})

describe('inviting', () => {
  const invite = (client: PageClient, fields: Record<string, string | string[]>) =>
    client.post('/verwaltung/personen/neu', {
      name: 'Žofia Groß',
      email: 'zofia@teststadt.example',
      sprache: 'de',
      einheit: town.ids.roads,
      rolle: 'clerk',
      ab: '',
      bis: '',
      ...fields,
    })

  test('keeps what was typed and says what is wrong', async () => {
    const answer = await invite(root, {
      email: 'keine',
      bis: '2026-13-01',
      rolle: 'koenig',
      kategorie: ['x', 'y'],
    })
    const page = await html(answer)
    expect(answer.status).toBe(422)
    for (const words of [
      'value="Žofia Groß"',
      'value="keine"',
      'Bitte prüfen Sie die E-Mail-Adresse',
      'Bitte wählen Sie eine Rolle',
      'Bitte geben Sie einen Tag an',
      'Eine der Kategorien gibt es nicht mehr',
    ])
      expect(page).toContain(words)
    const taken = await invite(root, { email: 'Clerk@teststadt.example' })
    expect(taken.status).toBe(409)
    expect(await html(taken)).toContain('href="#email"')
    const order = await html(invite(root, { ab: '2026-12-02', bis: '2026-12-01' }))
    expect(order).toContain('Der letzte Tag liegt vor dem ersten')
  })

  test('makes a person with a role until the end of a day, who gets in by the link', async () => {
    const answer = await invite(root, { bis: '2026-11-30', kategorie: ['schlagloch'] })
    const page = await root.follow(answer)
    expect(page.html).toContain('Die Person ist angelegt')
    expect(page.html).toContain('bis 30.11.2026')
    expect(page.html).toContain('Schlagloch')
    // No mail server in this town: the link is shown to who may hand it over, and to nobody in the outbox.
    const token = /\/einladung\/([\w-]{22})/.exec(page.html)![1]!
    const mails = await html(root.get('/post'))
    const mail = /href="(\/post\/[^"]+)"[^>]*>Ihr Zugang bei Teststadt/.exec(mails)![1]!
    const shown = await html(root.get(mail))
    expect(shown).toContain('/einladung/…')
    expect(shown).not.toContain(token)

    const newcomer = desk.visitor()
    const short = await newcomer.post(`/einladung/${token}`, { passwort: 'kurz', wiederholung: 'kurz' })
    expect(short.status).toBe(422)
    expect(await html(short)).toContain('mindestens 12 Zeichen')
    const set = { passwort: PASSWORD, wiederholung: PASSWORD }
    expect((await newcomer.post(`/einladung/${token}`, set)).status).toBe(303)
    expect((await newcomer.get(`/einladung/${token}`)).status).toBe(404)
    expect((await newcomer.post(`/einladung/${token}`, set)).status).toBe(404)
    await newcomer.post('/anmeldung', { email: 'zofia@teststadt.example', password: PASSWORD })
    expect((await newcomer.get('/vorgaenge')).status).toBe(200)
  })

  test('is for one’s own units, and for roles that one may give', async () => {
    const beyond = await invite(admin, { email: 'b@teststadt.example', einheit: town.ids.parks })
    expect(beyond.status).toBe(403)
    const more = await invite(admin, { email: 'm@teststadt.example', rolle: 'data_protection' })
    expect(more.status).toBe(403)
    expect(await html(more)).toContain('Diese Rolle erlaubt mehr, als Sie dort selbst vergeben dürfen.')
  })
})

describe('changing a person', () => {
  test('shows both states when somebody else was faster', async () => {
    const path = person(town.ids.clerk, 'angaben')
    const version = hidden(await html(root.get(path)), 'version')
    const change = (client: PageClient, name: string) =>
      client.post(path, { name, email: 'clerk@teststadt.example', sprache: 'de', version })
    expect((await change(root, 'Jonas Weiß-Ågård')).status).toBe(303)
    const late = await change(admin, 'Jonas W.')
    expect(late.status).toBe(409)
    const page = await html(late)
    expect(page).toContain('Jonas Weiß-Ågård')
    expect(page).toContain('value="Jonas W."')
    const again = await admin.post(path, {
      name: 'Jonas W.',
      email: 'clerk@teststadt.example',
      sprache: 'de',
      version: hidden(page, 'version'),
    })
    expect(again.status).toBe(303)
  })

  test('keeps hours and places as they were typed until they can be understood', async () => {
    const path = person(town.ids.worker, 'arbeit')
    const page = await html(root.get(path))
    expect(page).toContain('value="07:00-15:30"')
    const body = {
      version: hidden(page, 'version'),
      qualifikation: ['asphalt'],
      stufe0: '3',
      neu: 'pflaster, kanal',
      tag1: '07:00-12:00, 13:00-15:30',
      tag2: 'vormittags',
      kapazitaet: 'viele',
      ort: 'Nirgendstraße 99',
    }
    const wrong = await root.post(path, body)
    const told = await html(wrong)
    expect(wrong.status).toBe(422)
    for (const words of ['value="vormittags"', 'value="viele"', 'value="Nirgendstraße 99"', 'href="#tag2"'])
      expect(told).toContain(words)
    const which = await html(root.post(path, { ...body, tag2: '', kapazitaet: '5', ort: 'Hauptstraße' }))
    expect(which).toContain('Bitte wählen Sie eine der Adressen')
    const address = /name="adresse"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="adresse"/.exec(which)!
    const right = {
      ...body,
      tag2: '',
      kapazitaet: '5',
      ort: 'Hauptstraße',
      adresse: address[1] ?? address[2]!,
    }
    expect((await root.post(path, right)).status).toBe(303)
    const member = (await town.tx('system', organisation)).staff.get(town.ids.worker)!
    expect(member.levels).toEqual({ asphalt: 3, kanal: 2, pflaster: 2 })
    expect(member.duty).toEqual([
      { weekday: 1, from: '07:00', until: '12:00' },
      { weekday: 1, from: '13:00', until: '15:30' },
    ])
    expect(member.capacity).toBe(5)
    expect(member.base?.lat).toBeCloseTo(50.1281)
    // A place that was not touched stays what it was.
    const later = await html(root.get(path))
    const version = hidden(later, 'version')
    const ort =
      /name="ort"[^>]*value="([^"]*)"/.exec(later)?.[1] ?? /value="([^"]*)"[^>]*name="ort"/.exec(later)![1]!
    await root.post(path, { ...right, version, ort, adresse: '', neu: '' })
    expect((await town.tx('system', organisation)).staff.get(town.ids.worker)!.base).toEqual(member.base)
  })

  test('gives a role, changes its end and takes it', async () => {
    const path = person(town.ids.gardener, 'rolle')
    const which = { einheit: town.ids.roadTeam, rolle: 'field_worker' }
    expect((await admin.post(path, { ...which, ab: '', bis: '2026-12-24', version: '0' })).status).toBe(303)
    // Now the roads' administrator sees as much of the gardener as happens at the roads.
    const page = await html(admin.get(person(town.ids.gardener)))
    expect(page).toContain('bis 24.12.2026')
    expect(page).not.toContain('Grünflächenamt</a>')
    const form = await html(admin.get(`${path}?einheit=${which.einheit}&rolle=${which.rolle}`))
    expect(form).toContain('value="2026-12-24"')
    const body = { ...which, ab: '2026-11-23', bis: '2026-12-31', version: hidden(form, 'version') }
    expect((await admin.post(path, body)).status).toBe(303)
    const stale = await admin.post(path, { ...body, bis: '2026-12-01' })
    expect(stale.status).toBe(409)
    expect(await html(stale)).toContain('bis 31.12.2026')
    expect((await admin.post(person(town.ids.gardener, 'rollenende'), which)).status).toBe(303)
    expect(await html(admin.get(person(town.ids.gardener)))).toContain('1 frühere Rolle')
    expect((await admin.get(`${path}?einheit=${town.ids.parks}&rolle=clerk`)).status).toBe(404)
  })

  test('asks to confirm before roles are given, once some time has gone by', async () => {
    town.clock.advance({ minutes: 11 })
    const answer = await root.get(person(town.ids.gardener, 'rolle'))
    expect(answer.headers.get('location')).toMatch(/^\/.*weiter=/)
    const sent = await root.post(person(town.ids.gardener, 'rolle'), { rolle: 'head' })
    expect(sent.status).toBe(303)
    expect((await town.staff(town.ids.gardener)).grants.map((g) => g.role)).not.toContain('head')
    town.clock.advance({ minutes: -11 })
  })
})

describe('a file of people', () => {
  const csv = (rows: string) => new File([`name;email;rolle;einheit;qualifikationen\n${rows}`], 'leute.csv')
  const send = (client: PageClient, rows: string) =>
    client.post('/verwaltung/personen/einlesen', { datei: csv(rows) })

  test('is tried first, told what is wrong with it, and then read', async () => {
    const wrong = await send(root, 'Ada;ada@teststadt.example;König;roads;asphalt:7\n')
    expect(wrong.status).toBe(422)
    const told = await html(wrong)
    expect(told).toContain('Die Rolle „König“ gibt es nicht.')
    expect(told).toContain('„asphalt:7“ ist keine Stufe')
    const tried = await html(send(root, 'Ada Ünal;ada@teststadt.example;Sachbearbeitung;roads;asphalt:3\n'))
    expect(tried).toContain('Noch hat sich nichts geändert')
    const text = hidden(tried, 'csv').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
    const done = await root.follow(
      await root.post('/verwaltung/personen/einlesen', { csv: text, aktion: 'einlesen', einladen: 'ja' }),
    )
    expect(done.html).toContain('Die Datei ist eingelesen')
    expect(await html(root.get('/verwaltung/personen?stand=invited'))).toContain('Ada Ünal')
    expect((await send(root, '')).status).toBe(200)
    expect((await root.post('/verwaltung/personen/einlesen', { datei: '' })).status).toBe(422)
  })

  test('is for who manages the whole town', async () => {
    expect((await admin.get('/verwaltung/personen/einlesen')).status).toBe(403)
    expect((await send(admin, 'X;x@teststadt.example;clerk;roads;\n')).status).toBe(403)
  })
})

describe('what a person could see and do', () => {
  test('is said with the reason, and why not', async () => {
    const { number } = await report(town)
    const rights = async (who: Uuid, query = '') => html(root.get(`${person(who, 'rechte')}${query}`))
    const clerk = await rights(town.ids.clerk, `?vorgang=${number}`)
    expect(clerk).toContain(`sieht den Vorgang ${number}`)
    expect(clerk).toContain('Sachbearbeitung an Tiefbauamt, seit 23.11.2026')
    expect(clerk).toContain('Das geht im jetzigen Stand des Vorgangs nicht.')
    const gardener = await rights(town.ids.gardener, `?vorgang=${number}`)
    expect(gardener).toContain(`sieht den Vorgang ${number} nicht`)
    expect(gardener).toContain('Erlaubt ist es nur anderswo: Sachbearbeitung an Grünflächenamt')
    expect(await rights(town.ids.officer, `?vorgang=${number}`)).toContain('Keine ihrer Rollen erlaubt das.')
    expect(await rights(town.ids.clerk, '?vorgang=2026-999999')).toContain('gibt es nicht')
    const unit = await rights(town.ids.worker, `?einheit=${town.ids.roads}`)
    expect(unit).toContain('Erlaubt ist es nur anderswo: Außendienst an Straßenunterhalt')
    expect(await rights(town.ids.admin)).toContain('ganze Stadt')
  })

  test('does not tell of cases that the asker may not see', async () => {
    const { number } = await town.tx('system', async (ctx) => {
      const row = await ctx.db
        .selectFrom('cases.case')
        .select('number')
        .where('tenant_id', '=', ctx.tenant.id)
        .limit(1)
        .executeTakeFirst()
      return row!
    })
    await town.tx('system', (ctx) =>
      ctx.db
        .updateTable('cases.case')
        .set({ unit_id: town.ids.parks })
        .where('tenant_id', '=', ctx.tenant.id)
        .where('number', '=', number)
        .execute(),
    )
    const page = await html(admin.get(`${person(town.ids.clerk, 'rechte')}?vorgang=${number}`))
    expect(page).toContain(`Den Vorgang ${number} gibt es nicht, oder Sie dürfen ihn selbst nicht sehen.`)
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signInByProvider } from '#modules/citizens/index.ts'
import { submit } from '#modules/reports/index.ts'
import { anonymous } from '#platform/context/actor.ts'
import { changeReference } from '#platform/context/memory.ts'
import { newId } from '#platform/ids.ts'
import { somewhere, type TestTown, testTown } from '../../../test/helpers.ts'
import type { PageClient } from '../../../test/page-client.ts'
import { deskOf } from '../../workspace/workspace.fixture.ts'
import { accountsOf } from './account.fixture.ts'

let town: TestTown
let accounts: ReturnType<typeof accountsOf>
let clerk: PageClient
beforeAll(async () => {
  town = await testTown()
  accounts = accountsOf(town)
  const desk = deskOf(town)
  await desk.passwords()
  clerk = await desk.signedIn('clerk')
})
afterAll(() => town.close())

const text = async (client: PageClient, path: string) => (await client.get(path)).text()

/** Somebody founds an organisation; answers its id. */
async function found(client: PageClient, name: string, register = ''): Promise<string> {
  const answer = await client.post('/konto/organisationen/neu', {
    name,
    register,
    email: 'post@firma.example',
  })
  expect(answer.status).toBe(303)
  return /\/konto\/organisationen\/([0-9a-f-]{36})/.exec(await text(client, '/konto/organisationen'))![1]!
}

async function confirm(id: string): Promise<void> {
  const page = await text(clerk, `/verwaltung/unternehmen/${id}`)
  const stand = /name="stand" value="(\d+)"/.exec(page)![1]!
  const answer = await clerk.post(`/verwaltung/unternehmen/${id}/entscheidung`, { antwort: 'ja', stand })
  expect(answer.status).toBe(303)
}

async function join(manager: PageClient, id: string, email: string, powers: string[]): Promise<PageClient> {
  await manager.post(`/konto/organisationen/${id}/einladungen`, { email, vollmacht: powers })
  const path = await accounts.pathIn(email, '/konto/einladung/')
  const member = await accounts.signedIn(email)
  expect((await member.post(path)).status).toBe(303)
  await member.post('/konto/handeln-fuer', { organisation: id })
  return member
}

describe('an organisation', () => {
  it('acts when the town has confirmed it, and not before', async () => {
    const boss = await accounts.signedIn('chefin@firma.example')
    const id = await found(boss, 'Müller Bau GmbH')
    expect((await boss.post('/konto/handeln-fuer', { organisation: id })).status).toBe(404)
    const early = await boss.post(`/konto/organisationen/${id}/einladungen`, {
      email: 'x@firma.example',
      vollmacht: 'read',
    })
    expect(early.status).toBe(409)
    expect(await text(clerk, '/verwaltung/unternehmen')).toContain('Müller Bau GmbH')
    await confirm(id)
    expect((await accounts.letter('chefin@firma.example'))?.subject).toContain('ist bestätigt')
    await boss.post('/konto/handeln-fuer', { organisation: id })
    expect(await text(boss, '/konto')).toContain('Sie handeln jetzt für Müller Bau GmbH')
    // Decided once: whoever had the old page open is told.
    const late = await clerk.post(`/verwaltung/unternehmen/${id}/entscheidung`, { antwort: 'ja', stand: '1' })
    expect(late.status).toBe(409)
  })

  it('is confirmed at once by a sign-in of level substantial that names its register entry, by no lower one', async () => {
    const by = async (level: 'low' | 'substantial', name: string) => {
      const begun = await town.tx(anonymous, (ctx) =>
        signInByProvider(ctx, { provider: 'p', subject: name, level, register: 'HRB 4711 Hanau' }, {}),
      )
      const client = accounts.visitor()
      client.cookies.set('konto', begun!.token)
      return (
        await client.get(`/konto/organisationen/${await found(client, name, 'hrb 4711, Hanau')}`)
      ).text()
    }
    expect(await by('substantial', 'Sicher GmbH')).toContain('bestätigt')
    expect(await by('low', 'Unsicher GmbH')).toContain('Die Stadt prüft Ihre Angaben')
  })

  it('is seen by its people as their powers say, and by nobody else', async () => {
    const boss = await accounts.signedIn('leitung@verein.example')
    const id = await found(boss, 'Turnverein')
    await confirm(id)
    const [reader, writer, both, payer] = [
      await join(boss, id, 'liest@verein.example', ['read']),
      await join(boss, id, 'meldet@verein.example', ['submit']),
      await join(boss, id, 'beides@verein.example', ['read', 'submit']),
      await join(boss, id, 'zahlt@verein.example', ['pay']),
    ]
    const party = (await accounts.citizen(both))!.organisation!.party
    const one = await accounts.report({ party, text: 'Der Platz ist nass' })
    const page = `/konto/vorgaenge/${one.number}`
    const see = async (client: PageClient) => (await client.get(page)).status
    const say = async (client: PageClient) =>
      (await client.post(`${page}/nachrichten`, { nachricht: 'Hallo' })).status
    const may = async (client: PageClient) => [await see(client), await say(client)]
    expect(await may(reader)).toEqual([200, 403])
    expect(await may(writer)).toEqual([404, 404])
    expect(await may(both)).toEqual([200, 303])
    expect(await may(payer)).toEqual([404, 404])
    expect(await may(await accounts.signedIn('fremd@example.org'))).toEqual([404, 404])
    // For themselves, nobody sees it: the organisation's cases are not theirs.
    await both.post('/konto/handeln-fuer', { organisation: '' })
    expect(await see(both)).toBe(404)
    const submits = async (client: PageClient) => {
      const citizen = (await accounts.citizen(client))!
      return town
        .tx(citizen, (ctx) =>
          submit(ctx, {
            id: newId(),
            category: 'schlagloch',
            text: 'x',
            place: somewhere,
            address: null,
            placedBy: 'map',
            answers: {},
            reporter: null,
            reporterParty: party,
            channel: 'web',
          }),
        )
        .then(
          () => 'sent',
          (error: { code: string }) => error.code,
        )
    }
    expect([await submits(writer), await submits(reader)]).toEqual(['sent', 'citizen.no_power'])
    // Managing is a power of its own.
    for (const client of [reader, writer, payer])
      expect((await client.get(`/konto/organisationen/${id}`)).status).toBe(403)
    const stranger = await accounts.signedIn('fremd@example.org')
    expect((await stranger.get(`/konto/organisationen/${id}`)).status).toBe(404)
    expect((await stranger.post('/konto/handeln-fuer', { organisation: id })).status).toBe(404)
  })

  it('a power that was revoked is gone at once, in a session that is open', async () => {
    const boss = await accounts.signedIn('boss@laden.example')
    const id = await found(boss, 'Laden')
    await confirm(id)
    const helper = await join(boss, id, 'hilfe@laden.example', ['read', 'submit'])
    const citizen = (await accounts.citizen(helper))!
    const one = await accounts.report({ party: citizen.organisation!.party })
    expect((await helper.get(`/konto/vorgaenge/${one.number}`)).status).toBe(200)
    expect((await helper.post(`/konto/organisationen/${id}/personen/${citizen.id}`)).status).toBe(403)
    expect((await boss.post(`/konto/organisationen/${id}/personen/${citizen.id}/ende`)).status).toBe(303)
    expect((await helper.get(`/konto/vorgaenge/${one.number}`)).status).toBe(404)
    expect((await accounts.citizen(helper))?.organisation).toBeUndefined()
    expect((await helper.post('/konto/handeln-fuer', { organisation: id })).status).toBe(404)
  })

  it('is never without somebody who may manage it', async () => {
    const boss = await accounts.signedIn('allein@firma.example')
    const id = await found(boss, 'Allein GmbH')
    await confirm(id)
    const own = (await accounts.citizen(boss))!.id
    const self = `/konto/organisationen/${id}/personen/${own}`
    expect((await boss.post(self, { [`vollmacht-${own.slice(-6)}`]: 'read' })).status).toBe(409)
    const other = await join(boss, id, 'zweite@firma.example', ['read', 'manage'])
    const their = (await accounts.citizen(other))!.id
    const both = await Promise.all([
      boss.post(`/konto/organisationen/${id}/personen/${their}/ende`),
      other.post(`/konto/organisationen/${id}/personen/${own}/ende`),
    ])
    expect(both.map((answer) => answer.status).sort()).not.toEqual([303, 303])
  })

  it('whoever may not manage it any more brings nobody in, themselves neither', async () => {
    const boss = await accounts.signedIn('gut@firma.example')
    const id = await found(boss, 'Getrennt GmbH')
    await confirm(id)
    const [fired, demoted] = [
      await join(boss, id, 'weg@firma.example', ['manage']),
      await join(boss, id, 'kleiner@firma.example', ['manage', 'read']),
    ]
    const invite = async (by: PageClient, email: string) => {
      await by.post(`/konto/organisationen/${id}/einladungen`, { email, vollmacht: ['manage'] })
      return accounts.pathIn(email, '/konto/einladung/')
    }
    const paths = [await invite(fired, 'zweit@example.org'), await invite(demoted, 'dritt@example.org')]
    const [one, two] = [(await accounts.citizen(fired))!.id, (await accounts.citizen(demoted))!.id]
    await boss.post(`/konto/organisationen/${id}/personen/${one}/ende`)
    await boss.post(`/konto/organisationen/${id}/personen/${two}`, { [`vollmacht-${two.slice(-6)}`]: 'read' })
    for (const [i, email] of ['zweit@example.org', 'dritt@example.org'].entries())
      expect((await (await accounts.signedIn(email)).post(paths[i]!)).status).toBe(404)
  })

  it('an invitation is for one address, once, for a week', async () => {
    const boss = await accounts.signedIn('einladend@firma.example')
    const id = await found(boss, 'Einladend GmbH')
    await confirm(id)
    await boss.post(`/konto/organisationen/${id}/einladungen`, {
      email: 'Neu@Firma.example',
      vollmacht: 'read',
    })
    const path = await accounts.pathIn('neu@firma.example', '/konto/einladung/')
    const thief = await accounts.signedIn('dieb@example.org')
    expect((await thief.post(path)).status).toBe(403)
    expect(await text(accounts.visitor(), path)).toContain('neu@firma.example')
    const invited = await accounts.signedIn('neu@firma.example')
    expect((await invited.post(path)).status).toBe(303)
    expect((await invited.post(path)).status).toBe(404)
    await boss.post(`/konto/organisationen/${id}/einladungen`, {
      email: 'spaet@firma.example',
      vollmacht: 'read',
    })
    const late = await accounts.pathIn('spaet@firma.example', '/konto/einladung/')
    town.clock.advance({ days: 8 })
    expect((await (await accounts.signedIn('spaet@firma.example')).post(late)).status).toBe(404)
  })
})

describe('a category that asks who reports', () => {
  const require = (level: string | null) =>
    town.tx('system', async (ctx) => {
      await changeReference(ctx)
      await ctx.db
        .updateTable('reports.category')
        .set({ required_level: level })
        .where('tenant_id', '=', ctx.tenant.id)
        .where('code', '=', 'schlagloch')
        .execute()
    })

  /** Fills in the form up to its last page. */
  async function fill(client: PageClient, contact: Record<string, string> = {}): Promise<string> {
    await client.post('/melden?kategorie=schlagloch', { aktion: 'ort', kategorie: 'schlagloch' })
    await client.post('/melden/ort', {
      lat: String(somewhere.lat),
      lon: String(somewhere.lon),
      von: 'map',
      gesehen: `${somewhere.lat},${somewhere.lon}`,
    })
    await client.post('/melden/fotos', { aktion: 'weiter' })
    await client.post('/melden/beschreibung', { text: 'Tiefes Loch vor der Schule' })
    await client.post('/melden/kategorie', { kategorie: 'schlagloch' })
    await client.post('/melden/fragen', {})
    await client.post('/melden/kontakt', contact)
    return text(client, '/melden/pruefen')
  }
  const send = (client: PageClient, html: string) =>
    client.post('/melden/pruefen', {
      entwurf: /name="entwurf" value="([^"]*)"/.exec(html)?.[1] ?? '',
      stand: /name="stand" value="([^"]*)"/.exec(html)?.[1] ?? '',
    })

  it('asks only at the end, keeps everything, and goes on after signing in, on another device too', async () => {
    await require('none')
    const laptop = accounts.visitor()
    const html = await fill(laptop)
    expect(html).toContain('Tiefes Loch vor der Schule')
    expect(html).toContain('Anmelden und weiter')
    expect(html).not.toContain('name="entwurf"')
    await laptop.post('/konto/anmeldung', { email: 'meldet@example.org', weiter: '/melden/pruefen' })
    const phone = accounts.visitor()
    const path = await accounts.pathIn('meldet@example.org', '/konto/anmeldung/')
    const there = await phone.follow(await phone.post(path))
    expect([there.path, there.html.includes('Tiefes Loch vor der Schule')]).toEqual(['/melden/pruefen', true])
    const sent = await send(phone, there.html)
    expect(sent.headers.get('location')).toBe('/melden/fertig')
    expect(await text(phone, '/konto/vorgaenge')).toContain('Schlagloch')
  })

  it('says which sign-in is sure enough, and lets no lower one through, by no way', async () => {
    await require('substantial')
    const client = await accounts.signedIn('unsicher@example.org')
    const html = await fill(client)
    expect(html).toContain('sicherere Anmeldung (Vertrauensniveau: substanziell)')
    expect((await send(client, html)).headers.get('location')).toBe('/melden/pruefen')
    expect((await client.get('/konto/anmeldung?stufe=substantial')).status).toBe(200)
    const citizen = (await accounts.citizen(client))!
    const attempt = (actor: Parameters<TestTown['tx']>[0]) =>
      town
        .tx(actor, (ctx) =>
          submit(ctx, {
            id: newId(),
            category: 'schlagloch',
            text: 'x',
            place: somewhere,
            address: null,
            placedBy: 'api',
            answers: {},
            reporter: null,
            channel: 'open311',
          }),
        )
        .then(
          () => 'sent',
          (error: { code: string }) => error.code,
        )
    expect(await attempt(citizen)).toBe('citizen.level_low')
    expect(await attempt(anonymous)).toBe('report.level_required')
    expect(await attempt({ kind: 'machine', id: newId(), label: 'app', scopes: ['open311.write'] })).toBe(
      'report.level_required',
    )
    expect(await attempt({ ...citizen, level: 'high' })).toBe('sent')
    expect(await attempt(await town.staff(town.ids.clerk))).toBe('sent')
    await require(null)
  })

  it('gets the name that the sign-in vouched for, whatever is typed', async () => {
    await require('substantial')
    const begun = await town.tx(anonymous, (ctx) =>
      signInByProvider(ctx, { provider: 'p', subject: 'echt', level: 'substantial', name: 'Eva Echt' }, {}),
    )
    const client = accounts.visitor()
    client.cookies.set('konto', begun!.token)
    const profile = await text(client, '/konto/angaben')
    const stand = /name="stand" value="(\d+)"/.exec(profile)![1]!
    const changed = { stand, adresse: 'Gartenweg 3', telefon: '', sprache: 'de' }
    const forged = await client.post('/konto/angaben', { ...changed, name: 'Rita Sommer' })
    expect([forged.status, await forged.text()]).toEqual([
      422,
      expect.stringContaining('hat Ihr Anmeldedienst bestätigt'),
    ])
    expect((await client.post('/konto/angaben', { ...changed, name: 'Eva Echt' })).status).toBe(303)
    const html = await fill(client, { name: 'Rita Sommer', email: 'eva@example.org' })
    expect((await send(client, html)).headers.get('location')).toBe('/melden/fertig')
    const names = await town.tx('system', (ctx) =>
      ctx.db
        .selectFrom('parties.party')
        .select(['name', 'email'])
        .where('tenant_id', '=', ctx.tenant.id)
        .where('email', '=', 'eva@example.org')
        .execute(),
    )
    expect(names).toEqual([{ name: 'Eva Echt', email: 'eva@example.org' }])
    await require(null)
  })

  it('a draft is its account’s alone, and waits on every device', async () => {
    const own = await accounts.signedIn('schreibt@example.org')
    await fill(own)
    const list = await text(own, '/konto/entwuerfe')
    expect(list).toContain('Tiefes Loch vor der Schule')
    const goOn = /action="(\/konto\/entwuerfe\/[\w-]{36})"/.exec(list)![1]!
    const stranger = await accounts.signedIn('neugierig@example.org')
    expect((await stranger.post(goOn)).status).toBe(404)
    expect((await stranger.post(`${goOn}/loeschen`)).status).toBe(404)
    // Who sits at this computer next, signed out or as somebody else, does not go on with it.
    const next = accounts.visitor()
    next.cookies.set('entwurf', own.cookies.get('entwurf')!)
    expect((await next.get('/melden/pruefen')).headers.get('location')).toBe('/melden?abgelaufen=1')
    const tablet = await accounts.signedIn('schreibt@example.org')
    const there = await tablet.follow(await tablet.post(goOn))
    expect(there.html).toContain('Tiefes Loch vor der Schule')
    expect((await own.get('/melden/pruefen')).headers.get('location')).toBe('/melden?abgelaufen=1')
    expect((await tablet.post(`${goOn}/loeschen`)).status).toBe(303)
    expect(await text(tablet, '/konto/entwuerfe')).toContain('Keine Entwürfe')
  })
})

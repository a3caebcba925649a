import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { resetFactors } from '#modules/identity/index.ts'
import { addMembership, resetFactors as resetByAdmin } from '#modules/organisation/index.ts'
import { changeSetting } from '#modules/tenancy/index.ts'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import { PageClient } from '../../../test/page-client.ts'
import { appOf } from '../../modules/identity/factors.fixture.ts'
import { deskOf, hidden, PASSWORD } from '../workspace.fixture.ts'

let town: TestTown
let desk: ReturnType<typeof deskOf>
beforeAll(async () => {
  town = await testTown()
  desk = deskOf(town)
  await desk.passwords()
})
afterAll(() => town?.close())

const where = (answer: Response) => answer.headers.get('location')
const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'
const android = 'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36'

/** Somebody comes with a browser of their own, or with one they had before. */
async function comes(
  role: string,
  userAgent: string,
  client = new PageClient(desk.app),
): Promise<PageClient> {
  const answer = await client.post(
    '/anmeldung',
    { email: `${role}@teststadt.example`, password: PASSWORD },
    { 'user-agent': userAgent },
  )
  expect(answer.status).toBe(303)
  return client
}
const lettersTo = async (role: string) => {
  await town.drain()
  return town.tx('system', (ctx) =>
    ctx.db
      .selectFrom('platform.mail')
      .select(['subject', 'body_text as text'])
      .where('tenant_id', '=', ctx.tenant.id)
      .where('recipient', '=', `${role}@teststadt.example`)
      .orderBy('created_at')
      .orderBy('id')
      .execute(),
  )
}

describe('devices', () => {
  test('are shown in words, with the one that asks first; another one is signed out at once', async () => {
    const [desktop, phone] = [await comes('clerk', firefox), await comes('clerk', android)]
    const html = await (await desktop.get('/zugang')).text()
    expect(html).toContain('Firefox auf Windows')
    expect(html).toContain('Chrome auf Android')
    expect(html.indexOf('dieses Gerät')).toBeLessThan(html.indexOf('Chrome auf Android'))
    expect(html).not.toContain('Mozilla')
    const [id] = [...html.matchAll(/action="\/zugang\/sitzungen\/([0-9a-f-]{36})"/g)].map((m) => m[1]!)
    // Nobody else can end it, not even by knowing its id.
    expect((await (await desk.signedIn('head')).post(`/zugang/sitzungen/${id}`)).status).toBe(404)
    expect((await phone.get('/vorgaenge')).status).toBe(200)
    expect(where(await desktop.post(`/zugang/sitzungen/${id}`))).toBe('/zugang?getan=sitzung')
    expect((await phone.get('/vorgaenge')).status).toBe(303)
    expect((await desktop.get('/vorgaenge')).status).toBe(200)
  })

  test('all others are signed out by one press, pending ones too', async () => {
    const here = await comes('worker', firefox)
    const others = [await comes('worker', android), await comes('worker', firefox)]
    expect(where(await here.post('/zugang/sitzungen'))).toBe('/zugang?getan=sitzungen')
    for (const other of others) expect((await other.get('/vorgaenge')).status).toBe(303)
    expect(await (await here.get('/zugang?getan=sitzungen')).text()).toContain('nur noch hier angemeldet')
  })

  test('a new one is told by mail; the first and one that was here before are not', async () => {
    const browser = await comes('gardener', firefox)
    expect(browser.cookies.get('geraet')).toMatch(/^[\w-]{22}$/)
    expect(await lettersTo('gardener')).toEqual([])
    await browser.post('/abmeldung')
    await comes('gardener', firefox, browser)
    expect(await lettersTo('gardener')).toEqual([])
    await comes('gardener', android)
    const [letter, ...more] = await lettersTo('gardener')
    expect(more).toEqual([])
    expect(letter).toMatchObject({ subject: 'Anmeldung von einem neuen Gerät' })
    expect(letter!.text).toContain('Chrome auf Android, mit Passwort')
    expect(letter!.text).toContain('http://teststadt.localhost:3000/zugang')
  })
})

describe('one’s own factors', () => {
  test('what changed is told by mail', async () => {
    const letters = async () =>
      (await lettersTo('worker')).filter((l) => !l.subject.startsWith('Anmeldung von'))
    await appOf(town, { id: town.ids.worker, email: 'worker@teststadt.example' })
    await town.tx('system', (ctx) => resetFactors(ctx, town.ids.worker))
    // What the system set up by itself is no news; that everything was taken away is.
    expect((await letters()).map((l) => l.subject)).toEqual(['Ihre zweiten Faktoren wurden zurückgesetzt'])
    const client = await comes('worker', firefox)
    const form = await (await client.get('/zugang/app')).text()
    const { shownBy } = await import('../../modules/identity/factors.fixture.ts')
    const secret = /<code class="access-secret">([A-Z2-7 ]+)</.exec(form)![1]!.replaceAll(' ', '')
    const geheimnis = hidden(form, 'geheimnis')
    await client.post('/zugang/app', { geheimnis, code: shownBy(town, secret)() })
    await client.post('/zugang/app/entfernung')
    const { admin: account, parks: unit } = town.ids
    await town.tx('system', (ctx) => addMembership(ctx, { account, unit, role: 'administrator' }))
    const admin = await town.staff(account)
    await town.tx(admin, (ctx) => resetByAdmin(ctx, town.ids.worker))
    expect((await letters()).slice(1).map((l) => l.subject)).toEqual([
      'Neuer zweiter Faktor an Ihrem Konto',
      'Ein zweiter Faktor wurde entfernt',
      'Ihre zweiten Faktoren wurden zurückgesetzt',
    ])
    const again = await comes('worker', firefox, client)
    const history = await (await again.get('/zugang/anmeldungen')).text()
    expect(history).toContain('Alle zweiten Faktoren zurückgesetzt')
    expect(history).toContain('(durch die Verwaltung)')
    expect(history).toContain('Entfernt: App für Einmalcodes')
  })

  test('the only one stays where one is needed', async () => {
    await appOf(town, { id: town.ids.officer, email: 'officer@teststadt.example' })
    const client = await desk.signedIn('officer').catch(() => null)
    expect(client?.cookies.has('sitzung')).toBe(false)
    await town.tx('system', (ctx) => resetFactors(ctx, town.ids.officer))
    const open = await desk.signedIn('officer')
    await appOf(town, { id: town.ids.officer, email: 'officer@teststadt.example' })
    await town.tx('system', (ctx) => changeSetting(ctx, 'signIn', {}))
    const page = await (await open.get('/zugang')).text()
    expect(page).toContain('Dieser ist Ihr einziger')
    expect(page).not.toContain('/zugang/app/entfernung')
    expect((await open.post('/zugang/app/entfernung')).status).toBe(409)
    await town.tx('system', (ctx) => changeSetting(ctx, 'signIn', { secondFactor: 'off' }))
    expect(where(await open.post('/zugang/app/entfernung'))).toBe('/zugang?getan=entfernt')
    // Without a factor there is nothing that recovery codes could stand in for.
    expect(where(await open.get('/zugang/ersatzcodes'))).toBe('/zugang')
  })
})

describe('one’s own password', () => {
  const change = (client: PageClient, bisher: string, neu: string, wiederholt = neu) =>
    client.post('/zugang/passwort', { bisher, neu, wiederholt })

  test('is changed by who knows the old one; everybody is signed out then', async () => {
    const [client, other] = [await desk.signedIn('admin'), await desk.signedIn('admin')]
    const next = 'ein ganz neues Kennwort'
    for (const [bisher, neu, wiederholt, says] of [
      ['', next, next, 'Bitte geben Sie Ihr bisheriges Passwort ein.'],
      [PASSWORD, 'kurz', 'kurz', 'mindestens 12 Zeichen'],
      [PASSWORD, '', '', 'mindestens 12 Zeichen'],
      [PASSWORD, 'admin ist mein Name', 'admin ist mein Name', 'E-Mail-Adresse nicht enthalten'],
      [PASSWORD, next, `${next}!`, 'stimmen nicht überein'],
      ['falsch', next, next, 'Das bisherige Passwort stimmt nicht.'],
    ] as const) {
      const answer = await change(client, bisher, neu, wiederholt)
      expect(answer.status).toBe(422)
      const html = await answer.text()
      expect(html).toContain(says)
      expect(html).not.toContain(next)
    }
    const done = await change(client, PASSWORD, next)
    expect(where(done)).toBe('/anmeldung?hinweis=passwort')
    expect(await (await client.get(where(done)!)).text()).toContain('Ihr Passwort ist geändert.')
    for (const one of [client, other]) expect((await one.get('/vorgaenge')).status).toBe(303)
    expect((await lettersTo('admin')).map((l) => l.subject)).toContain('Ihr Passwort wurde geändert')
  })

  test('cannot be guessed from an open session', async () => {
    const client = await desk.signedIn('gardener')
    for (let i = 0; i < 5; i++) await change(client, 'falsch', 'ein ganz neues Kennwort')
    expect((await change(client, PASSWORD, 'ein ganz neues Kennwort')).status).toBe(429)
  })
})

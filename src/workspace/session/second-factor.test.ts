import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { factorsOf, keepRecoveryCodes, proposeRecoveryCodes } from '#modules/identity/index.ts'
import { addMembership, resetFactors } from '#modules/organisation/index.ts'
import { changeSetting } from '#modules/tenancy/index.ts'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import type { PageClient } from '../../../test/page-client.ts'
import { SoftPasskey } from '../../modules/identity/authenticator.fixture.ts'
import { appOf, shownBy } from '../../modules/identity/factors.fixture.ts'
import { deskOf, hidden, PASSWORD } from '../workspace.fixture.ts'

let town: TestTown
let desk: ReturnType<typeof deskOf>
beforeAll(async () => {
  town = await testTown()
  desk = deskOf(town)
  await desk.passwords()
})
afterAll(() => town?.close())
const rule = (secondFactor: 'off' | 'roles' | 'all') =>
  town.tx('system', (ctx) => changeSetting(ctx, 'signIn', { secondFactor }))
afterEach(() => rule('off'))

const enter = (client: PageClient, role: string, weiter = '/vorgaenge?ansicht=amt') =>
  client.post('/anmeldung', { email: `${role}@teststadt.example`, password: PASSWORD, weiter })
const where = (answer: Response) => answer.headers.get('location')

describe('the second factor', () => {
  test('stands between the password and every page', async () => {
    const shown = await appOf(town, { id: town.ids.clerk, email: 'clerk@teststadt.example' })
    const client = desk.visitor()
    const answer = await enter(client, 'clerk')
    expect(where(answer)).toBe('/anmeldung/code?weiter=%2Fvorgaenge%3Fansicht%3Damt')
    expect(answer.headers.getSetCookie().join()).not.toContain('sitzung=')
    expect(client.cookies.has('sitzung')).toBe(false)
    // Not even by a cookie of the other name.
    client.cookies.set('sitzung', client.cookies.get('anmeldung')!)
    expect(where(await client.get('/vorgaenge'))).toMatch(/^\/anmeldung/)
    expect(where(await client.get('/zugang'))).toMatch(/^\/anmeldung/)

    const page = await client.get(where(answer)!)
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(await page.text()).toContain('name="code"')
    const empty = await client.post('/anmeldung/code', { code: '' })
    expect(empty.status).toBe(422)
    const wrong = await client.post('/anmeldung/code', { code: '000000', weiter: '/vorgaenge?ansicht=amt' })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('name="weiter" value="/vorgaenge?ansicht=amt"')
    const right = await client.post('/anmeldung/code', { code: shown(), weiter: '/vorgaenge?ansicht=amt' })
    expect(where(right)).toBe('/vorgaenge?ansicht=amt')
    expect(right.headers.getSetCookie().join('\n')).toMatch(/sitzung=[^;]+;.*HttpOnly; SameSite=Lax/)
    expect(client.cookies.has('anmeldung')).toBe(false)
    expect((await client.get('/vorgaenge')).status).toBe(200)
  })

  test('never leads elsewhere, and without a way in leads to its beginning', async () => {
    const client = desk.visitor()
    for (const path of ['/anmeldung/code', '/anmeldung/ersatzcode', '/anmeldung/einrichten']) {
      expect(where(await client.get(path))).toBe('/anmeldung?hinweis=abgelaufen')
      expect(where(await client.post(path, { code: '123456', weiter: '//evil.example' }))).toBe(
        '/anmeldung?hinweis=abgelaufen',
      )
    }
    expect(await (await client.get('/anmeldung?hinweis=abgelaufen')).text()).toContain('zu lange gedauert')
    expect(await (await client.get('/anmeldung?hinweis=x')).text()).not.toContain('session.hint')
  })

  test('may be a recovery code', async () => {
    await appOf(town, { id: town.ids.head, email: 'head@teststadt.example' })
    const { codes } = await town.tx('system', async (ctx) => {
      const made = await proposeRecoveryCodes(ctx, town.ids.head)
      await keepRecoveryCodes(ctx, town.ids.head, made.sealed)
      return made
    })
    const client = desk.visitor()
    await enter(client, 'head')
    expect(await (await client.get('/anmeldung/code')).text()).toContain('/anmeldung/ersatzcode')
    const wrong = await client.post('/anmeldung/ersatzcode', { code: 'aaaaa-aaaaa' })
    expect(wrong.status).toBe(422)
    expect(where(await client.post('/anmeldung/ersatzcode', { code: codes[3]! }))).toBe('/vorgaenge')
    expect((await client.get('/vorgaenge')).status).toBe(200)
  })

  test('is refused for a while after many wrong codes', async () => {
    const shown = await appOf(town, { id: town.ids.gardener, email: 'gardener@teststadt.example' })
    const client = desk.visitor()
    await enter(client, 'gardener')
    for (let i = 0; i < 5; i++) await client.post('/anmeldung/code', { code: '000000' })
    const closed = await client.post('/anmeldung/code', { code: shown() })
    expect(closed.status).toBe(429)
    expect(await closed.text()).toContain('Zu viele Versuche')
    town.clock.advance({ minutes: 1 })
    expect((await client.post('/anmeldung/code', { code: shown() })).status).toBe(303)
  })
})

describe('who must have a second factor and has none', () => {
  test('sets one up before anything else, and puts recovery codes aside', async () => {
    await rule('roles')
    const client = desk.visitor()
    expect(where(await enter(client, 'admin', '/verwaltung'))).toBe(
      '/anmeldung/einrichten?weiter=%2Fverwaltung',
    )
    expect(where(await client.get('/verwaltung'))).toMatch(/^\/anmeldung\?/)
    const html = await (await client.get('/anmeldung/einrichten?weiter=%2Fverwaltung')).text()
    expect(html).toMatch(/<svg class="sd-qr"/)
    const secret = /<code class="access-secret">([A-Z2-7 ]+)</.exec(html)![1]!.replaceAll(' ', '')
    const geheimnis = hidden(html, 'geheimnis')
    const wrong = await client.post('/anmeldung/einrichten', { geheimnis, code: '000000' })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain(secret.slice(0, 4))
    const code = shownBy(town, secret)()
    const done = await client.post('/anmeldung/einrichten', { geheimnis, code, weiter: '/verwaltung' })
    expect(where(done)).toBe('/zugang/ersatzcodes?weiter=%2Fverwaltung')
    const codes = await (await client.get(where(done)!)).text()
    expect(codes.match(/<code>[0-9a-z]{5}-[0-9a-z]{5}<\/code>/g)).toHaveLength(10)
    const kept = await client.post('/zugang/ersatzcodes', {
      codes: hidden(codes, 'codes'),
      weiter: '/verwaltung',
    })
    expect(where(kept)).toBe('/verwaltung')
    expect((await client.get('/verwaltung')).status).toBe(200)
    // The next time it is asked for.
    expect(where(await enter(desk.visitor(), 'admin'))).toMatch(/^\/anmeldung\/code/)
  })

  test('cannot add one to an account that has got one meanwhile', async () => {
    await rule('roles')
    const client = desk.visitor()
    await enter(client, 'officer')
    const html = await (await client.get('/anmeldung/einrichten')).text()
    const secret = /<code class="access-secret">([A-Z2-7 ]+)</.exec(html)![1]!.replaceAll(' ', '')
    await appOf(town, { id: town.ids.officer, email: 'officer@teststadt.example' })
    const form = { geheimnis: hidden(html, 'geheimnis'), code: shownBy(town, secret)() }
    expect(where(await client.post('/anmeldung/einrichten', form))).toMatch(/^\/anmeldung\?hinweis/)
  })
})

describe('a passkey', () => {
  const task = async (client: PageClient, zweck: string) => {
    const answer = await client.post('/anmeldung/passkey/aufgabe', { zweck })
    return { status: answer.status, options: answer.ok ? await answer.json() : null }
  }
  test('is added after confirming, and then signs in alone', async () => {
    const key = new SoftPasskey(new URL(town.tenant.publicUrl).origin)
    const client = await desk.signedIn('worker')
    expect((await client.get('/zugang/passkeys')).status).toBe(200)
    const { options } = await task(client, 'einrichten')
    const added = await client.post('/zugang/passkeys', {
      antwort: JSON.stringify(key.make(options)),
      name: 'Diensthandy',
    })
    expect(where(added)).toBe('/zugang/ersatzcodes')
    expect(await (await client.get('/zugang')).text()).toContain('Diensthandy')

    const other = desk.visitor()
    const asked = await task(other, 'anmelden')
    expect(asked.options).toMatchObject({ userVerification: 'required', rpId: 'teststadt.localhost' })
    const entered = await other.post('/anmeldung/passkey', {
      antwort: JSON.stringify(key.answer(asked.options)),
      weiter: '/vorgaenge?ansicht=meine',
    })
    expect(where(entered)).toBe('/vorgaenge?ansicht=meine')
    expect((await other.get('/vorgaenge')).status).toBe(200)

    // As a second factor, beside the password.
    const third = desk.visitor()
    await enter(third, 'worker')
    const second = await task(third, 'code')
    expect(second.options.allowCredentials).toHaveLength(1)
    expect(
      where(await third.post('/anmeldung/code', { antwort: JSON.stringify(key.answer(second.options)) })),
    ).toBe('/vorgaenge')
    // And to confirm.
    town.clock.advance({ minutes: 11 })
    const { options: again } = await task(third, 'bestaetigen')
    const confirmed = await third.post('/anmeldung/bestaetigen', {
      antwort: JSON.stringify(key.answer(again)),
      weiter: '/zugang/app',
    })
    expect(where(confirmed)).toBe('/zugang/app')
    expect((await third.get('/zugang/app')).status).toBe(200)
  })

  test('that is nonsense is refused with the page', async () => {
    const client = desk.visitor()
    for (const antwort of [
      '',
      '{}',
      'x',
      '{"id":"a"}',
      JSON.stringify({
        id: 'aa',
        rawId: 'aa',
        type: 'public-key',
        response: { clientDataJSON: 'e30', authenticatorData: 'AA', signature: 'AA' },
      }),
    ]) {
      const answer = await client.post('/anmeldung/passkey', { antwort })
      expect(answer.status).toBe(422)
      expect(await answer.text()).toContain('Mit diesem Passkey hat es nicht geklappt')
    }
    expect((await task(client, 'x')).status).toBe(400)
    for (const zweck of ['code', 'bestaetigen', 'einrichten'])
      expect((await task(client, zweck)).status).toBe(403)
  })

  test('is not made by whoever finds an open session', async () => {
    const client = await desk.signedIn('worker').catch(() => null)
    expect(client).not.toBeNull()
    const open = await withPasskeySession()
    town.clock.advance({ minutes: 11 })
    expect((await task(open, 'einrichten')).status).toBe(403)
    expect(where(await open.get('/zugang/passkeys'))).toBe(
      '/anmeldung/bestaetigen?weiter=%2Fzugang%2Fpasskeys',
    )
    expect(where(await open.post('/zugang/passkeys', { antwort: '{}' }))).toMatch(/^\/anmeldung\/bestaetigen/)
  })

  const withPasskeySession = async () => {
    const client = await desk.newcomer()
    expect((await client.get('/zugang')).status).toBe(200)
    return client
  }
})

test('an administrator resets what somebody has lost', async () => {
  const { admin: account, parks: unit } = town.ids
  await town.tx('system', (ctx) => addMembership(ctx, { account, unit, role: 'administrator' }))
  const admin = await town.staff(account)
  await expect(
    town.tx(await town.staff(town.ids.head), (ctx) => resetFactors(ctx, town.ids.clerk)),
  ).rejects.toMatchObject({ status: 403 })
  await town.tx(admin, (ctx) => resetFactors(ctx, town.ids.clerk))
  expect(await town.tx('system', (ctx) => factorsOf(ctx, town.ids.clerk))).toEqual({
    app: null,
    passkeys: [],
    recoveryLeft: null,
  })
  expect(where(await enter(desk.visitor(), 'clerk'))).toBe('/vorgaenge?ansicht=amt')
})

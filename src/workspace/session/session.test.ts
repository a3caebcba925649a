import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import { localPath } from '../local-path.ts'
import { deskOf, PASSWORD } from '../workspace.fixture.ts'

let town: TestTown
let desk: ReturnType<typeof deskOf>
beforeAll(async () => {
  town = await testTown()
  desk = deskOf(town)
  await desk.passwords()
})
afterAll(() => town?.close())

describe('where one goes on to', () => {
  test.each(['/vorgaenge', '/vorgaenge?ansicht=meine&suche=a%20b', '/vorgaenge/2026-1#verlauf'])(
    '%s',
    (path) => {
      expect(localPath(path)).toBe(path)
    },
  )
  test.each([
    '',
    'vorgaenge',
    '//evil.example',
    '/.//evil.example',
    '/x/..//evil.example',
    '/%2e//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'https://evil.example',
    '/ä',
    'javascript:alert(1)',
    null,
    7,
  ])('never %j', (path) => {
    expect(localPath(path)).toBeNull()
  })
})

describe('signing in', () => {
  test('leads to where one wanted to go, with a cookie that scripts cannot read', async () => {
    const client = desk.visitor()
    const asked = await client.get('/vorgaenge?ansicht=heute')
    expect(asked.status).toBe(303)
    const form = asked.headers.get('location')!
    expect(form).toBe('/anmeldung?weiter=%2Fvorgaenge%3Fansicht%3Dheute')
    expect(await (await client.get(form)).text()).toContain('name="weiter" value="/vorgaenge?ansicht=heute"')
    const answer = await client.post('/anmeldung', {
      email: ' Clerk@teststadt.example',
      password: PASSWORD,
      weiter: '/vorgaenge?ansicht=heute',
    })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/vorgaenge?ansicht=heute')
    expect(answer.headers.get('set-cookie')).toMatch(/sitzung=[^;]+;.*HttpOnly/)
    expect((await client.get('/vorgaenge')).status).toBe(200)
    expect((await client.get('/anmeldung')).headers.get('location')).toBe('/vorgaenge')
    const out = await client.post('/abmeldung')
    expect(out.status).toBe(303)
    expect((await client.get('/vorgaenge')).status).toBe(303)
  })

  test('anew, over an open session, ends that one', async () => {
    const client = await desk.signedIn('clerk')
    const former = client.cookies.get('sitzung')!
    expect((await client.get('/anmeldung?neu=ja')).status).toBe(200)
    await client.post('/anmeldung', { email: 'clerk@teststadt.example', password: PASSWORD })
    expect((await client.get('/vorgaenge')).status).toBe(200)
    client.cookies.set('sitzung', former)
    expect((await client.get('/vorgaenge')).status).toBe(303)
  })

  test('never leads elsewhere', async () => {
    const answer = await desk
      .visitor()
      .post('/anmeldung', { email: 'clerk@teststadt.example', password: PASSWORD, weiter: '//evil.example/' })
    expect(answer.headers.get('location')).toBe('/vorgaenge')
  })

  test('says the same of a wrong password and of nobody, and keeps the address', async () => {
    const client = desk.visitor()
    const pages = await Promise.all(
      ['clerk@teststadt.example', 'niemand@teststadt.example', 'clerk@anderstadt.example'].map(
        async (email) => {
          const answer = await client.post('/anmeldung', { email, password: 'falsch' })
          return [answer.status, (await answer.text()).replaceAll(email, '…')] as const
        },
      ),
    )
    expect(new Set(pages.map(([status]) => status))).toEqual(new Set([422]))
    expect(new Set(pages.map(([, html]) => html)).size).toBe(1)
    expect(pages[0]![1]).toContain('E-Mail-Adresse oder Passwort stimmen nicht.')
    expect(pages[0]![1]).toContain('value="…"')
  })

  test('asks for what is missing, and shows no markup of strangers', async () => {
    const answer = await desk
      .visitor()
      .post('/anmeldung', { email: '"><script>alert(1)</script>', password: '' })
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toContain('Bitte geben Sie Ihr Passwort ein.')
    expect(html).not.toContain('<script>alert')
  })

  test('is closed for a while after too many tries, with the time when to come again', async () => {
    let last: Response | undefined
    for (let i = 0; i < 8; i++)
      last = await desk
        .visitor()
        .post('/anmeldung', { email: 'gardener@teststadt.example', password: `falsch ${i}` })
    expect(last!.status).toBe(429)
    expect(await last!.text()).toMatch(/Bitte versuchen Sie es um \d\d:\d\d Uhr wieder/)
  })

  test('refuses forms of foreign pages', async () => {
    const answer = await desk
      .visitor()
      .post('/anmeldung', { email: 'x', password: 'y' }, { origin: 'https://evil.example' })
    expect(answer.status).toBe(403)
  })

  test('shows no logins outside of the demo', async () => {
    expect(await (await desk.visitor().get('/anmeldung')).text()).not.toContain('Zum Ausprobieren')
  })
})

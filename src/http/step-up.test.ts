import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestTown, testTown } from '../../test/helpers.ts'
import type { PageClient } from '../../test/page-client.ts'
import { deskOf, PASSWORD } from '../workspace/workspace.fixture.ts'

let town: TestTown
let desk: ReturnType<typeof deskOf>
let client: PageClient
beforeAll(async () => {
  town = await testTown()
  desk = deskOf(town)
  await desk.passwords()
  client = await desk.signedIn('clerk')
})
afterAll(() => town?.close())

const where = (answer: Response) => answer.headers.get('location')

describe('before something dangerous', () => {
  test('who has just signed in goes on', async () => {
    expect((await client.get('/zugang/app')).status).toBe(200)
    town.clock.advance({ minutes: 9 })
    expect((await client.get('/zugang/app')).status).toBe(200)
  })

  test('later one confirms, and comes back to where the form stood', async () => {
    town.clock.advance({ minutes: 1 })
    const confirm = '/anmeldung/bestaetigen?weiter='
    expect(where(await client.get('/zugang/app?a=b'))).toBe(`${confirm}%2Fzugang%2Fapp%3Fa%3Db`)
    const post = (referer?: string) =>
      client.post('/zugang/app/entfernung', {}, referer === undefined ? {} : { referer })
    const host = `http://${client.host}`
    expect(where(await post(`${host}/zugang?getan=app`))).toBe(`${confirm}%2Fzugang%3Fgetan%3Dapp`)
    expect(where(await post())).toBe(`${confirm}%2Fzugang%2Fapp%2Fentfernung`)
    expect(where(await post('https://evil.example/x'))).toBe(`${confirm}%2Fzugang%2Fapp%2Fentfernung`)

    const page = await client.get(`${confirm}%2Fzugang%2Fapp`)
    expect(await page.text()).toContain('Sind Sie es noch?')
    const missing = await client.post('/anmeldung/bestaetigen', { weiter: '/zugang/app' })
    expect(missing.status).toBe(422)
    const wrong = await client.post('/anmeldung/bestaetigen', { password: 'falsch', weiter: '/zugang/app' })
    expect(wrong.status).toBe(422)
    expect(where(await client.get('/zugang/app'))).toMatch(/^\/anmeldung\/bestaetigen/)
    const right = await client.post('/anmeldung/bestaetigen', { password: PASSWORD, weiter: '/zugang/app' })
    expect(where(right)).toBe('/zugang/app')
    expect((await client.get('/zugang/app')).status).toBe(200)
  })

  test('confirming never leads elsewhere, holds for its own session alone, and cannot be guessed', async () => {
    town.clock.advance({ minutes: 11 })
    const other = await desk.signedIn('clerk')
    expect(where(await client.get('/zugang/app'))).toMatch(/^\/anmeldung\/bestaetigen/)
    expect((await other.get('/zugang/app')).status).toBe(200)
    const answer = await client.post('/anmeldung/bestaetigen', {
      password: PASSWORD,
      weiter: '//evil.example',
    })
    expect(where(answer)).toBe('/vorgaenge')
    town.clock.advance({ minutes: 11 })
    for (let i = 0; i < 5; i++) await client.post('/anmeldung/bestaetigen', { password: 'falsch' })
    const closed = await client.post('/anmeldung/bestaetigen', { password: PASSWORD })
    expect(closed.status).toBe(429)
  })

  test('strangers are asked to sign in', async () => {
    const stranger = desk.visitor()
    expect(where(await stranger.get('/zugang/app'))).toMatch(/^\/anmeldung\?weiter/)
    expect(where(await stranger.get('/anmeldung/bestaetigen'))).toMatch(/^\/anmeldung\?weiter/)
    expect(where(await stranger.post('/anmeldung/bestaetigen', { password: PASSWORD }))).toMatch(
      /^\/anmeldung/,
    )
  })
})

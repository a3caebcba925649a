import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import { accountsOf } from './account.fixture.ts'

let town: TestTown
let accounts: ReturnType<typeof accountsOf>
beforeAll(async () => {
  town = await testTown()
  accounts = accountsOf(town)
})
afterAll(() => town.close())

const links = (email: string) =>
  town.tx('system', (ctx) =>
    ctx.db
      .selectFrom('citizens.link')
      .select('created_at')
      .where('tenant_id', '=', ctx.tenant.id)
      .where('email', '=', email)
      .execute(),
  )

describe('a link by mail', () => {
  it('signs in, makes the account at the first time, and leads to where the person came from', async () => {
    const visitor = accounts.visitor()
    expect((await visitor.get('/konto/termine')).headers.get('location')).toBe(
      '/konto/anmeldung?weiter=%2Fkonto%2Ftermine',
    )
    await visitor.post('/konto/anmeldung', { email: ' Ada@Example.org ', weiter: '/konto/termine' })
    const answer = await visitor.post(await accounts.pathIn('ada@example.org', '/konto/anmeldung/'))
    expect(answer.headers.get('location')).toBe('/konto/termine')
    expect(answer.headers.getSetCookie().join()).toMatch(/konto=[\w-]{22};.*HttpOnly.*SameSite=Lax/i)
    const first = await accounts.citizen(visitor)
    const again = await accounts.citizen(await accounts.signedIn('ada@example.org'))
    expect(again?.id).toBe(first?.id)
    expect(first?.level).toBe('none')
  })

  it('is not used up by being looked at, works once, and on another device', async () => {
    await accounts.visitor().post('/konto/anmeldung', { email: 'einmal@example.org' })
    const path = await accounts.pathIn('einmal@example.org', '/konto/anmeldung/')
    const [scanner, phone] = [accounts.visitor(), accounts.visitor()]
    for (let i = 0; i < 3; i++) {
      const looked = await scanner.get(path)
      expect([looked.status, looked.headers.get('cache-control')]).toEqual([200, 'no-store'])
      expect(await looked.text()).toContain('einmal@example.org')
    }
    expect((await phone.post(path)).status).toBe(303)
    const replay = await accounts.visitor().post(path)
    expect([replay.status, replay.headers.getSetCookie()]).toEqual([404, []])
    expect((await scanner.get(path)).status).toBe(404)
  })

  it('of two at once that use it, one is signed in', async () => {
    await accounts.visitor().post('/konto/anmeldung', { email: 'zugleich@example.org' })
    const path = await accounts.pathIn('zugleich@example.org', '/konto/anmeldung/')
    const both = await Promise.all([accounts.visitor().post(path), accounts.visitor().post(path)])
    expect(both.map((answer) => answer.status).sort()).toEqual([303, 404])
  })

  it('is over after fifteen minutes; unknown, used and old ones are one page', async () => {
    await accounts.visitor().post('/konto/anmeldung', { email: 'spaet@example.org' })
    const path = await accounts.pathIn('spaet@example.org', '/konto/anmeldung/')
    town.clock.advance({ minutes: 16 })
    const [old, unknown] = await Promise.all([
      accounts.visitor().get(path),
      accounts.visitor().get('/konto/anmeldung/JgC4lYO18TfGaqFjK1mPaQ'),
    ])
    expect([old.status, unknown.status]).toEqual([404, 404])
    expect((await accounts.visitor().post(path)).status).toBe(404)
    const plain = (html: string) => html.replace(/(value|href)="[^"]*"/g, '')
    expect(plain(await old.text())).toBe(plain(await unknown.text()))
  })

  it('of one town opens nothing in another', async () => {
    await accounts.visitor().post('/konto/anmeldung', { email: 'hier@example.org' })
    const path = await accounts.pathIn('hier@example.org', '/konto/anmeldung/')
    expect((await accounts.visitor(town.other.tenant).post(path)).status).toBe(404)
  })
})

describe('an attacker', () => {
  it('learns from no answer whether an address has an account', async () => {
    await accounts.signedIn('bekannt@example.org')
    const ask = async (email: string) => {
      const visitor = accounts.visitor()
      const answer = await visitor.post('/konto/anmeldung', { email })
      return [answer.status, answer.headers.get('location'), [...visitor.cookies.keys()]]
    }
    expect(await ask('bekannt@example.org')).toEqual(await ask('unbekannt@example.org'))
    const [one, other] = [
      await accounts.letter('bekannt@example.org'),
      await accounts.letter('unbekannt@example.org'),
    ]
    const plain = (text: string | undefined) => (text ?? '').replace(/anmeldung\/[\w-]+/, '')
    expect(plain(one?.body_text)).toBe(plain(other?.body_text))
  })

  it('fills nobody’s postbox, and is told nothing of that either', async () => {
    const answers = []
    for (let i = 0; i < 9; i++)
      answers.push((await accounts.visitor().post('/konto/anmeldung', { email: 'opfer@example.org' })).status)
    expect(new Set(answers)).toEqual(new Set([303]))
    expect(await links('opfer@example.org')).toHaveLength(5)
    // Nor by other spellings of the same address.
    for (const email of ['1,opfer@example.org', '(1)opfer@example.org', 'x:opfer@example.org;'])
      expect((await accounts.visitor().post('/konto/anmeldung', { email })).status).toBe(422)
    town.clock.advance({ minutes: 61 })
    await accounts.visitor().post('/konto/anmeldung', { email: 'opfer@example.org' })
    expect(await links('opfer@example.org')).toHaveLength(6)
  })

  it('cannot make somebody use a session that they know', async () => {
    const mallory = await accounts.signedIn('mallory@example.org')
    const planted = mallory.cookies.get('konto')!
    const victim = accounts.visitor()
    victim.cookies.set('konto', planted)
    await accounts.signedIn('opfer2@example.org', { client: victim })
    expect(victim.cookies.get('konto')).not.toBe(planted)
    // The planted one is over: nobody goes on with it unnoticed.
    expect(await accounts.citizen(mallory)).toBeNull()
  })

  it('leads nobody out of the town', async () => {
    for (const weiter of ['//evil.example', 'https://evil.example', '/\\evil.example', '/.//evil.example']) {
      const visitor = accounts.visitor()
      await visitor.post('/konto/anmeldung', { email: 'weiter@example.org', weiter })
      const path = await accounts.pathIn('weiter@example.org', '/konto/anmeldung/')
      expect((await visitor.post(path)).headers.get('location')).toBe('/konto')
      town.clock.advance({ minutes: 61 })
    }
  })

  it('signs in with no passkey of their own making, and with no foreign form', async () => {
    const visitor = accounts.visitor()
    for (const antwort of ['', '{}', '{"id":"x"}', 'x'.repeat(60_000)])
      expect((await visitor.post('/konto/anmeldung/passkey', { antwort })).headers.get('location')).toMatch(
        /fehler=passkey/,
      )
    const foreign = await visitor.post(
      '/konto/anmeldung',
      { email: 'x@example.org' },
      { origin: 'https://evil.example' },
    )
    expect(foreign.status).toBe(403)
  })
})

describe('a session', () => {
  it('ends when idle, at the latest after its longest time, and when the person says so', async () => {
    const idle = await accounts.signedIn('idle@example.org')
    town.clock.advance({ minutes: 59 })
    expect((await idle.get('/konto')).status).toBe(200)
    town.clock.advance({ minutes: 61 })
    expect((await idle.get('/konto')).status).toBe(303)
    const busy = await accounts.signedIn('busy@example.org')
    for (let i = 0; i < 16; i++) {
      town.clock.advance({ minutes: 50 })
      if ((await busy.get('/konto')).status === 303) break
    }
    expect(await accounts.citizen(busy)).toBeNull()
    const leaving = await accounts.signedIn('geht@example.org')
    const token = leaving.cookies.get('konto')!
    await leaving.post('/konto/abmeldung')
    expect(leaving.cookies.has('konto')).toBe(false)
    leaving.cookies.set('konto', token)
    expect((await leaving.get('/konto')).status).toBe(303)
  })

  it('can be ended from another device, by nobody else', async () => {
    const [phone, desk] = [
      await accounts.signedIn('zwei@example.org'),
      await accounts.signedIn('zwei@example.org'),
    ]
    const html = await (await desk.get('/konto/zugang')).text()
    const end = /action="(\/konto\/zugang\/sitzungen\/[\w-]+\/ende)"/.exec(html)![1]!
    const stranger = await accounts.signedIn('fremd@example.org')
    expect((await stranger.post(end)).status).toBe(404)
    expect((await desk.post(end)).status).toBe(303)
    expect(await accounts.citizen(phone)).toBeNull()
    expect(await accounts.citizen(desk)).not.toBeNull()
  })

  it('is never on a page that is kept for others', async () => {
    const own = await accounts.signedIn('privat@example.org')
    const mine = await (await own.get('/')).text()
    const theirs = await (await accounts.visitor().get('/')).text()
    const again = await (await own.get('/')).text()
    expect(mine).toContain('privat@example.org')
    expect(theirs).not.toContain('privat@example.org')
    expect(again).toContain('privat@example.org')
  })
})

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '#platform/context/actor.ts'
import { hashToken } from '#platform/secret.ts'
import { anonymous, type TestTown, testTown } from '../../../test/helpers.ts'
import { clean } from './cleaning.ts'
import {
  changePassword,
  createAccount,
  disableAccount,
  hashPassword,
  sessionAccount,
  setPassword,
  signIn,
  signOut,
} from './index.ts'

const password = 'vier Bäume am Fluss'
let town: TestTown
let hash: string
let person = { id: '', email: '' }
let n = 0

beforeAll(async () => {
  town = await testTown()
  hash = await hashPassword(password)
})
afterAll(() => town.close())
beforeEach(async () => {
  const email = `person${++n}@teststadt.example`
  person = {
    email,
    id: await town.tx('system', (ctx) =>
      createAccount(ctx, { email, name: 'Pia Probe', passwordHash: hash }),
    ),
  }
})

const noRoles = async () => []
const enter = (input: { email?: string; password?: string; address?: string } = {}, tenant = town.tenant) =>
  signIn(town.platform, tenant, { email: person.email, password, address: `192.0.2.${n}`, ...input }, noRoles)
const whose = (token: string, tenant = town.tenant) =>
  town.tx(anonymous, (ctx) => sessionAccount(ctx, token), tenant)
const token = async (): Promise<string> => {
  const result = await enter()
  if (!result.ok) throw new Error(result.reason)
  return result.token
}

describe('signing in', () => {
  it('begins a session whose token stands nowhere', async () => {
    const result = await enter({ email: ` ${person.email.toUpperCase()} ` })
    expect(result).toMatchObject({ ok: true, next: 'done', account: { id: person.id, name: 'Pia Probe' } })
    if (!result.ok) return
    expect(result.token).toMatch(/^[\w-]{22}$/)
    expect(await whose(result.token)).toMatchObject({ id: person.id, email: person.email })
    const stored = await town.tx('system', (ctx) =>
      ctx.db
        .selectFrom('identity.session')
        .select('token_hash')
        .where('tenant_id', '=', town.tenant.id)
        .where('account_id', '=', person.id)
        .execute(),
    )
    expect(stored).toEqual([{ token_hash: hashToken(result.token) }])
  })

  it('answers the same for a wrong password, an unknown, a disabled and an unset account', async () => {
    const wrong = { ok: false, reason: 'wrong' }
    expect(await enter({ password: 'vier Bäume am Bach' })).toEqual(wrong)
    expect(await enter({ email: 'niemand@teststadt.example' })).toEqual(wrong)
    expect(await enter({ email: 'worker@teststadt.example' })).toEqual(wrong)
    expect(await enter({ email: '' })).toEqual(wrong)
    await town.tx('system', (ctx) => disableAccount(ctx, person.id))
    expect(await enter()).toEqual(wrong)
    expect(await enter({}, town.other.tenant)).toEqual(wrong)
  })

  it('takes the same for an unknown account', async () => {
    const quickest = async (email: () => string) => {
      const times: number[] = []
      for (let i = 0; i < 7; i++) {
        const begin = performance.now()
        await enter({ email: email(), password: 'falsch', address: `198.51.100.${n}${i}` })
        times.push(performance.now() - begin)
        town.clock.advance({ hours: 25 })
      }
      return Math.min(...times) // what else the machine does only adds
    }
    const known = await quickest(() => person.email)
    const unknown = await quickest(() => `niemand${Math.random()}@teststadt.example`)
    // Without the work on a decoy an unknown account would take less than a tenth.
    expect(unknown / known).toBeGreaterThan(0.4)
    expect(unknown / known).toBeLessThan(2.5)
  })

  it('with a published password works in a demo only, and so does the session', async () => {
    const email = `demo${n}@teststadt.example`
    const passwordHash = await hashPassword('steht im README', { published: true })
    await town.tx('system', (ctx) => createAccount(ctx, { email, name: 'Demo', passwordHash }))
    const inDemo = await enter({ email, password: 'steht im README' })
    expect(inDemo.ok).toBe(true)
    const earnest = { ...town.platform, config: { ...town.platform.config, demo: false } }
    const again = { email, password: 'steht im README', address: '' }
    expect(await signIn(earnest, town.tenant, again, noRoles)).toEqual({
      ok: false,
      reason: 'wrong',
    })
    const ctxIn = (platform: typeof earnest) =>
      town.tx(anonymous, (ctx) =>
        sessionAccount({ ...ctx, platform } as typeof ctx, inDemo.ok ? inDemo.token : ''),
      )
    expect(await ctxIn(town.platform)).not.toBeNull()
    expect(await ctxIn(earnest)).toBeNull()
  })

  it('raises the parameters of an old hash', async () => {
    const { argon2Sync } = await import('node:crypto')
    const nonce = Buffer.alloc(16, 1)
    const tag = argon2Sync('argon2id', {
      message: Buffer.from(password),
      nonce,
      memory: 8192,
      passes: 1,
      parallelism: 1,
      tagLength: 32,
    })
    const text = (b: Buffer) => b.toString('base64').replace(/=+$/, '')
    const email = `alt${n}@teststadt.example`
    await town.tx('system', (ctx) =>
      createAccount(ctx, {
        email,
        name: 'Alt',
        passwordHash: `$argon2id$v=19$m=8192,t=1,p=1$${text(nonce)}$${text(tag)}`,
      }),
    )
    expect((await enter({ email })).ok).toBe(true)
    const row = await town.tx('system', (ctx) =>
      ctx.db
        .selectFrom('identity.account')
        .select('password_hash')
        .where('tenant_id', '=', town.tenant.id)
        .where('email', '=', email)
        .executeTakeFirstOrThrow(),
    )
    expect(row.password_hash).toContain('m=19456,t=2,p=1')
    expect((await enter({ email })).ok).toBe(true)
  })

  it('twice at once works', async () => {
    const results = await Promise.all([enter(), enter()])
    expect(results.map((r) => r.ok)).toEqual([true, true])
  })
})

describe('guessing', () => {
  it('closes the door of an account for longer each time, even for the right password', async () => {
    for (let i = 0; i < 5; i++)
      expect(await enter({ password: 'falsch', address: `203.0.113.${i}` })).toMatchObject({
        reason: 'wrong',
      })
    const closed = await enter()
    expect(closed).toEqual({
      ok: false,
      reason: 'throttled',
      retryAt: new Date(town.clock.now().getTime() + 30_000),
    })
    town.clock.advance({ seconds: 31 })
    expect(await enter({ password: 'falsch' })).toMatchObject({ reason: 'wrong' })
    expect(await enter()).toEqual({
      ok: false,
      reason: 'throttled',
      retryAt: new Date(town.clock.now().getTime() + 60_000),
    })
    town.clock.advance({ seconds: 61 })
    expect((await enter()).ok).toBe(true)
    expect(await enter({ password: 'falsch' })).toMatchObject({ reason: 'wrong' })
    expect((await enter()).ok).toBe(true)
  })

  it('is stopped alike for an account that does not exist', async () => {
    const email = `niemand${n}@teststadt.example`
    for (let i = 0; i < 5; i++) expect(await enter({ email })).toMatchObject({ reason: 'wrong' })
    expect(await enter({ email })).toMatchObject({ reason: 'throttled' })
  })

  it('with many at once is no more than one after the other', async () => {
    const all = await Promise.all(
      Array.from({ length: 12 }, (_, i) => enter({ password: 'falsch', address: `203.0.113.${i}` })),
    )
    expect(all.filter((r) => !r.ok && r.reason === 'wrong')).toHaveLength(5)
  })

  it('of many accounts from one address is stopped there, and closes nobody else out', async () => {
    const from = '2001:db8:7::'
    const tries = await Promise.all(
      Array.from({ length: 45 }, (_, i) =>
        enter({ email: `x${i}@teststadt.example`, password: 'falsch', address: from + i }),
      ),
    )
    expect(tries.filter((r) => !r.ok && r.reason === 'throttled')).toHaveLength(5)
    expect(await enter({ address: `${from}99` })).toMatchObject({ reason: 'throttled' })
    expect((await enter({ address: '2001:db8:8::1' })).ok).toBe(true)
  })

  it('leaves no address and no account behind, and is forgotten after a day', async () => {
    await enter({ password: 'falsch', address: '203.0.113.77' })
    const rows = () =>
      town.tx('system', (ctx) =>
        ctx.db.selectFrom('identity.attempt').selectAll().where('tenant_id', '=', town.tenant.id).execute(),
      )
    const words = JSON.stringify((await rows()).map((r) => r.subject.toString('latin1')))
    expect(words).not.toContain('203.0.113.77')
    expect(words).not.toContain(person.email)
    town.clock.advance({ days: 2 })
    await town.tx('system', clean)
    expect(await rows()).toEqual([])
  })
})

describe('a session', () => {
  it('of another town is none', async () => {
    const mine = await token()
    expect(await whose(mine, town.other.tenant)).toBeNull()
    expect(await whose('x'.repeat(22))).toBeNull()
  })

  it('ends after half an hour of nothing, and goes on with something', async () => {
    const mine = await token()
    for (let i = 0; i < 4; i++) {
      town.clock.advance({ minutes: 29 })
      expect(await whose(mine)).not.toBeNull()
    }
    town.clock.advance({ minutes: 31 })
    expect(await whose(mine)).toBeNull()
  })

  it('ends after twelve hours whatever happens', async () => {
    const mine = await token()
    for (let i = 0; i < 24; i++) {
      expect(await whose(mine), String(i)).not.toBeNull()
      town.clock.advance({ minutes: 30, seconds: -1 })
    }
    town.clock.advance({ minutes: 1 })
    expect(await whose(mine)).toBeNull()
    await town.tx('system', clean)
  })

  it('ends by signing out, and only that one', async () => {
    const [one, two] = [await token(), await token()]
    await town.tx(anonymous, (ctx) => signOut(ctx, one))
    expect(await whose(one)).toBeNull()
    expect(await whose(two)).not.toBeNull()
  })

  it('ends with the account', async () => {
    const mine = await token()
    await town.tx('system', (ctx) => disableAccount(ctx, person.id))
    expect(await whose(mine)).toBeNull()
  })

  it('ends, like all others, when the password changes', async () => {
    const [one, two] = [await token(), await token()]
    const who = {
      tenant: town.tenant,
      actor: { kind: 'staff', id: person.id, name: '', grants: [] } as Actor & { kind: 'staff' },
    }
    const change = (current: string, next: string) =>
      changePassword(town.platform, who, { current, next, address: '192.0.2.200' })
    expect(await change('falsch', 'ein neues Passwort')).toEqual({ ok: false, reason: 'wrong' })
    expect(await change(password, 'kurz')).toEqual({ ok: false, reason: 'too_short' })
    expect(await whose(one)).not.toBeNull()
    expect(await change(password, 'ein neues Passwort')).toEqual({ ok: true })
    expect(await whose(one)).toBeNull()
    expect(await whose(two)).toBeNull()
    expect(await enter()).toMatchObject({ reason: 'wrong' })
    expect((await enter({ password: 'ein neues Passwort' })).ok).toBe(true)
  })

  it('ends when an administrator sets the password, which others may not', async () => {
    const mine = await token()
    const set = async (who: string) =>
      setPassword(
        town.platform,
        { tenant: town.tenant, actor: await town.staff(who) },
        person.id,
        'vom Amt gesetzt',
      )
    await expect(set(town.ids.head)).rejects.toMatchObject({ status: 403 })
    expect(await set(town.ids.admin)).toEqual({ ok: true })
    expect(await whose(mine)).toBeNull()
  })
})

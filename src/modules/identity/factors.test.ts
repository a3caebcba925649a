import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changeSetting, type SettingInput } from '#modules/tenancy/index.ts'
import { anonymous, type TestTown } from '../../../test/helpers.ts'
import { clean } from './cleaning.ts'
import { factorTown, type Person } from './factors.fixture.ts'
import {
  accessHistory,
  addApp,
  answerFactor,
  createAccount,
  type FactorAnswer,
  factorsOf,
  hashPassword,
  keepRecoveryCodes,
  pendingSession,
  proposeApp,
  proposeRecoveryCodes,
  removeFactor,
  resetFactors,
  sessionAccount,
  signIn,
} from './index.ts'

let town: TestTown
let newPerson: Awaited<ReturnType<typeof factorTown>>['person']
beforeAll(async () => {
  ;({ town, person: newPerson } = await factorTown())
})
afterAll(() => town?.close())

const whose = (token: string) => town.tx(anonymous, (ctx) => sessionAccount(ctx, token))
const answer = (person: Person, token: string, given: FactorAnswer) =>
  answerFactor(town.platform, town.tenant, token, given, person.client)
const pending = async (person: Person): Promise<string> => {
  const entered = await person.enter()
  if (!entered.ok || entered.next !== 'second_factor') throw new Error(JSON.stringify(entered))
  return entered.token
}
const rule = (value: SettingInput<'signIn'>) =>
  town.tx('system', (ctx) => changeSetting(ctx, 'signIn', value))

describe('with an app', () => {
  it('the password alone opens nothing, the code opens, with a token of its own', async () => {
    const person = await newPerson()
    const shown = await person.app()
    const token = await pending(person)
    expect(await whose(token)).toBeNull()
    const result = await answer(person, token, {
      kind: 'totp',
      code: ` ${shown().slice(0, 3)} ${shown().slice(3)} `,
    })
    expect(result).toMatchObject({ ok: true })
    if (!result.ok) return
    expect(result.token).not.toBe(token)
    expect(await whose(result.token)).toMatchObject({ id: person.id })
    expect(await whose(token)).toBeNull()
    expect(await town.tx(anonymous, (ctx) => pendingSession(ctx, token))).toBeNull()
    const [latest] = await town.tx('system', (ctx) => accessHistory(ctx, person.id))
    expect(latest).toMatchObject({
      type: 'signed_in',
      method: 'password_totp',
      byOther: false,
      device: { browser: 'firefox', system: 'windows' },
    })
  })

  it('a code is right once, and none before it is right any more', async () => {
    const person = await newPerson()
    const shown = await person.app()
    const now = shown()
    const before = shown(-1)
    expect(await answer(person, await pending(person), { kind: 'totp', code: now })).toMatchObject({
      ok: true,
    })
    expect(await answer(person, await pending(person), { kind: 'totp', code: now })).toEqual({
      ok: false,
      reason: 'wrong',
    })
    expect(await answer(person, await pending(person), { kind: 'totp', code: before })).toMatchObject({
      ok: false,
    })
    town.clock.advance({ seconds: 30 })
    expect(await answer(person, await pending(person), { kind: 'totp', code: shown() })).toMatchObject({
      ok: true,
    })
  })

  it('of two who send the same code at once one gets in', async () => {
    const person = await newPerson()
    const shown = await person.app()
    const tokens = [await pending(person), await pending(person)]
    const results = await Promise.all(
      tokens.map((token) => answer(person, token, { kind: 'totp', code: shown() })),
    )
    expect(results.filter((r) => r.ok)).toHaveLength(1)
  })

  it('a clock may be wrong by one step to each side, not by two', async () => {
    for (const [steps, right] of [
      [-2, false],
      [-1, true],
      [1, true],
      [2, false],
    ] as const) {
      const person = await newPerson()
      const shown = await person.app()
      town.clock.advance({ minutes: 5 })
      expect((await answer(person, await pending(person), { kind: 'totp', code: shown(steps) })).ok).toBe(
        right,
      )
    }
  })

  it('guessing is stopped, also by whoever knows the password and enters it again each time', async () => {
    const person = await newPerson()
    const shown = await person.app()
    for (let i = 0; i < 5; i++)
      expect(await answer(person, await pending(person), { kind: 'totp', code: '000000' })).toMatchObject({
        reason: 'wrong',
      })
    expect(await answer(person, await pending(person), { kind: 'totp', code: shown() })).toMatchObject({
      reason: 'throttled',
    })
    town.clock.advance({ seconds: 31 })
    expect(await answer(person, await pending(person), { kind: 'totp', code: shown() })).toMatchObject({
      ok: true,
    })
  })

  it('somebody else’s code is none', async () => {
    const [one, other] = [await newPerson(), await newPerson()]
    await one.app()
    const shown = await other.app()
    expect(await answer(one, await pending(one), { kind: 'totp', code: shown() })).toMatchObject({
      ok: false,
    })
  })

  it('the way in is over after ten minutes', async () => {
    const person = await newPerson()
    const shown = await person.app()
    const token = await pending(person)
    town.clock.advance({ minutes: 10 })
    expect(await answer(person, token, { kind: 'totp', code: shown() })).toEqual({
      ok: false,
      reason: 'over',
    })
    expect(await answer(person, 'x'.repeat(22), { kind: 'totp', code: shown() })).toMatchObject({
      reason: 'over',
    })
  })

  it('the secret stands nowhere in clear, and a proposal is only good for its account and half an hour', async () => {
    const [one, other] = [await newPerson(), await newPerson()]
    const { secret, sealed, url } = await town.tx('system', (ctx) => proposeApp(ctx, one))
    expect(url).toMatch(/^otpauth:\/\/totp\/Teststadt:.*issuer=Teststadt/)
    const { shownBy } = await import('./factors.fixture.ts')
    const shown = shownBy(town, secret)
    const add = (id: string, code: string) => town.tx('system', (ctx) => addApp(ctx, id, sealed, code))
    expect(await add(other.id, shown())).toBe(false)
    expect(await add(one.id, '123456')).toBe(false)
    expect((await town.tx('system', (ctx) => proposeApp(ctx, one, sealed))).secret).toBe(secret)
    expect(await add(one.id, shown())).toBe(true)
    expect(await answer(one, await pending(one), { kind: 'totp', code: shown() })).toMatchObject({
      reason: 'wrong',
    })
    const row = await town.tx('system', (ctx) =>
      ctx.db
        .selectFrom('identity.totp')
        .select('sealed')
        .where('tenant_id', '=', ctx.tenant.id)
        .where('account_id', '=', one.id)
        .executeTakeFirstOrThrow(),
    )
    expect(row.sealed.toString('latin1')).not.toContain(secret)
    town.clock.advance({ minutes: 31 })
    expect(await add(one.id, shown())).toBe(false)
  })
})

describe('recovery codes', () => {
  it('each lets in once', async () => {
    const person = await newPerson()
    await person.app()
    const codes = await person.codes()
    expect(codes).toHaveLength(10)
    const typed = codes[0]!.toUpperCase().replace('-', ' ').replaceAll('0', 'O').replaceAll('1', 'I')
    const by = async (code: string) => answer(person, await pending(person), { kind: 'recovery', code })
    expect(await by(typed)).toMatchObject({ ok: true })
    expect(await by(codes[0]!)).toMatchObject({ reason: 'wrong' })
    expect(await by('00000-00000')).toMatchObject({ reason: 'wrong' })
    expect((await town.tx('system', (ctx) => factorsOf(ctx, person.id))).recoveryLeft).toBe(9)
    const fresh = await person.codes()
    expect(await by(codes[1]!)).toMatchObject({ reason: 'wrong' })
    expect(await by(fresh[0]!)).toMatchObject({ ok: true })
  })

  it('count only when they were confirmed, and sending the page twice brings none back', async () => {
    const [person, other] = [await newPerson(), await newPerson()]
    await person.app()
    const { codes, sealed } = await town.tx('system', (ctx) => proposeRecoveryCodes(ctx, person.id))
    const keep = (id = person.id, what = sealed) =>
      town.tx('system', (ctx) => keepRecoveryCodes(ctx, id, what))
    const by = async (code: string) => answer(person, await pending(person), { kind: 'recovery', code })
    expect(await by(codes[0]!)).toMatchObject({ ok: false })
    expect(await keep(other.id)).toBe(false)
    expect(await keep(person.id, `${sealed.slice(0, -2)}AA`)).toBe(false)
    expect(await keep()).toBe(true)
    expect(await by(codes[0]!)).toMatchObject({ ok: true })
    expect(await keep()).toBe(true)
    expect(await by(codes[0]!)).toMatchObject({ ok: false })
  })
})

describe('who must have one', () => {
  it('is led to set one up before anything else, by role or all of them', async () => {
    const [admin, clerk] = [await newPerson(['administrator']), await newPerson(['clerk'])]
    const next = async (person: Person) => {
      const result = await person.enter()
      return result.ok ? result.next : result.reason
    }
    expect([await next(admin), await next(clerk)]).toEqual(['done', 'done'])
    await rule({})
    expect([await next(admin), await next(clerk)]).toEqual(['enrol', 'done'])
    await rule({ roles: ['clerk'] })
    expect([await next(admin), await next(clerk)]).toEqual(['done', 'enrol'])
    await rule({ secondFactor: 'all' })
    expect([await next(admin), await next(clerk)]).toEqual(['enrol', 'enrol'])
    const entered = await clerk.enter()
    expect(entered.ok && (await whose(entered.token))).toBeNull()
    expect(
      entered.ok && (await town.tx(anonymous, (ctx) => pendingSession(ctx, entered.token))),
    ).toMatchObject({
      state: 'enrol',
    })
    await rule({ secondFactor: 'off' })
    await clerk.app()
    expect(await next(clerk)).toBe('second_factor')
  })

  it('is nobody with a published password', async () => {
    await rule({ secondFactor: 'all' })
    const email = 'vorfuehrung@teststadt.example'
    const passwordHash = await hashPassword('steht im README', { published: true })
    await town.tx('system', (ctx) => createAccount(ctx, { email, name: 'Demo', passwordHash }))
    const input = { email, password: 'steht im README', address: '192.0.2.250' }
    expect(await signIn(town.platform, town.tenant, input, async () => ['administrator'])).toMatchObject({
      next: 'done',
    })
    await rule({ secondFactor: 'off' })
  })

  it('keeps the last one; who need not may let it go, and the recovery codes with it', async () => {
    const person = await newPerson()
    await person.app()
    await person.codes()
    const remove = (required: boolean) =>
      town.tx('system', (ctx) => removeFactor(ctx, person.id, { app: true }, { required }))
    await expect(remove(true)).rejects.toMatchObject({ status: 409, code: 'factor.last' })
    expect((await person.enter()).ok && (await person.enter())).toMatchObject({ next: 'second_factor' })
    await remove(false)
    expect(await town.tx('system', (ctx) => factorsOf(ctx, person.id))).toMatchObject({
      app: null,
      recoveryLeft: null,
    })
    expect(await person.enter()).toMatchObject({ next: 'done' })
    await expect(remove(false)).rejects.toMatchObject({ status: 404 })
  })

  it('whoever lost theirs starts anew once they were reset, signed out everywhere', async () => {
    const person = await newPerson()
    const shown = await person.app()
    await person.codes()
    const result = await answer(person, await pending(person), { kind: 'totp', code: shown() })
    const half = await pending(person)
    await town.tx('system', (ctx) => resetFactors(ctx, person.id))
    expect(result.ok && (await whose(result.token))).toBeNull()
    town.clock.advance({ seconds: 30 })
    expect(await answer(person, half, { kind: 'totp', code: shown() })).toMatchObject({ reason: 'over' })
    expect(await person.enter()).toMatchObject({ next: 'done' })
  })
})

it('what is over is swept away', async () => {
  await pending(await withApp())
  town.clock.advance({ days: 400 })
  await town.tx('system', clean)
  const left = await town.tx('system', (ctx) =>
    Promise.all(
      (['identity.session', 'identity.challenge', 'identity.device'] as const).map((table) =>
        ctx.db.selectFrom(table).select('tenant_id').where('tenant_id', '=', ctx.tenant.id).execute(),
      ),
    ),
  )
  expect(left).toEqual([[], [], []])
})

async function withApp(): Promise<Person> {
  const person = await newPerson()
  await person.app()
  return person
}

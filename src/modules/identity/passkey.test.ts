import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anonymous, type TestTown } from '../../../test/helpers.ts'
import { SoftPasskey } from './authenticator.fixture.ts'
import { factorTown, type Person } from './factors.fixture.ts'
import {
  accessHistory,
  addPasskey,
  answerFactor,
  disableAccount,
  passkeyQuestion,
  passkeysOf,
  passkeyTask,
  removeFactor,
  renamePasskey,
  sessionAccount,
  signInByPasskey,
} from './index.ts'

let town: TestTown
let newPerson: Awaited<ReturnType<typeof factorTown>>['person']
let origin: string
beforeAll(async () => {
  ;({ town, person: newPerson } = await factorTown())
  origin = new URL(town.tenant.publicUrl).origin
})
afterAll(() => town?.close())

const add = async (person: Person, key: SoftPasskey, name = 'Diensthandy') => {
  const task = await town.tx('system', (ctx) => passkeyTask(ctx, { ...person, name: 'Probe' }))
  return town.tx('system', (ctx) => addPasskey(ctx, person.id, key.make(task), name))
}
const withKey = async () => {
  const person = await newPerson()
  const key = new SoftPasskey(origin)
  expect(await add(person, key)).toBe(true)
  return { person, key }
}
const question = (purpose: 'sign_in' | 'second_factor', account: string | null) =>
  town.tx(anonymous, (ctx) => passkeyQuestion(ctx, purpose, account))
const alone = async (key: SoftPasskey, client = { address: '192.0.2.99' }) =>
  signInByPasskey(town.platform, town.tenant, key.answer(await question('sign_in', null)), client)
const pending = async (person: Person): Promise<string> => {
  const entered = await person.enter()
  if (!entered.ok || entered.next !== 'second_factor') throw new Error(JSON.stringify(entered))
  return entered.token
}
const second = async (person: Person, token: string, key: SoftPasskey) =>
  answerFactor(
    town.platform,
    town.tenant,
    token,
    { kind: 'passkey', response: key.answer(await question('second_factor', person.id)) },
    person.client,
  )

describe('a passkey', () => {
  it('is a second factor', async () => {
    const { person, key } = await withKey()
    key.verifies = false // a simple security key: having it is enough beside a password
    const result = await second(person, await pending(person), key)
    expect(result).toMatchObject({ ok: true })
    expect(result.ok && (await town.tx(anonymous, (ctx) => sessionAccount(ctx, result.token)))).toMatchObject(
      {
        id: person.id,
      },
    )
  })

  it('signs in alone, if the person has shown the device that it is them', async () => {
    const { person, key } = await withKey()
    const begun = await alone(key)
    expect(begun && (await town.tx(anonymous, (ctx) => sessionAccount(ctx, begun.token)))).toMatchObject({
      id: person.id,
    })
    const [latest] = await town.tx('system', (ctx) => accessHistory(ctx, person.id))
    expect(latest).toMatchObject({ type: 'signed_in', method: 'passkey' })
    key.verifies = false
    expect(await alone(key)).toBeNull()
  })

  it('answers each question once, and only its own', async () => {
    const { person, key } = await withKey()
    const asked = await question('sign_in', null)
    const answer = key.answer(asked)
    const enter = (response = answer) =>
      signInByPasskey(town.platform, town.tenant, response, { address: '192.0.2.98' })
    expect(await enter()).not.toBeNull()
    expect(await enter()).toBeNull()
    expect(await enter(key.answer(asked))).toBeNull()
    expect(await enter(key.answer({ ...asked, challenge: 'selbst-ausgedacht' }))).toBeNull()
    expect(await enter(key.answer(await question('second_factor', person.id)))).toBeNull()
    const late = await question('sign_in', null)
    town.clock.advance({ minutes: 5, seconds: 1 })
    expect(await enter(key.answer(late))).toBeNull()
  })

  it('of another page, another person or nobody opens nothing', async () => {
    const { person, key } = await withKey()
    const { key: others } = await withKey()
    const token = await pending(person)
    expect(await second(person, token, others)).toMatchObject({ reason: 'wrong' })
    expect(await second(person, token, new SoftPasskey(origin))).toMatchObject({ reason: 'wrong' })
    key.origin = 'https://teststadt.evil.example'
    expect(await second(person, token, key)).toMatchObject({ reason: 'wrong' })
    expect(await alone(key)).toBeNull()
    const there = await signInByPasskey(
      town.platform,
      town.other.tenant,
      others.answer(await question('sign_in', null)),
      { address: '' },
    )
    expect(there).toBeNull()
  })

  it('that was copied is noticed by its counter', async () => {
    const { key } = await withKey()
    expect(await alone(key)).not.toBeNull()
    key.counter = 0
    expect(await alone(key)).toBeNull()
  })

  it('is added only by an answer to our question, and once', async () => {
    const [person, other] = [await newPerson(), await newPerson()]
    const key = new SoftPasskey(origin)
    const task = await town.tx('system', (ctx) => passkeyTask(ctx, { ...person, name: 'Probe' }))
    const put = (id: string, response = key.make(task)) =>
      town.tx('system', (ctx) => addPasskey(ctx, id, response, 'x'))
    expect(await put(other.id)).toBe(false)
    expect(
      await put(person.id, {
        ...key.make(task),
        response: { clientDataJSON: 'e30', attestationObject: 'oA' },
      }),
    ).toBe(false)
    expect(await put(person.id)).toBe(true)
    expect(await put(person.id)).toBe(false)
    expect(await add(other, key)).toBe(false)
    const foreign = new SoftPasskey('https://evil.example')
    expect(await add(person, foreign)).toBe(false)
  })

  it('has a name, and goes when its owner says so', async () => {
    const { person, key } = await withKey()
    const { person: other } = await withKey()
    const [one] = await town.tx('system', (ctx) => passkeysOf(ctx, person.id))
    expect(one).toMatchObject({ name: 'Diensthandy', usedAt: null })
    const rename = (id: string) => town.tx('system', (ctx) => renamePasskey(ctx, id, one!.id, ' Schlüssel  '))
    await expect(rename(other.id)).rejects.toMatchObject({ status: 404 })
    await rename(person.id)
    expect(await town.tx('system', (ctx) => passkeysOf(ctx, person.id))).toMatchObject([
      { name: 'Schlüssel' },
    ])
    const remove = (id: string) =>
      town.tx('system', (ctx) => removeFactor(ctx, id, { passkey: one!.id }, { required: false }))
    await expect(remove(other.id)).rejects.toMatchObject({ status: 404 })
    await remove(person.id)
    expect(await alone(key)).toBeNull()
  })

  it('of a closed account opens nothing', async () => {
    const { person, key } = await withKey()
    await town.tx('system', (ctx) => disableAccount(ctx, person.id))
    expect(await alone(key)).toBeNull()
  })
})

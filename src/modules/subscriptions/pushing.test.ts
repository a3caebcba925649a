import { createPublicKey, verify } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import { addSubscription } from './adding.ts'
import { isDevice, subscriberByDevice, subscriberOfDevice } from './device.ts'
import { subscriberById } from './own.ts'
import { pushPublicKey } from './push-keys.ts'
import { queuePush } from './push-queue.ts'
import { type Browser, PushService } from './push-service.fixture.ts'
import { type Resting, sendPushes } from './pushing.ts'

let town: TestTown
let good: PushService
let bad: PushService
let resting: Resting
beforeAll(async () => {
  ;[good, bad] = await Promise.all([PushService.start(), PushService.start()])
  town = await testTown({ config: { innerTargets: [good.host, bad.host] } })
})
afterAll(async () => {
  good?.stop()
  bad?.stop()
  await town?.close()
})
beforeEach(() => {
  resting = new Map()
  for (const service of [good, bad]) {
    service.received.length = 0
    service.answer = () => 201
    service.retryAfter = null
  }
})

const message = {
  title: 'Teststadt',
  body: 'Neu gemeldet: Schlagloch „Ä“',
  url: '/meldungen/2026-1',
  manage: '/in-der-naehe/abos/x',
  manageLabel: 'Abo ändern',
}

/** A device that waits for a message. */
async function waiting(browser: Browser, dedupe = browser.device.endpoint): Promise<string> {
  return town.tx('system', async (ctx) => {
    const id = await subscriberByDevice(ctx, { device: browser.device, lang: 'de' })
    await addSubscription(ctx, id, {
      where: { kind: 'town', label: 'Teststadt' },
      categories: [],
      topics: ['opened'],
      rhythm: 'at_once',
    })
    queuePush(ctx, (await subscriberById(ctx, id))!, `${dedupe}:${ctx.now.getTime()}`, message)
    return id
  })
}

const left = () =>
  town.tx('system', (ctx) =>
    ctx.db
      .selectFrom('subscriptions.push')
      .select(['subscriber_id', 'attempts', 'error', 'next_at'])
      .where('tenant_id', '=', ctx.tenant.id)
      .execute(),
  )
const isThere = (id: string) => town.tx('system', async (ctx) => Boolean(await subscriberById(ctx, id)))
const send = () => sendPushes(town.platform, resting)

test('a message comes to the device, readable by it alone, and signed by the town', async () => {
  const browser = good.browser('eins')
  await waiting(browser)
  await Promise.all([send(), send()])
  expect(good.received).toHaveLength(1)
  const [{ headers, body }] = good.received as [(typeof good.received)[0]]
  expect(browser.read(body)).toEqual(message)
  expect(body.toString('latin1')).not.toContain('Schlagloch')
  expect(headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '86400', urgency: 'normal' })
  const [, token, key] = /^vapid t=([^,]+), k=(.+)$/.exec(headers.authorization!)!
  expect(key).toBe(await town.tx('system', pushPublicKey))
  const [head, claims, signature] = token!.split('.') as [string, string, string]
  expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
    aud: `http://${good.host}`,
  })
  const point = Buffer.from(key!, 'base64url')
  const publicKey = createPublicKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
  })
  const signed = Buffer.from(`${head}.${claims}`)
  expect(
    verify(
      'sha256',
      signed,
      { key: publicKey, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    ),
  ).toBe(true)
  expect(await left()).toEqual([])
  // Each town has keys of its own, and keeps them.
  expect(await town.tx('system', pushPublicKey, town.other.tenant)).not.toBe(key)
})

describe('a push service that', () => {
  test.each([404, 410])('says that nobody lives there (%i) ends that device only', async (status) => {
    good.answer = (path) => (path.includes('weg') ? status : 201)
    const [gone, stays] = [
      await waiting(good.browser(`weg${status}`)),
      await waiting(good.browser(`da${status}`)),
    ]
    await send()
    expect([await isThere(gone), await isThere(stays)]).toEqual([false, true])
    expect(await left()).toEqual([])
  })

  test.each([401, 403, 429, 500, 503])('refuses (%i) ends nothing, and others go on', async (status) => {
    bad.answer = () => status
    const ids: string[] = []
    for (let i = 0; i < 3; i++) ids.push(await waiting(bad.browser(`nein${status}-${i}`)))
    await waiting(good.browser(`ja${status}`))
    await send()
    expect(good.received).toHaveLength(1)
    for (const id of ids) expect(await isThere(id)).toBe(true)
    expect((await left()).map((m) => m.error)).toEqual([String(status), String(status), String(status)])
    // Left alone for a while, then everything comes.
    const tried = bad.received.length
    await send()
    expect(bad.received).toHaveLength(tried)
    bad.answer = () => 201
    town.clock.advance({ minutes: 2 })
    await send()
    expect(await left()).toEqual([])
    expect(bad.received).toHaveLength(tried + 3)
  })

  test('does not answer keeps the others waiting no longer than its time', async () => {
    bad.answer = () => 'silent'
    for (let i = 0; i < 25; i++) await waiting(bad.browser(`stumm${i}`))
    await waiting(good.browser('nach-den-stummen'))
    await sendPushes(town.platform, resting, { timeoutMs: 200 })
    expect(good.received).toHaveLength(1)
    // After the first twenty nobody waits for it any more.
    expect(bad.received).toHaveLength(20)
    bad.answer = () => 201
    town.clock.advance({ minutes: 2 })
    await send()
    expect(await left()).toEqual([])
  })

  test('asks for patience gets it (Retry-After)', async () => {
    bad.answer = () => 429
    bad.retryAfter = '900'
    await waiting(bad.browser('geduld'))
    await send()
    town.clock.advance({ minutes: 14 })
    await send()
    expect(bad.received).toHaveLength(1)
    bad.answer = () => 201
    town.clock.advance({ minutes: 2 })
    await send()
    expect(bad.received).toHaveLength(2)
    expect(await left()).toEqual([])
  })

  test('never takes anything keeps a message for a day, and a device for two months', async () => {
    bad.answer = () => 503
    const id = await waiting(bad.browser('nie'))
    for (let hours = 0; hours < 26; hours += 2) {
      await send()
      town.clock.advance({ hours: 2 })
    }
    expect(await left()).toEqual([])
    expect(bad.received.length).toBeLessThan(14)
    const { clean } = await import('./cleaning.ts')
    await town.tx('system', clean)
    expect(await isThere(id)).toBe(true)
    town.clock.advance({ days: 61 })
    await town.tx('system', clean)
    expect(await isThere(id)).toBe(false)
  })
})

test('only browsers’ own addresses are taken: https, on the public internet, with keys that are some', async () => {
  const { device } = good.browser('x')
  const known = (more: object) => town.tx('system', (ctx) => isDevice(ctx, { ...device, ...more }))
  expect(await known({})).toBe(true)
  expect(await known({ endpoint: 'https://fcm.googleapis.com/fcm/send/abc' })).toBe(true)
  for (const endpoint of [
    'http://push.example/x',
    'http://127.0.0.1:1/x',
    'javascript:alert(1)',
    'https://a:b@push.example/',
    '',
  ])
    expect(await known({ endpoint }), endpoint).toBe(false)
  expect(await known({ p256dh: 'B' })).toBe(false)
  expect(await known({ auth: '../../x' })).toBe(false)

  // Inner machines behind an https address are found out as it is sent, and nothing is ended by that.
  const id = await town.tx('system', async (ctx) => {
    const made = await subscriberByDevice(ctx, {
      device: { ...device, endpoint: 'https://127.0.0.1:9/inner' },
      lang: 'de',
    })
    queuePush(ctx, (await subscriberById(ctx, made))!, 'inner', message)
    return made
  })
  await send()
  expect((await left()).map((m) => m.error)).toEqual(['not_public'])
  expect(await isThere(id)).toBe(true)
  // A device is found by both of its words, in its own town.
  const find = (words: { endpoint: string; auth: string }, tenant = town.tenant) =>
    town.tx('system', (ctx) => subscriberOfDevice(ctx, words), tenant)
  const words = { endpoint: 'https://127.0.0.1:9/inner', auth: device.auth }
  expect(await find(words)).toBe(id)
  expect(await find({ ...words, auth: 'A'.repeat(22) })).toBe(null)
  expect(await find(words, town.other.tenant)).toBe(null)
  // Who knows a device's address without its keys neither gets what is subscribed there nor puts their own keys in.
  const stranger = { ...device, endpoint: words.endpoint, auth: 'A'.repeat(22) }
  await expect(
    town.tx('system', (ctx) => subscriberByDevice(ctx, { device: stranger, lang: 'de' })),
  ).rejects.toMatchObject({ code: 'subscription.device' })
  expect(await find(words)).toBe(id)
})

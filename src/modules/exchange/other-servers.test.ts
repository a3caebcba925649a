import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { anonymiseCase } from '#modules/cases/anonymising.ts'
import { closeCase, handToAuthority, reply, showCasePhoto } from '#modules/cases/index.ts'
import { addPhoto } from '#modules/files/index.ts'
import { splitReport, submit } from '#modules/reports/index.ts'
import { changeSetting } from '#modules/tenancy/index.ts'
import { system } from '#platform/context/actor.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { outside, somewhere, type TestTown, testTown } from '../../../test/helpers.ts'
import { fakeAssets, PageClient } from '../../../test/page-client.ts'
import { createApp } from '../../app.ts'
import { endpointById } from './endpoint.ts'
import { exchangeAll } from './exchanging.ts'
import { changeEndpoint, createEndpoint, type EndpointInput } from './managing.ts'
import { mapAttributes, mapCategories } from './mapping.ts'
import { type Answer, type Asked, type Behaviour, OtherServer } from './other-server.fixture.ts'
import { photoByToken } from './photos.ts'
import { pullNow } from './pulling.ts'
import { hasArrived, sendAgain, transfersOf } from './transfers.ts'

let town: TestTown
const other = new OtherServer()
let endpoint: Uuid

const service = {
  service_code: 'LOCH',
  service_name: 'Loch',
  metadata: true,
  type: 'realtime',
  group: 'Straße',
}
const definition = {
  service_code: 'LOCH',
  attributes: [
    {
      variable: true,
      code: 'DEPTH',
      datatype: 'singlevaluelist',
      required: true,
      description: 'Tiefe',
      values: [
        { key: '1', name: 'flach' },
        { key: '2', name: 'tief' },
      ],
    },
    { variable: true, code: 'SOURCE', datatype: 'string', required: true, description: 'Quelle' },
    { variable: true, code: 'csc_ref', datatype: 'string', required: true, automated: 'server_set' },
  ],
}

/** A proper server that keeps what it got; tests replace what they need otherwise. */
let kept: { id: string; form: URLSearchParams }[] = []
let next = 700
const proper: Behaviour = (asked: Asked): Answer => {
  const { method, path, query, form } = asked
  if (path.endsWith('/services.json')) return { body: [service] }
  if (path.endsWith('/services/LOCH.json')) return { body: definition }
  if (path.endsWith('/discovery.json')) return { body: { contact: 'Frau Kreis, 06181 1', endpoints: [] } }
  if (path.endsWith('/requests.json') && method === 'POST') {
    next += 1
    kept.push({ id: String(next), form })
    return { status: 201, body: [{ service_request_id: next }] }
  }
  if (path.endsWith('/requests.json')) {
    const ids = query.get('service_request_id')?.split(',')
    return {
      body: kept
        .filter((k) => !ids || ids.includes(k.id))
        .map((k) => ({ service_request_id: k.id, status: 'open', description: k.form.get('description') })),
    }
  }
  return { status: 404, body: '<html>404</html>', type: 'text/html' }
}

const input = (more: Partial<EndpointInput> = {}): EndpointInput => ({
  name: 'Landkreis',
  url: other.url,
  jurisdiction: 'kreis.example',
  format: 'json',
  authorityId: town.ids.neighbour,
  inboundKeyId: null,
  follow: true,
  onClosed: 'close',
  sendWords: true,
  sendPrivate: false,
  defaultService: null,
  giveUpDays: 7,
  apiKey: 'geheim-42',
  ...more,
})

beforeAll(async () => {
  town = await testTown()
  await other.up()
  town.platform.config.innerTargets.push(`127.0.0.1:${other.port}`)
  other.answer = proper
  endpoint = await town.tx('system', (ctx) => createEndpoint(ctx, input()))
  await pull()
  await town.tx('system', async (ctx) => {
    await mapCategories(ctx, endpoint, new Map([['schlagloch', 'LOCH']]))
    await mapAttributes(ctx, endpoint, 'schlagloch', {
      DEPTH: { question: 'tiefe' },
      SOURCE: { value: 'Bürgermeldung' },
    })
  })
})
afterAll(async () => {
  await other.down()
  await town.close()
})
beforeEach(() => {
  other.answer = proper
  other.asked.length = 0
  kept = []
})
/** Nothing of one test is left for the next. */
afterEach(async () => {
  await town.tx('system', async (ctx) => {
    const all = await ctx.db
      .selectFrom('exchange.transfer')
      .select('case_id')
      .where('tenant_id', '=', ctx.tenant.id)
      .execute()
    for (const { case_id } of all)
      await anonymiseCase(ctx, case_id, { action: 'anonymise', processing: 'reports' })
    await ctx.db
      .updateTable('exchange.endpoint')
      .set({ failing_since: null, retry_at: null, attempts: 0, polls: null, cursor: null })
      .where('tenant_id', '=', ctx.tenant.id)
      .execute()
  })
  await town.drain()
})

const read = () => town.tx('system', (ctx) => endpointById(ctx, endpoint))
const pull = async () => pullNow(town.platform, town.tenant, await read())
const turn = async (minutes = 6): Promise<void> => {
  town.clock.advance({ minutes })
  await town.drain()
  await exchangeAll(town.platform)
  await town.drain()
}
const report = async (text = 'Loch an der Kreisstraße', place = outside) => {
  const made = await town.tx('system', (ctx) =>
    submit(ctx, {
      id: newId(),
      category: 'schlagloch',
      text,
      place,
      address: null,
      placedBy: 'map',
      answers: { tiefe: 'tief' },
      reporter: { name: 'Erika Müßig', email: 'erika@example.org', phone: null, lang: 'de' },
      channel: 'web',
    }),
  )
  return made
}
const transferOf = async (id: Uuid) => (await town.tx('system', (ctx) => transfersOf(ctx, id)))[0]
const look = (id: Uuid) =>
  town.tx('system', async (ctx) => ({
    ...(await ctx.db
      .selectFrom('cases.case')
      .select(['status', 'outcome'])
      .where('tenant_id', '=', ctx.tenant.id)
      .where('id', '=', id)
      .executeTakeFirstOrThrow()),
    words: (
      await ctx.db
        .selectFrom('cases.message')
        .select(['body', 'visibility'])
        .where('tenant_id', '=', ctx.tenant.id)
        .where('case_id', '=', id)
        .orderBy('at')
        .orderBy('id')
        .execute()
    ).map((m) => `${m.visibility}: ${m.body}`),
  }))

test('what is sent is what they ask for, and nothing of who reported', async () => {
  const mine = await report()
  const jpeg = await sharp({ create: { width: 320, height: 240, channels: 3, background: '#777' } })
    .jpeg()
    .toBuffer()
  await addPhoto(
    town.platform,
    { tenant: town.tenant, actor: system('test') },
    {
      folder: mine.id,
      bytes: jpeg,
      name: 'a.jpg',
      stage: 'report',
      visibility: 'public',
    },
  )
  await turn()
  const [sent] = other.posts()
  const form = Object.fromEntries(sent!.form)
  expect(form).toMatchObject({
    service_code: 'LOCH',
    api_key: 'geheim-42',
    jurisdiction_id: 'kreis.example',
    lat: outside.lat.toFixed(7),
    long: outside.lon.toFixed(7),
    'attribute[DEPTH]': '2',
    'attribute[SOURCE]': 'Bürgermeldung',
    account_id: `teststadt/${mine.number}`,
    device_id: 'open311-via:teststadt.localhost',
  })
  expect(form.description).toBe(
    `Loch an der Kreisstraße\n\nUnser Zeichen: teststadt/${mine.number} (Teststadt)`,
  )
  expect(Object.keys(form).join()).not.toMatch(/email|name|phone|csc_ref/)
  expect(JSON.stringify(form)).not.toMatch(/Müßig|erika/)
  expect(sent!.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/)
  // The picture's address is signed, and opens that picture for some days only.
  const token = form.media_url!.split('/').at(-1)!
  expect(form.media_url).toMatch(/^http:\/\/teststadt.localhost:3000\/fotos\/partner\//)
  expect(await town.tx('system', (ctx) => photoByToken(ctx, token))).toMatch(/^[0-9a-f-]{36}$/)
  for (const forged of [`${token}x`, token.replace(/\.\d+\./, '.99999999999.'), 'a.b.c', ''])
    expect(await town.tx('system', (ctx) => photoByToken(ctx, forged))).toBeNull()
  expect(await transferOf(mine.id)).toMatchObject({ status: 'sent', remoteId: '701' })
  // The key is nowhere to be read.
  const row = await town.tx('system', (ctx) =>
    ctx.db
      .selectFrom('exchange.endpoint')
      .selectAll()
      .where('tenant_id', '=', ctx.tenant.id)
      .executeTakeFirstOrThrow(),
  )
  expect(JSON.stringify(row)).not.toContain('geheim-42')
  town.clock.advance({ hours: 24 * 8 })
  expect(await town.tx('system', (ctx) => photoByToken(ctx, token))).toBeNull()
})

test('a server that is down for a day gets everything afterwards, in order and once', async () => {
  await other.down()
  const reports: Awaited<ReturnType<typeof report>>[] = []
  for (let i = 0; i < 12; i += 1) {
    reports.push(await report(`Meldung ${i + 1}`))
    town.clock.advance({ minutes: 1 })
  }
  await turn(1)
  // One of them has a word of ours that comes after it.
  await town.tx(await town.staff(town.ids.clerk), (ctx) =>
    reply(ctx, reports[3]!.id, { body: 'Nachtrag zur vierten', visibility: 'public' }),
  )
  for (let hour = 0; hour < 24; hour += 3) await turn(180)
  const silent = await read()
  expect(silent.failingWhy).toBe('unreachable')
  expect(town.clock.now().getTime() - silent.failingSince!.getTime()).toBeGreaterThan(22 * 3_600_000)
  // Told once, not every hour.
  const told = await town.tx('system', (ctx) =>
    ctx.db
      .selectFrom('platform.mail')
      .select('subject')
      .where('tenant_id', '=', ctx.tenant.id)
      .where('subject', '=', 'Landkreis antwortet nicht')
      .execute(),
  )
  expect(told).toHaveLength(1)
  await other.up()
  await turn(61)
  await turn()
  const sent = other.posts().map((a) => a.form.get('description')!.split('\n')[0])
  expect(sent).toEqual(reports.map((_, i) => `Meldung ${i + 1}`))
  expect(other.posts('servicerequestupdates').map((a) => a.form.get('description'))).toEqual([
    'Nachtrag zur vierten',
  ])
  expect(await read()).toMatchObject({ failingSince: null, attempts: 0 })
  for (const { id } of reports) expect((await transferOf(id))!.status).toBe('sent')
}, 60_000)

test('an answer that was lost makes no second report: it is looked up first', async () => {
  let lose = true
  other.answer = (asked) => {
    const answer = proper(asked)
    if (asked.method !== 'POST' || !lose) return answer
    lose = false
    return 'cut'
  }
  const mine = await report('Nur einmal')
  await turn()
  expect((await transferOf(mine.id))!.status).toBe('waiting')
  await turn()
  expect(await transferOf(mine.id)).toMatchObject({ status: 'sent', remoteId: kept[0]!.id })
  expect(other.posts()).toHaveLength(1)

  // Broken before they had it: it is sent again, under the same key.
  other.asked.length = 0
  let broken = true
  other.answer = (asked) => {
    if (asked.method === 'POST' && broken) {
      broken = false
      return { status: 500, body: 'Internal Server Error', type: 'text/plain' }
    }
    return proper(asked)
  }
  const again = await report('Beim zweiten Mal')
  await turn()
  await turn()
  expect((await transferOf(again.id))!.status).toBe('sent')
  const keys = other.posts().map((a) => a.headers['idempotency-key'])
  expect(keys).toHaveLength(2)
  expect(new Set(keys).size).toBe(1)

  // Their list tells nobody: then nobody is to guess.
  other.answer = (asked) =>
    asked.method === 'POST'
      ? 'cut'
      : asked.path.endsWith('/requests.json')
        ? { status: 400, body: [{ code: 400, description: 'No listing' }] }
        : proper(asked)
  const unclear = await report('Unklar')
  await turn()
  other.asked.length = 0
  await turn()
  await turn(120)
  expect(other.posts()).toHaveLength(0)
  expect(await transferOf(unclear.id)).toMatchObject({ status: 'failed', reason: 'unclear' })
  expect((await look(unclear.id)).words.at(-1)).toMatch(/^internal: Es ist unklar, ob Landkreis/)
  // Somebody asks there, and enters what they hear; numbers that are another case's are refused.
  const clerk = await town.staff(town.ids.clerk)
  const gardener = await town.staff(town.ids.gardener)
  await expect(town.tx(gardener, (ctx) => hasArrived(ctx, unclear.number, endpoint, '9'))).rejects.toThrow()
  await expect(
    town.tx(clerk, (ctx) => hasArrived(ctx, unclear.number, endpoint, kept[0]!.id)),
  ).rejects.toThrow('exchange.number_taken')
  await town.tx(clerk, (ctx) => hasArrived(ctx, unclear.number, endpoint, 'K-9'))
  expect(await transferOf(unclear.id)).toMatchObject({ status: 'sent', remoteId: 'K-9' })
  await expect(town.tx(clerk, (ctx) => sendAgain(ctx, unclear.number, endpoint))).rejects.toThrow()
})

const odd: [what: string, answer: Answer | 'pour', status: string, why: string | null][] = [
  [
    'a page for people',
    { body: '<!DOCTYPE html><html><body>Login</body></html>', type: 'text/html' },
    'waiting',
    'nonsense',
  ],
  ['an empty answer', { body: '' }, 'waiting', 'nonsense'],
  ['broken JSON', { body: '[{"service_request_id":' }, 'waiting', 'nonsense'],
  ['an answer without end', 'pour', 'waiting', 'too_large'],
  [
    'a bomb of entities',
    { type: 'text/xml', body: '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' },
    'waiting',
    'nonsense',
  ],
  [
    'a word in itself without end',
    { body: `${'{"request":'.repeat(100_000)}[]${'}'.repeat(100_000)}` },
    'waiting',
    'nonsense',
  ],
  [
    'an element in itself without end',
    { type: 'text/xml', body: `${'<request>'.repeat(100_000)}${'</request>'.repeat(100_000)}` },
    'waiting',
    'nonsense',
  ],
  ['a wrong key', { status: 403, body: [{ code: 403, description: 'Invalid api_key' }] }, 'waiting', 'key'],
  ['a wall', { status: 429, body: 'Slow down' }, 'waiting', 'busy'],
  ['another address', { status: 302, body: '' }, 'waiting', 'moved'],
  [
    'OK, and a list of errors',
    { status: 200, body: [{ code: 400, description: 'lat is missing' }] },
    'failed',
    'refused',
  ],
  [
    'a plain no',
    { status: 400, body: { errors: [{ code: 400, description: 'Outside of our area' }] } },
    'failed',
    'refused',
  ],
]
test.each(odd)(
  'takes %s for what it is',
  async (_what, answer, status, why) => {
    other.answer = (asked) => (asked.method === 'POST' ? answer : proper(asked))
    const mine = await report()
    await turn()
    const transfer = await transferOf(mine.id)
    expect(transfer!.status).toBe(status)
    if (status === 'waiting') expect((await read()).failingWhy).toBe(why)
    else {
      expect(transfer!.reason).toBe(why)
      expect((await look(mine.id)).words.at(-1)).toMatch(
        /^internal: Landkreis nimmt .*(lat is missing|Outside)/,
      )
    }
  },
  40_000,
)

test.each([
  ['wrapped', { service_requests: [{ service_request_id: 'A-1' }] }],
  ['alone', { service_request_id: 'A-1', service_notice: null }],
  ['numbered', { 0: { service_request_id: 'A-1' } }],
  [
    'as XML',
    '<?xml version="1.0"?><service_requests><request><service_request_id>A-1</service_request_id></request></service_requests>',
  ],
])('finds the number %s', async (_how, body) => {
  other.answer = (asked) => (asked.method === 'POST' ? { status: 200, body } : proper(asked))
  const mine = await report()
  await turn()
  expect(await transferOf(mine.id)).toMatchObject({ status: 'sent', remoteId: 'A-1' })
})

test('waits with a token for the number, and does not take a number twice', async () => {
  let known = false
  other.answer = (asked) => {
    if (asked.method === 'POST') return { body: [{ token: 'T/1' }] }
    if (asked.path.includes('/tokens/'))
      return known ? { body: [{ service_request_id: 'N-5', token: 'T/1' }] } : { status: 404, body: [] }
    return proper(asked)
  }
  const mine = await report()
  await turn()
  expect(await transferOf(mine.id)).toMatchObject({ status: 'token', remoteId: null })
  known = true
  await turn()
  expect(other.asked.map((a) => a.path)).toContain('/georeport/v2/tokens/T%2F1.json')
  expect(await transferOf(mine.id)).toMatchObject({ status: 'sent', remoteId: 'N-5' })
  other.answer = (asked) =>
    asked.method === 'POST' ? { body: [{ service_request_id: 'N-5' }] } : proper(asked)
  const second = await report()
  await turn()
  expect(await transferOf(second.id)).toMatchObject({ status: 'failed', reason: 'number_taken' })
})

test('takes their updates, whatever they look like', async () => {
  let updates: unknown = []
  other.answer = (asked) =>
    asked.path.endsWith('/servicerequestupdates.json') && asked.method === 'GET'
      ? { body: updates }
      : proper(asked)
  const mine = await report()
  await turn()
  const id = (await transferOf(mine.id))!.remoteId!
  // Without a zone (the town's), with capitals and without, alone instead of in a list, of others, of long ago, twice.
  const at = (minutes: number) => {
    const local = new Date(town.clock.now().getTime() + 3_600_000 + minutes * 60_000)
    return local.toISOString().slice(0, 19)
  }
  updates = {
    service_request_updates: [
      {
        update_id: 1,
        service_request_id: Number(id),
        status: 'in_progress',
        updated_datetime: at(0),
        description: 'Wir sind dran',
      },
      {
        update_id: 1,
        service_request_id: id,
        status: 'FIXED',
        updated_datetime: at(1),
        description: 'doppelt',
      },
      {
        update_id: 2,
        service_request_id: '999',
        status: 'FIXED',
        updated_datetime: at(0),
        description: 'fremd',
      },
      {
        update_id: 3,
        service_request_id: id,
        status: 'FIXED',
        updated_datetime: '2019-01-01T00:00:00Z',
        description: 'alt',
      },
      {
        update_id: 4,
        service_request_id: id,
        status: 'FIXED',
        updated_datetime: 'gestern',
        description: 'wann',
      },
      {
        update_id: 5,
        service_request_id: id,
        status: 'WEIRD',
        updated_datetime: at(2),
        description: '<b>fett</b>\u0000',
      },
      null,
      'Unsinn',
    ],
  }
  await turn()
  await turn()
  const seen = await look(mine.id)
  expect(seen.status).toBe('in_progress')
  expect(seen.words.filter((w) => w.includes('Landkreis: '))).toEqual([
    'public: Landkreis: Wir sind dran',
    'public: Landkreis: <b>fett</b>',
  ])
  updates = {
    request_update: {
      service_request_id: id,
      status: 'closed',
      updated_datetime: at(0),
      description: 'Erledigt.',
      media_url: 'http://169.254.169.254/latest',
    },
  }
  await turn()
  await turn()
  expect(await look(mine.id)).toMatchObject({ status: 'closed', outcome: 'fixed' })
  expect((await look(mine.id)).words.filter((w) => w.includes('Erledigt.'))).toHaveLength(1)
})

test('an ending of theirs that is not theirs to decide is told, and keeps nothing else from being taken', async () => {
  let updates: unknown[] = []
  other.answer = (asked) =>
    asked.path.endsWith('/servicerequestupdates.json') && asked.method === 'GET'
      ? { body: updates }
      : proper(asked)
  const [split, guarded, plain] = [await report(), await report(), await report()]
  await turn()
  const clerk = await town.staff(town.ids.clerk)
  await town.tx(clerk, (ctx) =>
    splitReport(ctx, split.id, {
      category: 'baum',
      unitId: null,
      task: 'Mast',
      dueAt: null,
      mode: 'together',
    }),
  )
  await town.tx('system', (ctx) =>
    changeSetting(ctx, 'fourEyes', { roles: false, categories: ['schlagloch'] }),
  )
  const said = async (id: Uuid, n: number, status: string) => ({
    update_id: `people-${n}`,
    service_request_id: (await transferOf(id))!.remoteId,
    status,
    updated_datetime: new Date(town.clock.now().getTime() + n * 1000).toISOString(),
    description: 'Fertig.',
  })
  updates = [
    await said(split.id, 1, 'FIXED'),
    await said(guarded.id, 2, 'NO_FURTHER_ACTION'),
    await said(plain.id, 3, 'FIXED'),
  ]
  await turn()
  await turn()
  const ended = async ({ id }: { id: Uuid }) => (await look(id)).status === 'closed'
  expect(await Promise.all([split, guarded, plain].map(ended))).toEqual([false, false, true])
  expect((await look(guarded.id)).words.some((w) => w.includes('Fertig.'))).toBe(true)
  await town.tx('system', (ctx) => changeSetting(ctx, 'fourEyes', { roles: false, categories: [] }))
})

test('shows a partner no picture of a public report that waits for a look or was taken back', async () => {
  const id = newId()
  const add = async (visibility: 'public' | 'parties') => {
    const bytes = await sharp({
      create: { width: 64, height: 64, channels: 3, background: visibility === 'public' ? '#a00' : '#00a' },
    })
      .jpeg()
      .toBuffer()
    const file = { folder: id, bytes, name: 'a.jpg', stage: 'report', visibility } as const
    const added = await addPhoto(town.platform, { tenant: town.tenant, actor: system('test') }, file)
    return added.ok ? added.id : ''
  }
  const [shown, held] = [await add('public'), await add('parties')]
  await town.tx('system', (ctx) =>
    submit(ctx, {
      id,
      category: 'schlagloch',
      text: 'Mit Bildern',
      place: outside,
      address: null,
      placedBy: 'map',
      answers: { tiefe: 'tief' },
      reporter: null,
      channel: 'web',
    }),
  )
  await turn()
  const named = other.posts().at(-1)!.form.getAll('media_url').join(' ')
  expect(named).toContain(shown)
  expect(named).not.toContain(held)
  const app = createApp({ platform: town.platform, assets: fakeAssets })
  const picture = async () => (await new PageClient(app).get(new URL(named).pathname)).status
  expect(await picture()).toBe(200)
  await town.tx('system', (ctx) => showCasePhoto(ctx, id, shown, false))
  expect(await picture()).toBe(404)
})

test('a list without end is read on in the next turn', async () => {
  let n = 0
  let asked = 0
  other.answer = (a) => {
    if (!a.path.endsWith('/servicerequestupdates.json')) return proper(a)
    asked += 1
    const from = new Date(a.query.get('start_date')!).getTime()
    return {
      body: Array.from({ length: 100 }, (_, i) => {
        n += 1
        return {
          update_id: n,
          service_request_id: 'x',
          status: 'OPEN',
          updated_datetime: new Date(from + i).toISOString(),
          description: '',
        }
      }),
    }
  }
  await report()
  await turn()
  asked = 0
  await turn()
  expect(asked).toBeLessThanOrEqual(25)
})

test('asks report by report where there is no list of updates, and lets somebody look first where that is set', async () => {
  await town.tx('system', async (ctx) =>
    changeEndpoint(
      ctx,
      endpoint,
      input({ onClosed: 'ask', apiKey: '' }),
      (await endpointById(ctx, endpoint)).version,
    ),
  )
  let state = { status: 'open', status_notes: null as string | null }
  other.answer = (asked) =>
    asked.query.has('service_request_id')
      ? {
          body: asked.query
            .get('service_request_id')!
            .split(',')
            .map((id) => ({
              service_request_id: id,
              ...state,
              agency_responsible: 'Kreisstraßenmeisterei',
              updated_datetime: town.clock.now().toISOString(),
            })),
        }
      : proper(asked)
  const mine = await report()
  await turn()
  state = { status: 'open', status_notes: 'Wird geprüft' }
  await turn(11)
  await turn(11)
  expect((await read()).polls).toBe('requests')
  expect((await look(mine.id)).words.at(-1)).toBe('public: Landkreis: Wird geprüft')
  expect((await transferOf(mine.id))!.remoteAgency).toBe('Kreisstraßenmeisterei')
  state = { status: 'CLOSED', status_notes: 'Gefüllt' }
  await turn(11)
  const asked = await look(mine.id)
  expect(asked.status).toBe('in_progress')
  expect(asked.words.at(-1)).toMatch(
    /^internal: Landkreis meldet: erledigt \(CLOSED\)\. Gefüllt Bitte prüfen/,
  )
  expect(await transferOf(mine.id)).toMatchObject({ remoteClosed: true, remoteState: 'CLOSED' })
  // What we do then goes to them: a state of ours, not an echo of theirs.
  await town.tx(await town.staff(town.ids.clerk), (ctx) =>
    closeCase(ctx, mine.id, { outcome: 'fixed', note: 'Geprüft, danke.' }),
  )
  other.asked.length = 0
  await turn()
  const [told] = other.posts('servicerequestupdates')
  expect(Object.fromEntries(told!.form)).toMatchObject({ status: 'FIXED', description: 'Geprüft, danke.' })
  await town.tx('system', async (ctx) =>
    changeEndpoint(ctx, endpoint, input({ apiKey: '' }), (await endpointById(ctx, endpoint)).version),
  )
})

test('gives up after the days that are set, and the authority is written to', async () => {
  await other.down()
  const mine = await report()
  await turn()
  town.clock.advance({ hours: 24 * 7 })
  await turn(61)
  expect(await transferOf(mine.id)).toMatchObject({ status: 'failed', reason: 'gave_up' })
  const mails = await town.tx('system', (ctx) =>
    ctx.db
      .selectFrom('platform.mail')
      .select('recipient')
      .where('tenant_id', '=', ctx.tenant.id)
      .where('stream', '=', mine.id)
      .where('recipient', '=', 'post@nachbar.example')
      .execute(),
  )
  expect(mails).toHaveLength(1)
  await other.up()
  const clerk = await town.staff(town.ids.clerk)
  await town.tx(clerk, (ctx) => sendAgain(ctx, mine.number, endpoint))
  await expect(town.tx(clerk, (ctx) => sendAgain(ctx, mine.number, endpoint))).rejects.toThrow()
  await turn(61)
  expect(await transferOf(mine.id)).toMatchObject({ status: 'sent' })
})

test('by hand, and what was anonymised meanwhile is not sent', async () => {
  await other.down()
  const [mine, gone] = [await report('Von Hand', somewhere), await report('Vergessen', somewhere)]
  await town.drain()
  const clerk = await town.staff(town.ids.clerk)
  for (const { id } of [mine, gone])
    await town.tx(clerk, (ctx) =>
      handToAuthority(ctx, id, { authorityId: town.ids.neighbour, note: 'Bitte übernehmen' }),
    )
  await turn()
  await town.tx('system', (ctx) =>
    anonymiseCase(ctx, gone.id, { action: 'anonymise', processing: 'reports' }),
  )
  await town.drain()
  await other.up()
  await turn(61)
  expect(kept.map((k) => k.form.get('description')!.split('\n')[0])).toEqual(['Von Hand'])
  expect(await transferOf(gone.id)).toBeUndefined()
})

test('the key does not go to another address', async () => {
  const { version } = await read()
  await town.tx('system', (ctx) =>
    changeEndpoint(
      ctx,
      endpoint,
      input({ url: `http://127.0.0.1:${other.port}/andere`, apiKey: '' }),
      version,
    ),
  )
  expect((await read()).hasKey).toBe(false)
  await expect(
    town.tx('system', (ctx) => changeEndpoint(ctx, endpoint, input({ apiKey: 'x' }), version)),
  ).rejects.toThrow('exchange.version')
})

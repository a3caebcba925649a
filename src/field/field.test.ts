import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assignCase, restrictCase, scheduleCase } from '#modules/cases/index.ts'
import { saveMaterial } from '#modules/fieldwork/index.ts'
import { fieldworkModule } from '#modules/fieldwork/module.ts'
import { endSessions } from '#modules/organisation/index.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import type { StoredEvent } from '#platform/module.ts'
import { type TestTown, testTown } from '../../test/helpers.ts'
import type { PageClient } from '../../test/page-client.ts'
import type { DayData, DeedData, StopData } from '../islands/lib/field/model.ts'
import { deskOf, hidden, report } from '../workspace/workspace.fixture.ts'

let town: TestTown
let desk: ReturnType<typeof deskOf>
let worker: PageClient
let clerk: PageClient
let sand: Uuid
const json = { accept: 'application/json' }

beforeAll(async () => {
  town = await testTown()
  desk = deskOf(town)
  await desk.passwords()
  worker = await desk.signedIn('worker')
  clerk = await desk.signedIn('clerk')
  sand = await town.tx('system', (ctx) =>
    saveMaterial(ctx, { name: 'Sand & Splitt <b>', nameEn: 'Sand', unit: 'Sack' }),
  )
})
afterAll(() => town?.close())

/** A case that the worker is to go to. */
async function job(words = 'Tiefes Loch') {
  const made = await report(town, words, { name: 'Erika Geheim' })
  await town.tx('system', (ctx) => assignCase(ctx, made.id, town.ids.worker))
  return made
}
const day = async (client = worker): Promise<DayData> =>
  (await (await client.get('/unterwegs/tag.json', json)).json()) as DayData
const stopOf = async (id: Uuid): Promise<StopData | undefined> => (await day()).stops.find((s) => s.id === id)

interface Sending {
  id?: string
  account?: Uuid
  base?: number
  at?: string
  photo?: Blob
  as?: PageClient
  headers?: Record<string, string>
}
async function act(id: Uuid, deed: DeedData | Record<string, unknown>, more: Sending = {}) {
  const form = new FormData()
  const { as = worker, photo, headers = json, ...rest } = more
  const at = town.clock.now().toISOString()
  form.set(
    'aktion',
    JSON.stringify({ id: newId(), account: town.ids.worker, case: id, base: 0, at, deed, ...rest }),
  )
  if (photo) form.set('foto', new File([photo], 'IMG_1.jpg', { type: 'image/jpeg' }))
  const answer = await as.post('/unterwegs/aktionen', form, headers)
  const text = await answer.text()
  return {
    status: answer.status,
    body: (text ? JSON.parse(text) : {}) as Record<string, never> & { present?: StopData },
  }
}
const events = (id: Uuid): Promise<string[]> =>
  town.tx('system', async (ctx) =>
    (
      await ctx.db
        .selectFrom('platform.event')
        .select('type')
        .where('tenant_id', '=', ctx.tenant.id)
        .where('stream', '=', id)
        .orderBy('seq')
        .execute()
    ).map((row) => row.type.replace('case.', '')),
  )
const picture = (colour: string): Promise<Blob> =>
  sharp({ create: { width: 64, height: 48, channels: 3, background: colour } })
    .jpeg()
    .toBuffer()
    .then((bytes) => new Blob([new Uint8Array(bytes)]))

describe('the day', () => {
  test('is what is assigned and may be carried around, without who reported it', async () => {
    const [mine, secret, later] = [
      await job('Ein Loch'),
      await job('Geheimes Loch'),
      await job('Nächste Woche'),
    ]
    const nobodys = await report(town, 'Keines Loch')
    await town.tx(await town.staff(town.ids.clerk), async (ctx) => {
      const named = { accounts: [town.ids.clerk, town.ids.worker], unit: null }
      await restrictCase(ctx, secret.id, { reason: 'personnel', named })
      await scheduleCase(ctx, later.id, { at: new Date(ctx.now.getTime() + 7 * 86_400_000) })
    })
    const answer = await worker.get('/unterwegs/tag.json', json)
    const text = await answer.text()
    const data = JSON.parse(text) as DayData
    expect(data.stops.map((stop) => stop.id)).toEqual([mine.id])
    expect(data).toMatchObject({ kept: 1, day: '2026-11-23', account: { id: town.ids.worker } })
    expect(data.stops[0]).toMatchObject({ words: 'Ein Loch', can: { start: true, finish: true } })
    for (const word of ['Geheim', 'erika@', '069 1', nobodys.number, 'Nächste'])
      expect(text.includes(word), word).toBe(false)
    const again = await worker.get('/unterwegs/tag.json', {
      ...json,
      'if-none-match': answer.headers.get('etag')!,
    })
    expect(again.status).toBe(304)
    const small = await worker.get('/unterwegs/tag.json', { ...json, 'accept-encoding': 'gzip' })
    expect(small.headers.get('content-encoding')).toBe('gzip')
    const weak = { ...json, 'if-none-match': `W/${answer.headers.get('etag')}` }
    expect((await worker.get('/unterwegs/tag.json', weak)).status).toBe(304)
    expect((await day(await desk.signedIn('gardener'))).stops).toEqual([])
    // Whoever is named sees it at the desk, and not on a phone.
    expect((await worker.get(`/vorgaenge/${secret.number}`)).status).toBe(200)
    expect((await worker.get(`/unterwegs/${secret.number}`)).status).toBe(404)
  })

  test('stands in the order that its owner wants, and nobody else’s', async () => {
    await job('Noch ein Loch')
    const ids = (await day()).stops.map((stop) => stop.id)
    expect(ids.length).toBeGreaterThan(1)
    const back = ids.toReversed()
    const folge = [...back, newId(), 'nonsense', back[0]].join(' ')
    expect((await clerk.post('/unterwegs/reihenfolge', { folge })).status).toBe(303)
    expect((await day()).stops.map((stop) => stop.id)).toEqual(ids)
    await worker.post('/unterwegs/reihenfolge', { folge, tag: '2026-11-22' })
    expect((await day()).chosen).toBe(false)
    expect((await worker.post('/unterwegs/reihenfolge', { folge, tag: '2026-11-23' }, json)).status).toBe(200)
    expect(await day()).toMatchObject({ chosen: true, stops: back.map((id) => ({ id })) })
    await worker.post('/unterwegs/reihenfolge', { ab: '50.128,8.928' })
    expect((await day()).chosen).toBe(true)
    await worker.post('/unterwegs/reihenfolge', { ab: 'x,999', folge: '' })
    expect((await day()).chosen).toBe(false)
  })
})

describe('what a phone sends', () => {
  test('is done once, however often and however much at once it comes', async () => {
    const { id } = await job()
    const before = (await stopOf(id))!.version
    const deeds: DeedData[] = [
      { kind: 'arrive' },
      { kind: 'start' },
      { kind: 'photo', stage: 'before' },
      { kind: 'time', minutes: 25 },
      { kind: 'material', material: sand, quantity: 2.5 },
      { kind: 'note', text: 'Bordstein fehlt auch <script>alert(1)</script>' },
      { kind: 'photo', stage: 'after' },
      { kind: 'finish', outcome: 'fixed', note: 'Gefüllt.' },
    ]
    let base = before
    for (const deed of deeds) {
      const one = {
        id: newId(),
        base,
        ...(deed.kind === 'photo' && { photo: await picture(deed.stage === 'after' ? '#0a0' : '#a00') }),
      }
      const answers = await Promise.all([act(id, deed, one), act(id, deed, one), act(id, deed, one)])
      expect(
        answers.map((a) => a.status),
        JSON.stringify([deed, answers]),
      ).toEqual([200, 200, 200])
      expect(answers[1]).toEqual(answers[0])
      // Long after, with the answer lost on the way: the same again.
      expect(await act(id, deed, { ...one, base: before })).toEqual(answers[0])
      expect(answers[0]!.body.from).toBe(base)
      base = Number(answers[0]!.body.version)
    }
    expect((await events(id)).slice(-8)).toEqual([
      'arrived',
      'started',
      'photographed',
      'time_recorded',
      'material_recorded',
      'noted',
      'photographed',
      'closed',
    ])
    const page = await (await clerk.get(`/vorgaenge/${await numberOf(id)}`)).text()
    for (const words of ['Arbeitszeit erfasst: 25 min', '25 min Arbeitszeit', '1 Ankunft', '2,5 Sack Sand'])
      expect(page).toContain(words)
    expect(page).not.toContain('<script>alert')
    expect(await stopOf(id)).toBeUndefined()
  })

  test('adds to what changed meanwhile, and never goes over it: both versions, and the person decides', async () => {
    const { id, number } = await job()
    const base = (await stopOf(id))!.version
    await clerk.post(`/vorgaenge/${number}/notiz`, { text: 'Bitte erst die Leitung prüfen lassen' })
    expect((await act(id, { kind: 'note', text: 'Bin da' }, { base })).status).toBe(200)
    expect((await act(id, { kind: 'time', minutes: 5 }, { base })).status).toBe(200)
    const finish = { kind: 'finish', outcome: 'fixed', note: 'Fertig' }
    const mine = { id: newId(), base }
    const refused = await act(id, finish, mine)
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'case.version', present: { id, status: 'open' } },
    })
    expect(JSON.stringify(refused.body.present)).toContain('Leitung prüfen')
    expect(await events(id)).not.toContain('closed')
    expect(await act(id, finish, { ...mine, base: 999_999 })).toMatchObject({ status: 409 })
    expect((await act(id, finish, { ...mine, base: refused.body.present!.version })).status).toBe(200)
    expect((await act(id, finish, { base: refused.body.present!.version + 1 })).status).toBe(409)
    expect((await events(id)).filter((type) => type === 'closed')).toHaveLength(1)
  })

  test('is nobody else’s, nothing forged, nothing foreign', async () => {
    const { id } = await job()
    const base = (await stopOf(id))!.version
    const note = { kind: 'note', text: 'x' }
    const action = newId()
    expect((await act(id, note, { id: action })).status).toBe(200)
    const statuses = async (...tries: ReturnType<typeof act>[]) =>
      (await Promise.all(tries)).map((t) => t.status)
    const other = (await report(town, 'Im Park')).id
    await town.tx('system', (ctx) =>
      ctx.db
        .updateTable('cases.case')
        .set({ unit_id: town.ids.parks })
        .where('tenant_id', '=', ctx.tenant.id)
        .where('id', '=', other)
        .execute(),
    )
    const elsewhere = await desk
      .passwords(town.other.tenant, town.other.ids)
      .then(() => desk.signedIn('worker', town.other.tenant))
    // The same id for something else, by somebody else, under another's name; other units' and other towns' cases.
    expect(
      await statuses(
        act(id, { kind: 'note', text: 'y' }, { id: action }),
        act(id, note, { id: action, as: clerk, account: town.ids.clerk }),
        act(id, note, { as: clerk }),
        act(id, note, { account: town.other.ids.worker }),
        act(other, note),
        act(other, { kind: 'photo', stage: 'after' }, { photo: await picture('#00f') }),
        act(id, note, { as: elsewhere, account: town.other.ids.worker }),
        act(newId(), note),
      ),
    ).toEqual([422, 422, 409, 409, 404, 404, 404, 404])
    expect(
      await statuses(
        act(id, { kind: 'time', minutes: 1e9 }),
        act(id, { kind: 'time', minutes: 0.5 }),
        act(id, { kind: 'material', material: newId(), quantity: 1 }),
        act(id, { kind: 'material', material: sand, quantity: -1 }),
        act(id, { kind: 'material', material: sand, quantity: 1e12 }),
        act(id, { kind: 'note', text: 'x'.repeat(10_001) }),
        act(id, { kind: 'note', text: 'null\u0000byte' }),
        act(id, { kind: 'finish', outcome: 'duplicate', note: '' }, { base }),
        act(id, { kind: 'finish', outcome: 'no_action', note: ' ' }, { base: base + 1 }),
        act(id, { kind: 'assign', to: town.ids.worker }),
        act(id, note, { base: -1 }),
        act(id, note, { id: 'x' }),
        act(id, note, { at: 'yesterday' }),
        act(id, note, { at: '2026-01-01T00:00:00Z' }),
        act(id, { kind: 'photo', stage: 'after' }),
        act(id, { kind: 'photo', stage: 'after' }, { photo: new Blob(['no picture']) }),
        act(id, { kind: 'photo', stage: 'report' }, { photo: await picture('#00f') }),
        act(id, note, { headers: { ...json, origin: 'https://elsewhere.example' } }),
      ),
    ).toEqual([400, 400, 422, 400, 400, 400, 400, 400, 422, 400, 400, 400, 400, 422, 422, 422, 400, 403])
    const { body } = await act(id, { kind: 'arrive' }, { at: '2030-01-01T00:00:00Z' })
    expect(body.version).toBe(base + 1)
    expect((await stopOf(id))!.entries[0]!.at).toBe(town.clock.now().toISOString())
    expect((await events(id)).filter((type) => ['noted', 'arrived', 'photographed'].includes(type))).toEqual([
      'noted',
      'arrived',
    ])
  })

  test('stops at a flood, and at the end of a sign-in', async () => {
    const head = await desk.signedIn('head')
    const { id } = await job()
    const statuses = new Map<number, number>()
    for (let i = 0; i < 10_000 && !statuses.has(429); i += 50)
      for (const { status } of await Promise.all(
        Array.from({ length: 50 }, () => head.post('/unterwegs/aktionen', { aktion: 'x' }, json)),
      ))
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
    expect([...statuses.keys()].sort()).toEqual([400, 429])
    expect(statuses.get(400)).toBeLessThanOrEqual(600)
    const gone = await desk.signedIn('worker')
    await town.tx('system', (ctx) => endSessions(ctx, town.ids.worker))
    expect(await act(id, { kind: 'arrive' }, { as: gone })).toMatchObject({
      status: 401,
      body: { code: 'field.login' },
    })
    expect((await gone.get('/unterwegs/tag.json', json)).status).toBe(401)
    expect((await gone.get('/unterwegs')).headers.get('location')).toBe('/anmeldung?weiter=%2Funterwegs')
    expect(await events(id)).not.toContain('arrived')
    worker = await desk.signedIn('worker')
  })

  test('forgets who it was when the case becomes a figure', async () => {
    const { id } = await job()
    await act(id, { kind: 'time', minutes: 7 })
    const forget = (action: string) =>
      town.tx('system', (ctx) =>
        fieldworkModule.on!['case.anonymised']!(ctx, {
          stream: id,
          payload: { action },
        } as unknown as StoredEvent),
      )
    await forget('anonymise')
    expect((await stopOf(id))!.entries).toMatchObject([
      { minutes: 7, by: null, mine: false, at: '2026-11-01T00:00:00.000Z' },
    ])
    await forget('delete')
    expect((await stopOf(id))!.entries).toEqual([])
    town.clock.set('2027-02-01T08:00:00Z')
    await town.tx('system', fieldworkModule.schedule!.days!.run)
    const left = await town.tx('system', (ctx) =>
      ctx.db.selectFrom('fieldwork.applied').select('id').where('tenant_id', '=', ctx.tenant.id).execute(),
    )
    expect(left).toEqual([])
    town.clock.set('2026-11-23T08:00:00Z')
  })
})

async function numberOf(id: Uuid): Promise<string> {
  return town.tx('system', async (ctx) => {
    const row = await ctx.db
      .selectFrom('cases.case')
      .select('number')
      .where('tenant_id', '=', ctx.tenant.id)
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    return row.number
  })
}

describe('the same without scripts', () => {
  test('arrives, works, finishes by forms; twice pressed is once done; over others only knowingly', async () => {
    const { id, number } = await job('Formularloch')
    const at = `/unterwegs/${number}`
    const page = async () => (await worker.get(at)).text()
    expect(await (await worker.get('/unterwegs')).text()).toContain(number)
    const sent = { id: newId(), stand: hidden(await page(), 'stand') }
    for (let i = 0; i < 2; i++) expect((await worker.post(`${at}/ankunft`, sent)).status).toBe(303)
    expect((await events(id)).slice(-2)).toEqual(['arrived', 'started'])
    expect((await worker.post(`${at}/zeit`, { minuten: 'lange' })).status).toBe(422)
    await worker.post(`${at}/zeit`, { id: newId(), schnell: '30' })
    await worker.post(`${at}/material`, { id: newId(), material: sand, menge: '2,5' })
    await worker.post(`${at}/foto-danach`, {
      id: newId(),
      foto: [new File([await picture('#333')], 'a.jpg')],
    })
    expect((await worker.post(`${at}/foto-vorher`, {})).status).toBe(422)
    const html = await page()
    for (const words of ['30 min', '2,5 Sack Sand &amp; Splitt &lt;b>', 'nach der Arbeit'])
      expect(html).toContain(words)
    const stand = hidden(html, 'stand')
    await clerk.post(`/vorgaenge/${number}/notiz`, { text: 'Halt, noch nicht!' })
    const refused = await worker.post(`${at}/abschluss`, {
      id: newId(),
      stand,
      ergebnis: 'fixed',
      text: 'Meine Worte',
    })
    expect(refused.status).toBe(409)
    const shown = await refused.text()
    for (const words of ['inzwischen jemand geändert', 'Halt, noch nicht!', 'Meine Worte'])
      expect(shown).toContain(words)
    const knowing = { id: newId(), stand: hidden(shown, 'stand'), ergebnis: 'fixed', text: 'Meine Worte' }
    expect((await worker.post(`${at}/abschluss`, knowing)).status).toBe(303)
    expect((await events(id)).at(-1)).toBe('closed')
    expect((await worker.post(`${at}/unsinn`, {})).status).toBe(404)
  })

  test('is an app: manifest, icons, shell and worker tell nobody anything', async () => {
    const nobody = desk.visitor()
    const manifest = (await (await nobody.get('/unterwegs/manifest.webmanifest')).json()) as {
      icons: { src: string; sizes: string }[]
    }
    expect(manifest).toMatchObject({
      name: 'Unterwegs – Teststadt',
      start_url: '/unterwegs',
      display: 'standalone',
    })
    for (const { src, sizes } of manifest.icons) {
      const icon = await nobody.get(src)
      const { width, height, format } = await sharp(Buffer.from(await icon.arrayBuffer())).metadata()
      expect([`${width}x${height}`, format]).toEqual([sizes, 'png'])
    }
    expect((await nobody.get('/unterwegs/symbol/..%2f..%2fx.png')).status).toBe(404)
    const [mine, theirs] = [await worker.get('/unterwegs/app'), await nobody.get('/unterwegs/app')]
    expect(await mine.text()).toBe(await theirs.text())
    const code = await nobody.get('/unterwegs/sw.js')
    expect(code.headers.get('cache-control')).toBe('no-cache')
    expect(code.headers.get('service-worker-allowed')).toBe('/unterwegs')
    expect(await code.text()).not.toContain('Mira')
  })

  test('has the town’s own materials', async () => {
    const admin = await desk.signedIn('admin')
    expect((await clerk.get('/verwaltung/material')).status).toBe(403)
    expect((await clerk.post('/verwaltung/material', { name: 'Gold', einheit: 'kg' })).status).toBe(403)
    expect((await admin.post('/verwaltung/material', { name: ' ', einheit: '' })).status).toBe(422)
    expect(
      (await admin.post('/verwaltung/material', { name: 'Kies', name_en: 'Gravel', einheit: 't' })).status,
    ).toBe(303)
    expect((await day()).materials.map((one) => one.name)).toEqual(['Kies', 'Sand & Splitt <b>'])
    const { id } = (await day()).materials[0]!
    await admin.post(`/verwaltung/material/${id}`, { name: 'Kies', einheit: 't', stand: 'ruht' })
    expect((await day()).materials).toHaveLength(1)
    expect((await admin.get(`/verwaltung/material/${newId()}`)).status).toBe(404)
    expect(await (await admin.get('/verwaltung/aenderungen')).text()).toContain('Material')
  })
})

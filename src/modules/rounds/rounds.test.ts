import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { historyOf, visibleCase } from '#modules/cases/index.ts'
import { createLayer, importObjects, objectsOf } from '#modules/objects/index.ts'
import type { Actor } from '#platform/context/actor.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '#platform/errors.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import { changeRound, makeRound, managedRound, type RoundInput } from './managing.ts'
import { lengthOf, walkingOrder } from './ordering.ts'
import { lastSeen, runById, runsFor, stopsOf } from './reading.ts'
import { nextDay, nextWalk, type Rhythm } from './rhythm.ts'
import { makeDueRuns } from './running.ts'
import { tellLate } from './telling.ts'
import { finishRun, giveRun, recordFinding, type Seen } from './walking.ts'

const day = (text: string) => Temporal.PlainDate.from(text)

describe('a rhythm', () => {
  const next = (rhythm: Rhythm, from: string) => nextDay(rhythm, day(from)).toString()
  test('names the next day, that one included', () => {
    const mondays: Rhythm = { every: 'week', days: [1] }
    expect(next(mondays, '2026-11-23')).toBe('2026-11-23')
    expect(next(mondays, '2026-11-24')).toBe('2026-11-30')
    expect(next({ every: 'week', days: [2, 5] }, '2026-11-25')).toBe('2026-11-27')
    expect(next({ every: 'month', day: 31 }, '2026-02-01')).toBe('2026-02-28')
    expect(next({ every: 'month', day: 1 }, '2026-11-02')).toBe('2026-12-01')
    const fortnight: Rhythm = { every: 'days', n: 14, from: '2026-11-23' }
    expect(next(fortnight, '2026-11-01')).toBe('2026-11-23')
    expect(next(fortnight, '2026-11-24')).toBe('2026-12-07')
    expect(next(fortnight, '2026-12-07')).toBe('2026-12-07')
  })

  test('moves past holidays, however many there are', () => {
    const off = ['2026-12-25', '2026-12-26']
    const calendar = {
      dayName: (d: Temporal.PlainDate) => (off.includes(d.toString()) ? 'Weihnachten' : null),
    }
    const friday: Rhythm = { every: 'week', days: [5] }
    const walk = nextWalk(friday, day('2026-12-21'), calendar, true)
    expect([walk.due, walk.of].map(String)).toEqual(['2026-12-27', '2026-12-25'])
    expect(nextWalk(friday, day('2026-12-21'), calendar, false).due.toString()).toBe('2026-12-25')
  })
})

test('a way leaves nobody out and does not cross itself', () => {
  const place = (x: number, y: number) => ({ place: { lat: 50.12 + y / 1000, lon: 8.92 + x / 1000 } })
  const stops = [place(0, 0), place(3, 3), place(3, 0), place(0, 3), place(6, 1), place(1, 1)]
  const way = walkingOrder(stops)
  expect(new Set(way)).toEqual(new Set(stops))
  expect(lengthOf(way)).toBeLessThan(lengthOf(stops))
  expect(walkingOrder([])).toEqual([])
})

let town: TestTown
let owner: pg.Client
let layer: string
const who: Record<string, Actor & { kind: 'staff' }> = {}
beforeAll(async () => {
  town = await testTown()
  owner = new pg.Client({ connectionString: town.database.url })
  await owner.connect()
  for (const name of ['worker', 'clerk', 'head', 'admin', 'gardener'] as const)
    who[name] = await town.staff(town.ids[name])
  await town.tx('system', async (ctx) => {
    layer = await createLayer(ctx, {
      name: { de: 'Spielplätze', en: 'Playgrounds' },
      one: { de: 'Spielplatz', en: 'Playground' },
      icon: 'pin',
      colour: 'green',
      source: 'import',
      public: true,
      active: true,
      categories: [],
      srs: 'EPSG:4326',
      numberFrom: 'nummer',
      nameFrom: 'name',
      shown: [],
      wfs: { url: '', type: '', hours: 24 },
    })
    const feature = (nummer: string, name: string, lon: number) => ({
      type: 'Feature',
      properties: { nummer, name },
      geometry: { type: 'Point', coordinates: [lon, 50.128] },
    })
    const features = [
      feature('SP-1', 'Am Anger', 8.92),
      feature('SP-2', '<i>Park</i>', 8.94),
      feature('SP-3', 'Mitte', 8.93),
    ]
    await importObjects(ctx, layer, JSON.stringify({ type: 'FeatureCollection', features }))
  })
})
afterAll(async () => {
  await owner?.end()
  await town?.close()
})

const input = (more: Partial<RoundInput> = {}): RoundInput => ({
  name: 'Spielplätze',
  unitId: town.ids.roadTeam,
  personId: town.ids.worker,
  layer,
  areaId: null,
  rhythm: { every: 'week', days: [1] },
  skipHolidays: true,
  daysToWalk: 2,
  questions: [
    {
      code: 'sand',
      kind: 'yesno',
      label: { de: 'Sand sauber?', en: 'Sand clean?' },
      required: true,
      order: 1,
    },
  ],
  defectType: 'schlagloch',
  active: true,
  ...more,
})
const make = (actor: Actor = who.head!, more: Partial<RoundInput> = {}) =>
  town.tx(actor, (ctx) => makeRound(ctx, input(more)))
const due = () => town.tx('system', makeDueRuns)
const ok: Seen = { result: 'ok', answers: { sand: true }, words: '' }

describe('a round', () => {
  test('is set up by those who may, of what there is', async () => {
    for (const actor of [who.worker!, who.clerk!, who.admin!, who.gardener!])
      await expect(make(actor)).rejects.toThrow(Forbidden)
    const head = who.head!
    await expect(make(head, { unitId: town.ids.parks })).rejects.toThrow(Forbidden)
    const bad: Partial<RoundInput>[] = [
      { name: ' ' },
      { layer: 'gibtsnicht' },
      { personId: town.ids.gardener },
      { personId: town.other.ids.worker },
      { areaId: town.other.ids.north },
      { defectType: 'x' },
      { daysToWalk: 0 },
      { rhythm: { every: 'week', days: [] } },
      { rhythm: { every: 'week', days: [9] } },
      {
        questions: [
          { code: 'wer', kind: 'text', label: { de: 'Wer?', en: 'Who?' }, required: false, order: 1 },
        ],
      },
    ]
    for (const one of bad) await expect(make(head, one)).rejects.toThrow(Invalid)
    const id = await make(head, { name: 'Später', rhythm: { every: 'month', day: 1 } })
    const foreign = await town.staff(town.other.ids.head, town.other.tenant)
    await expect(town.tx(foreign, (ctx) => managedRound(ctx, id), town.other.tenant)).rejects.toThrow(
      NotFound,
    )
    const round = await town.tx(head, (ctx) => managedRound(ctx, id))
    expect(round.nextOn.toString()).toBe('2026-12-01')
    await town.tx(head, (ctx) => changeRound(ctx, id, input({ name: 'Anders', active: false }), 1))
    await expect(town.tx(head, (ctx) => changeRound(ctx, id, input(), 1))).rejects.toThrow(Conflict)
  })

  test('is walked, makes reports of what is found, and leaves a record that nobody can change', async () => {
    const id = await make()
    await due()
    await due()
    await town.drain()
    const worker = who.worker!
    const [run, ...others] = await town.tx(worker, (ctx) => runsFor(ctx))
    expect(others).toEqual([])
    expect(run).toMatchObject({ roundId: id, name: 'Spielplätze', stops: 3, seen: 0, late: false })
    const mails = await owner.query("select recipient from platform.mail where subject like '%Spielplätze%'")
    expect(mails.rows.map((r) => r.recipient)).toEqual(['worker@teststadt.example'])
    const stops = await town.tx(worker, (ctx) => stopsOf(ctx, run!.id))
    expect(stops.map((s) => s.label)).toEqual(['Am Anger (SP-1)', 'Mitte (SP-3)', '<i>Park</i> (SP-2)'])
    const see = (actor: Actor, object: Uuid, seen: Seen) =>
      town.tx(actor, (ctx) => recordFinding(ctx, run!.id, object, seen))
    const [a, b, c] = stops.map((s) => s.objectId) as [Uuid, Uuid, Uuid]

    await expect(see(who.gardener!, a, ok)).rejects.toThrow(NotFound)
    await expect(see(who.admin!, a, ok)).rejects.toThrow(NotFound)
    await expect(see(worker, newId(), ok)).rejects.toThrow(NotFound)
    await expect(see(worker, a, { ...ok, result: 'defect' })).rejects.toThrow(Invalid)
    await expect(see(worker, a, { ...ok, result: 'blocked' })).rejects.toThrow(Invalid)
    await expect(
      see(worker, a, { result: 'defect', answers: {}, words: 'x', category: 'gibtsnicht' }),
    ).rejects.toThrow(Invalid)

    expect(await see(worker, a, ok)).toBe(await see(worker, a, ok))
    const reportId = newId()
    const broken: Seen = {
      result: 'defect',
      answers: {},
      words: 'Schaukel <b>lose</b>',
      category: 'schlagloch',
      reportId,
    }
    expect(await see(worker, b, broken)).toBe(await see(worker, b, broken))
    const c1 = await town.tx('system', (ctx) => visibleCase(ctx, reportId))
    expect(c1).toMatchObject({ kind: 'report', channel: 'round', type: 'schlagloch', unitId: town.ids.roads })
    await town.tx('system', async (ctx) => {
      const [opened] = await historyOf(ctx, c1, 'internal')
      expect(opened!.message?.body).toBe('Schaukel <b>lose</b>')
    })
    // Who gave it a second look says so; both stay.
    town.clock.advance({ minutes: 20 })
    await see(who.clerk!, a, { result: 'blocked', answers: {}, words: '', reason: 'locked' })
    const after = await town.tx(worker, (ctx) => stopsOf(ctx, run!.id))
    expect(after[0]!.findings.map((f) => [f.result, f.by])).toEqual([
      ['ok', town.ids.worker],
      ['blocked', town.ids.clerk],
    ])

    await expect(town.tx(worker, (ctx) => finishRun(ctx, run!.id))).rejects.toThrow(Invalid)
    await see(worker, c, ok)
    await town.tx(worker, (ctx) => finishRun(ctx, run!.id))
    await expect(see(worker, c, ok)).rejects.toThrow(Conflict)
    await expect(town.tx(worker, (ctx) => finishRun(ctx, run!.id))).rejects.toThrow(Conflict)
    expect(await town.tx('system', (ctx) => lastSeen(ctx, a))).toMatchObject({ result: 'blocked' })
    expect(await town.tx({ kind: 'anonymous' }, (ctx) => lastSeen(ctx, a))).toBeNull()
    for (const attempt of ["update rounds.finding set result = 'ok'", 'delete from rounds.finding'])
      await expect(
        town.tx('system', async (ctx) => ctx.send(`${attempt} where tenant_id = $1`, [ctx.tenant.id])),
      ).rejects.toThrow(/permission denied/)
    const chain = await owner.query('select type from platform.event where stream = $1 order by seq', [id])
    expect(chain.rows.map((r) => r.type)).toEqual([
      'round.made',
      'round.due',
      'round.seen',
      'round.found',
      'round.seen',
      'round.seen',
      'round.seen',
      'round.walked',
    ])
    const objects = await town.tx(worker, (ctx) => objectsOf(ctx, { layer }))
    expect(objects).toHaveLength(3)
  })

  test('that is not walked in time is said to be late, once; weeks without a worker make one walk', async () => {
    town.clock.advance({ days: 21 })
    await due()
    const [run] = await town.tx(who.head!, (ctx) => runsFor(ctx))
    expect(run!.dueOn.toString()).toBe('2026-12-14')
    await town.tx(who.head!, (ctx) => giveRun(ctx, run!.id, town.ids.clerk))
    await expect(town.tx(who.head!, (ctx) => giveRun(ctx, run!.id, town.ids.gardener))).rejects.toThrow(
      Invalid,
    )
    await expect(town.tx(who.clerk!, (ctx) => giveRun(ctx, run!.id, null))).rejects.toThrow(Forbidden)
    await town.tx('system', tellLate)
    expect((await town.tx(who.head!, (ctx) => runById(ctx, run!.id))).late).toBe(false)
    town.clock.advance({ days: 2 })
    for (let i = 0; i < 2; i++) await town.tx('system', tellLate)
    expect((await town.tx(who.head!, (ctx) => runById(ctx, run!.id))).late).toBe(true)
    const mails = await owner.query("select recipient from platform.mail where subject like '%nicht fertig%'")
    expect(mails.rows.map((r) => r.recipient)).toEqual(['head@teststadt.example'])
    await town.tx(who.head!, (ctx) => finishRun(ctx, run!.id, { anyway: true }))
    expect(await town.tx(who.head!, (ctx) => runsFor(ctx, { done: true }))).toHaveLength(2)
    await expect(town.tx(who.officer ?? who.gardener!, (ctx) => runById(ctx, run!.id))).rejects.toThrow(
      NotFound,
    )
  })
})

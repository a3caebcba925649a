import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inSnapshot, verifyTenant } from '#modules/audit/verify.ts'
import { closeCase, reopenCase, reply, restrictCase } from '#modules/cases/index.ts'
import { importReports } from '#modules/reports/import-reports.ts'
import { submit } from '#modules/reports/index.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { somewhere, type TestTown, testTown } from '../../../test/helpers.ts'
import { followNumbers } from './following.ts'
import { lateCases } from './late-cases.ts'
import { type Line, publicNumbers, townNumbers } from './numbers.ts'
import { withoutSmall } from './small-groups.ts'
import { spreadOf } from './spread.ts'

let town: TestTown
beforeAll(async () => {
  town = await testTown()
})
afterAll(() => town.close())

const all = { from: '2010-01', until: '2030-12' }

async function report(category = 'schlagloch'): Promise<Uuid> {
  const id = newId()
  await town.tx({ kind: 'anonymous' }, (ctx) =>
    submit(ctx, {
      id,
      category,
      place: somewhere,
      placedBy: 'map',
      address: 'Hauptstraße 12',
      text: 'Etwas ist kaputt',
      answers: {},
      channel: 'web',
      reporter: null,
    }),
  )
  return id
}
const counted = async () => {
  await town.drain()
  await followNumbers(town.platform)
  return town.tx('system', (ctx) => townNumbers(ctx, all))
}

describe('numbers', () => {
  test('follow what happens to a report', async () => {
    const head = await town.staff(town.ids.head)
    const [quick, slow] = [await report(), await report()]
    await report('person')
    town.clock.advance({ hours: 2 })
    await town.tx(head, (ctx) => reply(ctx, quick, { body: 'Wir kommen.', visibility: 'public' }))
    await town.tx(head, (ctx) => closeCase(ctx, quick, { outcome: 'fixed' }))
    expect((await counted()).total).toMatchObject({
      received: 3,
      closed: 1,
      judged: 1,
      inTime: 1,
      reopened: 0,
    })
    const n = await counted()
    expect(n.total.answer!.median).toBeCloseTo(120, -1)
    expect(n.types.map((t) => [t.key, t.received])).toEqual([
      ['schlagloch', 2],
      ['person', 1],
    ])
    // Nothing happens, and the target passes all the same.
    town.clock.advance({ days: 60 })
    const late = await counted()
    expect(late.total).toMatchObject({ judged: 3, inTime: 1 })
    const reasons = (n: { late: { why: string; n: number }[] }) => n.late.map((l) => `${l.why} ${l.n}`).sort()
    // The one was assigned, and not begun; the other nobody had.
    expect(reasons(late)).toEqual(['nobody 1', 'not_begun 1'])
    await town.tx(head, (ctx) => reopenCase(ctx, quick, { note: 'hält nicht' }))
    expect(reasons(await counted())).toEqual(['nobody 1', 'not_begun 1', 'reopened 1'])
    expect((await counted()).total).toMatchObject({ reopened: 1, closed: 0 })
    const cases = await town.tx(head, (ctx) => lateCases(ctx, all))
    expect(cases.map((c) => c.why).sort()).toEqual(['not_begun', 'reopened'])
    // Public numbers hold public reports only, and what is restricted is in none.
    expect((await town.tx({ kind: 'anonymous' }, (ctx) => publicNumbers(ctx, all))).total.received).toBe(2)
    const clerk = await town.staff(town.ids.clerk)
    await town.tx(clerk, (ctx) =>
      restrictCase(ctx, slow, { reason: 'other', named: { accounts: [town.ids.clerk], unit: null } }),
    )
    expect((await counted()).total.received).toBe(2)
    expect((await town.tx({ kind: 'anonymous' }, (ctx) => publicNumbers(ctx, all))).total.received).toBe(1)
  })

  test('are for those who may see them', async () => {
    const worker = await town.staff(town.ids.worker)
    await expect(town.tx(worker, (ctx) => townNumbers(ctx, all))).rejects.toMatchObject({ status: 403 })
    await expect(town.tx({ kind: 'anonymous' }, (ctx) => lateCases(ctx, all))).rejects.toMatchObject({
      status: 403,
    })
  })
})

describe('small groups', () => {
  const line = (key: string, received: number): Line => ({
    key,
    received,
    closed: received,
    judged: received,
    inTime: received,
    reopened: 0,
    doubts: 0,
    confirmed: 0,
    doubtsSure: 0,
    voicesSure: 0,
    voicesOther: 0,
    repeats: 0,
    satisfaction: { asked: 0, answered: 0, fixed: {}, moods: {}, rated: 0, mean: null },
    answer: null,
    fix: { n: received, median: 60, ninety: 90 },
  })
  const shown = (lines: Line[]) =>
    withoutSmall({
      total: line('', 100),
      months: lines,
      types: lines,
      areas: [],
      units: [],
      late: [],
      asOf: null,
    })

  test('are put together, and never one alone', () => {
    const keys = (...sizes: number[]) =>
      shown(sizes.map((n, i) => line(`k${i}`, n))).types.map((l) => [l.key, l.received])
    expect(keys(40, 30, 20)).toEqual([
      ['k0', 40],
      ['k1', 30],
      ['k2', 20],
    ])
    expect(keys(40, 20, 3)).toEqual([
      ['k0', 40],
      ['*', 23],
    ])
    expect(keys(40, 20, 3, 4)).toEqual([
      ['k0', 40],
      ['k1', 20],
      ['*', 7],
    ])
    expect(keys(3)).toEqual([['*', -1]])
  })

  test('of a month are hidden, with another one', () => {
    expect(shown([line('a', 40), line('b', 2), line('c', 9)]).months.map((m) => m.received)).toEqual([
      40, -1, -1,
    ])
    expect(shown([line('a', 40), line('b', 0), line('c', 9)]).months.map((m) => m.received)).toEqual([
      40, 0, 9,
    ])
  })
})

test('a spread is right to two in a hundred', () => {
  expect(spreadOf([{}])).toBeNull()
  const classes = [10, 20, 30, 40, 1000].map((m) => ({ [Math.round(16 * Math.log2(m))]: 1 }))
  const { median, ninety, n } = spreadOf(classes)!
  expect(n).toBe(5)
  expect(Math.abs(median / 30 - 1)).toBeLessThan(0.023)
  expect(Math.abs(ninety / 1000 - 1)).toBeLessThan(0.023)
})

const file = join(process.env.TESTDATA ?? '../shared/data', 'requests', 'boston-2015-sample.csv')
const there = existsSync(file)
if (!there) console.warn(`No requests at ${file} (TESTDATA): numbers are not compared with real ones.`)

describe.runIf(there)('six thousand real requests as a town of their own', () => {
  type Row = Record<string, string>
  const rows = there ? (parse(readFileSync(file, 'utf8'), { columns: true, bom: true }) as Row[]) : []
  const minutes = (text: string): number => {
    const [date, time, half] = text.split(' ')
    const [month, day, year] = date!.split('/').map(Number)
    const [h, m, s] = time!.split(':').map(Number)
    return Date.UTC(year!, month! - 1, day!, (h! % 12) + (half === 'PM' ? 12 : 0), m, s) / 60_000
  }
  const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.ceil(values.length / 2) - 1]!
  const where = () => town.other.tenant

  beforeAll(async () => {
    const text = readFileSync(file, 'utf8')
    const began = performance.now()
    const result = await town.tx(
      'system',
      (ctx) => importReports(ctx, text, { createMissing: true }),
      where(),
    )
    expect(result).toEqual({ added: 6000, changed: 0, unchanged: 0, errors: [] })
    const again = await town.tx('system', (ctx) => importReports(ctx, text, { createMissing: true }), where())
    expect(again).toEqual({ added: 0, changed: 0, unchanged: 6000, errors: [] })
    console.info(`6,000 read twice in ${Math.round(performance.now() - began)} ms`)
    // As the command does it: of what came all at once the planner knows nothing yet.
    const owner = new pg.Client({ connectionString: town.database.url })
    await owner.connect()
    await owner.query('analyze')
    await owner.end()
    await followNumbers(town.platform)
  }, 120_000)

  test('the share within target is the one in the file', async () => {
    const { total, months } = await town.tx('system', (ctx) => townNumbers(ctx, all), where())
    const judged = rows.filter((r) => r.TARGET_DT)
    const kept = judged.filter((r) => r.CLOSED_DT && minutes(r.CLOSED_DT) <= minutes(r.TARGET_DT!))
    expect(total).toMatchObject({ received: 6000, closed: rows.filter((r) => r.CLOSED_DT).length })
    expect([total.judged, total.inTime]).toEqual([judged.length, kept.length])
    expect(months.reduce((sum, m) => sum + m.received, 0)).toBe(6000)
    // What the city itself says of those that are done; for open ones time has gone on since.
    const done = judged.filter((r) => r.CLOSED_DT && r.OnTime_Status)
    expect(done.filter((r) => r.OnTime_Status === 'ONTIME')).toEqual(kept)
  })

  test('the median until the end is, for each kind', async () => {
    const { types, total } = await town.tx('system', (ctx) => townNumbers(ctx, all), where())
    const names = await town.tx(
      'system',
      async (ctx) =>
        new Map(
          (
            await ctx.db
              .selectFrom('reports.category')
              .select(['code', 'name'])
              .where('tenant_id', '=', ctx.tenant.id)
              .execute()
          ).map((c) => [c.code, c.name]),
        ),
      where(),
    )
    const took = (some: Row[]) =>
      some.filter((r) => r.CLOSED_DT).map((r) => Math.max(0, minutes(r.CLOSED_DT!) - minutes(r.OPEN_DT!)))
    expect(types).toHaveLength(new Set(rows.map((r) => r.TYPE)).size)
    for (const line of [...types, total]) {
      const mine = rows.filter((r) => line === total || r.TYPE === names.get(line.key))
      expect(line.received).toBe(mine.length)
      const exact = took(mine)
      expect(line.fix?.n ?? 0).toBe(exact.length)
      // Classes of 4.4 %, and an hour where the clocks are put back or forward on other days.
      if (line.fix)
        expect(Math.abs(line.fix.median - Math.max(1, median(exact)))).toBeLessThan(
          median(exact) * 0.023 + 61,
        )
    }
  })

  test('their histories verify', async () => {
    const client = new pg.Client({ connectionString: town.database.url })
    await client.connect()
    await town.drain()
    const found = await inSnapshot(client, where().id, () => verifyTenant(client, where().id))
    await client.end()
    expect(found).toMatchObject({ count: 0, faults: [] })
    expect(found.events).toBeGreaterThan(11_000)
  })
})

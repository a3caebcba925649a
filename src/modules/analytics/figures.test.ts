import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CHILD } from '#modules/cases/case.ts'
import { closeCase, reopenCase } from '#modules/cases/index.ts'
import { countReports, submit } from '#modules/reports/index.ts'
import { doubt } from '#modules/voice/index.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { anonymous, somewhere, type TestTown, testTown } from '../../../test/helpers.ts'
import { renewMonth } from './figures.ts'
import { followNumbers } from './following.ts'
import { publicNumbers, townNumbers } from './numbers.ts'
import { trendAreas, trendCells, trendMonths, trendSeries } from './trend.ts'

let town: TestTown
beforeAll(async () => {
  town = await testTown()
})
afterAll(() => town.close())

const all = { from: '2010-01', until: '2030-12' }
const box = { west: 8.8, south: 50.05, east: 9.1, north: 50.2 }

async function report(more: { category?: string; dx?: number; daysAgo?: number } = {}): Promise<Uuid> {
  const id = newId()
  await town.tx(anonymous, (ctx) =>
    submit(ctx, {
      id,
      category: more.category ?? 'schlagloch',
      place: { lat: somewhere.lat, lon: somewhere.lon + (more.dx ?? 0) },
      placedBy: 'map',
      address: null,
      text: 'Etwas ist kaputt',
      answers: {},
      channel: 'web',
      reporter: null,
    }),
  )
  if (more.daysAgo)
    await town.tx('system', (ctx) =>
      ctx.db
        .updateTable('cases.case')
        .set({ opened_at: new Date(ctx.now.getTime() - more.daysAgo! * 86_400_000), updated_at: ctx.now })
        .where('tenant_id', '=', ctx.tenant.id)
        .where('id', '=', id)
        .execute(),
    )
  return id
}
const close = (id: Uuid) => town.tx('system', (ctx) => closeCase(ctx, id, { outcome: 'fixed' }))
const count = async () => {
  await town.drain()
  await followNumbers(town.platform)
}
const numbers = () => town.tx('system', (ctx) => townNumbers(ctx, all))

/** Everything that is kept, to be compared. */
const kept = () =>
  town.tx('system', async (ctx) => {
    const of = async (table: string, order: string) =>
      (
        await sql`select to_jsonb(t) as row from ${sql.table(table)} t where t.tenant_id = ${ctx.tenant.id} order by ${sql.raw(order)}`.execute(
          ctx.db,
        )
      ).rows
    return {
      figures: await of('analytics.figure', 'public, dim, month, value'),
      cells: await of('analytics.cell', 'public, month, type, area_id, unit_id'),
      trend: await of('analytics.trend', 'level, type, month, x, y, status, area_id'),
    }
  })

test('what is added by difference is what counting again from the beginning gives', async () => {
  const made: Uuid[] = []
  for (let i = 0; i < 8; i++)
    made.push(await report({ category: i % 3 ? 'schlagloch' : 'baum', dx: i / 300, daysAgo: i * 20 }))
  await count()
  await close(made[0]!)
  await close(made[3]!)
  await count()
  await town.tx('system', (ctx) => reopenCase(ctx, made[0]!, { note: 'x' }))
  await town.tx('system', async (ctx) => {
    await sql`update cases.case c set area_id = null, type = 'baum', opened_at = ${new Date('2026-06-03T10:00:00Z')},
      updated_at = ${ctx.now} where c.tenant_id = ${ctx.tenant.id} and c.id = ${made[4]!}`.execute(ctx.db)
    await sql`update cases.case c set public = false, restricted = true, updated_at = ${ctx.now}
      where c.tenant_id = ${ctx.tenant.id} and c.id = ${made[5]!}`.execute(ctx.db)
    for (const id of [made[4]!, made[5]!]) ctx.emit('case.prioritised', { case: id, priority: 1, before: 1 })
  })
  await count()
  await count()
  const before = await kept()
  expect(before.figures.length).toBeGreaterThan(10)
  await town.tx('system', async (ctx) => {
    const { rows } = await sql<{ month: string }>`
      select distinct f.month::text as month from analytics.fact f where f.tenant_id = ${ctx.tenant.id}`.execute(
      ctx.db,
    )
    for (const { month } of rows) await renewMonth(ctx, month)
  })
  expect(await kept()).toEqual(before)
  // And of one category or district what the whole is made of.
  const whole = await numbers()
  for (const line of whole.types) {
    const one = await town.tx('system', (ctx) => townNumbers(ctx, { ...all, type: line.key }))
    expect({ ...one.total, key: line.key }).toEqual(line)
    expect(one.types).toEqual([line])
  }
})

test('what is written past the program is mended, a month at a time', async () => {
  await town.tx('system', (ctx) =>
    sql`update analytics.figure g set received = received + 5 where g.tenant_id = ${ctx.tenant.id}`.execute(
      ctx.db,
    ),
  )
  const wrong = (await numbers()).total.received
  for (let i = 0; i < 12; i++) {
    town.clock.advance({ minutes: 11 })
    await followNumbers(town.platform)
  }
  expect((await numbers()).total.received).toBeLessThan(wrong)
  expect((await numbers()).total.received).toBe((await numbers()).months.reduce((n, m) => n + m.received, 0))
})

test('repeats: the same kind, at the same place, not long after it was fixed', async () => {
  await count()
  const before = (await numbers()).total.repeats
  const first = await report({ dx: 0.02 })
  await close(first)
  town.clock.advance({ days: 5 })
  await report({ dx: 0.02 + 0.0002 })
  await report({ dx: 0.02, category: 'baum' })
  await report({ dx: 0.02 + 0.001 })
  await count()
  expect((await numbers()).total.repeats).toBe(before + 1)
  town.clock.advance({ days: 100 })
  await report({ dx: 0.02 })
  await count()
  expect((await numbers()).total.repeats).toBe(before + 1)
})

test('doubts and answers count, parts of a case do not', async () => {
  const { received, doubts, doubtsSure, voicesSure, voicesOther } = (await numbers()).total
  const id = await report()
  await close(id)
  await town.tx(anonymous, (ctx) => doubt(ctx, id, { visitor: { browser: 'a', fresh: false, address: '' } }))
  // The link of one's own report is sure of whom it is.
  const own = { kind: 'holder', case: id, party: null } as const
  await town.tx(own, (ctx) => doubt(ctx, id, { visitor: { browser: 'b', fresh: false, address: '' } }))
  await town.tx('system', (ctx) => reopenCase(ctx, id, { note: '' }))
  await town.tx('system', async (ctx) => {
    await ctx.db
      .insertInto('voice.survey')
      .values({
        tenant_id: ctx.tenant.id,
        case_id: id,
        party_id: id,
        due_at: null,
        sent_at: ctx.now,
        fixed: 'no',
        mood: 2,
        answered_at: ctx.now,
      })
      .execute()
    ctx.emit('case.rated', { case: id })
  })
  const child = await report()
  await town.tx('system', (ctx) =>
    ctx.db
      .updateTable('cases.case')
      .set({ kind: CHILD })
      .where('tenant_id', '=', ctx.tenant.id)
      .where('id', '=', child)
      .execute(),
  )
  await count()
  const { total } = await numbers()
  expect(total).toMatchObject({ received: received + 1, doubts: doubts + 1, confirmed: 1 })
  expect(total).toMatchObject({
    doubtsSure: doubtsSure + 1,
    voicesSure: voicesSure + 1,
    voicesOther: voicesOther + 1,
  })
  expect(total.satisfaction).toMatchObject({ asked: 1, answered: 1, rated: 1, mean: 2, fixed: { no: 1 } })
})

test('the trend counts whole months, of what is public now', async () => {
  await count()
  const at = <R>(run: (ctx: Parameters<typeof trendCells>[0]) => Promise<R>) => town.tx(anonymous, run)
  const sum = (list: Iterable<{ now: number; before: number }>) =>
    [...list].reduce((n, c) => n + c.now + c.before, 0)
  const months = await at(async (ctx) => trendMonths(ctx, 12))
  const filters = [{}, { category: ['baum'] }, { status: 'closed' as const }, { areaId: town.ids.north }]
  for (const filter of filters) {
    const by = await at((ctx) => trendAreas(ctx, filter, months))
    const expected = await at(async (ctx) => {
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from cases.case c where c.tenant_id = ${ctx.tenant.id} and c.public and c.kind = 'report'
          and c.opened_at >= ${new Date(`${months.beforeFrom}-01T00:00:00+01:00`)}
          and to_char(c.opened_at at time zone 'Europe/Berlin', 'YYYY-MM') between ${months.beforeFrom} and ${months.until}
          and ${filter.category ? sql`c.type = 'baum'` : sql`true`} and ${filter.status ? sql`c.status = 'closed'` : sql`true`}
          and ${filter.areaId ? sql`c.area_id = ${filter.areaId}` : sql`true`}`.execute(ctx.db)
      return rows[0]!.n
    })
    expect(sum(by.values())).toBe(expected)
    for (const zoom of [8, 11, 12, 13, 14, 18]) {
      const { cells } = await at((ctx) => trendCells(ctx, filter, months, { box, zoom }))
      expect(sum(cells)).toBe(expected)
    }
    const series = await at((ctx) =>
      trendSeries(ctx, filter, { from: months.beforeFrom, until: months.until }),
    )
    expect([...series.values()].reduce((n, m) => n + m, 0)).toBe(expected)
  }
  // What is hidden is gone at once, before the worker comes.
  const total = async () => sum((await at((ctx) => trendAreas(ctx, {}, months))).values())
  const before = await total()
  const hidden = await report({ daysAgo: 40 })
  expect(await total()).toBe(before + 1)
  await count()
  expect(await total()).toBe(before + 1)
  await town.tx('system', (ctx) =>
    sql`update cases.case c set public = false, restricted = true, updated_at = ${ctx.now}
      where c.tenant_id = ${ctx.tenant.id} and c.id = ${hidden}`.execute(ctx.db),
  )
  expect(await total()).toBe(before)
  expect(await town.tx(anonymous, (ctx) => countReports(ctx, {}))).toBeGreaterThan(0)
  expect((await town.tx(anonymous, (ctx) => publicNumbers(ctx, all), town.other.tenant)).total.received).toBe(
    0,
  )
})

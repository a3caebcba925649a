import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anonymous, somewhere, type TestTown, testTown } from '../../../test/helpers.ts'
import { report } from '../../portal/portal.fixture.ts'
import { clusters } from './map-clusters.ts'
import { countForMap, mapState } from './map-counting.ts'
import { boxOfCells, cellsOf, type GeoBox, gridOf, placeAt } from './map-grid.ts'
import { countReports } from './public-count.ts'
import { type ReportFilter, reportDots } from './public-list.ts'

let town: TestTown
const box: GeoBox = { west: 8.8, south: 50.05, east: 9.1, north: 50.2 }
const statuses = ['open', 'scheduled', 'in_progress', 'closed']

const seen = <R>(run: (ctx: Parameters<typeof clusters>[0]) => Promise<R>) => town.tx(anonymous, run)
const at = (filter: ReportFilter, zoom: number, where = box) =>
  seen((ctx) => clusters(ctx, filter, { box: where, zoom }))
const turn = () => town.tx('system', countForMap)
/** The same by the cases themselves: a box that holds everything is not what counts are kept by. */
const direct = (filter: ReportFilter, zoom: number) => at({ ...filter, box }, zoom)
const plain = (answer: Awaited<ReturnType<typeof at>>) =>
  answer.clusters
    .map(
      (c) =>
        `${c.box.west.toFixed(6)} ${c.box.north.toFixed(6)} ${c.n} ${c.lat.toFixed(6)} ${c.lon.toFixed(6)}`,
    )
    .sort()

const filters: ReportFilter[] = [
  {},
  { category: ['baum'] },
  { category: ['baum', 'schlagloch'] },
  { status: 'unfinished' },
  { status: 'closed' },
  { days: 7 },
  { days: 30, category: ['schlagloch'] },
  { days: 365, status: 'unfinished' },
]

beforeAll(async () => {
  town = await testTown()
  for (let i = 0; i < 60; i++)
    await report(town, {
      category: i % 3 === 0 ? 'baum' : 'schlagloch',
      place: { lat: somewhere.lat + ((i * 7) % 20) / 2000, lon: somewhere.lon - ((i * 11) % 30) / 1500 },
    })
  // Of all ages and in all states.
  await town.tx('system', async (ctx) => {
    const { rows } = await sql<{
      id: string
    }>`select c.id from cases.case c where c.tenant_id = ${ctx.tenant.id} order by c.id`.execute(ctx.db)
    for (const [i, { id }] of rows.entries())
      await sql`update cases.case c set status = ${statuses[i % 4]!}, opened_at = ${new Date(ctx.now.getTime() - (i * i * 86_400_000) / 5)}
        where c.tenant_id = ${ctx.tenant.id} and c.id = ${id}`.execute(ctx.db)
  })
})
afterAll(() => town.close())

describe('the grid', () => {
  it('is the same in the program and in the database', async () => {
    const dots = await seen((ctx) => reportDots(ctx, {}))
    for (const dot of dots) {
      const { x, y } = gridOf(dot)
      const back = placeAt(x + 0.5, y + 0.5)
      expect(Math.abs(back.lat - dot.lat) + Math.abs(back.lon - dot.lon)).toBeLessThan(2e-5)
    }
    expect((await direct({}, 18)).total).toBe(dots.length)
  })

  it('holds a box whole, up to the edges of the world', () => {
    const cells = boxOfCells(cellsOf(box, 12))
    expect(cells.west).toBeLessThanOrEqual(box.west)
    expect(cells.east).toBeGreaterThanOrEqual(box.east)
    expect(cells.north).toBeGreaterThanOrEqual(box.north)
    expect(cells.south).toBeLessThanOrEqual(box.south)
    const world = cellsOf({ west: -180, south: -90, east: 180, north: 90 }, 22)
    expect(world.zoom).toBe(3)
    expect([world.west, world.east, world.north, world.south]).toEqual([0, 63, 0, 63])
  })
})

describe('clusters', () => {
  it('add up to what the list counts, before and after the worker has counted', async () => {
    expect(await town.tx('system', (ctx) => mapState(ctx))).toBeNull()
    const before = await Promise.all(filters.map((f) => at(f, 12).then(plain)))
    await turn()
    expect((await town.tx('system', (ctx) => mapState(ctx)))?.whole).toBe(true)
    for (const [i, filter] of filters.entries()) {
      const count = await seen((ctx) => countReports(ctx, filter))
      expect(count).toBeGreaterThan(0)
      for (const zoom of [3, 8, 9, 12, 15]) {
        const counted = await at(filter, zoom)
        expect(counted.total).toBe(count)
        expect(plain(counted)).toEqual(plain(await direct(filter, zoom)))
      }
      expect(plain(await at(filter, 12))).toEqual(before[i])
    }
  })

  it('are cut by cells: those that a box touches whole, the others not', async () => {
    const { clusters: all } = await at({}, 14)
    const one = all[0]!
    const inside = {
      west: one.box.west + 1e-5,
      east: one.box.east - 1e-5,
      south: one.box.south + 1e-5,
      north: one.box.north - 1e-5,
    }
    for (const zoom of [14, 16]) {
      const found = await at({}, zoom, inside)
      expect(found.total).toBe(one.n)
    }
    expect((await at({}, 14, inside)).clusters).toHaveLength(1)
    const [west, east] = [
      { ...box, east: one.box.west - 1e-5 },
      { ...box, west: one.box.west + 1e-5 },
    ]
    expect((await at({}, 14, west)).total + (await at({}, 14, east)).total).toBe((await at({}, 14)).total)
  })

  it('know at once what has become public, and no more what is public no longer', async () => {
    const { total } = await at({}, 11)
    const one = await report(town, { place: somewhere })
    expect((await at({}, 11)).total).toBe(total + 1)
    await turn()
    expect((await at({}, 11)).total).toBe(total + 1)
    const hide = async (values: 'restricted' | 'public') =>
      town.tx('system', (ctx) =>
        sql`update cases.case c set public = ${values === 'public'}, restricted = ${values === 'restricted'}, updated_at = ${ctx.now}
          where c.tenant_id = ${ctx.tenant.id} and c.id = ${one.id}`.execute(ctx.db),
      )
    await hide('restricted')
    expect((await at({}, 11)).total).toBe(total)
    expect((await at({}, 17)).total).toBe(total)
    await turn()
    expect((await at({}, 11)).total).toBe(total)
    await hide('public')
    await turn()
    expect((await at({}, 11)).total).toBe(total + 1)
    expect(plain(await at({}, 11))).toEqual(plain(await direct({}, 11)))
  })

  it('follow a change of state, kind and place, counted once however often the worker comes', async () => {
    const one = await report(town, { category: 'baum', place: { lat: 50.06, lon: 8.81 } })
    await turn()
    await town.tx('system', (ctx) =>
      sql`update cases.case c set status = 'closed', type = 'schlagloch', lat = 50.19, lon = 9.09, updated_at = ${ctx.now}
        where c.tenant_id = ${ctx.tenant.id} and c.id = ${one.id}`.execute(ctx.db),
    )
    for (const again of [0, 1, 2]) {
      for (const filter of filters)
        expect(plain(await at(filter, 13)), `${again}`).toEqual(plain(await direct(filter, 13)))
      await turn()
    }
  })

  it('let reports grow too old for a period', async () => {
    const before = (await at({ days: 7 }, 11)).total
    town.clock.advance({ days: 3 })
    const after = (await at({ days: 7 }, 11)).total
    expect(after).toBeLessThan(before)
    expect(after).toBe(await seen((ctx) => countReports(ctx, { days: 7 })))
    await turn()
    expect((await at({ days: 7 }, 11)).total).toBe(after)
    for (const filter of filters) expect(plain(await at(filter, 12))).toEqual(plain(await direct(filter, 12)))
  })

  it('mend what was written past the program', async () => {
    await town.tx('system', (ctx) =>
      sql`update cases.case c set status = 'closed', updated_at = ${new Date(0)}, opened_at = ${new Date(0)}
        where c.tenant_id = ${ctx.tenant.id} and c.status = 'open'`.execute(ctx.db),
    )
    await turn()
    for (const filter of filters) expect(plain(await at(filter, 12))).toEqual(plain(await direct(filter, 12)))
  })

  it('are of one town alone, and of what the public sees for everybody', async () => {
    const { total } = await at({}, 11)
    await report(town, { place: somewhere }, town.other.tenant)
    expect((await at({}, 11)).total).toBe(total)
    const none = await town.tx(anonymous, (ctx) => clusters(ctx, {}, { box, zoom: 11 }), town.other.tenant)
    expect(none.total).toBe(1)
    const clerk = await town.staff(town.ids.clerk)
    expect((await town.tx(clerk, (ctx) => clusters(ctx, {}, { box, zoom: 11 }))).total).toBeLessThanOrEqual(
      total,
    )
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anonymous } from '#platform/context/actor.ts'
import { Forbidden } from '#platform/errors.ts'
import { idFrom } from '#platform/ids.ts'
import { somewhere, type TestTown, testTown } from '../../../test/helpers.ts'
import { countsByLayer, objectsOf } from './finding.ts'
import { boxAround, cellOf, cellsOf } from './grid.ts'
import { importObjects } from './import-objects.ts'
import { layers } from './layer.ts'
import { createLayer, type LayerInput } from './managing.ts'
import { codeFrom, codesOf, numberKey } from './number.ts'
import { objectByCode, objectById, objectLabel } from './object.ts'

const input = (more: Partial<LayerInput> = {}): LayerInput => ({
  name: { de: 'Laternen', en: 'Lights' },
  one: { de: 'Laterne', en: 'Light' },
  icon: 'pin',
  colour: 'yellow',
  source: 'import',
  public: true,
  active: true,
  categories: [],
  srs: 'EPSG:4326',
  numberFrom: '',
  nameFrom: '',
  shown: [{ from: 'Leuchte', de: 'Leuchte', en: 'Lamp' }],
  wfs: { url: '', type: '', hours: 24 },
  ...more,
})

let town: TestTown
const system = <R>(run: Parameters<TestTown['tx']>[1]) => town.tx('system', run) as Promise<R>
const bring = (layer: string, text: string, dryRun = false) =>
  town.tx('system', (ctx) => importObjects(ctx, layer, text, { dryRun }))

beforeAll(async () => {
  town = await testTown()
  await system((ctx) => createLayer(ctx, input()))
  await system((ctx) => createLayer(ctx, input({ name: { de: 'Hydranten', en: '' }, public: false })))
  await system((ctx) => createLayer(ctx, input({ name: { de: 'Bäume', en: 'Trees' }, srs: 'EPSG:25832' })))
})
afterAll(() => town.close())

describe('numbers and codes', () => {
  test('a number is the same however it is written, and 9 comes before 10', () => {
    expect(new Set(['L 0815', 'l-815', 'L815', ' l.00815 '].map(numberKey)).size).toBe(1)
    expect(['L-10', 'L-9', 'L-100'].sort((a, b) => (numberKey(a) < numberKey(b) ? -1 : 1))).toEqual([
      'L-9',
      'L-10',
      'L-100',
    ])
    expect(numberKey('1-2')).not.toBe(numberKey('12'))
    expect(numberKey('Ä-ß 7')).toBe(numberKey('ä ß007'))
  })

  test('a code survives being typed from a sticker', () => {
    const [code = ''] = codesOf(idFrom('one'))
    expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{8}$/)
    expect(codeFrom(` ${code.toUpperCase().slice(0, 4)}-${code.slice(4).replaceAll('0', 'O')} `)).toBe(code)
    for (const bad of ['', 'abc', `${code}x`, '../../etc', "'; drop--", 'ümläut12'])
      expect(codeFrom(bad)).toBeNull()
    const many = Array.from({ length: 5000 }, (_, i) => codesOf(idFrom('x', String(i)))[0])
    expect(new Set(many).size).toBe(5000)
  })

  test('the cells of a box hold every place in it; the world is no box', () => {
    const box = boxAround(somewhere, 100)
    for (const [lat, lon] of [
      [box.south, box.west],
      [box.north, box.east],
      [somewhere.lat, somewhere.lon],
    ] as const)
      expect(cellsOf(box)).toContain(cellOf({ lat, lon }))
    expect(cellsOf({ west: -180, south: -85, east: 180, north: 85 })).toBeNull()
  })
})

const csv = (...lines: string[]) => ['nummer;name;lat;lon;leuchte;pate', ...lines].join('\r\n')
const three = csv(
  'L-1;;50,1280;8,9280;LED;Frau A',
  'L-2;;50.1281;8.9283;Gas;',
  'L-10;Die alte;50.1300;8.9301;;',
)

describe('importing', () => {
  test('tells first, then does it once, keeps only what is shown, and finds a district', async () => {
    expect(await bring('laternen', three, true)).toEqual({
      added: 3,
      changed: 0,
      unchanged: 0,
      vanished: 0,
      errors: [],
    })
    expect(await system((ctx) => objectsOf(ctx, { layer: 'laternen' }))).toEqual([])
    expect(await bring('laternen', three)).toMatchObject({ added: 3, errors: [] })
    expect(await bring('laternen', `\ufeff${three}`)).toMatchObject({ added: 0, changed: 0, unchanged: 3 })
    const found = await town.tx(anonymous, (ctx) => objectsOf(ctx, { layer: 'laternen' }))
    expect(found.map((o) => [o.number, o.name, o.attributes, o.areaId])).toEqual([
      ['L-1', null, { Leuchte: 'LED' }, town.ids.north],
      ['L-2', null, { Leuchte: 'Gas' }, town.ids.north],
      ['L-10', 'Die alte', {}, town.ids.north],
    ])
    expect(JSON.stringify(found)).not.toContain('Frau A')
    expect(found.map((o) => objectLabel(o, 'de'))).toEqual(['Laterne L-1', 'Laterne L-2', 'Die alte (L-10)'])
  })

  test('what vanished stays inactive, and comes back with its sticker', async () => {
    const before = await system((ctx) => objectsOf(ctx, { layer: 'laternen', text: 'L-2' }))
    const without = csv('L-1;;50,1280;8,9280;LED;', 'L-10;Die alte;50.1300;8.9301;;')
    expect(await bring('laternen', without)).toMatchObject({ vanished: 1, unchanged: 2 })
    const [two] = before as Awaited<ReturnType<typeof objectsOf>>
    expect(await town.tx(anonymous, (ctx) => objectByCode(ctx, two!.code))).toMatchObject({ active: false })
    expect(await town.tx(anonymous, (ctx) => objectsOf(ctx, { near: { ...two!.place, within: 5 } }))).toEqual(
      [],
    )
    expect(await bring('laternen', three)).toMatchObject({ changed: 1, vanished: 0 })
    expect(await town.tx(anonymous, (ctx) => objectById(ctx, two!.id))).toMatchObject({
      active: true,
      code: two!.code,
    })
  })

  test('GeoJSON may count in UTM, say so itself, and have areas, of which the middle counts', async () => {
    const feature = (nummer: string, geometry: unknown) => ({
      type: 'Feature',
      properties: { nummer },
      geometry,
    })
    const utm = {
      type: 'FeatureCollection',
      features: [feature('B-1', { type: 'Point', coordinates: [494853.68, 5552864.97, 112] })],
    }
    expect(await bring('baeume', JSON.stringify(utm))).toMatchObject({ added: 1, errors: [] })
    const [tree] = (await system((ctx) => objectsOf(ctx, { layer: 'baeume' }))) as Awaited<
      ReturnType<typeof objectsOf>
    >
    expect(tree!.place.lat).toBeCloseTo(50.128, 4)
    expect(tree!.place.lon).toBeCloseTo(8.928, 4)
    const square = [
      [8.92, 50.12],
      [8.93, 50.12],
      [8.93, 50.13],
      [8.92, 50.12],
    ]
    const degrees = {
      type: 'FeatureCollection',
      crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:OGC:1.3:CRS84' } },
      features: [feature('B-2', { type: 'Polygon', coordinates: [square] })],
    }
    expect(await bring('baeume', JSON.stringify(degrees))).toMatchObject({ added: 1, vanished: 1 })
    expect(await system((ctx) => objectsOf(ctx, { layer: 'baeume' }))).toMatchObject([
      { number: 'B-2', place: { lat: 50.125, lon: 8.925 } },
    ])
    expect(await bring('baeume', 'nummer,ost,nord\nB-3,"32494853,68","5552864,97"')).toMatchObject({
      added: 1,
      errors: [],
    })
  })

  test('mistakes are named by their line, and nothing is changed', async () => {
    const bad = csv(
      'L-1;;50.128;8.928;;',
      ';;50.128;8.928;;',
      'L-1;;50.128;8.928;;',
      'L-4;;fünfzig;8.928;;',
      'L-5;;8.928;50.128;;',
      'L-6;;48.1;11.5;;',
      `${'L'.repeat(50)};;50.128;8.928;;`,
    )
    const { errors, added } = await bring('laternen', bad)
    expect(added).toBe(0)
    expect(errors.map((e) => e.line)).toEqual([3, 4, 5, 6, 7, 8])
    const at = (line: number) =>
      errors
        .filter((e) => e.line === line)
        .map((e) => e.message)
        .join(' ')
    expect(at(4)).toContain('Zeile 2')
    expect(at(6)).toContain('vertauscht')
    expect(at(7)).toContain('außerhalb')
    for (const text of [
      '',
      '{',
      '<html>',
      'nummer;lat\nL-1;50',
      '{"type":"FeatureCollection","features":[]}',
    ])
      expect((await bring('laternen', text)).errors.length).toBeGreaterThan(0)
    expect(
      (await system<Map<string, { active: number }>>((ctx) => countsByLayer(ctx))).get('laternen')!.active,
    ).toBe(3)
  })

  test('only who may', async () => {
    const clerk = await town.staff(town.ids.clerk)
    await expect(town.tx(clerk, (ctx) => importObjects(ctx, 'laternen', three))).rejects.toBeInstanceOf(
      Forbidden,
    )
    await expect(town.tx(clerk, (ctx) => createLayer(ctx, input()))).rejects.toBeInstanceOf(Forbidden)
    const admin = await town.staff(town.ids.admin)
    expect(await town.tx(admin, (ctx) => importObjects(ctx, 'laternen', three))).toMatchObject({
      unchanged: 3,
    })
  })
})

describe('finding', () => {
  test('what is internal is for staff, and nothing is another town’s', async () => {
    await bring('hydranten', 'nummer;lat;lon\nH-1;50.128;8.928')
    const clerk = await town.staff(town.ids.clerk)
    const [hydrant] = await town.tx(clerk, (ctx) => objectsOf(ctx, { layer: 'hydranten' }))
    expect(hydrant).toMatchObject({ number: 'H-1' })
    for (const ask of [
      () => town.tx(anonymous, (ctx) => objectById(ctx, hydrant!.id)),
      () => town.tx(anonymous, (ctx) => objectByCode(ctx, hydrant!.code)),
      () => town.tx('system', (ctx) => objectById(ctx, hydrant!.id), town.other.tenant),
      () => town.tx('system', (ctx) => objectByCode(ctx, hydrant!.code), town.other.tenant),
    ])
      expect(await ask()).toBeNull()
    expect((await town.tx(anonymous, (ctx) => layers(ctx))).map((l) => l.code)).toEqual([
      'laternen',
      'baeume',
    ])
    const near = { near: { ...somewhere, within: 30 } }
    expect((await town.tx(anonymous, (ctx) => objectsOf(ctx, near))).map((o) => o.number)).toEqual([
      'L-1',
      'B-3',
      'L-2',
    ])
    expect(await town.tx('system', (ctx) => objectsOf(ctx, near), town.other.tenant)).toEqual([])
  })

  test('by box, number, page by page; never by a box as large as the world', async () => {
    const ask = (filter: Parameters<typeof objectsOf>[1], limit?: number) =>
      town.tx(anonymous, (ctx) => objectsOf(ctx, { layer: 'laternen', ...filter }, limit))
    const numbers = (found: Awaited<ReturnType<typeof ask>>) => found.map((o) => o.number)
    expect(numbers(await ask({ box: { west: 8.927, south: 50.127, east: 8.929, north: 50.129 } }))).toEqual([
      'L-1',
      'L-2',
    ])
    expect(await ask({ box: { west: -180, south: -85, east: 180, north: 85 } })).toEqual([])
    expect(numbers(await ask({ text: 'l 0002' }))).toEqual(['L-2'])
    expect(numbers(await ask({ text: 'ALTE' }))).toEqual(['L-10'])
    expect(await ask({ text: "%' or 1=1 --" })).toEqual([])
    const [first] = await ask({}, 1)
    expect(numbers(await ask({ after: first! }, 5))).toEqual(['L-2', 'L-10'])
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onStateRoad, outside, somewhere, type TestTown, testTown } from '../../../test/helpers.ts'
import { nearestAddress, searchAddresses } from './addresses.ts'
import { areaAt, districts, townBox } from './areas.ts'
import { importAddresses } from './import-addresses.ts'
import { importAreas } from './import-areas.ts'
import { importFeatures } from './import-features.ts'
import { importStreets } from './import-streets.ts'
import { ownerAt } from './owner.ts'
import { placePicture } from './place-picture.ts'
import { townMapJson } from './town-map.ts'
import { townPicture } from './town-picture.ts'

let town: TestTown
beforeAll(async () => {
  town = await testTown()
})
afterAll(() => town.close())

const feature = (properties: object, type: string, coordinates: unknown) => ({
  type: 'Feature',
  properties,
  geometry: { type, coordinates },
})
const collection = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features }, null, 1)
const box = (x: number, y: number, size: number) => [
  [
    [x, y],
    [x + size, y],
    [x + size, y + size],
    [x, y + size],
    [x, y],
  ],
]

describe('a place', () => {
  it('lies in a district, or outside', () =>
    town.tx('system', async (ctx) => {
      expect(await areaAt(ctx, somewhere)).toMatchObject({ inside: true, district: { code: 'nord' } })
      expect(await areaAt(ctx, outside)).toEqual({ inside: false, district: null })
      expect((await townBox(ctx))!.centre.lat).toBeCloseTo(50.125)
      expect((await districts(ctx)).map((d) => d.name)).toEqual(['Nord', 'Süd'])
    }))
  it('belongs to somebody', () =>
    town.tx('system', async (ctx) => {
      expect(await ownerAt(ctx, somewhere)).toEqual({ owner: 'town', authority: null, street: 'Hauptstraße' })
      expect(await ownerAt(ctx, onStateRoad)).toMatchObject({ owner: 'state', authority: 'land' })
    }))
  it('is asked about in microseconds', () =>
    town.tx('system', async (ctx) => {
      await ownerAt(ctx, somewhere)
      const began = performance.now()
      for (let i = 0; i < 2000; i++) {
        await areaAt(ctx, somewhere)
        await ownerAt(ctx, somewhere)
      }
      expect((performance.now() - began) / 2000).toBeLessThan(0.1)
    }))
  it('has an address next to it, in this town only', () =>
    town.tx('system', async (ctx) => {
      const near = await nearestAddress(ctx, somewhere)
      expect(near).toMatchObject({ label: 'Hauptstraße 12, 63450 Teststadt', metres: 11 })
      expect(await nearestAddress(ctx, outside)).toBeNull()
    }))
})

describe('addresses', () => {
  it.each(['Hauptstr 12', '12 Hauptstrasse', 'haubtstraße 12 teststadt', 'Hauptstraße 12, 63450'])(
    'are found by %s',
    (text) =>
      town.tx('system', async (ctx) => {
        expect((await searchAddresses(ctx, text))[0]?.label).toBe('Hauptstraße 12, 63450 Teststadt')
      }),
  )
  it('name each street once before its other houses, while no number is asked for', () =>
    town.tx('system', async (ctx) => {
      expect((await searchAddresses(ctx, 'haupt')).map((a) => a.houseNumber)).toEqual(['1', '12'])
      expect(await searchAddresses(ctx, "'; drop table geo.address; --")).toEqual([])
    }))
})

describe('imports', () => {
  it('of addresses: a dry run changes nothing, twice is once, a move is a change', async () => {
    const csv = (lat: string) =>
      `\ufeffstrasse;hausnummer;plz;ort;ortsteil;lat;lon\nNeue Gasse;1;63450;Teststadt;Nord;${lat};8.93\nÞingallé;7 b;63450;Teststadt;;50.13;8.931\n`
    const go = (text: string, dryRun = false) =>
      town.tx('system', (ctx) => importAddresses(ctx, text, { dryRun }))
    expect(await go(csv('50.13'), true)).toMatchObject({ added: 2, errors: [] })
    expect(await go(csv('50.13'))).toMatchObject({ added: 2, changed: 0 })
    expect(await go(csv('50.13'))).toMatchObject({ added: 0, changed: 0, unchanged: 2 })
    expect(await go(csv('50,131'))).toMatchObject({ added: 0, changed: 1, unchanged: 1 })
    const found = await town.tx('system', (ctx) => searchAddresses(ctx, 'neue gasse 1'))
    expect(found[0]).toMatchObject({ lat: 50.131, district: 'Nord' })
  })
  it('of addresses: one error and nothing is written', async () => {
    const text =
      'strasse,hausnummer,plz,ort,lat,lon\nFehlweg,1,63450,X,50.1,8.9\nFehlweg,2,63450,X,abc,8.9\nFehlweg,1,63450,X,50.1,8.9\n'
    const result = await town.tx('system', (ctx) => importAddresses(ctx, text))
    expect(result).toMatchObject({ added: 0, errors: [{ line: 3, column: 'lat' }, { line: 4 }] })
    expect(await town.tx('system', (ctx) => searchAddresses(ctx, 'Fehlweg'))).toEqual([])
  })
  it('of 6,000 addresses take about a second', async () => {
    const lines = Array.from(
      { length: 6000 },
      (_, i) => `Lange Zeile ${i % 40};${i};63450;Teststadt;Nord;50.13;8.${900 + (i % 50)}`,
    )
    const text = `strasse;hausnummer;plz;ort;ortsteil;lat;lon\n${lines.join('\n')}`
    const began = performance.now()
    expect(await town.tx('system', (ctx) => importAddresses(ctx, text))).toMatchObject({ added: 6000 })
    expect(performance.now() - began).toBeLessThan(3000)
  })
  it('of areas, streets and features', async () => {
    const areas = collection(
      feature({ kind: 'district', code: 'ost', name: 'Ost' }, 'Polygon', box(8.97, 50.11, 0.01)),
    )
    const streets = collection(
      feature({ name: 'Ostring', class: 'main' }, 'LineString', [
        [8.971, 50.111],
        [8.979, 50.111],
      ]),
      feature({ name: 'Strecke 9', class: 'path', owner: 'rail', authority: 'bahn' }, 'LineString', [
        [8.971, 50.115],
        [8.979, 50.115],
      ]),
    )
    const features = collection(
      feature({ kind: 'park', name: 'Ostpark' }, 'Polygon', box(8.972, 50.112, 0.002)),
    )
    for (const run of [1, 2]) {
      await town.tx('system', async (ctx) => {
        const results = [
          await importAreas(ctx, areas),
          await importStreets(ctx, streets),
          await importFeatures(ctx, features),
        ]
        expect(results.map((r) => r.errors)).toEqual([[], [], []])
        expect(results.map((r) => r.added)).toEqual(run === 1 ? [1, 2, 1] : [0, 0, 0])
        expect(results.map((r) => r.unchanged)).toEqual(run === 1 ? [0, 0, 0] : [1, 2, 1])
      })
    }
    await town.tx('system', async (ctx) => {
      expect(await areaAt(ctx, { lat: 50.115, lon: 8.975 })).toMatchObject({
        inside: true,
        district: { code: 'ost' },
      })
      expect(await ownerAt(ctx, { lat: 50.115, lon: 8.975 })).toEqual({
        owner: 'rail',
        authority: 'bahn',
        street: 'Strecke 9',
      })
      const two = collection(
        feature({ kind: 'planet', name: 'X' }, 'Polygon', box(0, 0, 1)),
        feature({}, 'Polygon', box(0, 0, 1)),
      )
      const bad = await importAreas(ctx, two)
      const second = two.slice(0, two.lastIndexOf('"type": "Feature"')).split('\n').length - 1
      expect(bad.errors.map((e) => e.line)).toEqual([4, second])
    })
  })
})

describe('pictures', () => {
  it('of a place tell what is near, and carry no style and no script', () =>
    town.tx('system', async (ctx) => {
      const svg = await placePicture(ctx, { lat: 50.1115, lon: 8.9725 }, { what: '<b>"Park"</b>' })
      expect(svg).toContain('<title>Lage auf der Karte: &#60;b&#62;')
      expect(svg).toContain('class="map-park"')
      expect(svg).toContain('>Ostring</text>')
      expect(svg).toContain('map-marker')
      expect(svg).not.toMatch(/style=|<script|NaN|Infinity/)
    }))
  it('of a place in the middle of nowhere work too', () =>
    town.tx('system', async (ctx) => {
      expect(await placePicture(ctx, { lat: 0, lon: 0 })).toContain('keine Straße')
    }))
  it('of the town show districts and dots', () =>
    town.tx('system', async (ctx) => {
      const svg = await townPicture(ctx, [somewhere, { ...onStateRoad, kind: 'closed' }])
      expect(svg.match(/map-district/g)).toHaveLength(3)
      expect(svg).toContain('2 markierten Stellen')
      expect(svg).toContain('map-dot-closed')
      expect(svg).not.toMatch(/style=|NaN/)
    }))
  it('drawn by the browser get GeoJSON with five digits', () =>
    town.tx('system', async (ctx) => {
      const map = JSON.parse((await townMapJson(ctx)).toString())
      expect(Object.keys(map)).toEqual(['areas', 'streets', 'features'])
      expect(map.streets.features.length).toBe(5)
    }))
})

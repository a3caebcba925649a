import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countForMap } from '#modules/reports/index.ts'
import { somewhere, type TestTown, testTown } from '../../../test/helpers.ts'
import { portalOf, report } from '../portal.fixture.ts'

let town: TestTown
let portal: ReturnType<typeof portalOf>
const made: string[] = []

interface Answer {
  total: number
  zoom: number
  features: { properties: { n: number; status: string; box: string } }[]
}
const json = async (path: string): Promise<Answer> => (await portal.get(path)).json() as Promise<Answer>
const numbersIn = (html: string): string[] =>
  [...new Set([...html.matchAll(/href="\/meldungen\/(\d{4}-\d+)"/g)].map((m) => m[1]!))].sort()

beforeAll(async () => {
  town = await testTown()
  portal = portalOf(town)
  for (let i = 0; i < 12; i++)
    made.push(
      (await report(town, { place: { lat: somewhere.lat + i / 4000, lon: somewhere.lon - (i % 3) / 900 } }))
        .number,
    )
  await report(town, { category: 'person', text: 'Quittenkompott', place: somewhere })
})
afterAll(() => town.close())

describe('the clusters of the map', () => {
  it('hold each public report once, and what is not public not at all', async () => {
    for (const turn of ['before', 'after']) {
      for (const zoom of [0, 10, 13, 15, 16, 22]) {
        const { total, features } = await json(
          `/karte/meldungen.json?bbox=8.8,50,9.1,50.2&zoom=${zoom}&${turn}`,
        )
        expect(total).toBe(made.length)
        expect(features.reduce((sum, f) => sum + f.properties.n, 0)).toBe(total)
      }
      await town.tx('system', countForMap)
    }
  })

  it('lead to what lies in them, as card and as list', async () => {
    const { features } = await json('/karte/meldungen.json?bbox=8.92,50.12,8.935,50.135&zoom=17')
    expect(features.length).toBeGreaterThan(3)
    const found: string[] = []
    for (const { properties } of features) {
      const card = await portal.read(`/karte/ausschnitt?bereich=${properties.box}`)
      expect(numbersIn(card)).toHaveLength(properties.n)
      expect(numbersIn(await portal.read(`/meldungen?bereich=${properties.box}`))).toEqual(numbersIn(card))
      found.push(...numbersIn(card))
    }
    expect(found.sort()).toEqual([...made].sort())
  })

  it('say what is no part of a map', async () => {
    for (const bad of [
      'bbox=1,2,3',
      'bbox=a,b,c,d',
      'bbox=9,50,8,51',
      'bbox=8,51,9,50',
      'bbox=8,50,181,51',
      'bbox=8,-91,9,50',
      'bbox=',
      'bbox=8,50,9,51&zoom=23',
      'bbox=8,50,9,51&zoom=-1',
      'bbox=8,50,9,51&zoom=12.5',
      "bbox=8,50,9,51'--",
      'bbox=1e1,50,11,51',
    ]) {
      const answer = await portal.get(`/karte/meldungen.json?${bad}`, { accept: 'application/json' })
      expect([bad, answer.status]).toEqual([bad, 422])
      expect((await answer.json()) as object).toMatchObject({ code: 'map_box' })
    }
    expect((await portal.get('/karte/ausschnitt?bereich=1,2')).status).toBe(422)
    expect((await portal.get('/karte/ausschnitt')).status).toBe(422)
    // A page leaves out of account what an address says wrongly.
    expect(numbersIn(await portal.read('/meldungen?bereich=1,2'))).toEqual([...made].sort())
  })

  it('are there for boxes as large as the world', async () => {
    const all = await json('/karte/meldungen.json?bbox=-180,-90,180,90&zoom=22')
    expect([all.total, all.zoom]).toEqual([made.length, 3])
  })

  it('are links in the picture for those without JavaScript', async () => {
    const html = await portal.read('/karte')
    const links = [
      ...html.matchAll(/<a href="(\/meldungen\?bereich=[^"]+)" aria-label="(\d+) Meldung(?:en)?"/g),
    ]
    expect(links.reduce((sum, m) => sum + Number(m[2]), 0)).toBe(made.length)
    const first = links[0]!
    expect(numbersIn(await portal.read(first[1]!.replaceAll('&#38;', '&')))).toHaveLength(Number(first[2]))
    expect(html).not.toContain('Quittenkompott')
  })

  it('are those of one town', async () => {
    const answer = await portal.get(
      '/karte/meldungen.json?bbox=8.8,50,9.1,50.2&zoom=12',
      {},
      'anderstadt.localhost',
    )
    expect(((await answer.json()) as Answer).total).toBe(0)
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeCase } from '#modules/cases/index.ts'
import { onStateRoad, type TestTown, testTown } from '../../../test/helpers.ts'
import { photo, portalOf, report } from '../portal.fixture.ts'

let town: TestTown
let portal: ReturnType<typeof portalOf>
const numbersIn = (html: string): string[] =>
  [...html.matchAll(/href="\/meldungen\/(\d{4}-\d+)"/g)].map((m) => m[1]!)

beforeAll(async () => {
  town = await testTown()
  portal = portalOf(town)
})
afterAll(() => town.close())

describe('the list', () => {
  it('is read page by page without gaps or doubles', async () => {
    const made: string[] = []
    for (let i = 0; i < 120; i++) {
      // Several at the same instant, so that the time alone does not order them.
      if (i % 3 === 0) town.clock.advance({ seconds: 1 })
      made.push((await report(town, { text: `Loch ${i}` })).number)
    }
    const seen: string[] = []
    let next: string | undefined = '/meldungen'
    while (next) {
      const html: string = await portal.read(next)
      seen.push(...numbersIn(html))
      next = /href="(\/meldungen\?vor=[^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
    }
    expect(seen).toHaveLength(made.length)
    expect(new Set(seen)).toEqual(new Set(made))
    expect(seen[0]).toBe(made.at(-1))
  })

  it('filters by category, district, state, age, words and address, each by its own address', async () => {
    town.clock.advance({ days: 40 })
    const tree = await report(town, {
      category: 'baum',
      text: 'Birke liegt quer',
      place: { lat: 50.13, lon: 8.93 },
    })
    const south = await report(town, { text: 'Am Ende der Straße', place: { lat: 50.118, lon: 8.94 } })
    const numbers = async (query: string) => numbersIn(await portal.read(`/meldungen?${query}`))
    expect(await numbers('kategorie=baum')).toEqual([tree.number])
    expect(await numbers('ortsteil=sued')).toEqual([south.number])
    await town.findable()
    expect(await numbers('q=birke')).toEqual([tree.number])
    expect(await numbers('tage=7')).toEqual([south.number, tree.number])
    expect((await numbers('nahe=Gartenweg+3'))[0]).toBe(tree.number)
    await town.tx('system', (ctx) => closeCase(ctx, tree.id, { outcome: 'fixed' }))
    expect(await numbers('status=erledigt')).toEqual([tree.number])
    expect(await numbers('status=offen&tage=7')).toEqual([south.number])
    const html = await portal.read('/meldungen?kategorie=baum&ortsteil=nord')
    expect(html).toContain('1 Meldung.')
    expect(html).toContain('href="/meldungen?ortsteil=nord"')
  })

  it('leaves out of account what an address says wrongly', async () => {
    for (const query of [
      'kategorie=nichts',
      'ortsteil=%00',
      'status=x',
      'tage=-1',
      'tage=abc',
      'vor=2026_x',
      'vor=9999-99-99T00:00Z_1',
      'q=%27%26%21',
      'nahe=%25',
    ])
      expect((await portal.get(`/meldungen?${query}`)).status).toBe(200)
    expect(await portal.read('/meldungen?nahe=Nirgendweg+99')).toContain('haben wir nicht gefunden')
  })

  it('says so when there is nothing', async () => {
    expect(await portal.read('/meldungen?q=xylophon')).toContain('Dazu gibt es keine Meldung')
  })
})

describe('what is not public', () => {
  it('is invisible in list, map, search, counts and by number', async () => {
    const secret = await report(town, { category: 'person', text: 'Geheimwort Quittenkompott' })
    await town.findable()
    const holder = await photo(town, secret.id, 'parties')
    for (const path of [
      '/meldungen',
      '/meldungen?q=quittenkompott',
      '/karte',
      '/karte?q=quittenkompott',
      '/karte/meldungen.json',
      '/suche?q=quittenkompott',
      `/suche?q=${secret.number}`,
      '/',
    ]) {
      const body = await portal.read(path)
      expect(body.replaceAll('quittenkompott', '')).not.toContain('Quittenkompott')
      expect(body).not.toContain(`/meldungen/${secret.number}`)
      expect(body).not.toContain(secret.id)
      expect(body).not.toContain(holder)
    }
    expect(await portal.read('/meldungen?kategorie=person')).not.toContain(secret.number)
    expect((await portal.get(`/meldungen/${secret.number}`)).status).toBe(404)
    expect((await portal.get(`/meldungen/${secret.id}`)).status).toBe(404)
    expect((await portal.get(`/karte/meldungen/${secret.number}`)).status).toBe(404)
  })

  it('has photos that the public page of a report does not show', async () => {
    const open = await report(town)
    const inner = await photo(town, open.id, 'internal')
    const shown = await photo(town, open.id, 'public')
    const html = await portal.read(`/meldungen/${open.number}`)
    expect(html).toContain(shown)
    expect(html).not.toContain(inner)
  })

  it('stays in its town', async () => {
    const there = await report(town, { text: 'Drüben' }, town.other.tenant)
    const here = await report(town, { text: 'Hüben' })
    expect((await portal.get(`/meldungen/${here.id}`, {}, 'anderstadt.localhost')).status).toBe(404)
    expect((await portal.get(`/meldungen/${there.id}`)).status).toBe(404)
    expect(await portal.read('/meldungen', {}, 'anderstadt.localhost')).not.toContain('Hüben')
  })
})

describe('the public page', () => {
  it('says where it stands, whose it is, and what happened', async () => {
    const mine = await report(town, { text: 'Kante steht hoch' })
    const html = await portal.read(`/meldungen/${mine.number}`)
    expect(html).toContain('Die Meldung ist beim Tiefbauamt.')
    expect(html).toContain('Voraussichtlich erledigt bis')
    expect(html).toContain('Kante steht hoch')
    expect(html).toContain('<svg xmlns="http://www.w3.org/2000/svg" class="map-picture"')
    const roads = await report(town, { place: onStateRoad })
    await town.drain()
    expect(await portal.read(`/meldungen/${roads.number}`)).toContain('sondern: Straßenbauverwaltung')
  })

  it('shows words as words, never as markup', async () => {
    const nasty = `<script>alert(1)</script><img src=x onerror=alert(1)> "'\`{{7*7}}`
    const one = await report(town, { text: nasty, address: nasty })
    for (const path of [
      '/meldungen',
      `/meldungen/${one.number}`,
      '/karte',
      `/karte/meldungen/${one.number}`,
      `/suche?q=${encodeURIComponent(nasty)}`,
      `/meldungen?q=${encodeURIComponent(nasty)}&nahe=${encodeURIComponent(nasty)}`,
    ]) {
      const html = await portal.read(path)
      expect(/<script>alert|<[a-z][^>]*\son\w+=/i.exec(html)).toBeNull()
    }
  })
})

describe('kept pages', () => {
  it('are the same for a while, and fresh for whoever has just sent something', async () => {
    const path = '/meldungen?q=frischegurke'
    const first = await portal.get(path)
    const etag = first.headers.get('etag')!
    expect(etag).toMatch(/^W\//)
    await report(town, { text: 'Frischegurke' })
    await town.findable()
    expect(await portal.read(path)).toContain('Dazu gibt es keine Meldung')
    expect(await portal.read(path, { cookie: 'gesendet=1' })).toContain('1 Meldung.')
    expect(await portal.read(path, { cookie: 'sitzung=abc' })).toContain('1 Meldung.')
    expect((await portal.get(path, { 'if-none-match': etag })).status).toBe(304)
  })

  it('are kept apart by town, language and address, and carry the same headers', async () => {
    const german = await portal.get('/karte')
    const again = await portal.get('/karte')
    const english = await portal.read('/karte', { 'accept-language': 'en' })
    expect(await german.text()).toBe(await again.text())
    expect(english).toContain('<html lang="en">')
    expect(await portal.read('/karte', { cookie: 'sprache=en' })).toBe(english)
    expect(await portal.read('/karte', {}, 'anderstadt.localhost')).toContain('Anderstadt')
    for (const name of [
      'content-security-policy',
      'x-content-type-options',
      'referrer-policy',
      'cache-control',
      'vary',
    ])
      expect(again.headers.get(name)).toBe(german.headers.get(name))
    expect(again.headers.get('set-cookie')).toBeNull()
  })

  it('never are pages of one person', async () => {
    for (const path of ['/status', '/suche?q=loch', '/barrierefreiheit'])
      expect((await portal.get(path)).headers.get('etag')).toBeNull()
  })

  it('come packed to whoever can unpack', async () => {
    await portal.get('/meldungen')
    const packed = await portal.get('/meldungen', { 'accept-encoding': 'gzip, br' })
    expect(packed.headers.get('content-encoding')).toBe('gzip')
    const bytes = new Blob([await packed.arrayBuffer()]).stream().pipeThrough(new DecompressionStream('gzip'))
    expect(await new Response(bytes).text()).toBe(await portal.read('/meldungen'))
  })
})

describe('the map', () => {
  it('has the same reports as the list, with the same filters', async () => {
    const answer = (await (await portal.get('/karte/meldungen.json?kategorie=baum')).json()) as {
      total: number
      features: { properties: { n: number; status: string; box: string } }[]
    }
    const listed = numbersIn(await portal.read('/meldungen?kategorie=baum'))
    expect(answer.total).toBe(listed.length)
    const gathered: string[] = []
    for (const { properties } of answer.features) {
      expect(Object.keys(properties).sort()).toEqual(['box', 'n', 'status'])
      const there = numbersIn(await portal.read(`/meldungen?kategorie=baum&bereich=${properties.box}`))
      expect(there).toHaveLength(properties.n)
      gathered.push(...there)
    }
    expect(gathered.sort()).toEqual(listed.sort())
  })

  it("is drawn from the town's own data", async () => {
    const answer = await portal.get('/karte/stadt.json')
    expect(Object.keys((await answer.json()) as object)).toEqual(['areas', 'streets', 'features'])
    const etag = answer.headers.get('etag')!
    expect((await portal.get('/karte/stadt.json', { 'if-none-match': etag })).status).toBe(304)
    expect(await portal.read('/karte')).toContain('data-island="map"')
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeCase, startCase } from '#modules/cases/index.ts'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import { photo, portalOf, report } from '../portal.fixture.ts'

let town: TestTown
let portal: ReturnType<typeof portalOf>
beforeAll(async () => {
  town = await testTown()
  portal = portalOf(town)
})
afterAll(() => town.close())

describe('the start page', () => {
  it('stands without a single report', async () => {
    const html = await portal.read('/', {}, 'anderstadt.localhost')
    expect(html).toContain('Was möchten Sie erledigen?')
    expect(html).toContain('Zurzeit ist keine Arbeit geplant.')
    expect(html).not.toContain('Zuletzt erledigt')
    expect(html).not.toContain('<script')
  })

  it('shows what is being worked on, what was fixed with its pictures, and when the town hall is open', async () => {
    const done = await report(town)
    const before = await photo(town, done.id, 'public')
    const after = await photo(town, done.id, 'public', 'after')
    const hidden = await report(town, { category: 'person' })
    const going = await report(town)
    await town.tx('system', async (ctx) => {
      await closeCase(ctx, done.id, { outcome: 'fixed' })
      await closeCase(ctx, hidden.id, { outcome: 'fixed' })
      await startCase(ctx, going.id)
    })
    const html = await portal.read('/')
    expect(html).toContain(`/meldungen/${done.number}`)
    expect(html).toContain(before)
    expect(html).toContain(after)
    expect(html).not.toContain(hidden.number)
    expect(html).toContain('Ein Punkt: Hier arbeiten wir')
    // Monday, nine o'clock. A share of one case would tell of that case.
    expect(html).toContain('Jetzt geöffnet')
    expect(html).toContain('Heute 08:00 bis 16:00 Uhr')
    expect(html).not.toContain('innerhalb von drei Tagen erledigt')
  })
})

describe('the search', () => {
  it('finds what one can report, pages, addresses and reports, in both languages', async () => {
    await report(town, { text: 'Riesiges Krokodil im Gully' })
    await town.findable()
    expect(await portal.read('/suche?q=Loch+in+der+Fahrbahn')).toContain(
      'href="/melden?kategorie=schlagloch"',
    )
    expect(await portal.read('/suche?q=datenschutz')).toContain('href="/datenschutz"')
    expect(await portal.read('/suche?q=notruf')).toContain('href="/#kontakt"')
    expect(await portal.read('/suche?q=Gartenweg+3')).toContain('Meldungen nahe Gartenweg 3')
    expect(await portal.read('/suche?q=krokodil')).toContain('Riesiges Krokodil im Gully')
    expect(await portal.read('/suche?q=pothole', { 'accept-language': 'en' })).toContain('Report: Pothole')
    expect(await portal.read('/suche?q=xyzzyqwert')).toContain('haben wir nichts gefunden')
    expect((await portal.get('/suche?q=')).status).toBe(200)
    expect((await portal.get(`/suche?q=${'ä'.repeat(3000)}`)).status).toBe(200)
  })
})

describe('pages that the law asks for', () => {
  it('are there in both languages, each with its own title and one heading', async () => {
    const titles = new Set<string>()
    for (const path of [
      '/impressum',
      '/datenschutz',
      '/barrierefreiheit',
      '/leichte-sprache',
      '/gebaerdensprache',
      '/status',
      '/meldungen',
      '/karte',
      '/suche',
      '/bausteine',
      '/',
    ])
      for (const lang of ['de', 'en']) {
        const answer = await portal.get(path, { 'accept-language': lang })
        const html = await answer.text()
        expect(answer.status).toBe(200)
        expect([...html.matchAll(/<h1[ >]/g)]).toHaveLength(1)
        titles.add(`${path} ${/<title>([^<]+)/.exec(html)![1]}`)
        if (path !== '/') expect(html).toContain('class="sd-breadcrumbs"')
      }
    expect(titles.size).toBeGreaterThanOrEqual(20)
  })

  it('say where security holes are told, and what search engines leave alone', async () => {
    expect(await portal.read('/.well-known/security.txt')).toMatch(
      /^Contact: .+\nExpires: \d{4}-\d\d-\d\dT[\d:]+Z\n/,
    )
    expect(await portal.read('/robots.txt')).toContain('Disallow: /status/')
  })

  it('take word of a barrier, once however often it is sent', async () => {
    await town.tx('system', async (ctx) => {
      const { changeSetting, settings } = await import('#modules/tenancy/index.ts')
      await changeSetting(ctx, 'contact', {
        ...(await settings(ctx)).contact,
        email: 'stadt@teststadt.example',
      })
    })
    const mails = () =>
      town.tx('system', (ctx) =>
        ctx.db
          .selectFrom('platform.mail')
          .select(['recipient', 'body_text', 'headers'])
          .where('tenant_id', '=', ctx.tenant.id)
          .where('dedupe', 'like', 'feedback:%')
          .execute(),
      )
    expect((await portal.post('/barrierefreiheit', { barriere: '', email: 'kaputt' })).status).toBe(422)
    const words = { seite: '/karte', barriere: 'Der Knopf <b>hat</b> keinen Namen', email: 'ada@example.org' }
    for (let i = 0; i < 2; i++) expect((await portal.post('/barrierefreiheit', words)).status).toBe(303)
    const sent = await mails()
    expect(sent).toHaveLength(1)
    expect(sent[0]).toMatchObject({
      recipient: 'stadt@teststadt.example',
      headers: { 'Reply-To': 'ada@example.org' },
    })
    expect(sent[0]!.body_text).toContain('Der Knopf <b>hat</b> keinen Namen')
    expect((await portal.post('/barrierefreiheit', words, { origin: 'https://boese.example' })).status).toBe(
      403,
    )
  })
})

import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeCase, restrictCase } from '#modules/cases/index.ts'
import { tellNews } from '#modules/news/index.ts'
import { findAllDoubles } from '#modules/parties/finding.ts'
import { askToFollow, makeWork, publishWork, whereFrom } from '#modules/works/index.ts'
import { somewhere, type TestTown, testTown } from '../../../test/helpers.ts'
import { paths } from '../../paths.ts'
import { accountsOf } from '../account/account.fixture.ts'
import { report } from '../portal.fixture.ts'

let town: TestTown
let people: ReturnType<typeof accountsOf>
beforeAll(async () => {
  town = await testTown()
  people = accountsOf(town)
  await tellNews(town.platform)
})
afterAll(() => town.close())

const street = { art: 'strasse', strasse: 'Hauptstraße' }
const about = { worueber: ['opened', 'fixed'] }
const subscriptions = () =>
  town.tx('system', (ctx) =>
    ctx.db
      .selectFrom('subscriptions.subscription')
      .selectAll()
      .where('tenant_id', '=', ctx.tenant.id)
      .execute(),
  )
const mails = (to: string) =>
  town.tx('system', (ctx) =>
    ctx.db
      .selectFrom('platform.mail')
      .select(['id', 'body_text', 'headers'])
      .where('tenant_id', '=', ctx.tenant.id)
      .where('recipient', '=', to)
      .execute(),
  )
/** Subscribes and confirms, and answers the path by which it is managed. */
async function confirmed(email: string, wish: Record<string, string | string[]> = street): Promise<string> {
  const visitor = people.visitor()
  await visitor.post(paths.nearNew, { ...wish, ...about, wann: 'at_once', email, weg: 'mail' })
  const answer = await visitor.post(await people.pathIn(email, '/in-der-naehe/bestaetigung/'))
  return answer.headers.get('location')!.split('?')[0]!
}

describe('without an account', () => {
  test('choosing: an address finds its surroundings and its street, a district is one click', async () => {
    const visitor = people.visitor()
    const page = await (await visitor.get(`${paths.near}?nahe=Hauptstrase+12`)).text()
    expect(page).toContain('Hauptstraße, ganze Straße')
    expect(page).toMatch(/art=umkreis&amp;adresse=[\w-]{36}/)
    expect(page).toContain('art=ortsteil&amp;ortsteil=nord')
    const nothing = await (await visitor.get(`${paths.near}?nahe=<b>Nirgendwo`)).text()
    expect(nothing).toContain('Zu „&lt;b>Nirgendwo“ finden wir keine Adresse')
    for (const wrong of [
      '',
      '?art=ortsteil&ortsteil=nirgends',
      '?art=strasse&strasse=x',
      '?art=umkreis&lat=a&lon=1',
    ])
      expect((await visitor.get(paths.nearNew + wrong)).headers.get('location')).toBe(
        `${paths.near}?hinweis=unbekannt`,
      )
    const around = await (
      await visitor.get(
        `${paths.nearNew}?art=umkreis&lat=50.1281&lon=8.928&radius=250&kategorie=baum&kategorie=person`,
      )
    ).text()
    expect(around).toContain('Im Umkreis von 250 m'.replace('Im', 'im'))
    expect(around).toContain('Hauptstraße 12')
    expect(around).toContain('class="map-radius"')
    // Categories whose reports nobody sees are not offered.
    expect(around).toMatch(/value="baum"[^>]*checked|checked[^>]*value="baum"/)
    expect(around).not.toContain('value="person"')
  })

  test('the owner of the address decides, and until then nothing is kept of them for long', async () => {
    const visitor = people.visitor()
    const email = 'Petra.Probe@example.org'
    const kept = email.toLowerCase()
    const form = { ...street, ...about, wann: 'daily', email, weg: 'mail' }
    const wrong = await visitor.post(paths.nearNew, { ...street, email: 'keine Adresse', weg: 'mail' })
    expect(wrong.status).toBe(422)
    const html = await wrong.text()
    expect(html).toContain('value="keine Adresse"')
    expect(html).toContain('href="#worueber"')
    expect(html).toContain('href="#email"')
    // Pressed twice, and asked for again and again by somebody who means harm.
    for (let i = 0; i < 2; i++) {
      const sent = await visitor.post(paths.nearNew, form)
      expect(sent.headers.get('location')).toBe(paths.nearSent)
    }
    expect(await mails(kept)).toHaveLength(1)
    for (const radius of ['100', '250', '500', '1000'])
      await people
        .visitor()
        .post(paths.nearNew, { ...form, art: 'umkreis', lat: '50.128', lon: '8.928', radius })
    expect(await mails(kept)).toHaveLength(3)
    expect(await subscriptions()).toEqual([])

    const link = await people.pathIn(kept, '/in-der-naehe/bestaetigung/')
    expect(await (await visitor.get(link)).text()).toContain('Ja, dieses Abo möchte ich')
    expect(await subscriptions()).toEqual([]) // looking is not confirming
    expect((await people.visitor(town.other.tenant).post(link)).status).toBe(404)
    const done = await visitor.follow(await visitor.post(link))
    expect(done.html).toContain('Das Abo ist bestätigt.')
    expect(done.html).toContain('petra.probe@example.org')
    expect((await visitor.post(link)).status).toBe(404)
    expect(await subscriptions()).toHaveLength(1)

    // What nobody confirmed goes after three days, with the letters that asked.
    town.clock.advance({ days: 3, minutes: 1 })
    const { clean } = await import('#modules/subscriptions/cleaning.ts')
    await town.tx('system', clean)
    const requests = await town.tx('system', (ctx) =>
      ctx.db
        .selectFrom('subscriptions.request')
        .select('id')
        .where('tenant_id', '=', ctx.tenant.id)
        .execute(),
    )
    expect(requests).toEqual([])
    expect(await mails(kept)).toEqual([])
  })

  test('whoever holds the link changes, pauses and ends; nobody else finds anything', async () => {
    const mine = await confirmed('hanna@example.org')
    const others = await confirmed('otto@example.org', { art: 'ortsteil', ortsteil: 'nord' })
    const visitor = people.visitor()
    const of = (html: string) => /abos\/[\w-]+\/([\w-]{36})"/.exec(html)![1]!
    const html = await (await visitor.get(mine)).text()
    const id = of(html)
    const foreign = of(await (await visitor.get(others)).text())
    for (const path of [`${mine}x`, `${mine.slice(0, -2)}AA`, `${mine}/${foreign}`, `${mine}/unsinn`])
      expect((await visitor.get(path)).status, path).toBe(404)
    expect((await people.visitor(town.other.tenant).get(mine)).status).toBe(404)
    expect((await visitor.post(`${mine}/${foreign}/ende`)).status).toBe(404)

    const form = await (await visitor.get(`${mine}/${id}`)).text()
    const stand = /name="stand" value="(\d+)"/.exec(form)![1]!
    const empty = await visitor.post(`${mine}/${id}`, { stand, wann: 'weekly' })
    expect(empty.status).toBe(422)
    const change = { stand, wann: 'weekly', worueber: 'fixed', kategorie: ['baum', 'person', 'nichts'] }
    expect((await visitor.post(`${mine}/${id}`, change)).status).toBe(303)
    expect((await visitor.post(`${mine}/${id}`, change)).status).toBe(409)
    expect((await subscriptions()).find((s) => s.id === id)).toMatchObject({
      rhythm: 'weekly',
      topics: ['fixed'],
      categories: ['baum'],
    })
    for (let i = 0; i < 2; i++)
      expect((await visitor.post(`${mine}/${id}/pause`, { ruht: 'ja' })).status).toBe(303)
    expect(await (await visitor.get(mine)).text()).toContain('Fortsetzen')
    const ended = await visitor.post(`${mine}/${id}/ende`)
    expect(await ended.text()).toContain('Ihre Abos sind beendet')
    expect((await visitor.get(mine)).status).toBe(404)
    expect((await visitor.post(`${others}/alle/ende`)).status).toBe(200)
    expect((await visitor.get(others)).status).toBe(404)
  })

  test('a mail program ends a series by itself (RFC 8058)', async () => {
    await confirmed('eins@example.org')
    await report(town, { address: 'Hauptstraße 12, 63450 Teststadt' })
    await town.drain()
    await tellNews(town.platform)
    const letter = (await mails('eins@example.org')).at(-1)!
    const url = /<(.+)>/.exec((letter.headers as Record<string, string>)['List-Unsubscribe']!)![1]!
    const { pathname } = new URL(url)
    const visitor = people.visitor()
    expect(await (await visitor.get(pathname)).text()).toContain('Diese E-Mails beenden?')
    expect((await visitor.post(`${pathname.slice(0, -3)}AAA`)).status).toBe(404)
    const bare = await people.app.request(url, {
      method: 'POST',
      headers: { host: 'teststadt.localhost:3000', 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    })
    expect(bare.status).toBe(303)
    // The letters are gone with who got them.
    expect(await mails('eins@example.org')).toEqual([])
    expect((await visitor.post(pathname)).status).toBe(303)
  })
})

describe('in the account', () => {
  test('no letter has to ask; the list is there, follows a new address, and goes with the account', async () => {
    const erika = await people.signedIn('erika@example.org')
    const before = (await mails('erika@example.org')).length
    const page = await (await erika.get(`${paths.nearNew}?art=stadt`)).text()
    expect(page).toContain('Die E-Mails gehen an erika@example.org')
    const sent = await erika.post(paths.nearNew, {
      art: 'stadt',
      ...about,
      wann: 'daily',
      weg: 'mail',
      email: 'jemand.anders@example.org',
    })
    const list = await erika.follow(sent)
    expect(list.path).toContain(paths.accountSubscriptions)
    expect(list.html).toContain('erika@example.org, einmal am Tag')
    expect((await mails('erika@example.org')).length).toBe(before)
    expect(await mails('jemand.anders@example.org')).toEqual([])
    const id = /\/konto\/abos\/([\w-]{36})"/.exec(list.html)![1]!
    const otto = await people.signedIn('otto2@example.org')
    expect((await otto.get(paths.accountSubscription(id))).status).toBe(404)
    expect((await otto.post(paths.accountSubscriptionAction(id, 'ende'))).status).toBe(404)
    expect((await people.visitor().get(paths.accountSubscriptions)).status).toBe(303)

    await erika.post(paths.accountAddress, { email: 'erika.neu@example.org' })
    await erika.post(await people.pathIn('erika.neu@example.org', '/konto/adresse/'))
    await town.drain()
    expect(await (await erika.get(paths.accountSubscriptions)).text()).toContain(
      'erika.neu@example.org, einmal am Tag',
    )
    const download = await (await erika.get(paths.accountDataJson)).text()
    expect(download).toContain('erika.neu@example.org; Neue Meldungen')

    await erika.post(paths.accountErasure, { wort: 'ja' })
    await town.drain()
    expect((await subscriptions()).find((s) => s.id === id)).toBeUndefined()
  })
})

describe('what else they follow', () => {
  /** A work in all of the town, whose news go to an address that has said yes. */
  const followedWork = (title: string, email: string): Promise<string> =>
    town.tx('system', async (ctx) => {
      const id = await makeWork(ctx, {
        kind: 'roadworks',
        title: { de: title, en: title },
        body: { de: 'Neue Leitungen', en: 'New pipes' },
        beginsAt: ctx.now,
        endsAt: null,
        types: [],
        onMatch: 'leave',
        onEnd: 'leave',
        unitId: town.ids.roads,
        ...(await whereFrom(ctx, { extent: 'district', areaId: town.ids.north })),
      })
      await publishWork(ctx, id, true)
      await askToFollow(ctx, id, { email, lang: 'de' })
      return id
    })

  test('stands in the account, in the way it was asked for, and ends there', async () => {
    const rita = await people.signedIn('rita@example.org')
    const [one, two, hidden] = [
      await report(town, { text: 'Eins', address: 'Hauptstraße 12, 63450 Teststadt' }),
      await report(town, { text: 'Zwei' }),
      await report(town, { text: 'Drei' }),
    ]
    await rita.post(paths.follow(one.number), {})
    await rita.post(paths.follow(hidden.number), {})
    // Before she had an account, she said yes by mail.
    await people.visitor().post(paths.follow(two.number), { email: 'Rita@example.org' })
    await people.visitor().post(await people.pathIn('rita@example.org', '/folgen/'))
    const work = await followedWork('Kanalbau', 'rita@example.org')
    expect(await (await rita.get(paths.accountSubscriptions)).text()).not.toContain('Kanalbau')
    await people.visitor().post(await people.pathIn('rita@example.org', '/baustellen/folgen/'))
    await town.tx('system', (ctx) => findAllDoubles(ctx))
    const clerk = await town.staff(town.ids.clerk)
    const named = { accounts: [town.ids.clerk], unit: null }
    await town.tx(clerk, (ctx) => restrictCase(ctx, hidden.id, { reason: 'other', named }))
    await town.tx(clerk, (ctx) => closeCase(ctx, one.id, { outcome: 'fixed', note: '' }))
    const page = async () => (await rita.get(paths.accountSubscriptions)).text()
    const html = await page()
    for (const said of [
      'Hauptstraße 12',
      paths.accountFollowedEnd(one.number),
      paths.accountFollowedEnd(two.number),
      'Kanalbau',
      paths.accountFollowedWorkEnd(work),
    ])
      expect(html).toContain(said)
    expect(html).not.toContain(hidden.number)

    const stranger = await people.signedIn('fremd@example.org')
    const none = await (await stranger.get(paths.accountSubscriptions)).text()
    expect(none).toContain('Sie folgen keiner Meldung')
    for (const path of [
      paths.accountFollowedEnd(one.number),
      paths.accountFollowedEnd('%27or%201=1'),
      paths.accountFollowedWorkEnd(work),
      paths.accountFollowedWorkEnd('x'),
    ])
      expect((await stranger.post(path)).status).toBe(404)
    expect((await rita.post(paths.accountFollowedEnd(hidden.number))).status).toBe(404)
    expect((await people.visitor().post(paths.accountFollowedEnd(one.number))).status).toBe(303)

    expect(await (await rita.get(paths.accountDataJson)).text()).toContain('"label": "Kanalbau"')
    for (const path of [
      paths.accountFollowedEnd(one.number),
      paths.accountFollowedEnd(two.number),
      paths.accountFollowedWorkEnd(work),
    ])
      expect((await rita.post(path)).headers.get('location')).toContain(paths.accountSubscriptions)
    const after = await page()
    for (const gone of [one.number, two.number, 'Kanalbau']) expect(after).not.toContain(gone)
    expect((await rita.post(paths.accountFollowedEnd(two.number))).status).toBe(404)
    expect(await mails('rita@example.org')).not.toContainEqual(
      expect.objectContaining({ body_text: expect.stringContaining('Kanalbau') }),
    )
  })

  test('works stand in a feed of their own, and in that of a place that they reach', async () => {
    const work = await followedWork('Brücke <gesperrt> & zu', 'feed@example.org')
    const visitor = people.visitor()
    const entries = async (path: string): Promise<{ id: string; title: string; summary: string }[]> => {
      const xml = await (await visitor.get(path)).text()
      expect(XMLValidator.validate(xml)).toBe(true)
      return new XMLParser({ isArray: (name) => name === 'entry' }).parse(xml).feed.entry ?? []
    }
    const about = async (path: string) => (await entries(path)).filter((e) => e.id === `urn:uuid:${work}`)
    const [entry] = await about(paths.worksAtom)
    expect(entry).toMatchObject({ title: 'Brücke <gesperrt> & zu' })
    expect(entry!.summary).toContain('Im ganzen Ortsteil Nord. Neue Leitungen')
    const list = await (await visitor.get(paths.works)).text()
    expect(list).toMatch(/<link rel="alternate" type="application\/atom\+xml"[^>]*href="\/baustellen\.atom"/)
    const found = async (query: string) => (await about(`${paths.nearAtom}?${query}`)).length
    expect(await found('art=ortsteil&ortsteil=nord')).toBe(1)
    expect(await found('art=ortsteil&ortsteil=sued')).toBe(0)
    expect(await found('art=stadt')).toBe(1)
    expect(await found('art=stadt&kategorie=schlagloch')).toBe(0)
    expect((await about(`${paths.worksAtom}?ortsteil=${town.ids.south}`)).length).toBe(0)
    expect((await about(`${paths.worksAtom}?ortsteil=${town.ids.north}`)).length).toBe(1)
    // What is taken back is no news any more.
    await town.tx('system', (ctx) => publishWork(ctx, work, false))
    town.clock.advance({ seconds: 10 })
    expect(await about(`${paths.worksAtom}?neu=1`)).toEqual([])
    expect(await (await people.visitor(town.other.tenant).get(paths.worksAtom)).text()).not.toContain('entry')
  })
})

describe('feeds', () => {
  const parse = (xml: string) => {
    expect(XMLValidator.validate(xml)).toBe(true)
    return new XMLParser({ ignoreAttributes: false, isArray: (name) => name === 'entry' }).parse(xml).feed
  }

  test('tell what is public, with stable ids, places and answers that say "unchanged"', async () => {
    const visitor = people.visitor(town.other.tenant)
    const text = 'Loch & <script> ]]> \u0007 „tief“'
    const one = await report(town, { text, address: 'Hauptstraße 12, 63450 Anderstadt' }, town.other.tenant)
    await report(town, { category: 'person', text: 'Geheim' }, town.other.tenant)
    const first = await visitor.get(`${paths.listAtom}?kategorie=schlagloch`)
    expect(first.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
    const feed = parse(await first.text())
    expect(feed.entry).toHaveLength(1)
    expect(feed.entry[0]).toMatchObject({
      id: `tag:anderstadt.localhost,${one.number.slice(0, 4)}:meldungen/${one.number}`,
      title: 'Schlagloch, Hauptstraße 12',
      'georss:point': `${somewhere.lat.toFixed(6)} ${somewhere.lon.toFixed(6)}`,
    })
    expect(feed.entry[0].summary).toContain('Loch & <script> ]]>')
    const again = await visitor.get(`${paths.listAtom}?kategorie=schlagloch`, {
      'if-none-match': first.headers.get('etag')!,
    })
    expect(again.status).toBe(304)
    const all = await (await visitor.get(paths.listAtom)).text()
    expect(all).not.toContain('Geheim')

    const near = (query: string) => visitor.get(`${paths.nearAtom}?${query}`)
    const count = async (query: string) => (parse(await (await near(query)).text()).entry ?? []).length
    expect(await count('art=umkreis&lat=50.1281&lon=8.928&radius=100')).toBe(1)
    expect(await count('art=umkreis&lat=50.1300&lon=8.928&radius=100')).toBe(0)
    expect(await count('art=strasse&strasse=Hauptstra%C3%9Fe')).toBe(1)
    expect(await count('art=strasse&strasse=Gartenweg')).toBe(0)
    expect(await count('art=ortsteil&ortsteil=nord')).toBe(1)
    expect(await count('art=ortsteil&ortsteil=sued')).toBe(0)
    expect(await count('art=stadt&kategorie=baum')).toBe(0)
    expect((await near('art=unsinn')).status).toBe(404)
    // Entry points lead here.
    expect(await (await visitor.get(paths.publicReport(one.number))).text()).toContain(
      'art=strasse&amp;strasse=Hauptstra%C3%9Fe',
    )
    expect(await (await visitor.get(`${paths.list}?ortsteil=nord&kategorie=baum`)).text()).toContain(
      'art=ortsteil&amp;ortsteil=nord&amp;kategorie=baum',
    )
    expect(await (await visitor.get(`${paths.map}?bereich=8.92,50.12,8.93,50.13`)).text()).toMatch(
      /art=umkreis&amp;lat=50\.125000&amp;lon=8\.925000&amp;radius=500/,
    )
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { beginDraft, draftByToken } from '#modules/reports/index.ts'
import { somewhere, type TestTown, testTown } from '../../../test/helpers.ts'
import { fakeAssets, PageClient } from '../../../test/page-client.ts'
import { createApp } from '../../app.ts'

let town: TestTown
let client: PageClient
beforeAll(async () => {
  town = await testTown()
  client = new PageClient(createApp({ platform: town.platform, assets: fakeAssets }))
})
afterAll(() => town.close())

const drafts = () =>
  town.tx('system', (ctx) =>
    ctx.db.selectFrom('reports.draft').select('id').where('tenant_id', '=', ctx.tenant.id).execute(),
  )

describe('a terminal in the town hall', () => {
  test('is one only after somebody has said so; a link makes nobody’s browser one', async () => {
    const answer = await client.get('/terminal')
    expect(await answer.text()).toContain('Als Terminal einrichten')
    expect(client.cookies.has('terminal')).toBe(false)
    expect(answer.headers.get('clear-site-data')).toBeNull()
    // Elsewhere "done" ends nothing: another site's form must not throw away what somebody is writing.
    await client.post('/melden', { aktion: 'ort' })
    await client.post('/terminal/ende')
    expect(await drafts()).toHaveLength(1)
    expect(client.cookies.has('entwurf')).toBe(true)
    const { html } = await client.follow(await client.post('/terminal'))
    expect(html).toContain('Willkommen im Rathaus')
    expect(client.cookies.has('entwurf')).toBe(false)
  })

  test('is large, says how to end, and lets nobody sign in', async () => {
    const page = await (await client.get('/melden')).text()
    expect(page).toContain('sd-terminal')
    expect(page).toContain('Fertig, alles löschen')
    expect(page).toContain('<meta http-equiv="refresh" content="60;url=/terminal/noch-da"')
    expect(page).not.toContain('href="/konto"')
    for (const path of ['/konto', '/konto/anmeldung', '/anmeldung'])
      expect((await client.get(path)).headers.get('location')).toBe('/terminal')
    const post = await client.post('/anmeldung', { email: 'a@b.example', passwort: 'x' })
    expect(post.headers.get('location')).toBe('/terminal')
  })

  test('keeps no page and shares none that was rendered for others', async () => {
    for (const path of ['/', '/meldungen', '/melden'])
      expect((await client.get(path)).headers.get('cache-control'), path).toBe('no-store')
    const other = new PageClient(createApp({ platform: town.platform, assets: fakeAssets }))
    expect(await (await other.get('/')).text()).not.toContain('sd-terminal')
    expect(await (await client.get('/')).text()).toContain('sd-terminal')
  })

  test('forgets who stood here: cookies, what was begun, the language', async () => {
    await client.post('/melden', { aktion: 'ort' })
    await client.get('/?lang=en')
    const before = (await drafts()).length
    const answer = await client.post('/terminal/ende')
    expect(answer.status).toBe(303)
    expect(answer.headers.get('clear-site-data')).toContain('"storage"')
    expect([...client.cookies.keys()]).toEqual(['terminal'])
    expect(await drafts()).toHaveLength(before - 1)
    expect(await (await client.get('/terminal')).text()).toContain('Willkommen im Rathaus')
  })

  describe('without scripts', () => {
    const asks = '/terminal/noch-da'
    const begin = async () => {
      const { token } = await town.tx('system', (ctx) =>
        beginDraft(ctx, { photosDone: true, place: somewhere, placeConfirmed: true }),
      )
      client.cookies.set('entwurf', token)
    }

    test('gives every page its minute, and then asks who has something to lose', async () => {
      expect((await client.get(asks)).headers.get('location')).toBe('/terminal')
      await begin()
      const page = await (await client.get('/melden/beschreibung')).text()
      expect(page).toContain(`content="60;url=${asks}"`)
      const question = await client.get(asks)
      expect(question.headers.get('cache-control')).toBe('no-store')
      const html = await question.text()
      expect(html).toContain('content="20;url=/terminal"')
      expect(html).toContain('href="/melden/weiter"')
      expect(await drafts()).not.toHaveLength(0)
    })

    test('keeps what is half written, and begins the minute anew', async () => {
      const here = '/melden/beschreibung'
      const half = '<b>Am "Tor" liegt &'
      const answer = await client.post(here, { text: half, weiterschreiben: 'ja' })
      expect(answer.headers.get('location')).toBe(here)
      expect(await (await client.get(here)).text()).toContain(
        '&lt;b>Am &quot;Tor&quot; liegt &amp;</textarea>',
      )
      // Half a sentence is no answer.
      expect((await client.get('/melden/kategorie')).headers.get('location')).toBe(here)
      await client.post(here, { text: 'x'.repeat(20_000), weiterschreiben: 'ja' })
      expect(await (await client.get(here)).text()).toContain(`>${'x'.repeat(5000)}</textarea>`)
      // Whatever was pasted, the page comes again, and what is kept has its bounds.
      const pasted = `${'x'.repeat(4999)}\u{1f4a1}\0`
      expect((await client.post(here, { text: pasted, weiterschreiben: 'ja' })).status).toBe(303)
      expect(await (await client.get(here)).text()).toContain(`>${'x'.repeat(4999)}</textarea>`)
      // Asked about a number, the person sees the answer, not what was kept before it.
      await client.post(here, { text: 'Rufen Sie 0171 1234567 an' })
      const again = await (await client.get(here)).text()
      expect(again).toContain('Rufen Sie 0171 1234567 an</textarea>')
      expect(again).not.toContain('xxx')
      await client.post(here, { text: 'Ein Loch', aktion: 'weiter' })
      await client.post('/melden/kategorie', { kategorie: 'schlagloch' })
      const many = Array.from({ length: 300 }, () => 'y'.repeat(6000))
      await client.post('/melden/fragen', { 'f-tiefe': many, weiterschreiben: 'ja' })
      const kept = await town.tx('system', (ctx) => draftByToken(ctx, client.cookies.get('entwurf')!))
      expect(JSON.stringify(kept!.answers).length).toBeLessThan(600_000)
      await client.post('/melden/fragen', { 'f-tiefe': 'tief\0', weiterschreiben: 'ja' })
      expect(await (await client.get('/melden/fragen')).text()).toMatch(
        /value="tief"[^>]*checked|checked[^>]*value="tief"/,
      )
      await client.post('/melden/fragen', { 'f-tiefe': 'tief' })
      await client.post('/melden/kontakt', { fuer_name: 'Ada', email: 'kein', weiterschreiben: 'ja' })
      const contact = await (await client.get('/melden/kontakt')).text()
      expect(contact).toMatch(/<details[^>]* open/)
      expect(contact).toContain('value="Ada"')
      expect(contact).not.toContain('Fehler')
    })

    test('wipes the draft too when nobody answers', async () => {
      const before = (await drafts()).length
      await client.get('/terminal')
      expect(await drafts()).toHaveLength(before - 1)
      expect([...client.cookies.keys()]).toEqual(['terminal'])
      const other = new PageClient(createApp({ platform: town.platform, assets: fakeAssets }))
      await other.post('/melden', { aktion: 'ort' })
      await other.get('/terminal')
      expect(other.cookies.has('entwurf')).toBe(true)
      expect((await other.get(asks)).headers.get('location')).toBe('/terminal')
      expect(await (await other.get('/melden/ort')).text()).not.toContain('noscript')
    })
  })

  test('becomes an ordinary browser again', async () => {
    expect(await (await client.get('/terminal/einrichten')).text()).toContain('Terminal beenden')
    await client.post('/terminal/verlassen')
    expect(client.cookies.has('terminal')).toBe(false)
    expect(await (await client.get('/')).text()).not.toContain('sd-terminal')
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestTown, testTown } from '../../../test/helpers.ts'
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
    expect(page).toContain('<meta http-equiv="refresh" content="60;url=/terminal"')
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

  test('becomes an ordinary browser again', async () => {
    expect(await (await client.get('/terminal/einrichten')).text()).toContain('Terminal beenden')
    await client.post('/terminal/verlassen')
    expect(client.cookies.has('terminal')).toBe(false)
    expect(await (await client.get('/')).text()).not.toContain('sd-terminal')
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addMembership } from '#modules/organisation/index.ts'
import { type TestTown, testTown } from '../../../../test/helpers.ts'
import type { PageClient } from '../../../../test/page-client.ts'
import { deskOf } from '../../workspace.fixture.ts'

let town: TestTown
let admin: PageClient
let clerk: PageClient
let officer: PageClient
beforeAll(async () => {
  town = await testTown()
  // Whoever lets a program see all cases runs the whole town.
  await town.tx('system', (ctx) =>
    addMembership(ctx, { account: town.ids.admin, unit: town.ids.parks, role: 'administrator' }),
  )
  const desk = deskOf(town)
  await desk.passwords()
  admin = await desk.signedIn('admin')
  clerk = await desk.signedIn('clerk')
  officer = await desk.signedIn('officer')
})
afterAll(() => town?.close())

const fields = { name: 'Bauhof <1>', rechte: ['cases.read', 'events.read'], dauer: '90', grenze: '60' }

describe('API keys', () => {
  test('are shown once, and open what was ticked', async () => {
    const answer = await admin.post('/verwaltung/schluessel', fields)
    const html = await answer.text()
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toContain('no-store')
    const key = /sd_[\w-]{22}/.exec(html)![0]
    expect(await (await admin.get('/verwaltung/schluessel')).text()).not.toContain(key)
    const program = { authorization: `Bearer ${key}` }
    expect((await admin.get('/api/v1/cases', program)).status).toBe(200)
    expect((await admin.get('/scim/v2/Users', program)).status).toBe(403)
  })

  test('open nothing more once revoked', async () => {
    const html = await (await admin.post('/verwaltung/schluessel', { ...fields, name: 'kurz' })).text()
    const key = /sd_[\w-]{22}/.exec(html)![0]
    const path = /\/verwaltung\/schluessel\/[0-9a-f-]{36}\/widerruf/.exec(html)
    const all = [...html.matchAll(/\/verwaltung\/schluessel\/[0-9a-f-]{36}\/widerruf/g)].map(([p]) => p)
    expect(path).not.toBeNull()
    for (const revoke of all) expect((await admin.post(revoke)).status).toBe(303)
    expect((await admin.get('/api/v1/cases', { authorization: `Bearer ${key}` })).status).toBe(403)
  })

  test('need a name and a right, and what was typed stays', async () => {
    const answer = await admin.post('/verwaltung/schluessel', {
      name: '',
      rechte: [],
      dauer: 'x',
      grenze: '0',
    })
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toContain('Bitte kreuzen Sie mindestens ein Recht an.')
    expect(html).toContain('value="0"')
  })

  test('are nobody else’s', async () => {
    for (const client of [clerk, officer]) {
      expect((await client.get('/verwaltung/schluessel')).status).toBe(403)
      expect((await client.post('/verwaltung/schluessel', fields)).status).toBe(403)
    }
  })
})

describe('the page of changes', () => {
  test('tells who changed what, from what to what', async () => {
    await admin.post('/verwaltung/schluessel', { ...fields, name: 'Für die Liste' })
    const html = await (await officer.get('/verwaltung/aenderungen')).text()
    expect(html).toContain('Für die Liste')
    expect(html).toContain('von Rita Sommer')
    expect(html).not.toContain('nachträglich verändert')
  })

  test('shows when somebody rewrote the row', async () => {
    await town.tx('system', (ctx) =>
      ctx.db
        .updateTable('audit.change')
        .set({ after: JSON.stringify({ label: 'Gefälscht' }) })
        .where('tenant_id', '=', town.tenant.id)
        .where('type', '=', 'api_key.created')
        .execute(),
    )
    const html = await (await admin.get('/verwaltung/aenderungen?bereich=api_key')).text()
    expect(html).toContain('nachträglich verändert')
  })

  test('is for administrators and data protection only', async () => {
    expect((await clerk.get('/verwaltung/aenderungen')).status).toBe(403)
  })
})

describe('the system status', () => {
  test('says what needs care, and the figures', async () => {
    const html = await (await admin.get('/verwaltung/systemstatus')).text()
    expect(html).toContain('Es ist kein Mailserver eingerichtet')
    expect(html).toMatch(/PostgreSQL \d\d/)
    expect((await clerk.get('/verwaltung/systemstatus')).status).toBe(403)
  })

  test('sees when background work stands still', async () => {
    await admin.post('/verwaltung/schluessel', { ...fields, name: 'Ereignis' })
    town.clock.advance({ minutes: 20 })
    expect(await (await admin.get('/verwaltung/systemstatus')).text()).toContain(
      'Die Hintergrundarbeit steht',
    )
    await town.drain()
    expect(await (await admin.get('/verwaltung/systemstatus')).text()).toContain(
      'Die Hintergrundarbeit läuft mit',
    )
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addMembership } from '#modules/organisation/index.ts'
import { type TestTown, testTown } from '../../../../test/helpers.ts'
import type { PageClient } from '../../../../test/page-client.ts'
import { deskOf, hidden } from '../../workspace.fixture.ts'

let town: TestTown
let admin: PageClient
let clerk: PageClient
beforeAll(async () => {
  town = await testTown()
  // Whoever lets a program hear of all cases runs the whole town.
  await town.tx('system', (ctx) =>
    addMembership(ctx, { account: town.ids.admin, unit: town.ids.parks, role: 'administrator' }),
  )
  const desk = deskOf(town)
  await desk.passwords()
  admin = await desk.signedIn('admin')
  clerk = await desk.signedIn('clerk')
})
afterAll(() => town?.close())

const fields = {
  name: 'Bauhof <Süd>',
  adresse: 'https://bauhof.example/eingang',
  arten: ['case.closed'],
  alle: 'ja',
}
const make = async (): Promise<string> => {
  const answer = await admin.post('/verwaltung/webhooks/neu', fields)
  expect(answer.status).toBe(303)
  return answer.headers.get('location')!.replace(/\?.*/, '')
}

describe('the administration of webhooks', () => {
  test('begins with an empty list that says what one is for', async () => {
    const html = await (await admin.get('/verwaltung/webhooks')).text()
    expect(html).toContain('Noch kein Webhook eingerichtet')
    expect(await (await admin.get('/verwaltung')).text()).toContain('/verwaltung/webhooks')
  })

  test('makes one, and shows it with its log', async () => {
    const path = await make()
    await admin.post(`${path}/probe`)
    const html = await (await admin.get(`${path}?getan=probe`)).text()
    expect(html).toContain('Bauhof &lt;Süd>')
    expect(html).toContain('webhook.trial')
    expect(html).toContain('Die Probe ist unterwegs')
    expect(html).not.toContain('whsec_')
    expect(await (await admin.get(`${path}/geheimnis`)).text()).toMatch(/whsec_[\w+/]{43}=/)
  })

  test('says what is wrong and keeps what was typed', async () => {
    const answer = await admin.post('/verwaltung/webhooks/neu', {
      ...fields,
      adresse: 'http://127.0.0.1/"><b>',
      arten: [],
    })
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toContain('Bitte wählen Sie mindestens ein Ereignis aus.')
    expect(html).toContain('value="Bauhof &lt;Süd>"')
    expect(html).not.toContain('"><b>')
  })

  test('loses no change of two who edit at once', async () => {
    const path = await make()
    const version = hidden(await (await admin.get(`${path}/bearbeiten`)).text(), 'version')
    const first = await admin.post(`${path}/bearbeiten`, { ...fields, name: 'Erste', version })
    expect(first.status).toBe(303)
    const second = await admin.post(`${path}/bearbeiten`, { ...fields, name: 'Zweite', version })
    const html = await second.text()
    expect(second.status).toBe(409)
    expect(html).toContain('value="Zweite"')
    expect(html).toContain('Gespeichert ist jetzt: Erste')
    const next = await admin.post(`${path}/bearbeiten`, {
      ...fields,
      name: 'Zweite',
      version: hidden(html, 'version'),
    })
    expect(next.status).toBe(303)
  })

  test('pauses, goes on, removes', async () => {
    const path = await make()
    for (const [what, word] of [
      ['pause', 'angehalten'],
      ['weiter', 'läuft'],
    ] as const) {
      expect((await admin.post(`${path}/${what}`)).status).toBe(303)
      expect(await (await admin.get(path)).text()).toContain(word)
    }
    expect((await admin.post(`${path}/entfernen`)).headers.get('location')).toBe(
      '/verwaltung/webhooks?getan=entfernen',
    )
    expect((await admin.get(path)).status).toBe(404)
    expect((await admin.post(`${path}/unsinn`)).status).toBe(404)
  })

  test('is nobody else’s', async () => {
    const path = await make()
    for (const page of [
      '/verwaltung/webhooks',
      '/verwaltung/webhooks/neu',
      path,
      `${path}/bearbeiten`,
      `${path}/geheimnis`,
    ])
      expect((await clerk.get(page)).status).toBe(403)
    for (const action of [
      '/verwaltung/webhooks/neu',
      `${path}/pause`,
      `${path}/entfernen`,
      `${path}/geheimnis`,
    ])
      expect((await clerk.post(action, fields)).status).toBe(403)
  })
})

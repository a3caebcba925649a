import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import type { PageClient } from '../../../test/page-client.ts'
import { deskOf, hidden } from '../workspace.fixture.ts'

let town: TestTown
let admin: PageClient
let visitor: PageClient
beforeAll(async () => {
  town = await testTown()
  const desk = deskOf(town)
  await desk.passwords()
  admin = await desk.signedIn('admin')
  visitor = desk.visitor()
})
afterAll(() => town?.close())
const pageOf = async (path: string) => (await admin.get(path)).text()

describe('look and contact', () => {
  const fields = async (more: Record<string, string> = {}) => ({
    stand: hidden(await pageOf('/verwaltung/aussehen'), 'stand'),
    kurzname: 'Teststadt',
    farbe: '#00589c',
    wappen: '',
    behoerde: 'Teststadt, Der Magistrat',
    vertretung: '',
    anschrift: 'Markt 1\n63450 Teststadt',
    telefon: '06181 4711',
    email: 'stadt@teststadt.example',
    datenschutz: '',
    ...more,
  })
  test('are seen on the public pages at once', async () => {
    const answer = await admin.post('/verwaltung/aussehen', await fields())
    expect(answer.status).toBe(303)
    expect(await (await visitor.get('/impressum')).text()).toContain('06181 4711')
    const css = await (await visitor.get('/farben.css')).text()
    expect(css).not.toContain('#17459e')
  })
  test('of two at once the second is told, and keeps what was typed', async () => {
    const old = await fields({ telefon: '1' })
    await admin.post('/verwaltung/aussehen', await fields({ telefon: '2' }))
    const answer = await admin.post('/verwaltung/aussehen', old)
    const html = await answer.text()
    expect(answer.status).toBe(409)
    expect(html).toContain('value="1"')
  })
  test.each([
    ['farbe', 'rot', 'Bitte geben Sie eine Farbe'],
    ['farbe', '#ffd400', 'zu hell'],
    ['email', 'kein', 'Bitte geben Sie eine E-Mail-Adresse'],
    ['wappen', '<svg onload="alert(1)"></svg>', 'kein einfaches SVG'],
  ])('refuse %s %s with a sentence', async (name, value, sentence) => {
    const answer = await admin.post('/verwaltung/aussehen', await fields({ [name]: value }))
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toContain(sentence)
    expect(html).not.toContain('<svg onload')
  })
})

describe('opening hours and holidays', () => {
  test('are set for the town, and deadlines count with them', async () => {
    const answer = await admin.post('/verwaltung/zeiten', { tag1: '8-12, 14 bis 18', tag2: '9–12' })
    expect(answer.status).toBe(303)
    const html = await pageOf('/verwaltung/zeiten')
    expect(html).toContain('value="08:00–12:00, 14:00–18:00"')
    const wrong = await admin.post('/verwaltung/zeiten', { tag1: '12-8' })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('Montag: Bitte schreiben Sie')
  })
  test('know days off of the town’s own', async () => {
    expect(
      (await admin.post('/verwaltung/zeiten/tage', { tag: '2026-12-24', name: 'Heiligabend' })).status,
    ).toBe(303)
    expect(await pageOf('/verwaltung/zeiten')).toContain('Heiligabend')
    expect((await admin.post('/verwaltung/zeiten/tage', { tag: '2026-02-30', name: 'x' })).status).toBe(422)
    expect((await admin.post('/verwaltung/zeiten/tage/2026-12-24/entfernen')).status).toBe(303)
    expect((await admin.post('/verwaltung/zeiten/tage/2026-12-24/entfernen')).status).toBe(404)
    expect((await admin.post('/verwaltung/zeiten/tage/2026-99-99/entfernen')).status).toBe(404)
  })
  test('follow the state', async () => {
    expect((await admin.post('/verwaltung/zeiten/land', { land: 'BY' })).status).toBe(303)
    expect(await pageOf('/verwaltung/zeiten')).toContain('Heilige Drei Könige')
    expect((await admin.post('/verwaltung/zeiten/land', { land: 'XX' })).status).toBe(404)
  })
})

describe('texts', () => {
  const key = 'nav.report'
  test('are found by a word and said otherwise, on all pages', async () => {
    expect(await pageOf('/verwaltung/texte?suche=Mangel%20melden')).toContain(key)
    const answer = await admin.post('/verwaltung/texte/text', {
      schluessel: key,
      sprache: 'de',
      text: 'Schaden <melden>',
    })
    expect(answer.status).toBe(303)
    expect(await (await visitor.get('/impressum')).text()).toContain('Schaden &lt;melden>')
    await admin.post('/verwaltung/texte/text', { schluessel: key, sprache: 'de', zurueck: 'ja' })
    expect(await (await visitor.get('/impressum')).text()).not.toContain('Schaden')
  })
  test('keep their placeholders', async () => {
    const answer = await admin.post('/verwaltung/texte/text', {
      schluessel: key,
      sprache: 'de',
      text: 'Hallo {{falsch}}',
    })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('{{falsch}}')
    expect(
      (await admin.post('/verwaltung/texte/text', { schluessel: 'gibts.nicht', text: 'x' })).status,
    ).toBe(404)
  })
})

test('every change stands in the list of changes, before and after', async () => {
  const html = await pageOf('/verwaltung/aenderungen')
  for (const word of [
    'Einstellung geändert: Farben',
    'Öffnungszeiten geändert',
    'Freier Tag entfernt',
    'Text geändert',
  ])
    expect(html).toContain(word)
  expect(html).toMatch(/<del>.*#17459e|<del>.*HE/s)
})

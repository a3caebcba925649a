import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { catalogue } from '#modules/reports/index.ts'
import { type TestTown, testTown } from '../../../../test/helpers.ts'
import { formsOf } from '../../../../test/matrix/forms.ts'
import type { PageClient } from '../../../../test/page-client.ts'
import { deskOf } from '../../workspace.fixture.ts'

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

/** The fields of the form on a page, as a browser would send them unchanged. */
async function fieldsOf(path: string): Promise<Record<string, string>> {
  const html = await (await admin.get(path)).text()
  const form = formsOf(html, path).find((f) => f.action === path)!
  const box = new Set(
    [...html.matchAll(/type="checkbox"[^>]*name="([^"]*)"|name="([^"]*)"[^>]*type="checkbox"/g)].map(
      (m) => m[1] ?? m[2],
    ),
  )
  const value = (name: string): string => {
    const tag =
      new RegExp(`<(?:input|textarea|select)[^>]*name="${name.replace('.', '\\.')}"[^>]*>`).exec(html)?.[0] ??
      ''
    if (box.has(name)) return /\schecked(?=[\s/>])/.test(tag) ? 'ja' : ''
    if (tag.startsWith('<textarea'))
      return new RegExp(`name="${name.replace('.', '\\.')}"[^>]*>([^<]*)<`).exec(html)?.[1] ?? ''
    if (tag.startsWith('<select')) {
      const options =
        new RegExp(`name="${name.replace('.', '\\.')}"[\\s\\S]*?</select>`).exec(html)?.[0] ?? ''
      return /value="([^"]*)" selected/.exec(options)?.[1] ?? ''
    }
    return /value="([^"]*)"/.exec(tag)?.[1] ?? ''
  }
  return Object.fromEntries(
    form.fields
      .filter((f) => f.name !== 'vergabe')
      .map((f) => [f.name, value(f.name)])
      .concat([['vergabe', 'assign']]),
  )
}

describe('a category', () => {
  test('is made, asked about, and offered to everybody at once', async () => {
    const answer = await admin.post('/verwaltung/kategorien/neu', {
      name: 'Wilder Müll',
      name_en: 'Litter',
      gruppe: 'strasse',
      einheit: town.ids.parks,
      stunden: '48',
      vergabe: 'none',
      oeffentlich: 'ja',
      aktiv: 'ja',
      stichworte: 'müll, abfall',
      'frage0.de': 'Wie viel?',
      'frage0.art': 'choice',
      'frage0.auswahl': 'ein Sack = one bag\nmehr',
      'gefahr0.nummer': '112',
      'gefahr0.worte': 'brennt',
      'gefahr0.rat': 'Rufen Sie die Feuerwehr.',
    })
    expect(answer.status).toBe(303)
    const made = await town.tx('system', async (ctx) => (await catalogue(ctx)).byCode.get('wilder-muell')!)
    expect(made).toMatchObject({ targetHours: 48, public: true, unitId: town.ids.parks })
    expect(made.questions[0]).toMatchObject({ kind: 'choice', label: { de: 'Wie viel?', en: 'Wie viel?' } })
    expect(made.questions[0]!.options!.map((o) => o.label.en)).toEqual(['one bag', 'mehr'])
    expect(await (await visitor.get('/api/v1/categories')).text()).toContain('wilder-muell')
  })

  test('stays as it is when nothing is changed, answers’ codes too', async () => {
    const before = await town.tx('system', async (ctx) => (await catalogue(ctx)).byCode.get('schlagloch')!)
    expect(
      (
        await admin.post(
          '/verwaltung/kategorien/schlagloch',
          await fieldsOf('/verwaltung/kategorien/schlagloch'),
        )
      ).status,
    ).toBe(303)
    const after = await town.tx('system', async (ctx) => (await catalogue(ctx)).byCode.get('schlagloch')!)
    expect(after).toEqual(before)
  })

  test('of two who change it the second is told', async () => {
    const fields = await fieldsOf('/verwaltung/kategorien/baum')
    expect((await admin.post('/verwaltung/kategorien/baum', fields)).status).toBe(303)
    const answer = await admin.post('/verwaltung/kategorien/baum', { ...fields, name: 'Baum um' })
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('value="Baum um"')
  })

  test('is refused with sentences, and nothing typed is lost', async () => {
    const answer = await admin.post('/verwaltung/kategorien/neu', {
      name: '',
      gruppe: '',
      stunden: '0',
      'frage0.de': 'Wie?',
      'frage0.art': 'choice',
      'frage0.auswahl': 'nur eine',
    })
    const html = await answer.text()
    expect(answer.status).toBe(422)
    for (const sentence of [
      'Bitte wählen Sie die zuständige Einheit.',
      'Frage 1: Bitte geben Sie mindestens zwei Antworten',
    ])
      expect(html).toContain(sentence)
    expect(html).toContain('nur eine')
  })
})

describe('rules of responsibility', () => {
  const path = '/verwaltung/zustaendigkeiten'
  test('hold at once, say why, and can be tried out', async () => {
    const before = await (await admin.get(`${path}?kategorie=schlagloch&adresse=Hauptstraße%201`)).text()
    expect(before).toContain('Zuständig: Tiefbauamt')
    const answer = await admin.post(path, {
      kategorie: 'schlagloch',
      gebiet: town.ids.north,
      ziel: `amt:${town.ids.parks}`,
    })
    expect(answer.status).toBe(303)
    expect(await (await admin.get(`${path}?kategorie=schlagloch&adresse=Hauptstraße%201`)).text()).toContain(
      'Zuständig: Grünflächenamt',
    )
    const html = await (await admin.get(path)).text()
    const twice = await admin.post(path, {
      kategorie: 'schlagloch',
      gebiet: town.ids.north,
      ziel: `amt:${town.ids.roads}`,
    })
    expect(twice.status).toBe(422)
    for (const [remove] of html.matchAll(/\/verwaltung\/zustaendigkeiten\/[0-9a-f-]{36}\/entfernen/g))
      expect((await admin.post(remove)).status).toBe(303)
    expect((await admin.post(`${path}/x/entfernen`)).status).toBe(404)
  })

  test.each([
    [{ eigentum: 'mond mond' }, 'Dieses Eigentum kennen wir nicht'],
    [{ von: '1.11.' }, 'Bitte geben Sie beide Zeiten an'],
    [{ ziel: 'amt:x' }, 'Bitte wählen Sie, wer zuständig ist'],
  ])('refuse %j', async (fields, sentence) => {
    const answer = await admin.post(path, { ziel: `amt:${town.ids.parks}`, ...fields })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(sentence)
  })

  test('know other authorities', async () => {
    const answer = await admin.post(`${path}/behoerden/${town.ids.state}`, {
      name: 'Straßen- und Verkehrsmanagement',
      wort: 'Diese Straße gehört dem Land.',
      email: 'neu@strassen.example',
    })
    expect(answer.status).toBe(303)
    expect(await (await admin.get(path)).text()).toContain('neu@strassen.example')
    const wrong = await admin.post(`${path}/behoerden/${town.ids.state}`, { name: '', wort: '', email: 'x' })
    expect(wrong.status).toBe(422)
  })
})

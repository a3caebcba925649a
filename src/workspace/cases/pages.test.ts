import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { visibleCase } from '#modules/cases/index.ts'
import { splitReport } from '#modules/reports/index.ts'
import type { Uuid } from '#platform/ids.ts'
import { drawn } from '#platform/images/photos.fixture.ts'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import type { PageClient } from '../../../test/page-client.ts'
import { deskOf, hidden, report } from '../workspace.fixture.ts'

let town: TestTown
let desk: ReturnType<typeof deskOf>
let clerk: PageClient
let head: PageClient
beforeAll(async () => {
  town = await testTown()
  desk = deskOf(town)
  await desk.passwords()
  clerk = await desk.signedIn('clerk')
  head = await desk.signedIn('head')
})
afterAll(() => town?.close())

const look = (number: string) => town.tx('system', (ctx) => visibleCase(ctx, number))
const html = async (client: PageClient, path: string) => (await client.get(path)).text()

/** Fills in an action's page and sends it. */
async function act(
  client: PageClient,
  number: string,
  noun: string,
  fields: Record<string, string | Blob> = {},
) {
  const form = await html(client, `/vorgaenge/${number}/${noun}`)
  return client.post(`/vorgaenge/${number}/${noun}`, {
    version: hidden(form, 'version'),
    stand: hidden(form, 'stand'),
    ...fields,
  })
}

describe('the list', () => {
  test('shows views with counts, rows and a preview, without any script', async () => {
    const { number } = await report(town, 'Ein <b>Loch</b>')
    const page = await html(clerk, '/vorgaenge')
    expect(page).toContain(`data-row="${number}"`)
    expect(page).toContain('Ein &lt;b>Loch')
    expect(page).toMatch(/<h1[^>]*>Mein Amt<\/h1>/)
    expect(page.match(/<h1/g)).toHaveLength(1)
    expect(page).toContain(`action="/vorgaenge/${number}/uebernahme"`)
    expect(page).not.toMatch(/\sstyle=|<script(?![^>]*src=)|undefined|\{\{/)
    const other = await report(town)
    const chosen = await html(clerk, `/vorgaenge?vorschau=${other.number}`)
    expect(chosen).toContain(`data-number="${other.number}"`)
  })

  test('takes from the preview and comes back to the list', async () => {
    const { number } = await report(town)
    const back = '/vorgaenge?ansicht=unverteilt'
    const answer = await clerk.post(`/vorgaenge/${number}/uebernahme`, { version: '1', zurueck: back })
    expect(answer.headers.get('location')).toBe(`${back}&getan=uebernahme&nummer=${number}`)
    expect((await look(number)).assigneeId).toBe(town.ids.clerk)
    expect(await html(clerk, answer.headers.get('location')!)).toContain(`Vorgang ${number}: Übernommen.`)
    expect(await html(clerk, '/vorgaenge?ansicht=meine')).toContain(number)
  })

  test('narrows by every filter and bears whatever stands in the address', async () => {
    const { number } = await report(town, 'Seerosenteich')
    await town.findable()
    const has = async (query: string) =>
      (await html(clerk, `/vorgaenge?${query}`)).includes(`data-row="${number}"`)
    expect(await has('suche=seerosen&kategorie=schlagloch&ortsteil=nord&stand=open&prioritaet=1')).toBe(true)
    expect(await has('suche=seerosen&amt=road-team')).toBe(false)
    expect(await has('kategorie=baum')).toBe(false)
    expect(await has('prioritaet=3')).toBe(false)
    for (const query of [
      'ansicht=x&stand=x&prioritaet=99&nach=x_y&vorschau=1-1',
      'nach=infinity_x',
      'suche=%00%27%22%3C',
      'sortierung=neu&sortierung=frist',
      "kategorie='or 1=1",
    ])
      expect((await clerk.get(`/vorgaenge?${query}`)).status).toBe(200)
    expect(await html(clerk, '/vorgaenge?suche=gibtesnicht')).toContain(
      'Mit diesen Filtern ist nichts zu finden',
    )
  })

  test('says what is new as a number', async () => {
    const since = town.clock.now().toISOString()
    const ask = async (client: PageClient) => (await client.get(`/vorgaenge/neu?seit=${since}`)).json()
    expect(await ask(clerk)).toEqual({ count: 0 })
    town.clock.advance({ minutes: 1 })
    await report(town)
    expect((await ask(clerk)) as unknown).toEqual({ count: 1 })
    expect(await ask(await desk.signedIn('gardener'))).toEqual({ count: 0 })
    expect(await (await clerk.get('/vorgaenge/neu?seit=gestern')).json()).toEqual({ count: 0 })
  })

  test('is friendly to somebody without a role', async () => {
    const page = await html(await desk.newcomer(), '/vorgaenge')
    expect(page).toContain('Ihrem Konto ist noch keine Aufgabe zugeordnet')
  })

  test('leads somebody without cases to what they look after', async () => {
    const page = await html(await desk.signedIn('officer'), '/vorgaenge')
    expect(page).toContain('Mit Vorgängen haben Sie nichts zu tun')
    expect(page).toContain('href="/verwaltung"')
  })
})

describe('a case', () => {
  test('shows everything that lies on the desk', async () => {
    const { number, id } = await report(town, 'Loch <img src=x onerror=alert(1)>', {
      name: '<script>alert(2)</script>',
    })
    const page = await html(clerk, `/vorgaenge/${number}`)
    for (const words of [
      'erika@example.org',
      'Eingegangen über das Bürgerportal',
      'Zuständig: Tiefbauamt',
      'Wie tief?',
      '<svg',
      'erscheint öffentlich',
    ])
      expect(page).toContain(words)
    expect(page).not.toMatch(/<script>alert|<img src=x/)
    expect(page.match(/<h1/g)).toHaveLength(1)
    const byId = await clerk.get(`/vorgaenge/${id}`)
    expect(byId.headers.get('location')).toBe(`/vorgaenge/${number}`)
    for (const filter of ['gespraech', 'verlauf', 'x'])
      expect((await clerk.get(`/vorgaenge/${number}?zeige=${filter}`)).status).toBe(200)
  })

  test('goes its whole way by forms alone', async () => {
    const { number } = await report(town)
    const goes = async (noun: string, fields: Record<string, string | Blob> = {}) => {
      const answer = await act(clerk, number, noun, fields)
      expect([noun, answer.status]).toEqual([noun, 303])
      const page = await clerk.follow(answer)
      expect(page.status).toBe(200)
      return page.html
    }
    await goes('uebernahme')
    // Another category is another department's, so it leaves this clerk's sight.
    expect(await goes('kategorie', { kategorie: 'person' })).toContain('Kategorie geändert.')
    expect((await look(number)).unitId).toBe(town.ids.parks)
    const again = await report(town)
    const photo = new File([new Uint8Array(await drawn(90, 60).jpeg().toBuffer())], 'IMG.jpg', {
      type: 'image/jpeg',
    })
    const on = async (noun: string, fields: Record<string, string | Blob> = {}) => {
      const answer = await act(clerk, again.number, noun, fields)
      expect([noun, answer.status]).toEqual([noun, 303])
      return (await clerk.follow(answer)).html
    }
    await on('uebernahme')
    await on('termin', { am: '2026-11-24T09:00' })
    await on('prioritaet', { prioritaet: '2' })
    await on('frist', { bis: '2026-12-01T12:00' })
    await on('notiz', { text: 'Nur für uns' })
    await on('nachricht', { text: 'Wir kommen am Dienstag.', sichtbar: 'oeffentlich' })
    await on('beginn')
    expect(await on('foto', { fotos: photo })).toContain('Foto hinzugefügt')
    const done = await on('abschluss', { ergebnis: 'fixed', text: 'Loch ist zu.', fotos: photo })
    expect(done).toContain('Abgeschlossen: behoben')
    expect((await look(again.number)).status).toBe('closed')
    expect(await on('wiederaufnahme', { text: 'Schon wieder auf' })).toContain('Wieder aufgenommen')
  })

  test('leaves the list when it is handed to another department', async () => {
    const { number } = await report(town)
    const answer = await act(clerk, number, 'weitergabe', { an: town.ids.parks, text: 'Wurzelschaden' })
    const page = await clerk.follow(answer)
    expect(page.path).toMatch(/^\/vorgaenge\?getan=weitergabe/)
    expect(page.html).toContain(`Vorgang ${number}: Weitergegeben.`)
    expect((await clerk.get(`/vorgaenge/${number}`)).status).toBe(404)
  })

  test('goes to another authority', async () => {
    const { number } = await report(town)
    expect((await act(clerk, number, 'weitergabe', { an: town.ids.state })).status).toBe(303)
    expect(await html(clerk, `/vorgaenge/${number}`)).toContain('Straßenbauverwaltung')
    expect(await look(number)).toMatchObject({ status: 'closed', outcome: 'not_responsible' })
  })
})

describe('mistakes', () => {
  test.each([
    ['notiz', { text: '   ' }, 'Bitte schreiben Sie etwas.'],
    ['nachricht', { text: 'Wichtig <b>', sichtbar: 'x' }, 'Bitte wählen Sie aus, wer'],
    ['termin', { am: '2020-01-01T10:00' }, 'Der Termin liegt in der Vergangenheit.'],
    ['termin', { am: '2199-01-01T10:00' }, 'Der Termin liegt mehr als zwei Jahre in der Zukunft.'],
    ['termin', { am: 'morgen' }, 'Bitte geben Sie Tag und Uhrzeit an.'],
    ['frist', { bis: '' }, 'Bitte geben Sie Tag und Uhrzeit an.'],
    ['frist', { bis: '2020-01-01T10:00' }, 'Die Frist liegt in der Vergangenheit.'],
    ['frist', { bis: '2062-01-01T10:00' }, 'Die Frist liegt mehr als zwei Jahre in der Zukunft.'],
    ['prioritaet', { prioritaet: '9' }, 'Bitte wählen Sie eine Priorität'],
    ['zuweisung', { an: 'x' }, 'Bitte wählen Sie eine Person aus.'],
    ['weitergabe', { an: '' }, 'Bitte wählen Sie aus, wohin'],
    ['kategorie', { kategorie: 'x' }, 'Bitte wählen Sie eine Kategorie aus.'],
    ['kategorie', { kategorie: 'schlagloch' }, 'Diese Kategorie hat die Meldung schon.'],
    ['foto', {}, 'Bitte wählen Sie ein Foto aus.'],
    ['abschluss', { ergebnis: 'no_action', text: '' }, 'Bitte nennen Sie den Grund.'],
    ['abschluss', { ergebnis: 'not_responsible' }, 'Bitte sagen Sie, wer zuständig ist.'],
    ['abschluss', { ergebnis: 'duplicate', original: '1999-1' }, 'Zu dieser Nummer gibt es keinen Vorgang'],
    ['abschluss', { ergebnis: 'x' }, 'Bitte wählen Sie aus, wie es ausging.'],
  ] as [string, Record<string, string>, string][])('%s %j: %s', async (noun, fields, message) => {
    const { number } = await report(town)
    const answer = await act(clerk, number, noun, fields)
    const page = await answer.text()
    expect(answer.status).toBe(422)
    expect(page).toContain(message)
    expect(page).toContain('id="fehler"')
    // The summary leads to a field that is there.
    const [, field] = /id="fehler"[\s\S]*?href="#([\w-]+)"/.exec(page) ?? []
    expect(page).toContain(`id="${field}"`)
    if (fields.text?.includes('Wichtig')) expect(page).toContain('Wichtig &lt;b>')
    expect(await look(number)).toMatchObject({ status: 'open', version: 1 })
  })

  test('a refused photo loses neither words nor the good ones', async () => {
    const { number } = await report(town)
    const good = new File([new Uint8Array(await drawn(90, 60).jpeg().toBuffer())], 'gut.jpg', {
      type: 'image/jpeg',
    })
    const bad = new File(['<svg onload="alert(1)">'], 'böse.jpg', { type: 'image/jpeg' })
    const form = new FormData()
    for (const [name, value] of [
      ['version', '1'],
      ['ergebnis', 'fixed'],
      ['text', 'Alles gut'],
    ])
      form.set(name!, value!)
    form.append('fotos', good)
    form.append('fotos', bad)
    const answer = await clerk.post(`/vorgaenge/${number}/abschluss`, form)
    const page = await answer.text()
    expect(answer.status).toBe(422)
    expect(page).toContain('böse.jpg: Das ist eine Zeichnung (SVG), kein Foto.')
    expect(page).toContain('Alles gut')
    const kept = hidden(page, 'foto')
    expect(kept).toMatch(/^[0-9a-f-]{36}$/)
    const next = await clerk.post(`/vorgaenge/${number}/abschluss`, {
      version: '1',
      ergebnis: 'fixed',
      text: 'Alles gut',
      foto: kept,
    })
    expect(next.status).toBe(303)
    expect(await html(clerk, `/vorgaenge/${number}`)).toContain('Foto hinzugefügt (nach der Arbeit)')
  })

  test('texts of 100,000 characters are refused kindly', async () => {
    const { number } = await report(town)
    const answer = await act(clerk, number, 'notiz', { text: 'ä'.repeat(100_000) })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Höchstens 10.000 Zeichen')
  })
})

describe('two at once', () => {
  test('a form that is sent twice does it once, and says that it is done', async () => {
    const { number } = await report(town)
    for (const [noun, fields] of [
      ['uebernahme', {}],
      ['notiz', { text: 'Nur einmal gesagt' }],
    ] as [string, Record<string, string>][]) {
      const form = await html(clerk, `/vorgaenge/${number}/${noun}`)
      const sent = { version: hidden(form, 'version'), stand: hidden(form, 'stand'), ...fields }
      const answers = await Promise.all([1, 2].map(() => clerk.post(`/vorgaenge/${number}/${noun}`, sent)))
      expect(answers.map((a) => a.status)).toEqual([303, 303])
    }
    const page = await html(clerk, `/vorgaenge/${number}`)
    expect(page.match(/Nur einmal gesagt/g)).toHaveLength(1)
  })

  test('another choice a moment later is no double click', async () => {
    const { number } = await report(town)
    const on = (days: number) =>
      `${new Date(town.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)}T09:00`
    for (const [noun, first, other] of [
      ['prioritaet', { prioritaet: '2' }, { prioritaet: '3' }],
      ['zuweisung', { an: town.ids.clerk }, { an: 'niemand' }],
      ['termin', { am: on(7) }, { am: on(8) }],
      ['frist', { bis: on(7) }, { bis: on(8) }],
    ] as [string, Record<string, string>, Record<string, string>][]) {
      const path = `/vorgaenge/${number}/${noun}`
      const form = await html(head, path)
      const sent = { version: hidden(form, 'version'), stand: hidden(form, 'stand') }
      const answers = []
      for (const chosen of [first, first, other])
        answers.push((await head.post(path, { ...sent, ...chosen })).status)
      expect([noun, ...answers]).toEqual([noun, 303, 303, 409])
    }
  })

  test('the second sees what the first did, and nothing typed is lost', async () => {
    const { number } = await report(town)
    const form = await html(head, `/vorgaenge/${number}/nachricht`)
    await act(clerk, number, 'notiz', { text: 'Ich habe dort schon angerufen' })
    const words = 'Wir kommen <morgen> & bald'
    const sent = {
      version: hidden(form, 'version'),
      stand: hidden(form, 'stand'),
      text: words,
      sichtbar: 'nur-meldende',
    }
    const answer = await head.post(`/vorgaenge/${number}/nachricht`, sent)
    const page = await answer.text()
    expect(answer.status).toBe(409)
    expect(page).toContain('Ich habe dort schon angerufen')
    expect(page).not.toContain('Eingegangen über das Bürgerportal')
    expect(page).toContain('Wir kommen &lt;morgen> &amp; bald')
    expect(page).toMatch(/value="nur-meldende"[^>]*checked|checked[^>]*value="nur-meldende"/)
    const again = await head.post(`/vorgaenge/${number}/nachricht`, {
      ...sent,
      version: hidden(page, 'version'),
      stand: hidden(page, 'stand'),
    })
    expect(again.status).toBe(303)
  })

  test('what can no longer be done is said, with the words kept', async () => {
    const { number } = await report(town)
    const form = await html(head, `/vorgaenge/${number}/abschluss`)
    await act(clerk, number, 'abschluss', { ergebnis: 'fixed' })
    const answer = await head.post(`/vorgaenge/${number}/abschluss`, {
      version: hidden(form, 'version'),
      stand: hidden(form, 'stand'),
      ergebnis: 'fixed',
      text: 'Mein Text',
    })
    expect(answer.status).toBe(409)
    const page = await answer.text()
    expect(page).toContain('Mein Text')
    expect(page).toContain('Abgeschlossen: behoben')
    expect(page).not.toContain('Trotzdem so senden')
  })
})

describe('parts at other offices', () => {
  const split = async (id: string) =>
    town.tx(await town.staff(town.ids.clerk), (ctx) =>
      splitReport(ctx, id as Uuid, {
        category: 'baum',
        unitId: null,
        task: 'Wurzel kappen',
        dueAt: null,
        mode: 'together',
      }),
    )
  /** What a browser sends back of a page of closing: its hidden fields, and the box if it was ticked. */
  const filled = (form: string, ticked: boolean) => ({
    version: hidden(form, 'version'),
    stand: hidden(form, 'stand'),
    teile_gesehen: hidden(form, 'teile_gesehen'),
    ergebnis: 'fixed',
    text: 'Alles <gut>',
    ...(ticked && { teile: 'ja' }),
  })
  const ticked = (form: string) =>
    /<input[^>]*name="teile"[^>]*\schecked/.test(form) || /<input[^>]*\schecked[^>]*name="teile"/.test(form)

  test('are closed with the case only as they were shown; what came meanwhile is asked about anew', async () => {
    const { number, id } = await report(town)
    const path = `/vorgaenge/${number}/abschluss`
    const none = await html(clerk, path)
    expect(none).not.toContain('name="teile"')
    const first = await split(id)
    // On a page without any, nobody can have said yes: it says what is new instead of missing a box.
    const early = await clerk.post(path, filled(none, false))
    const shown = await early.text()
    expect([early.status, ticked(shown)]).toEqual([409, false])
    expect(shown).toContain('Alles &lt;gut>')
    expect(shown).toContain(first.number)
    expect(shown).toContain('Grünflächenamt')
    const second = await split(id)
    const stale = await clerk.post(path, filled(shown, true))
    const again = await stale.text()
    expect([stale.status, ticked(again)]).toEqual([409, false])
    expect(again.match(/neu, seit Sie hier waren/g)).toHaveLength(1)
    expect((await look(first.number)).status).toBe('open')
    const unasked = await clerk.post(path, filled(again, false))
    const asked = await unasked.text()
    expect([unasked.status, ticked(asked)]).toEqual([422, false])
    expect(asked).toContain('Bitte bestätigen Sie, was mit ihnen geschehen soll.')
    for (const forged of ['together', `apart ${first.id} ${second.id}`, '<script>', `${first.id}`])
      expect((await clerk.post(path, { ...filled(asked, true), teile_gesehen: forged })).status).toBe(422)
    expect((await clerk.post(path, filled(asked, true))).status).toBe(303)
    for (const part of [first, second]) expect((await look(part.number)).status).toBe('closed')

    // Whoever opens it again says who goes on; what ended with it is proposed.
    const reopening = `/vorgaenge/${number}/wiederaufnahme`
    const form = await html(clerk, reopening)
    expect(form.match(/name="teile"[^>]*checked|checked[^>]*name="teile"/g)).toHaveLength(2)
    await clerk.post(reopening, {
      version: hidden(form, 'version'),
      stand: hidden(form, 'stand'),
      text: 'Wurzel ist wieder da',
      teile: second.id,
    })
    const now = await Promise.all([number, first.number, second.number].map(look))
    expect(now.map((c) => c.status)).toEqual(['open', 'closed', 'open'])
  })
})

test('English throughout, for who reads it', async () => {
  const { number } = await report(town)
  const client = await desk.signedIn('clerk')
  await client.get('/vorgaenge?lang=en')
  for (const path of [
    '/vorgaenge',
    `/vorgaenge/${number}`,
    `/vorgaenge/${number}/abschluss`,
    `/vorgaenge/${number}/nachricht`,
  ])
    expect(await html(client, path)).toMatch(/<html lang="en"/)
  expect(await html(client, `/vorgaenge/${number}`)).toContain('Received through the citizens’ portal')
})

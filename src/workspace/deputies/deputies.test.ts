import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assignCase, tellDue } from '#modules/cases/index.ts'
import { turnDeputies } from '#modules/organisation/deputy-turns.ts'
import {
  addMembership,
  endDeputyship,
  nameDeputy,
  openApprovals,
  organisation,
  setPreference,
} from '#modules/organisation/index.ts'
import { changeSetting } from '#modules/tenancy/index.ts'
import { MONDAY, type TestTown, testTown } from '../../../test/helpers.ts'
import type { PageClient } from '../../../test/page-client.ts'
import { deskOf, report } from '../workspace.fixture.ts'

let town: TestTown
let desk: ReturnType<typeof deskOf>
let [clerk, head, gardener]: PageClient[] = []
beforeAll(async () => {
  town = await testTown()
  desk = deskOf(town)
  await desk.passwords()
  ;[clerk, head, gardener] = [
    await desk.signedIn('clerk'),
    await desk.signedIn('head'),
    await desk.signedIn('gardener'),
  ]
})
afterAll(() => town?.close())

const html = async (client: PageClient, path: string) => (await client.get(path)).text()
const org = () => town.tx('system', organisation)
const mails = () =>
  town.tx('system', (ctx) =>
    ctx.db
      .selectFrom('platform.mail')
      .select(['recipient', 'subject', 'body_text as text'])
      .where('tenant_id', '=', ctx.tenant.id)
      .orderBy('created_at')
      .orderBy('id')
      .execute(),
  )
const lettersTo = async (who: string, words = '') =>
  (await mails()).filter((m) => m.recipient.includes(`${who}@`) && m.subject.includes(words))
const endAll = async () => {
  for (const { id } of (await org()).deputyships) await town.tx('system', (ctx) => endDeputyship(ctx, id))
}

describe('naming a deputy', () => {
  test('is asked of everybody for themselves, and of heads for their people', async () => {
    expect(await html(clerk!, '/vertretung/neu')).not.toContain('Wer wird vertreten?')
    const form = await html(head!, '/vertretung/neu')
    expect(form).toContain('Wer wird vertreten?')
    expect(form).toContain('Jonas Weiß')
    expect(form.slice(form.indexOf('id="fuer"'), form.indexOf('</select>'))).not.toContain('Ole Grün')
  })

  test('keeps what was typed and says what is missing, at its field', async () => {
    const answer = await clerk!.post('/vertretung/neu', {
      vertretung: '',
      von: '2026-12-01',
      bis: '2026-11-30',
    })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('Bitte wählen Sie, wer vertritt.')
    expect(page).toContain('Das Ende liegt vor dem Anfang.')
    expect(page).toContain('value="2026-12-01"')
    for (const [deputy, words] of [
      [town.ids.clerk, 'Niemand kann sich selbst vertreten'],
      [town.other.ids.clerk, 'Diese Person gibt es hier nicht mehr'],
      ['kein', 'Diese Person gibt es hier nicht mehr'],
    ] as const) {
      const wrong = await clerk!.post('/vertretung/neu', { vertretung: deputy, von: '2026-12-01' })
      expect(wrong.status).toBe(422)
      expect(await wrong.text()).toContain(words)
    }
  })

  test('is done with the last day included; both are told, and both see it', async () => {
    const answer = await head!.post('/vertretung/neu', {
      fuer: town.ids.clerk,
      vertretung: town.ids.gardener,
      von: '2026-11-24',
      bis: '2026-11-27',
    })
    const page = await head!.follow(answer)
    expect(page.html).toContain('Die Vertretung ist eingetragen.')
    expect(page.html).toContain('24.11.2026 bis 27.11.2026')
    const [d] = (await org()).deputyships
    expect([d!.from.toISOString(), d!.until!.toISOString()]).toEqual([
      '2026-11-23T23:00:00.000Z',
      '2026-11-27T23:00:00.000Z',
    ])
    await town.drain()
    expect((await lettersTo('gardener', 'Sie vertreten Jonas Weiß'))[0]!.text).toContain(
      'ab Dienstag, 24. November 2026 um 00:00',
    )
    expect(await lettersTo('clerk', 'Ole Grün vertritt Sie')).toHaveLength(1)
    expect(await html(clerk!, '/vertretung')).toContain('Mich vertreten')
    expect(await html(gardener!, '/vertretung')).toContain('beginnt später')
    await clerk!.post(`/vertretung/${d!.id}/ende`)
    await town.drain()
    expect(await lettersTo('gardener', 'ist beendet')).toHaveLength(1)
    expect((await org()).deputyships).toEqual([])
    expect((await clerk!.post(`/vertretung/${d!.id}/ende`)).status).toBe(404)
    expect((await clerk!.post('/vertretung/nichts/ende')).status).toBe(404)
  })

  test('for a part is said in words', async () => {
    await clerk!.post('/vertretung/neu', {
      vertretung: town.ids.gardener,
      von: '2026-11-23',
      bereich: town.ids.roadTeam,
      kategorie: ['schlagloch', 'gibtesnicht'],
      nur: 'ja',
    })
    const page = await html(clerk!, '/vertretung')
    expect(page).toContain('Straßenunterhalt · Schlagloch · nur bei Abwesenheit')
    expect(page).toContain('ab 23.11.2026, bis auf Weiteres')
    expect(page).toContain('ruht')
    await endAll()
  })
})

describe('over a holiday', () => {
  test('the list, the case and the history say for whom', async () => {
    const { id, number } = await report(town, 'Loch in der Vertretung')
    await town.drain()
    await town.tx('system', (ctx) => assignCase(ctx, id, town.ids.clerk))
    expect((await gardener!.get(`/vorgaenge/${number}`)).status).toBe(404)
    await clerk!.post('/vertretung/abwesenheit', { von: '2026-11-23', bis: '2026-11-25' })
    const assigning = await html(head!, `/vorgaenge/${number}`)
    expect(assigning).toContain('Jonas Weiß ist abwesend bis')
    expect(assigning).toContain('Eine Vertretung ist nicht eingetragen.')
    await clerk!.post('/vertretung/neu', {
      vertretung: town.ids.gardener,
      von: '2026-11-23',
      bis: '2026-11-25',
    })
    expect(await html(head!, `/vorgaenge/${number}`)).toContain('Vertretung: Ole Grün.')
    const list = await html(gardener!, '/vorgaenge?ansicht=meine')
    expect(list).toContain(number)
    expect(list).toContain('in Vertretung für Jonas Weiß')
    const page = await html(gardener!, `/vorgaenge/${number}`)
    expect(page).toContain('Sie vertreten Jonas Weiß.')
    await gardener!.post(`/vorgaenge/${number}/abschluss`, { ergebnis: 'fixed', text: 'Erledigt.' })
    expect(await html(head!, `/vorgaenge/${number}`)).toContain('Ole Grün (in Vertretung für Jonas Weiß)')
    expect(await html(desk.visitor(), `/meldungen/${number}`)).not.toContain('Vertretung für')
    await endAll()
  })

  test('a case that goes to somebody who is away is told to both', async () => {
    const { id, number } = await report(town, 'Loch während des Urlaubs')
    await town.drain()
    await town.tx('system', (ctx) =>
      nameDeputy(ctx, {
        absent: town.ids.clerk,
        deputy: town.ids.gardener,
        from: ctx.now,
        until: null,
        unit: null,
        types: null,
        onlyWhenAbsent: false,
      }),
    )
    const choice = await html(head!, `/vorgaenge/${number}/zuweisung`)
    expect(choice).toContain('Jonas Weiß – abwesend bis 26.11.2026, Vertretung: Ole Grün')
    await head!.post(`/vorgaenge/${number}/zuweisung`, { an: town.ids.clerk })
    await town.drain()
    expect((await lettersTo('clerk', number))[0]!.text).toContain('auch Ihre Vertretung weiß davon: Ole Grün')
    expect(await lettersTo('gardener', `${number}: in Vertretung für Jonas Weiß`)).toHaveLength(1)
    // Who takes something, or wants no mails, gets none.
    await gardener!.post('/vertretung/benachrichtigungen', { morgen: 'ja' })
    const other = await report(town, 'Noch ein Loch')
    await town.drain()
    await town.tx('system', (ctx) => assignCase(ctx, other.id, town.ids.clerk))
    await town.drain()
    expect(await lettersTo('gardener', other.number)).toEqual([])
    expect(await lettersTo('clerk', other.number)).toHaveLength(1)
    await endAll()
    expect(id).toBeTruthy()
  })

  test('the morning mail goes to who is there, once, on working days', async () => {
    town.clock.set('2026-11-24T05:59:00Z')
    await town.tx('system', (ctx) =>
      nameDeputy(ctx, {
        absent: town.ids.clerk,
        deputy: town.ids.gardener,
        from: ctx.now,
        until: null,
        unit: null,
        types: null,
        onlyWhenAbsent: false,
      }),
    )
    await town.tx('system', (ctx) =>
      ctx.db
        .updateTable('cases.case')
        .set({ due_at: new Date('2026-11-24T10:00:00Z') })
        .where('tenant_id', '=', ctx.tenant.id)
        .where('assignee_id', '=', town.ids.clerk)
        .execute(),
    )
    const digests = async () => (await mails()).filter((m) => m.subject.startsWith('Heute fällig'))
    await town.tx('system', tellDue)
    expect(await digests()).toEqual([])
    town.clock.set('2026-11-24T06:01:00Z')
    await town.tx('system', tellDue)
    await town.tx('system', tellDue)
    const written = await digests()
    expect(written.map((m) => m.recipient).join()).toContain('gardener@')
    expect(written.map((m) => m.recipient).join()).not.toContain('clerk@')
    expect(written.find((m) => m.recipient.includes('gardener@'))!.text).toMatch(
      /Schlagloch, Hauptstraße.*\(in Vertretung für Jonas Weiß\)/,
    )
    const before = written.length
    town.clock.set('2026-11-28T07:00:00Z') // a Saturday
    await town.tx('system', tellDue)
    expect(await digests()).toHaveLength(before)
    const wanted = { assignments: true, digest: false }
    await town.tx(await town.staff(town.ids.gardener), (ctx) => setPreference(ctx, wanted))
    town.clock.set('2026-11-30T07:00:00Z')
    await town.tx('system', tellDue)
    expect(
      (await digests())
        .slice(before)
        .map((m) => m.recipient)
        .join(),
    ).not.toContain('gardener@')
    town.clock.set(MONDAY)
    await endAll()
  })

  test('both hear when it begins, rests and ends by itself, once', async () => {
    await town.tx('system', (ctx) =>
      nameDeputy(ctx, {
        absent: town.ids.head,
        deputy: town.ids.clerk,
        from: new Date('2026-12-01T08:00:00Z'),
        until: new Date('2026-12-05T08:00:00Z'),
        unit: null,
        types: null,
        onlyWhenAbsent: false,
      }),
    )
    for (const at of [
      '2026-11-30T08:00:00Z',
      '2026-12-01T08:00:00Z',
      '2026-12-02T08:00:00Z',
      '2026-12-05T08:00:00Z',
      '2026-12-06T08:00:00Z',
    ]) {
      town.clock.set(at)
      await town.tx('system', turnDeputies)
      await town.tx('system', turnDeputies)
      await town.drain()
    }
    expect((await lettersTo('clerk', 'Dr. Ayşe Łukasiewicz')).map((m) => m.subject)).toEqual([
      'Sie vertreten Dr. Ayşe Łukasiewicz',
      'Ihre Vertretung für Dr. Ayşe Łukasiewicz hat begonnen',
      'Ihre Vertretung für Dr. Ayşe Łukasiewicz ist beendet',
    ])
    expect((await lettersTo('head', 'Jonas Weiß')).map((m) => m.subject)).toEqual([
      'Jonas Weiß vertritt Sie',
      'Jonas Weiß vertritt Sie jetzt',
      'Jonas Weiß vertritt Sie nicht mehr',
    ])
    town.clock.set(MONDAY)
  })
})

describe('a calendar file', () => {
  const ics = (until = '20261224', more: string[] = []) =>
    new File(
      [
        [
          'BEGIN:VCALENDAR',
          'BEGIN:VEVENT',
          'UID:urlaub-1',
          'SUMMARY:Urlaub <b>an der See</b>',
          'DTSTART;VALUE=DATE:20261221',
          `DTEND;VALUE=DATE:${until}`,
          'END:VEVENT',
          ...more,
          'END:VCALENDAR',
        ].join('\r\n'),
      ],
      'kalender.ics',
      { type: 'text/calendar' },
    )
  const read = async (file: Blob) => {
    const answer = await gardener!.post('/vertretung/abwesenheit/kalender', { datei: file })
    return { status: answer.status, html: await answer.text() }
  }
  const decoded = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&amp;', '&')
  const boxes = (page: string) =>
    [...page.matchAll(/name="abwesend" value="([^"]*)"( checked)?/g)].map((m) => decoded(m[1]!))
  const shown = (page: string) => decoded(/name="gezeigt" value="([^"]*)"/.exec(page)?.[1] ?? '')
  const mine = async () =>
    (await org()).absences
      .filter((a) => a.account === town.ids.gardener)
      .map((a) => [a.from.toISOString().slice(0, 10), a.until.toISOString().slice(0, 10), a.source])

  test('is shown before anything is taken over; only the times are stored', async () => {
    const { status, html: page } = await read(ics())
    expect(status).toBe(200)
    expect(page).toContain('21.12.2026 bis 23.12.2026')
    expect(page).toContain('Urlaub &lt;b>an der See')
    expect(await mine()).toEqual([])
    const done = await gardener!.follow(
      await gardener!.post('/vertretung/abwesenheit/uebernahme', {
        gezeigt: shown(page),
        abwesend: boxes(page),
      }),
    )
    expect(done.html).toContain('Die ausgewählten Zeiten sind eingetragen.')
    expect(await mine()).toEqual([['2026-12-20', '2026-12-23', 'calendar']])
    expect(done.html).not.toContain('an der See')
  })

  test('read again changes what has changed, doubles nothing, and takes back what is not chosen', async () => {
    const again = (await read(ics('20261230'))).html
    const send = (abwesend: string[]) =>
      gardener!.post('/vertretung/abwesenheit/uebernahme', { gezeigt: shown(again), abwesend })
    await send(boxes(again))
    await send(boxes(again))
    expect(await mine()).toEqual([['2026-12-20', '2026-12-29', 'calendar']])
    await send([])
    expect(await mine()).toEqual([])
  })

  test('that is none, or is made to harm, is refused in a sentence at its field', async () => {
    const cases: [Blob, string][] = [
      [new File(['kein Kalender'], 'k.ics'), 'Das ist keine Kalenderdatei.'],
      [new File(['X'.repeat(10_000_000)], 'k.ics'), 'Die Datei ist zu groß.'],
      [
        ics('20261224', [
          'BEGIN:VEVENT',
          'UID:x',
          'DTSTART:20261221T000000Z',
          'RRULE:FREQ=SECONDLY',
          'END:VEVENT',
        ]),
        'viel zu oft wiederholt',
      ],
    ]
    for (const [file, words] of cases) {
      const { status, html: page } = await read(file)
      expect(status).toBe(422)
      expect(page).toContain(words)
      expect(page).toContain('href="#datei"')
    }
    expect((await gardener!.post('/vertretung/abwesenheit/kalender', {})).status).toBe(422)
    const nonsense = await gardener!.post('/vertretung/abwesenheit/uebernahme', {
      gezeigt: '{"a":1}',
      abwesend: ['[1,2]', 'x', '["2026-12-01T00:00:00Z","2026-12-02T00:00:00Z"]'],
    })
    expect(nonsense.status).toBe(303)
    expect(await mine()).toEqual([])
  })
})

describe('approvals', () => {
  test('the second person decides on a page of their own', async () => {
    await town.tx('system', (ctx) => changeSetting(ctx, 'fourEyes', { categories: ['schlagloch'] }))
    const { number } = await report(town, 'Loch, das bleiben soll')
    await town.drain()
    await clerk!.post(`/vorgaenge/${number}/abschluss`, {
      ergebnis: 'no_action',
      text: 'Das Loch ist Kunst.',
    })
    await town.drain()
    expect(await html(clerk!, `/vorgaenge/${number}`)).toContain('Wartet auf zweite Person')
    const [letter] = await lettersTo('head', 'bittet um Ihre Freigabe')
    const path = /\/freigaben\/[\w-]+/.exec(letter!.text)![0]
    expect(await html(head!, '/freigaben')).toContain(path)
    const page = await html(head!, path)
    expect(page).toContain('Das Loch ist Kunst.')
    expect(page).toContain('Zustimmen')
    const own = await html(clerk!, path)
    expect(own).toContain('Anfrage zurücknehmen')
    expect(own).not.toContain('Zustimmen')
    expect((await gardener!.get(path)).status).toBe(404)
    expect((await gardener!.post(path, { antwort: 'ja' })).status).toBe(404)
    expect((await clerk!.post(path, { antwort: 'ja' })).status).toBe(403)
    const without = await head!.post(path, { antwort: 'nein', grund: '' })
    expect(without.status).toBe(422)
    expect(await without.text()).toContain('Bitte nennen Sie den Grund.')
    const done = await head!.follow(await head!.post(path, { antwort: 'ja' }))
    expect(done.html).toContain('Sie haben zugestimmt.')
    await town.drain()
    expect(await html(clerk!, `/vorgaenge/${number}`)).toContain(
      'Jonas Weiß, bestätigt von Dr. Ayşe Łukasiewicz',
    )
    expect(await lettersTo('clerk', 'Freigegeben von')).toHaveLength(1)
    expect((await head!.post(path, { antwort: 'ja' })).status).toBe(409)
  })

  test('a right of the administration is agreed to by who has just shown that it is them', async () => {
    const { ids } = town
    await town.tx('system', async (ctx) => {
      await changeSetting(ctx, 'fourEyes', { roles: true, categories: ['schlagloch'] })
      await addMembership(ctx, { account: ids.officer, unit: ids.roads, role: 'administrator' })
    })
    const second = await desk.signedIn('officer')
    const role = { account: ids.worker, unit: ids.roads, role: 'administrator' }
    await town.tx(await town.staff(ids.admin), (ctx) => addMembership(ctx, role))
    const path = /\/freigaben\/[0-9a-f][\w-]+/.exec(await html(second, '/freigaben'))![0]
    town.clock.advance({ minutes: 11 })
    const answer = await second.post(path, { antwort: 'ja' })
    expect(answer.headers.get('location')).toContain('/anmeldung/bestaetigen?weiter=')
    const { toDecide } = await town.tx(await town.staff(ids.officer), openApprovals)
    expect(toDecide.map((a) => a.subject)).toEqual([ids.worker])
    town.clock.advance({ minutes: -11 })
    expect((await second.post(path, { antwort: 'ja' })).headers.get('location')).toContain('freigegeben')
  })

  test('what takes two is set up by the administration', async () => {
    const admin = await desk.signedIn('admin')
    expect((await clerk!.get('/verwaltung/vier-augen')).status).toBe(403)
    const page = await html(admin, '/verwaltung/vier-augen')
    expect(page).toContain('Rollen mit Verwaltungsrechten vergeben')
    const answer = await admin.post('/verwaltung/vier-augen', {
      rollen: 'ja',
      kategorie: ['baum', 'erfunden'],
    })
    expect((await admin.follow(answer)).html).toContain('Gespeichert.')
    const { settings } = await import('#modules/tenancy/index.ts')
    expect((await town.tx('system', settings)).fourEyes).toEqual({ roles: true, categories: ['baum'] })
  })
})

test('strangers and people without a role find a closed or an empty door', async () => {
  for (const path of ['/vertretung', '/vertretung/neu', '/vertretung/abwesenheit', '/freigaben'])
    expect((await desk.visitor().get(path)).headers.get('location')).toContain('/anmeldung')
  const newcomer = await desk.newcomer()
  expect((await newcomer.get('/vertretung')).status).toBe(200)
  expect(
    (await newcomer.post('/vertretung/neu', { vertretung: town.ids.clerk, von: '2026-12-01' })).status,
  ).toBe(404)
})

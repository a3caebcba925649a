import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeCase } from '#modules/cases/index.ts'
import { decideApproval, openApprovals } from '#modules/organisation/index.ts'
import { textOfPdf } from '#platform/pdf/reading.fixture.ts'
import { type TestTown, testTown } from '../../../../test/helpers.ts'
import type { PageClient } from '../../../../test/page-client.ts'
import { paths } from '../../../paths.ts'
import { deskOf, report } from '../../workspace.fixture.ts'

let town: TestTown
let desk: ReturnType<typeof deskOf>
let officer: PageClient
beforeAll(async () => {
  town = await testTown()
  desk = deskOf(town)
  await desk.passwords()
  officer = await desk.signedIn('officer')
})
afterAll(() => town.close())

const html = async (path: string, client = officer): Promise<string> => {
  const answer = await client.get(path)
  expect([path, answer.status]).toEqual([path, 200])
  return answer.text()
}
const close = (id: string) =>
  town.tx('system', (ctx) => closeCase(ctx, id, { outcome: 'fixed', note: 'Gefüllt.' }))
/** What the second person is shown. */
async function question(): Promise<string> {
  const second = await desk.signedIn('admin')
  const list = await html(paths.approvals, second)
  return html(new RegExp(`href="(${paths.approvals}/[0-9a-f-]+)"`).exec(list)![1]!, second)
}
/** A second person agrees, and the worker does it. */
async function agree(): Promise<void> {
  const second = await town.staff(town.ids.admin)
  const [asked] = (await town.tx(second, (ctx) => openApprovals(ctx))).toDecide
  await town.tx(second, (ctx) => decideApproval(ctx, asked!.id, { yes: true }))
  await town.drain()
}

test('the processings are listed, and the record can be read and taken along', async () => {
  const list = await html(paths.processings)
  expect(list).toContain('Meldungen bearbeiten')
  expect(list).toContain('3 Jahre nach dem Abschluss, dann anonymisiert')
  const record = await html(paths.privacyRecord)
  expect(record).toContain('Verzeichnis der Verarbeitungstätigkeiten')
  expect(record).toContain('Betroffene Personen')
  const pdf = await officer.get(paths.privacyRecordPdf)
  expect(pdf.headers.get('content-type')).toBe('application/pdf')
  const text = textOfPdf(Buffer.from(await pdf.arrayBuffer()))
  for (const words of ['Meldungen bearbeiten', 'Nachweis der Zugriffe', 'AES-256-GCM'])
    expect(text).toContain(words)
})

const filled = (more: Record<string, string | string[]> = {}) => ({
  stand: '0',
  tage: '30',
  danach: 'anonymise',
  buchstabe: 'e',
  ...Object.fromEntries(
    ['name', 'purpose', 'law', 'data', 'persons', 'recipients'].flatMap((key) => [
      [`${key}.de`, `${key} deutsch`],
      [`${key}.en`, `${key} english`],
    ]),
  ),
  ...more,
})

test('a processing is changed, keeps what was typed after a mistake, and refuses an old state', async () => {
  const wrong = await officer.post(
    paths.processing('reports'),
    filled({ tage: 'bald', 'name.de': 'Mängel <b>' }),
  )
  expect(wrong.status).toBe(422)
  const again = await wrong.text()
  expect(again).toContain('value="bald"')
  expect(again).toContain('Mängel &lt;b>')
  expect((await officer.post(paths.processing('reports'), filled({ tage: '400' }))).status).toBe(303)
  expect(await html(paths.processings)).toContain('400 Tage nach dem Abschluss')
  expect((await officer.post(paths.processing('reports'), filled({ tage: '1' }))).status).toBe(409)
  expect((await officer.post(paths.processing('sessions'), filled({ tage: '9999' }))).status).toBe(303)
  expect(await html(paths.processing('sessions'))).not.toContain('9999')
})

test('a processing of one’s own covers chosen categories', async () => {
  const none = await officer.post(paths.processingNew, filled({ kuerzel: 'lampen' }))
  expect(none.status).toBe(422)
  const made = await officer.post(paths.processingNew, filled({ kuerzel: 'lampen', kategorien: 'laterne' }))
  expect(made.status).toBe(303)
  expect(await html(paths.retention)).toContain('name deutsch')
  expect(
    (await officer.post(paths.processingNew, filled({ kuerzel: 'lampen', kategorien: 'laterne' }))).status,
  ).toBe(409)
})

test('the preview names numbers, never words', async () => {
  const { number, id } = await report(town, 'Scherben vor der Kita', { name: 'Ayşe Łukasiewicz' })
  await close(id)
  town.clock.advance({ days: 390 })
  officer = await desk.signedIn('officer')
  const page = await html(`${paths.retention}?tage=30`)
  expect(page).toContain(number)
  expect(page).not.toContain('Scherben')
  expect(page).not.toContain('Łukasiewicz')
})

test('a hold is placed by number and lifted by two', async () => {
  const { number, id } = await report(town)
  await close(id)
  expect((await officer.post(paths.holds, { nummer: '1999-1', grund: 'Klage', umfang: 'case' })).status).toBe(
    422,
  )
  const unread = await officer.post(paths.holds, {
    nummer: number,
    grund: 'AZ 4711',
    'bis.tag': '99',
    'bis.monat': '1',
    'bis.jahr': '2030',
  })
  expect(unread.status).toBe(422)
  expect(await unread.text()).toContain('AZ 4711')
  expect((await officer.post(paths.holds, { nummer: number, grund: 'AZ 4711', umfang: 'case' })).status).toBe(
    303,
  )
  const page = await html(paths.holds)
  expect(page).toContain(`Vorgang ${number}`)
  const action = /action="(\/verwaltung\/sperren\/[^"]+)"/.exec(page)![1]!
  expect((await officer.post(action)).status).toBe(303)
  expect((await officer.post(action)).status).toBe(409)
  expect(await html(paths.holds)).toContain('eine zweite Person muss zustimmen')
  const waits = await question()
  expect(waits).toContain(number)
  expect(waits).toContain('AZ 4711')
  await agree()
  expect(await html(paths.holds)).not.toContain(`Vorgang ${number}`)
})

test('somebody learns everything that is known of them', async () => {
  const { number } = await report(town, 'Loch vor Nr. 5', { name: 'Żółć Ḗlias' })
  const found = await html(`${paths.subjectRequests}?suche=${number}`)
  expect(found).toContain('Żółć Ḗlias')
  const person = /name="person" value="([^"]+)"/.exec(found)![1]!
  const half = await officer.post(paths.subjectRequests, { suche: number, person })
  expect(half.status).toBe(422)
  expect(await half.text()).toContain('Bitte sagen Sie, woran Sie die Person erkannt haben.')
  const made = await officer.follow(
    await officer.post(paths.subjectRequests, {
      suche: number,
      person,
      antrag: 'access',
      erkannt: 'counter',
    }),
  )
  expect(made.html).toContain('Żółć Ḗlias')
  const json = JSON.parse(await (await officer.get(`${made.path}/auskunft.json`)).text())
  expect(json).toMatchObject({
    format: 'stadtdraht-person-export',
    people: [{ name: 'Żółć Ḗlias', email: 'erika@example.org' }],
    cases: [
      {
        number,
        role: 'reporter',
        answers: [{ value: 'tief' }],
        messages: [{ from: 'you', text: 'Loch vor Nr. 5' }],
      },
    ],
  })
  expect(json.readings.map((r: { what: string }) => r.what)).toContain('person')
  const pdf = await officer.get(`${made.path}/auskunft.pdf`)
  const text = textOfPdf(Buffer.from(await pdf.arrayBuffer()))
  for (const words of ['Żółć Ḗlias', number, 'Loch vor Nr. 5', 'erika@example.org'])
    expect(text).toContain(words)
  expect((await officer.post(`${made.path}/erledigt`)).status).toBe(303)
  expect((await officer.get(`${made.path}/auskunft.json`)).status).toBe(404)
})

test('somebody is forgotten where nothing speaks against it, by two people', async () => {
  const [over, open] = [
    await report(town, 'Erstes', { name: 'Greta Vogel' }),
    await report(town, 'Zweites', { name: 'Greta Vogel' }),
  ]
  await close(over.id)
  const search = await html(`${paths.subjectRequests}?suche=${over.number}`)
  const other = await html(`${paths.subjectRequests}?suche=${open.number}`)
  const person = [search, other].map((page) => /name="person" value="([^"]+)"/.exec(page)![1]!)
  const made = await officer.follow(
    await officer.post(paths.subjectRequests, {
      suche: over.number,
      person,
      antrag: 'erasure',
      erkannt: 'tracking',
    }),
  )
  expect(made.html).toContain('bleibt: noch nicht abgeschlossen')
  expect(made.html).toContain('wird anonymisiert')
  expect((await officer.get(`${made.path}/auskunft.json`)).status).toBe(404)
  expect((await officer.post(`${made.path}/loeschung`)).status).toBe(303)
  expect((await officer.post(`${made.path}/loeschung`)).status).toBe(409)
  const before = await html(made.path)
  expect(before).toContain('Eine zweite Person muss noch zustimmen.')
  const waits = await question()
  expect(waits).toContain('bleibt: noch nicht abgeschlossen')
  expect(waits).not.toContain('Greta')
  await agree()
  const after = await html(made.path)
  expect(after).toContain('erledigt')
  expect(after).toContain('anonymisiert')
  const rows = await town.tx('system', (ctx) =>
    ctx.db
      .selectFrom('parties.party')
      .select(['id', 'name'])
      .where('tenant_id', '=', ctx.tenant.id)
      .where('id', 'in', person)
      .execute(),
  )
  expect(Object.fromEntries(rows.map((r) => [r.id, r.name]))).toEqual({
    [person[0]!]: null,
    [person[1]!]: 'Greta Vogel',
  })
})

test('all of it is closed to everybody else', async () => {
  const clerk = await desk.signedIn('clerk')
  for (const path of [
    paths.processings,
    paths.privacyRecord,
    paths.privacyRecordPdf,
    paths.retention,
    paths.holds,
    paths.subjectRequests,
  ])
    expect([path, (await clerk.get(path)).status]).toEqual([path, 403])
  expect((await clerk.post(paths.holds, { nummer: '1', grund: 'x' })).status).toBe(403)
})

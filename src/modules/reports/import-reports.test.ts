import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inSnapshot, verifyTenant } from '#modules/audit/verify.ts'
import { historyOf, visibleCase } from '#modules/cases/index.ts'
import { idFrom } from '#platform/ids.ts'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import { importReports } from './import-reports.ts'
import { readMoment, readOutcome } from './past-words.ts'
import { publicReports } from './public-list.ts'

let town: TestTown
beforeAll(async () => {
  town = await testTown()
})
afterAll(() => town.close())

const head = 'Kennung;Eingang;Frist;Abschluss;Status;Ergebnis;Kategorie;Amt;Beschreibung;Adresse;Breite;Länge'
const first =
  'A-1;02.03.2026 08:15;05.03.2026;04.03.2026 10:00;erledigt;Repariert;Schlagloch;;Loch vor Haus 3;Hauptstraße 3;50,1;8,9'
const second = 'A-2;2026-03-03T09:00;;;offen;;schlagloch;;Noch ein Loch;;;'
const read = (lines: string[], options = {}) =>
  town.tx('system', (ctx) => importReports(ctx, [head, ...lines].join('\n'), options))
const caseOf = (reference: string) =>
  town.tx('system', (ctx) => visibleCase(ctx, idFrom('past report', ctx.tenant.id, reference)))

describe('reports of the past', () => {
  test('come in once, with their history, and nobody is written to', async () => {
    expect(await read([first, second], { dryRun: true })).toMatchObject({ added: 2 })
    expect(await read([first, second])).toEqual({ added: 2, changed: 0, unchanged: 0, errors: [] })
    expect(await read([first, second])).toEqual({ added: 0, changed: 0, unchanged: 2, errors: [] })
    const c = await caseOf('A-1')
    expect(c).toMatchObject({ number: '2026-1', status: 'closed', outcome: 'fixed', type: 'schlagloch' })
    expect(c.openedAt.toISOString()).toBe('2026-03-02T07:15:00.000Z')
    expect(c.place).toEqual({ lat: 50.1, lon: 8.9 })
    await town.tx('system', async (ctx) => {
      const history = await historyOf(ctx, c, 'internal')
      expect(history.map((h) => [h.event.type, h.message?.body])).toEqual([
        ['case.opened', 'Loch vor Haus 3'],
        ['case.closed', 'Repariert'],
      ])
      expect(history[0]!.params.why).toContain('früheren Verfahren')
      const mails = await ctx.db
        .selectFrom('platform.mail')
        .select('id')
        .where('tenant_id', '=', ctx.tenant.id)
        .execute()
      expect(mails).toEqual([])
    })
    const listed = await town.tx({ kind: 'anonymous' }, (ctx) => publicReports(ctx, {}))
    expect(listed.reports.map((r) => r.text)).toEqual(['Noch ein Loch', 'Loch vor Haus 3'])
    // What the town's own people wrote at the end was not written for everybody.
    await town.tx({ kind: 'anonymous' }, async (ctx) => {
      const shown = await historyOf(ctx, c, 'public')
      expect(shown.flatMap((h) => h.message?.body ?? [])).toEqual(['Loch vor Haus 3'])
    })
  })

  test('are ended by a later file, unless somebody touched them here', async () => {
    const done = second.replace(';;;offen;;', ';;10.03.2026;erledigt;doppelt;')
    expect(await read([first, done])).toMatchObject({ added: 0, changed: 1, unchanged: 1 })
    expect(await read([first, done])).toMatchObject({ added: 0, changed: 0, unchanged: 2 })
    expect(await caseOf('A-2')).toMatchObject({ status: 'closed', outcome: 'duplicate', version: 2 })
  })

  test('name what is wrong where, and then change nothing', async () => {
    const { errors, added } = await read([
      'B-1;31.02.2026;;;offen;;Schlagloch;;;;;',
      'B-2;01.03.2026;;28.02.2026;erledigt;;Schlagloch;;;;;',
      'B-3;01.03.2026;;;erledigt;;Unbekanntes;;;;500;8',
      'B-1;01.03.2026;;;vielleicht;;Schlagloch;Kein Amt;;;;',
      ';01.03.2026;;;;;Schlagloch;;;;;',
      'B-4;01.03.2036;;;;;Schlagloch;;;;;',
    ])
    expect(added).toBe(0)
    expect(errors.map((e) => [e.line, e.column])).toEqual([
      [6, 'kennung'],
      [2, 'eingang'],
      [3, 'abschluss'],
      [4, 'kategorie'],
      [4, 'abschluss'],
      [4, 'breite'],
      [5, 'kennung'],
      [5, 'amt'],
      [5, 'status'],
      [7, 'eingang'],
    ])
  })

  test('bring kinds and units along only when asked to', async () => {
    const line = 'C-1;01.04.2026;;;;;Wackelnde Bank;Bauhof Süd;Bank wackelt;;;'
    expect((await read([line])).errors).toHaveLength(2)
    expect(await read([line], { createMissing: true })).toMatchObject({ added: 1, errors: [] })
    expect(await caseOf('C-1')).toMatchObject({ type: 'wackelnde-bank' })
    expect(
      (await read(['C-2;01.04.2026;;;;;Sonstiges;;x;;;'], { createMissing: true })).errors,
    ).toMatchObject([{ line: 2, column: 'amt' }])
  })

  test('are for those who look after reports', async () => {
    const clerk = await town.staff(town.ids.clerk)
    await expect(town.tx(clerk, (ctx) => importReports(ctx, head))).rejects.toMatchObject({ status: 403 })
  })

  test('leave histories that verify', async () => {
    await town.drain()
    const client = new pg.Client({ connectionString: town.database.url })
    await client.connect()
    const found = await inSnapshot(client, town.tenant.id, () => verifyTenant(client, town.tenant.id))
    await client.end()
    expect(found.faults).toEqual([])
  })
})

test('a moment is read as its file means it', () => {
  const at = (text: string) => readMoment(text, 'Europe/Berlin')?.toISOString() ?? null
  expect(at('01/15/2015 08:30:00 PM')).toBe('2015-01-15T19:30:00.000Z')
  expect(at('01/15/2015 12:05:00 AM')).toBe('2015-01-14T23:05:00.000Z')
  expect(at('15.07.2015, 08:30 Uhr')).toBe('2015-07-15T06:30:00.000Z')
  expect(at('2015-07-15T08:30:00Z')).toBe('2015-07-15T08:30:00.000Z')
  expect(at('15/13/2015')).toBeNull()
  expect(at('gestern')).toBeNull()
  expect(readOutcome('Case Closed Duplicate of Existing Case')).toBe('duplicate')
  expect(readOutcome('repaired')).toBe('fixed')
})

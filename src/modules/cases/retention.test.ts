import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeProcessing, placeHold, processing, processingSchema, runs } from '#modules/privacy/index.ts'
import { newId } from '#platform/ids.ts'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import { aCase } from './case.fixture.ts'
import { closeCase } from './closing.ts'
import { reopenCase } from './reopening.ts'
import { retainCases } from './retention.ts'
import { casesToGo, retentionOutlook, weeksToCome } from './retention-preview.ts'
import { addNote } from './speaking.ts'

let town: TestTown
beforeAll(async () => {
  town = await testTown()
})
afterAll(() => town.close())

const officer = () => town.staff(town.ids.officer)

async function closedCase(more: Parameters<typeof aCase>[2] = {}) {
  const opened = await town.tx('system', (ctx) => aCase(ctx, town.ids.roads, more))
  await town.tx('system', (ctx) => closeCase(ctx, opened.id, { outcome: 'fixed', note: 'Repariert.' }))
  return opened
}

const caseRow = (id: string) =>
  town.tx('system', (ctx) =>
    ctx.db
      .selectFrom('cases.case')
      .selectAll()
      .where('tenant_id', '=', ctx.tenant.id)
      .where('id', '=', id)
      .executeTakeFirstOrThrow(),
  )
const partyRow = (id: string) =>
  town.tx('system', (ctx) =>
    ctx.db
      .selectFrom('parties.party')
      .selectAll()
      .where('tenant_id', '=', ctx.tenant.id)
      .where('id', '=', id)
      .executeTakeFirstOrThrow(),
  )

test('a closed case becomes a figure when its period is over, an open and a held one do not', async () => {
  const [gone, kept, open] = [
    await closedCase(),
    await closedCase(),
    await town.tx('system', (ctx) => aCase(ctx, town.ids.roads)),
  ]
  const area = town.ids.north
  await town.tx('system', async (ctx) => {
    ctx.send('update cases.case set area_id = $3 where tenant_id = $1 and id = $2', [
      ctx.tenant.id,
      gone.id,
      area,
    ])
  })
  await town.tx(await officer(), (ctx) =>
    placeHold(ctx, { kind: 'case', subject: kept.id, reason: 'Klage', until: null }),
  )
  await town.drain()
  expect(await town.tx(await officer(), (ctx) => retentionOutlook(ctx))).toMatchObject([{ now: 0, in90: 0 }])

  town.clock.advance({ days: 1095 - 20 })
  const [outlook] = await town.tx(await officer(), (ctx) => retentionOutlook(ctx))
  expect(outlook).toMatchObject({ now: 0, in30: 1, in90: 1, held: 1 })
  const due = await town.tx(await officer(), (ctx) => casesToGo(ctx, outlook!.processing, { days: 30 }))
  expect(due.map((c) => [c.number, c.held, c.people])).toEqual([
    [gone.number, false, 1],
    [kept.number, true, 1],
  ])
  const weeks = await town.tx(await officer(), (ctx) => weeksToCome(ctx))
  expect(weeks.map((w) => w.cases)).toEqual([0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])

  await retainCases(town.platform)
  expect((await caseRow(gone.id)).anonymised_at).toBeNull()
  town.clock.advance({ days: 21 })
  await retainCases(town.platform)
  await town.drain()

  const row = await caseRow(gone.id)
  expect(row).toMatchObject({
    address: 'Nord',
    lat: 50.13,
    lon: 8.93,
    public: false,
    outcome: 'fixed',
    title: 'Schlagloch',
  })
  expect(row.anonymised_at).toEqual(town.clock.now())
  expect(await partyRow(gone.reporterId!)).toMatchObject({
    name: null,
    email: null,
    erased_at: town.clock.now(),
  })
  expect((await caseRow(kept.id)).anonymised_at).toBeNull()
  expect((await caseRow(open.id)).anonymised_at).toBeNull()
  expect(await partyRow(kept.reporterId!)).toMatchObject({ name: 'Erika Müßig' })

  const log = await town.tx(await officer(), (ctx) => runs(ctx))
  expect(log).toMatchObject([{ processing: 'reports', cases: 1, people: 1, held: 1 }])
  expect(log[0]!.finishedAt).toEqual(town.clock.now())
  // A second run of the same day finds its work done.
  await retainCases(town.platform)
  expect(await town.tx(await officer(), (ctx) => runs(ctx))).toEqual(log)
})

test('a held person holds the cases of all that are held to be the same one', async () => {
  const [one, other] = [await closedCase(), await closedCase()]
  await town.tx('system', async (ctx) => {
    ctx.send('update parties.party set merged_into = $3 where tenant_id = $1 and id = $2', [
      ctx.tenant.id,
      other.reporterId,
      one.reporterId,
    ])
  })
  await town.tx(await officer(), (ctx) =>
    placeHold(ctx, {
      kind: 'party',
      subject: other.reporterId!,
      reason: 'Klage',
      until: new Date(ctx.now.getTime() + 1200 * 86_400_000),
    }),
  )
  town.clock.advance({ days: 1100 })
  await retainCases(town.platform)
  expect([(await caseRow(one.id)).anonymised_at, (await caseRow(other.id)).anonymised_at]).toEqual([
    null,
    null,
  ])
  town.clock.advance({ days: 101 })
  await retainCases(town.platform)
  expect((await partyRow(one.reporterId!)).name).toBeNull()
})

test('what was opened again starts its period anew', async () => {
  const c = await closedCase()
  town.clock.advance({ days: 1000 })
  await town.tx('system', (ctx) => reopenCase(ctx, c.id, { note: 'Doch nicht.' }))
  await town.tx('system', (ctx) => closeCase(ctx, c.id, { outcome: 'fixed' }))
  town.clock.advance({ days: 100 })
  await retainCases(town.platform)
  expect((await caseRow(c.id)).anonymised_at).toBeNull()
})

test('a processing of its own takes its types out of the general one, and may delete', async () => {
  const value = processingSchema.parse({
    ...(await town.tx('system', (ctx) => processing(ctx, 'reports'))),
    days: 10,
    action: 'delete',
    types: ['laterne'],
  })
  await town.tx(await officer(), (ctx) => changeProcessing(ctx, 'lights', value, 0))
  const [lamp, hole] = [await closedCase({ type: 'laterne' }), await closedCase()]
  town.clock.advance({ days: 11 })
  await retainCases(town.platform)
  expect(await caseRow(lamp.id)).toMatchObject({ unit_id: null, lat: null, title: 'Vorgang (anonymisiert)' })
  expect((await caseRow(hole.id)).anonymised_at).toBeNull()
})

test('a case that fails does not keep the others, and is tried again the next day', async () => {
  const [bad, good] = [await closedCase(), await closedCase()]
  await town.tx('system', async (ctx) =>
    ctx.send('update cases.case set version = 2147483647 where tenant_id = $1 and id = $2', [
      ctx.tenant.id,
      bad.id,
    ]),
  )
  town.clock.advance({ days: 1100 })
  await retainCases(town.platform)
  expect([(await caseRow(bad.id)).anonymised_at, (await caseRow(good.id)).anonymised_at]).toEqual([
    null,
    town.clock.now(),
  ])
  await town.tx('system', async (ctx) =>
    ctx.send('update cases.case set version = 1 where tenant_id = $1 and id = $2', [ctx.tenant.id, bad.id]),
  )
  town.clock.advance({ days: 1 })
  await retainCases(town.platform)
  expect((await caseRow(bad.id)).anonymised_at).toEqual(town.clock.now())
})

test('nothing is said on a figure any more', async () => {
  const c = await closedCase()
  town.clock.advance({ days: 1100 })
  await retainCases(town.platform)
  const clerk = await town.staff(town.ids.clerk)
  await expect(town.tx(clerk, (ctx) => addNote(ctx, c.id, 'Noch etwas'))).rejects.toMatchObject({
    status: 409,
  })
  await expect(town.tx(clerk, (ctx) => reopenCase(ctx, c.id, { note: '' }))).rejects.toMatchObject({
    status: 409,
  })
})

test('nobody else sees or sets any of it', async () => {
  const clerk = await town.staff(town.ids.clerk)
  await expect(town.tx(clerk, (ctx) => retentionOutlook(ctx))).rejects.toMatchObject({ status: 403 })
  await expect(
    town.tx(clerk, (ctx) => placeHold(ctx, { kind: 'case', subject: newId(), reason: 'x', until: null })),
  ).rejects.toMatchObject({ status: 403 })
})

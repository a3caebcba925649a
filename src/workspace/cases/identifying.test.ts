import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeCase, mergeCases, restrictCase, visibleCase } from '#modules/cases/index.ts'
import {
  createLayer,
  importObjects,
  type LayerInput,
  objectsOf,
  type TownObject,
} from '#modules/objects/index.ts'
import {
  identifyReport,
  objectOfReport,
  objectsOfReports,
  repeatedObjects,
  splitReport,
  timesAtObject,
} from '#modules/reports/index.ts'
import type { Actor } from '#platform/context/actor.ts'
import { changeReference } from '#platform/context/memory.ts'
import { Forbidden, NotFound } from '#platform/errors.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import type { PageClient } from '../../../test/page-client.ts'
import { deskOf, hidden, report } from '../workspace.fixture.ts'

let town: TestTown
let desk: ReturnType<typeof deskOf>
let clerk: PageClient
let head: PageClient
let actor: Actor & { kind: 'staff' }
/** By number. */
const at: Record<string, TownObject> = {}
let foreign: TownObject
let gone: TownObject

const file = (rows: string) => `nummer;name;lat;lon\n${rows}`
const layer = (name: string, more: Partial<LayerInput> = {}): LayerInput => ({
  name: { de: `${name}n`, en: '' },
  one: { de: name, en: '' },
  icon: 'pin',
  colour: 'yellow',
  source: 'import',
  public: true,
  active: true,
  categories: [],
  srs: 'EPSG:4326',
  numberFrom: '',
  nameFrom: '',
  shown: [],
  wfs: { url: '', type: '', hours: 24 },
  ...more,
})

beforeAll(async () => {
  town = await testTown()
  desk = deskOf(town)
  await desk.passwords()
  clerk = await desk.signedIn('clerk')
  head = await desk.signedIn('head')
  actor = await town.staff(town.ids.clerk)
  const bring = async (input: LayerInput, rows: string, tenant = town.tenant) => {
    const code = await town.tx('system', (ctx) => createLayer(ctx, input), tenant)
    await town.tx('system', (ctx) => importObjects(ctx, code, file(rows)), tenant)
    return town.tx('system', (ctx) => objectsOf(ctx, { layer: code }), tenant)
  }
  const lamps =
    'L-1;;50.1280;8.9280\nL-2;"<b>""Zoë"" Ecke";50.1281;8.9283\nL-3;;50.1380;8.9280\n77;;50.1282;8.9281'
  const lamp = layer('Laterne', { categories: ['schlagloch'] })
  for (const one of [
    ...(await bring(lamp, `${lamps}\nL-9;;50.1280;8.9281`)),
    ...(await bring(layer('Linde'), 'B-1;;50.1280;8.9281\n0077;;50.1281;8.9281')),
    ...(await bring(layer('Schieber', { public: false }), 'H-1;;50.1280;8.9280')),
  ])
    at[one.number] = one
  // What stood there once is in its source no more.
  await town.tx('system', (ctx) => importObjects(ctx, 'laternen', file(lamps)))
  gone = at['L-9']!
  foreign = (await bring(lamp, 'F-1;;50.1280;8.9280', town.other.tenant))[0]!
})
afterAll(() => town?.close())

const html = async (client: PageClient, path: string) => (await client.get(path)).text()
const about = (id: Uuid) => town.tx('system', async (ctx) => (await objectOfReport(ctx, id))?.number ?? null)
const offered = (page: string) => [...page.matchAll(/name="objekt" value="([^"]*)"/g)].map((m) => m[1])
const name = (id: Uuid, number: string | null, who: Actor = actor) =>
  town.tx(who, (ctx) => identifyReport(ctx, id, { objectId: number && at[number]!.id }))

/** Fills in the page and sends it. */
async function send(client: PageClient, number: string, fields: Record<string, string>) {
  const form = await html(client, `/vorgaenge/${number}/objekt`)
  const answer = await client.post(`/vorgaenge/${number}/objekt`, {
    version: hidden(form, 'version'),
    stand: hidden(form, 'stand'),
    ...fields,
  })
  return { status: answer.status, to: answer.headers.get('location'), page: await answer.text() }
}

const requireLamp = (code: string | null) =>
  town.tx('system', async (ctx) => {
    await changeReference(ctx)
    await ctx.db
      .updateTable('reports.category')
      .set({ required_layer: code })
      .where('tenant_id', '=', ctx.tenant.id)
      .where('code', '=', 'schlagloch')
      .execute()
  })

describe('which object a case is about', () => {
  test('is chosen among those near by, stands in the history and counts at once', async () => {
    const { number, id } = await report(town)
    const other = await report(town)
    await name(other.id, 'L-1')
    const before = await html(clerk, `/vorgaenge/${number}`)
    expect(before).toContain('Noch kein Objekt eingetragen.')
    expect(before).toContain(`href="/vorgaenge/${number}/objekt"`)
    const form = await html(clerk, `/vorgaenge/${number}/objekt`)
    // Nearest first, of the layer that the category is about, and only what is still there.
    expect(offered(form)).toEqual([at['L-1']!.id, at['77']!.id, at['L-2']!.id])
    expect(form).toContain('&lt;b>')
    // As numbered as in the picture beside it.
    expect(form).toMatch(/class="map-points".*1\. Laterne L-1.*2\. Laterne 77/s)
    const sent = await send(clerk, number, { objekt: at['L-1']!.id })
    expect(sent.to).toBe(`/vorgaenge/${number}?getan=objekt`)
    const page = await html(clerk, sent.to!)
    for (const words of [
      'Objekt gespeichert.',
      'Objekt festgelegt: Laterne L-1',
      'Jonas Weiß',
      other.number,
      '2 Meldungen in 12 Monaten',
    ])
      expect([words, page.includes(words)]).toEqual([words, true])
    const c = await town.tx('system', (ctx) => visibleCase(ctx, id))
    const [times, repeats] = await town.tx(actor, async (ctx) => [
      await timesAtObject(ctx, at['L-1']!.id),
      await repeatedObjects(ctx, { months: 12 }),
    ])
    expect([c.version, c.place?.lat, times]).toEqual([2, 50.128, 2])
    expect(repeats.find((row) => row.object.number === 'L-1')).toMatchObject({ n: 2, open: 2 })
    // Everybody sees it: on the object's page and on the report's.
    const visitor = desk.visitor()
    expect(await html(visitor, `/o/${at['L-1']!.code}`)).toContain('Offene Meldungen (2)')
    const seen = await html(visitor, `/meldungen/${number}`)
    expect(seen).toContain('Das Objekt steht fest: Laterne L-1')
    expect(seen).not.toContain('Jonas Weiß')
  })

  test('may be another one, or none', async () => {
    const { number, id } = await report(town)
    await name(id, 'L-1')
    expect((await send(clerk, number, { objekt: at['L-1']!.id })).page).toContain('ist schon eingetragen')
    const changed = await send(clerk, number, { objekt: at['L-1']!.id, nummer: 'b1' })
    expect([changed.status, await about(id)]).toEqual([303, 'B-1'])
    // What only staff know of is named to nobody else.
    await name(id, 'H-1')
    const inside = await html(clerk, `/vorgaenge/${number}`)
    expect(inside).toContain('Objekt geändert: Laterne L-1 → Linde B-1')
    expect(inside).toContain('Objekt geändert: Linde B-1 → Schieber H-1')
    const outside = await html(desk.visitor(), `/meldungen/${number}`)
    expect(outside).toContain('Es geht um ein anderes Objekt: ein Objekt der Stadt')
    expect(outside).not.toMatch(/H-1|Schieber/)
    const none = await send(clerk, number, { objekt: 'keines' })
    expect([none.status, await about(id)]).toEqual([303, null])
    expect(await html(clerk, `/vorgaenge/${number}`)).toContain('Objekt entfernt: Schieber H-1')
    // The public page may be as it was some seconds ago; another address of it is not.
    expect(await html(desk.visitor(), `/meldungen/${number}?x`)).toContain('kein bestimmtes Objekt')
    expect(offered(await html(clerk, `/vorgaenge/${number}/objekt`))).not.toContain('keines')
    expect((await send(clerk, number, { objekt: 'keines' })).status).toBe(422)
    // When it was reported counts, not when somebody said which one it is.
    const tie = await town.tx('system', async (ctx) => {
      await identifyReport(ctx, id, { objectId: at['L-2']!.id })
      return ctx.db
        .selectFrom('reports.at_object')
        .select('at')
        .where('tenant_id', '=', ctx.tenant.id)
        .where('case_id', '=', id)
        .executeTakeFirstOrThrow()
    })
    expect(tie.at).toEqual((await town.tx('system', (ctx) => visibleCase(ctx, id))).openedAt)
  })

  test('is found by its number, by its sticker and by what a scanner reads', async () => {
    const { code } = at['L-2']!
    for (const typed of ['l 0002', `${code.slice(0, 4)}-${code.slice(4).toUpperCase()}`]) {
      const { number, id } = await report(town)
      expect([typed, (await send(clerk, number, { nummer: typed })).status]).toEqual([typed, 303])
      expect(await about(id)).toBe('L-2')
    }
    const { number, id } = await report(town)
    const url = `https://teststadt.example/o/${code}?von=qr`
    expect((await send(clerk, number, { nummer: url })).status).toBe(303)
    expect(await about(id)).toBe('L-2')
  })

  test('is asked again where more than one may be meant, or one that stands elsewhere', async () => {
    const { number, id } = await report(town)
    const several = await send(clerk, number, { nummer: '77' })
    expect(several.status).toBe(422)
    expect(several.page).toContain('„77“ passt zu mehreren Objekten')
    expect(offered(several.page)).toEqual(expect.arrayContaining([at['77']!.id, at['0077']!.id]))
    expect((await send(clerk, number, { nummer: '77', objekt: at['0077']!.id })).status).toBe(303)
    expect(await about(id)).toBe('0077')
    const far = await send(clerk, number, { nummer: 'L-3', objekt: at['0077']!.id })
    expect(far.status).toBe(422)
    expect(far.page).toContain('Laterne L-3 steht 1.112 m vom gemeldeten Ort entfernt')
    expect(far.page).toContain('1.112 m entfernt')
    expect((await send(clerk, number, { nummer: 'L-3', objekt: at['L-3']!.id })).status).toBe(303)
    expect(await about(id)).toBe('L-3')
  })

  test('is not taken as what there is not', async () => {
    const { number, id } = await report(town)
    for (const [fields, words] of [
      [{}, 'Bitte wählen Sie ein Objekt oder geben Sie eine Nummer ein.'],
      [{ objekt: "' or 1=1" }, 'Bitte wählen Sie ein Objekt'],
      [{ objekt: newId() }, 'Dieses Objekt gibt es nicht.'],
      [{ objekt: foreign.id }, 'Dieses Objekt gibt es nicht.'],
      [{ objekt: gone.id }, 'Dieses Objekt gibt es nicht mehr.'],
      [{ objekt: at['L-1']!.id, nummer: 'L-2' }, 'Bitte lassen Sie nur eines davon stehen.'],
      [{ nummer: 'Q-99"<i>' }, 'gibt es kein Objekt'],
      [{ nummer: 'https://x.example/o/../../etc' }, 'gibt es kein Objekt'],
    ] as [Record<string, string>, string][]) {
      const answer = await send(clerk, number, fields)
      expect([words, answer.status, answer.page.includes(words)]).toEqual([words, 422, true])
      expect(answer.page).not.toMatch(/"<i>|undefined|\{\{/)
    }
    expect(await about(id)).toBeNull()
    expect((await town.tx('system', (ctx) => visibleCase(ctx, id))).version).toBe(1)
  })
})

test('a category that asks for an object gets one, and keeps it', async () => {
  const { number, id } = await report(town)
  await name(id, 'B-1')
  const other = await report(town)
  await requireLamp('laternen')
  expect(await html(clerk, `/vorgaenge/${other.number}`)).toContain('gehört eines aus: Laternen')
  expect((await send(clerk, other.number, { nummer: 'B-1' })).page).toContain('ein Objekt aus „Laternen“')
  // Of two with this number the one is meant that the category asks for.
  expect((await send(clerk, other.number, { nummer: '77' })).status).toBe(303)
  expect(await about(other.id)).toBe('77')
  const form = await html(clerk, `/vorgaenge/${other.number}/objekt`)
  expect(form).toContain('aber keines weglassen')
  expect(offered(form)).not.toContain('keines')
  const refused = await send(clerk, other.number, { objekt: 'keines' })
  expect([refused.status, refused.page.includes('nicht weglassen')]).toEqual([422, true])
  await expect(name(other.id, null)).rejects.toMatchObject({ code: 'report.object_required' })
  expect((await send(clerk, other.number, { nummer: 'L-1' })).status).toBe(303)
  // What it does not ask for may go.
  expect((await send(clerk, number, { objekt: 'keines' })).status).toBe(303)
  await requireLamp(null)
})

describe('whoever may not', () => {
  test('is refused: without the right, at another unit, in another town, after the end', async () => {
    const { number, id } = await report(town)
    const path = `/vorgaenge/${number}/objekt`
    const fields = { version: '1', objekt: at['L-1']!.id }
    const admin = await desk.signedIn('admin')
    const refused = [await admin.get(path), await admin.post(path, fields)]
    expect(refused.map((answer) => answer.status)).toEqual([403, 403])
    await expect(name(id, 'L-1', await town.staff(town.ids.gardener))).rejects.toThrow(NotFound)
    await expect(name(id, 'L-1', await town.staff(town.ids.officer))).rejects.toThrow(NotFound)
    const elsewhere = await town.staff(town.other.ids.clerk, town.other.tenant)
    await expect(
      town.tx(elsewhere, (ctx) => identifyReport(ctx, id, { objectId: foreign.id }), town.other.tenant),
    ).rejects.toThrow(NotFound)
    const machine: Actor = { kind: 'machine', id: newId(), label: 'm', scopes: ['cases.read', 'cases.write'] }
    await expect(name(id, 'L-1', machine)).rejects.toThrow(Forbidden)
    expect((await desk.visitor().post(path, fields)).headers.get('location')).toContain('/anmeldung')
    expect(await about(id)).toBeNull()
    await town.tx(actor, (ctx) => closeCase(ctx, id, { outcome: 'fixed' }))
    expect((await clerk.get(path)).status).toBe(303)
    expect((await clerk.post(path, { objekt: at['L-1']!.id })).status).toBe(409)
    expect(await html(clerk, `/vorgaenge/${number}`)).not.toContain(`href="${path}"`)
    expect(await about(id)).toBeNull()
  })

  test('a restricted case is for the named, and in no list of an object', async () => {
    const { number, id } = await report(town, 'Quittenmus')
    await town.tx(actor, (ctx) =>
      restrictCase(ctx, id, {
        reason: 'personnel',
        named: { accounts: [town.ids.clerk], unit: null },
      }),
    )
    const body = { objekt: at['L-3']!.id, version: '2' }
    expect((await head.post(`/vorgaenge/${number}/objekt`, body)).status).toBe(404)
    const times = () => town.tx(actor, (ctx) => timesAtObject(ctx, at['L-3']!.id))
    const before = await times()
    expect((await send(clerk, number, { nummer: 'L-3', objekt: at['L-3']!.id })).status).toBe(303)
    expect([await about(id), await times()]).toEqual(['L-3', before])
    for (const path of [`/o/${at['L-3']!.code}`, `/meldungen?objekt=${at['L-3']!.code}`])
      expect(await html(desk.visitor(), path)).not.toContain('Quittenmus')
  })

  test('whoever was quicker is shown first, and a double click is no conflict', async () => {
    const { number, id } = await report(town)
    const form = await html(clerk, `/vorgaenge/${number}/objekt`)
    const fields = { version: hidden(form, 'version'), stand: hidden(form, 'stand') }
    const once = { ...fields, objekt: at['L-1']!.id }
    expect((await clerk.post(`/vorgaenge/${number}/objekt`, once)).status).toBe(303)
    expect((await clerk.post(`/vorgaenge/${number}/objekt`, once)).status).toBe(303)
    // Another choice is none.
    const other = { ...fields, objekt: at['L-2']!.id }
    expect((await clerk.post(`/vorgaenge/${number}/objekt`, other)).status).toBe(409)
    const late = await head.post(`/vorgaenge/${number}/objekt`, other)
    const page = await late.text()
    expect(late.status).toBe(409)
    expect(page).toContain('Objekt festgelegt: Laterne L-1')
    expect(page).toMatch(new RegExp(`value="${at['L-2']!.id}" checked`))
    expect(await about(id)).toBe('L-1')
  })
})

describe('parts and merged cases', () => {
  test('a part is about what the whole is about, and is not asked', async () => {
    const { number, id } = await report(town)
    const part = await town.tx(actor, (ctx) =>
      splitReport(ctx, id, {
        category: 'schlagloch',
        unitId: town.ids.roads,
        task: 'Mast prüfen',
        dueAt: null,
        mode: 'apart',
      }),
    )
    await name(id, 'L-2')
    const page = await html(clerk, `/vorgaenge/${part.number}`)
    expect(page).toContain('Zoë')
    expect(page).toContain(`Aus dem Vorgang ${number}`)
    expect(page).not.toContain(`/vorgaenge/${part.number}/objekt`)
    expect((await clerk.get(`/vorgaenge/${part.number}/objekt`)).status).toBe(303)
    await expect(name(part.id, 'L-1')).rejects.toMatchObject({ code: 'case.state' })
    const both = await town.tx(actor, (ctx) => objectsOfReports(ctx, [id, part.id]))
    expect([...both.values()].map((one) => one.number)).toEqual(['L-2', 'L-2'])
  })

  test('what a merged case names is offered to the one that is kept', async () => {
    const [kept, merged] = [await report(town), await report(town)]
    await name(merged.id, 'L-3')
    const compared = await html(head, `/vorgaenge/${kept.number}/vergleich/${merged.number}`)
    expect(compared).toMatch(/<\/svg> Laterne L-3/)
    await town.tx(await town.staff(town.ids.head), (ctx) => mergeCases(ctx, merged.id, { into: kept.id }))
    const page = await html(clerk, `/vorgaenge/${kept.number}`)
    expect(page).toMatch(new RegExp(`Genannt in Vorgang <a href="/vorgaenge/${merged.number}">`))
    const form = await html(clerk, `/vorgaenge/${kept.number}/objekt`)
    expect(offered(form)[0]).toBe(at['L-3']!.id)
    expect(form).toContain(`genannt in Vorgang ${merged.number}`)
    // Chosen from the list it may stand anywhere.
    expect((await send(clerk, kept.number, { objekt: at['L-3']!.id })).status).toBe(303)
    expect(await html(clerk, `/vorgaenge/${kept.number}`)).not.toContain('Genannt in Vorgang')
    // The one that ended keeps what it names.
    await expect(name(merged.id, 'L-1')).rejects.toMatchObject({ code: 'case.state' })
  })
})

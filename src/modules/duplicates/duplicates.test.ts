import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeCase, reopenCase, restrictCase, visibleCase } from '#modules/cases/index.ts'
import { addPhoto } from '#modules/files/index.ts'
import { createLayer, importObjects, objectsOf } from '#modules/objects/index.ts'
import { type NewReport, reclassify, submit } from '#modules/reports/index.ts'
import { anonymous, system } from '#platform/context/actor.ts'
import type { Tenant } from '#platform/context/context.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { dhash, distance } from '#platform/images/dhash.ts'
import { somewhere, type TestTown, testTown } from '../../../test/helpers.ts'
import { likelyDuplicates, sameReports } from './asking.ts'
import { keepOpenReports, reportsAreKept } from './keeping.ts'
import { alike, compare, isLikely, pieces } from './likeness.ts'

let town: TestTown
beforeAll(async () => {
  town = await testTown()
})
afterAll(() => town.close())

/** About one metre. */
const METRE = 1 / 111_195
const away = (metres: number) => ({ lat: somewhere.lat + metres * METRE, lon: somewhere.lon })

async function report(more: Partial<NewReport> = {}, tenant?: Tenant): Promise<{ id: Uuid; number: string }> {
  const opened = await town.tx(
    'system',
    (ctx) =>
      submit(ctx, {
        id: newId(),
        category: 'baum',
        text: 'Eine Linde liegt quer über dem Weg',
        place: somewhere,
        address: null,
        placedBy: 'map',
        answers: {},
        reporter: null,
        channel: 'web',
        ...more,
      }),
    tenant,
  )
  await town.drain()
  return opened
}

const asked = {
  folder: newId(),
  category: 'baum',
  place: somewhere,
  address: null as string | null,
  objectId: null as Uuid | null,
  text: 'Auf dem Weg liegt eine Linde',
}
const offered = async (more: Partial<typeof asked> = {}, tenant?: Tenant): Promise<string[]> =>
  (await town.tx(anonymous, (ctx) => sameReports(ctx, { ...asked, ...more }), tenant)).map(
    (f) => f.case.number,
  )

/** A picture with something in it; `seed` says what. */
const scene = (seed: number, size = 640) => {
  const side = size / 8
  const blocks = Array.from({ length: 64 }, (_, i) => {
    const grey = ((seed * 7919 + i * 104_729 + ((seed * i * i) % 251)) % 97) * 2 + 20
    return `<rect x="${(i % 8) * side}" y="${Math.floor(i / 8) * side}" width="${side}" height="${side}" fill="rgb(${grey},${grey},${grey})"/>`
  })
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}">${blocks.join('')}</svg>`
  return sharp(Buffer.from(svg)).jpeg().toBuffer()
}
const photo = async (folder: Uuid, bytes: Buffer, visibility: 'public' | 'parties' = 'public') =>
  addPhoto(
    town.platform,
    { tenant: town.tenant, actor: system('test') },
    { folder, bytes, name: 'bild.jpg', stage: 'report', visibility },
  )

describe('likeness', () => {
  test('of words: typos and order cost little, other things are other', () => {
    const like = (a: string, b: string) => alike(pieces(a), pieces(b))
    expect(like('Straßenlaterne flackert nachts', 'Die Strassenlaterne flakert nachts')).toBeGreaterThan(0.7)
    expect(like('Straßenlaterne flackert', 'Der Mülleimer quillt über')).toBeLessThan(0.2)
    expect(like('', 'Laterne')).toBe(0)
    expect(like('!!! 🌳 ??', '')).toBe(0)
  })

  test('of photos: smaller, paler, otherwise compressed is the same; a wall is like nothing', async () => {
    const picture = await scene(1)
    const again = await sharp(picture)
      .resize(300)
      .modulate({ brightness: 1.15 })
      .jpeg({ quality: 40 })
      .toBuffer()
    const [a, b, c] = await Promise.all([dhash(picture), dhash(again), dhash(await scene(5))])
    expect(distance(a!, b!)).toBeLessThanOrEqual(10)
    expect(distance(a!, c!)).toBeGreaterThan(10)
    const wall = sharp({ create: { width: 300, height: 300, channels: 3, background: '#ccc' } })
    expect(await dhash(await wall.jpeg().toBuffer())).toBeNull()
  })

  test('farther off than the radius only what reads or looks the same is asked about', () => {
    const nothing = { words: 0, shared: 0, photo: false, address: null, object: null }
    expect(isLikely(30, 30, nothing)).toBe(true)
    expect(isLikely(31, 30, nothing)).toBe(false)
    expect(isLikely(60, 30, { ...nothing, words: 0.5 })).toBe(true)
    expect(isLikely(60, 30, { ...nothing, photo: true })).toBe(true)
    expect(isLikely(61, 30, { ...nothing, words: 1, photo: true })).toBe(false)
  })

  test('where the place says nothing, the address, a photo or many words have to agree', () => {
    const look = (text: string, address: string | null = null) => ({
      text,
      address,
      hashes: [],
      objectId: null,
    })
    const likely = (a: ReturnType<typeof look>, b: ReturnType<typeof look>) =>
      isLikely(null, 30, compare(a, b, pieces('Straßenlaterne defekt')))
    const long = 'Laterne vor der Bäckerei Krause flackert nachts, am Spielplatz'
    expect(likely(look('Straßenlaterne defekt'), look('Straßenlaterne defekt'))).toBe(false)
    expect(likely(look('flackert'), look('Flackert!'))).toBe(false)
    expect(likely(look(long), look(`${long} drüben`))).toBe(true)
    expect(likely(look(long, 'Hauptstraße 1'), look(long, 'Hauptstraße 12'))).toBe(false)
    expect(likely(look('x', 'Hauptstraße 12, 63450 Musterstadt'), look('y', ' hauptstraße 12'))).toBe(true)
    expect(likely(look('x', ''), look('y', ''))).toBe(false)
  })
})

describe('before a report is sent', () => {
  test('offers open public reports of the same kind near by, the likeliest first', async () => {
    const near = await report({ place: away(8), text: 'Hier ist ein Ast abgebrochen' })
    const alikeToo = await report({ place: away(12) })
    const far = await report({ place: away(45), text: 'Etwas ganz anderes' })
    const farButAlike = await report({ place: away(50) })
    const other = await report({ category: 'schlagloch' })
    expect(await offered()).toEqual([alikeToo.number, near.number, farButAlike.number])
    for (const one of [far, other]) expect(await offered()).not.toContain(one.number)
    expect(await offered({ category: 'unbekannt' })).toEqual([])
    expect(await offered({ place: away(400) })).toEqual([])
    expect(await offered({ folder: alikeToo.id })).not.toContain(alikeToo.number)
    for (const one of [near, alikeToo, far, farButAlike])
      await town.tx('system', (ctx) => closeCase(ctx, one.id, { outcome: 'fixed' }))
    // The index hears of it later than the case: what is closed is not offered meanwhile.
    expect(await offered()).toEqual([])
    await town.drain()
  })

  test('knows a photo again, and only one that everybody may see', async () => {
    const place = away(300)
    const theirs = await report({ place: away(350), text: 'xyz' })
    const folder = newId()
    await photo(folder, await scene(2))
    expect(await offered({ place, folder, text: 'abc' })).toEqual([])
    await photo(theirs.id, await scene(2, 500), 'parties')
    expect(await offered({ place, folder, text: 'abc' })).toEqual([])
    await photo(theirs.id, await scene(2, 400))
    expect(await offered({ place, folder, text: 'abc' })).toEqual([theirs.number])
  })

  test('hints at nothing that is restricted, not public or another town’s', async () => {
    const place = away(450)
    const secret = await report({ place, category: 'person' })
    const restricted = await report({ place })
    await report({ place }, town.other.tenant)
    const staff = await town.staff(town.ids.gardener)
    expect(await offered({ place })).toEqual([restricted.number])
    await town.tx(staff, (ctx) =>
      restrictCase(ctx, restricted.id, {
        reason: 'health',
        named: { accounts: [town.ids.gardener], unit: null },
        withoutMe: false,
      }),
    )
    expect(await offered({ place })).toEqual([])
    expect(await offered({ place, category: 'person' })).toEqual([])
    // Nor to those who may see them: what is offered before sending is for everybody.
    const own = await town.tx(staff, (ctx) => sameReports(ctx, { ...asked, place, category: 'person' }))
    expect(own.map((f) => f.case.number)).not.toContain(secret.number)
  })

  test('asks nothing where the category says never', async () => {
    const place = away(600)
    const there = await report({ place })
    const within = (metres: number) =>
      town.tx('system', async (ctx) => {
        ctx.send('update reports.category set same_metres = $2 where tenant_id = $1 and code = $3', [
          ctx.tenant.id,
          metres,
          'baum',
        ])
        ctx.send('update tenancy.revision set n = n + 1 where tenant_id = $1', [ctx.tenant.id])
      })
    await within(0)
    expect(await offered({ place })).toEqual([])
    await within(100)
    expect(await offered({ place: away(690), text: 'nichts davon' })).toEqual([there.number])
    await within(30)
  })
})

describe('a point that stands in for places nobody knows', () => {
  const place = away(1300)
  const at = (address: string | null, more: Partial<NewReport> = {}) =>
    report({ place, address, text: '…', ...more })

  test('is one from the fifth address on; then place alone pairs nothing', async () => {
    const first = await at('Hauptstraße 1')
    await at('Hauptstraße 1', { category: 'schlagloch' })
    for (const address of ['Am Markt 2', 'Ringweg 3']) await at(address)
    const nameless = await at(null, { category: 'schlagloch' })
    expect(await offered({ place, address: 'Seegasse 9' })).toHaveLength(3)
    const long = 'Auf dem Weg liegt eine dicke Linde, gleich hinter der Brücke am Bach'
    const told = await at('', { text: long })
    // The fifth: nothing is known of where any of them is.
    expect(await offered({ place, text: 'abc', address: 'Seegasse 9' })).toEqual([])
    expect(await offered({ place: away(1310), text: 'abc' })).toEqual([])
    expect(await offered({ place, text: 'abc', address: 'Hauptstraße 1' })).toEqual([first.number])
    expect(await offered({ place, text: `${long}!` })).toEqual([told.number])
    const folder = newId()
    await photo(folder, await scene(3))
    await photo(first.id, await scene(3, 400))
    const found = await town.tx(anonymous, (ctx) =>
      sameReports(ctx, { ...asked, place, folder, text: 'abc' }),
    )
    expect(found).toMatchObject([{ case: { number: first.number }, metres: null, photo: true }])
    // Others near by are where they say, and those here are no neighbours of theirs.
    const near = await report({ place: away(1320), address: 'Seegasse 9' })
    expect(await offered({ place: away(1322), text: 'abc', address: 'Seegasse 9' })).toEqual([near.number])
    // With two of the addresses done it is a place again.
    for (const one of [nameless, told])
      await town.tx('system', (ctx) => closeCase(ctx, one.id, { outcome: 'fixed' }))
    await town.drain()
    expect(await offered({ place, text: 'abc' })).toHaveLength(3)
  })
})

describe('where objects are named', () => {
  test('one object is one thing, and two beside each other are two, unless a photo says otherwise', async () => {
    const place = away(1050)
    const lon = somewhere.lon
    const rows = [place.lat, away(1053).lat].map((lat, i) => `B-${i};${lat};${lon}`)
    await town.tx('system', (ctx) =>
      createLayer(ctx, {
        name: { de: 'Bäume', en: 'Trees' },
        one: { de: 'Baum', en: 'Tree' },
        icon: 'pin',
        colour: 'green',
        source: 'import',
        public: true,
        active: true,
        categories: ['baum'],
        srs: 'EPSG:4326',
        numberFrom: '',
        nameFrom: '',
        shown: [],
        wfs: { url: '', type: '', hours: 24 },
      }),
    )
    await town.tx('system', (ctx) => importObjects(ctx, 'baeume', `nummer;lat;lon\n${rows.join('\n')}`))
    const [tree, other] = await town.tx('system', (ctx) => objectsOf(ctx, { layer: 'baeume' }))
    const atTree = await report({ place, objectId: tree!.id, text: 'Ast hängt' })
    const unnamed = await report({ place })
    expect(await offered({ place, objectId: tree!.id, text: 'abc' })).toEqual([atTree.number, unnamed.number])
    expect(await offered({ place, objectId: other!.id, text: 'Ast hängt' })).toEqual([unnamed.number])
    expect(await offered({ place, text: 'Ast hängt' })).toHaveLength(2)
    const atOther = await report({ place: away(1053), objectId: other!.id, text: 'Ast hängt' })
    const onDesk = async () =>
      town.tx('system', async (ctx) => {
        const found = await likelyDuplicates(ctx, await visibleCase(ctx, atTree.id))
        return found.map((one) => one.case.number)
      })
    expect(await onDesk()).not.toContain(atOther.number)
    await photo(atTree.id, await scene(4))
    await photo(atOther.id, await scene(4, 400))
    expect(await onDesk()).toContain(atOther.number)
  })
})

describe('on the desk', () => {
  test('shows what this person may see: other units’ cases and restricted ones are not hinted at', async () => {
    const place = away(780)
    const one = await report({ place })
    const two = await report({ place })
    const likely = async (id: Uuid, account: Uuid) =>
      town.tx(await town.staff(account), async (ctx) => {
        return (await likelyDuplicates(ctx, await visibleCase(ctx, id))).map((f) => f.case.number)
      })
    expect(await likely(one.id, town.ids.gardener)).toEqual([two.number])
    await expect(likely(one.id, town.ids.clerk)).rejects.toThrow()
    await town.tx('system', (ctx) => reclassify(ctx, two.id, { category: 'schlagloch' }))
    await town.drain()
    expect(await likely(one.id, town.ids.gardener)).toEqual([])
  })
})

describe('the table of open reports', () => {
  const rows = () =>
    town.tx('system', async (ctx) =>
      (
        await ctx.db
          .selectFrom('duplicates.open_report')
          .select('case_id')
          .where('tenant_id', '=', ctx.tenant.id)
          .execute()
      ).map((r) => r.case_id),
    )

  test('follows what happens, and mends what was written past the program', async () => {
    const it = await report({ place: away(900) })
    expect(await rows()).toContain(it.id)
    await town.tx('system', (ctx) => closeCase(ctx, it.id, { outcome: 'fixed' }))
    await town.drain()
    expect(await rows()).not.toContain(it.id)
    await town.tx('system', (ctx) => reopenCase(ctx, it.id, { note: '' }))
    await town.drain()
    expect(await rows()).toContain(it.id)
    await town.tx('system', async (ctx) =>
      ctx.send('delete from duplicates.open_report where tenant_id = $1', [ctx.tenant.id]),
    )
    expect(await town.tx('system', reportsAreKept)).toBe(false)
    await town.tx('system', keepOpenReports)
    expect(await town.tx('system', reportsAreKept)).toBe(true)
    expect(await rows()).toContain(it.id)
    expect(await offered({ place: away(900) })).toEqual([it.number])
  })
})

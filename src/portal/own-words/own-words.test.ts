import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasWords, liftRestriction, restrictCase } from '#modules/cases/index.ts'
import { addPhoto, photosOf } from '#modules/files/index.ts'
import { changeCategory, managedCategory } from '#modules/reports/index.ts'
import { searchQuery } from '#modules/search/index.ts'
import { paths } from '#paths.ts'
import { anonymous, system } from '#platform/context/actor.ts'
import { newId } from '#platform/ids.ts'
import { drawn, phoneExif } from '#platform/images/photos.fixture.ts'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import { fakeAssets, PageClient } from '../../../test/page-client.ts'
import { createApp } from '../../app.ts'
import { photo, report } from '../portal.fixture.ts'

let town: TestTown
let app: ReturnType<typeof createApp>
let visitor: PageClient
beforeAll(async () => {
  town = await testTown()
  app = createApp({ platform: town.platform, assets: fakeAssets })
  visitor = new PageClient(app)
})
afterAll(() => town?.close())

const erika = { name: 'Erika', email: 'erika@example.org', phone: null, lang: 'de' as const }
const text = 'Der Nachbar Knallebusch, Tel. 0170 1234567, stellt sein Auto HU-AB 123 ins Loch.'
const hidden = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''

/** A report, the message that it began with, and the address of the page on which its words are marked. */
async function made(more: Parameters<typeof report>[1] = {}) {
  const sent = await report(town, { text, reporter: erika, ...more })
  await town.drain()
  return { ...sent, words: paths.trackingWords(sent.trackingToken, sent.messageId) }
}

const finds = (word: string): Promise<number> =>
  town.tx(anonymous, async (ctx) => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from cases.case c
      where c.tenant_id = ${ctx.tenant.id} and ${hasWords(ctx, searchQuery(word))}`.execute(ctx.db)
    return rows[0]!.n
  })

describe('own words', () => {
  it('are gone for everybody at once when their author blacks them out, also from what was kept rendered', async () => {
    const one = await made()
    const open = `/api/open311/v2/requests/${one.number}.json`
    const places = [paths.publicReport(one.number), paths.list, open, paths.mapCard(one.number)]
    for (const place of places.slice(0, 3))
      expect(await (await visitor.get(place)).text(), place).toContain('Knallebusch')
    expect(await finds('knallebusch')).toBe(1)

    const page = await (await visitor.get(one.words)).text()
    // What looks private is shown word for word.
    for (const word of ['0170 1234567', 'HU-AB 123']) expect(page).toContain(`<strong dir="auto">${word}`)
    const stand = hidden(page, 'stand')
    const nothing = await visitor.post(one.words, { stand })
    expect([nothing.status, (await nothing.text()).includes('Bitte markieren Sie zuerst')]).toEqual([
      422,
      true,
    ])
    expect((await visitor.post(one.words, { stand: 'x', teil: '2' })).status).toBe(422)
    const sent = await visitor.post(one.words, { stand, teil: ['1', '2', '99'] })
    expect([sent.status, sent.headers.get('location')]).toEqual([
      303,
      `${paths.tracking(one.trackingToken)}?hinweis=geschwaerzt`,
    ])
    for (const place of places) {
      const html = await (await visitor.get(place)).text()
      expect(html, place).not.toContain('Knallebusch')
      expect(html.includes('Nachbar'), place).toBe(false)
    }
    expect([await finds('knallebusch'), await finds('loch')]).toEqual([0, expect.any(Number)])
    // One press takes what was found.
    const again = hidden(await (await visitor.get(one.words)).text(), 'stand')
    expect((await visitor.post(one.words, { stand: again, aktion: 'gefunden' })).status).toBe(303)
    const left = await (await visitor.get(paths.publicReport(one.number))).text()
    expect(left).toContain('stellt sein Auto')
    expect(/0170|HU-AB/.test(left)).toBe(false)
  })

  it('are nobody else’s: no other link, no other town, no number alone', async () => {
    const [mine, other] = [await made(), await made({ category: 'person' })]
    const stand = hidden(await (await visitor.get(mine.words)).text(), 'stand')
    const foreign = new PageClient(app, 'anderstadt.localhost:3000')
    for (const [client, path] of [
      [visitor, paths.trackingWords(other.trackingToken, mine.messageId)],
      [visitor, paths.trackingWords('A'.repeat(22), mine.messageId)],
      [visitor, paths.trackingWords(mine.trackingToken, other.messageId)],
      [visitor, paths.trackingWords(mine.trackingToken, 'kein')],
      [foreign, mine.words],
    ] as const) {
      expect((await client.get(path)).status, path).toBe(404)
      expect((await client.post(path, { stand, teil: '1' })).status, path).toBe(404)
    }
    expect((await visitor.post(paths.accountCaseWords(mine.number, mine.messageId), {})).status).not.toBe(200)
    expect((await visitor.post(paths.caseWords(mine.number, mine.messageId), { teil: '1' })).status).not.toBe(
      200,
    )
    // Two at once: the second one's marks were made in another text.
    const both = await Promise.all([1, 2].map((i) => visitor.post(mine.words, { stand, teil: String(i) })))
    expect(both.map((one) => one.status).sort()).toEqual([303, 422])
  })

  it('can be changed until work begins; whose they are then is decided anew', async () => {
    const one = await made({ text: 'Ein Loch' })
    const change = paths.trackingChange(one.trackingToken)
    const page = await (await visitor.get(change)).text()
    const base = { stand: hidden(page, 'stand'), version: hidden(page, 'version') }
    expect((await visitor.post(change, { ...base, kategorie: 'schlagloch', text: 'Ein Loch' })).status).toBe(
      422,
    )
    expect((await visitor.post(change, { ...base, kategorie: 'gibtsnicht', text: 'Ein Loch' })).status).toBe(
      422,
    )
    expect((await visitor.post(change, { ...base, kategorie: 'schlagloch', text: ' ' })).status).toBe(422)
    const sent = await visitor.post(change, { ...base, kategorie: 'baum', text: 'Ein Ast am Weg' })
    expect(sent.status).toBe(303)
    const now = await town.tx('system', (ctx) =>
      ctx.db.selectFrom('cases.case').selectAll().where('id', '=', one.id).executeTakeFirstOrThrow(),
    )
    expect([now.type, now.unit_id]).toEqual(['baum', town.ids.parks])
    // Sent from an older page.
    expect((await visitor.post(change, { ...base, kategorie: 'baum', text: 'Zwei' })).status).toBe(422)
    // A kind of report that is not public takes what is public away with it.
    const next = await (await visitor.get(change)).text()
    const to = { stand: hidden(next, 'stand'), version: hidden(next, 'version') }
    expect((await visitor.post(change, { ...to, kategorie: 'person', text: 'Ein Ast am Weg' })).status).toBe(
      303,
    )
    expect((await visitor.get(paths.publicReport(one.number))).status).toBe(404)
    await town.tx('system', (ctx) =>
      ctx.db.updateTable('cases.case').set({ status: 'scheduled' }).where('id', '=', one.id).execute(),
    )
    expect((await visitor.get(change)).status).toBe(409)
  })
})

describe('own photos', () => {
  it('are black where their author says so, under the same address, for every cache that asks', async () => {
    const id = newId()
    const who = { tenant: town.tenant, actor: anonymous }
    const bytes = await drawn(400, 300).jpeg({ quality: 95 }).withExif(phoneExif()).toBuffer()
    const added = await addPhoto(town.platform, who, {
      folder: id,
      bytes,
      name: 'a.jpg',
      stage: 'report',
      visibility: 'public',
    })
    const photo = added.ok ? added.id : ''
    const one = await made({ id })
    const src = paths.photo(photo, 'gross')
    const before = await visitor.get(src)
    const tag = before.headers.get('etag')!
    expect((await visitor.get(src, { 'if-none-match': tag })).status).toBe(304)
    const blobs = () =>
      town.tx('system', async (ctx) =>
        ctx.db
          .selectFrom('files.file')
          .select(['public_blob', 'thumb_blob', 'original_blob'])
          .where('id', '=', photo)
          .executeTakeFirstOrThrow(),
      )
    const old = await blobs()
    const edit = paths.trackingPicture(one.trackingToken, photo)
    expect(await (await visitor.get(edit)).text()).toContain('name="feld"')
    expect((await visitor.post(edit, {})).status).toBe(422)
    // The upper left quarter by drawing, a field at the right by the grid; nonsense beside it is nothing.
    const drawnBox = '0,0,0.5,0.5;nan,1;9,9,9,9;-5,0,1,0.01'
    expect((await visitor.post(edit, { rechtecke: drawnBox, feld: ['7', '99'] })).status).toBe(303)
    const after = await visitor.get(src, { 'if-none-match': tag })
    expect(after.status).toBe(200)
    const { data, info } = await sharp(Buffer.from(await after.arrayBuffer()))
      .raw()
      .toBuffer({ resolveWithObject: true })
    const at = (x: number, y: number) => [
      ...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3),
    ]
    expect(Math.max(...at(50, 50), ...at(190, 140), ...at(395, 10))).toBeLessThan(12)
    expect(at(250, 50)[1]).toBeGreaterThan(150)
    const now = await blobs()
    expect(now.original_blob).toBe(old.original_blob)
    for (const name of [old.public_blob, old.thumb_blob])
      await expect.poll(() => town.platform.blobs.get(name!)).toBeNull()
    // Others: no link of another report, no other town; the author gets no original either.
    const other = await made()
    expect(
      (await visitor.post(paths.trackingPicture(other.trackingToken, photo), { feld: '1' })).status,
    ).toBe(404)
    const foreign = new PageClient(app, 'anderstadt.localhost:3000')
    expect((await foreign.post(edit, { feld: '1' })).status).toBe(404)
    expect((await visitor.get(`/status/${one.trackingToken}/fotos/${photo}/original`)).status).toBe(404)
    // Withdrawn, it is public no more, and its author cannot show it again behind the town's back.
    expect((await visitor.post(edit, { aktion: 'zurueckziehen' })).status).toBe(303)
    expect((await visitor.get(src)).status).toBe(404)
    expect(await (await visitor.get(paths.publicReport(one.number))).text()).not.toContain(photo)
    expect((await visitor.get(paths.trackedPhoto(one.trackingToken, photo, 'klein'))).status).toBe(200)
    expect((await visitor.post(edit, { aktion: 'zeigen' })).status).toBe(422)
  })
})

describe('others’ photos', () => {
  it('are not the reporter’s to change: of who said that it is still there, or what followers showed the town hall', async () => {
    const one = await made()
    const [again, added] = [
      await photo(town, one.id, 'public', 'again', anonymous),
      await photo(town, one.id, 'internal', 'report', { kind: 'holder', case: one.id, party: null }),
    ]
    const page = await (await visitor.get(paths.tracking(one.trackingToken))).text()
    for (const id of [again, added]) {
      const edit = paths.trackingPicture(one.trackingToken, id)
      expect(page).not.toContain(edit)
      expect((await visitor.get(edit)).status).toBe(404)
      expect((await visitor.post(edit, { feld: '0' })).status).toBe(404)
      expect((await visitor.post(edit, { aktion: 'zurueckziehen' })).status).toBe(404)
    }
  })
})

describe('publishing after a look', () => {
  const looksFirst = async (what: { publish?: 'after_look'; publishPhotos?: 'after_look' }) =>
    town.tx({ ...(await town.staff(town.ids.admin)) }, async (ctx) => {
      const { code, groupName: _, position: __, version, ...now } = await managedCategory(ctx, 'baum')
      await changeCategory(
        ctx,
        code,
        { ...now, publish: 'at_once', publishPhotos: 'at_once', ...what },
        version,
      )
    })

  it('shows nothing of a report before, and says so honestly to whoever sent it', async () => {
    await looksFirst({ publish: 'after_look' })
    const one = await made({ category: 'baum' })
    expect((await visitor.get(paths.publicReport(one.number))).status).toBe(404)
    expect(await (await visitor.get(paths.list)).text()).not.toContain(one.number)
    const tracking = await (await visitor.get(paths.tracking(one.trackingToken))).text()
    expect(tracking).toContain('noch nicht öffentlich')
    expect(tracking).not.toContain(paths.publicReport(one.number))
  })

  it('is not got round by changing a word, whatever the kind asks for by then', async () => {
    await looksFirst({ publish: 'after_look' })
    const waits = await made({ category: 'baum' })
    await looksFirst({})
    const lifted = await made({ category: 'baum' })
    const head = await town.staff(town.ids.gardener)
    const named = { accounts: [town.ids.gardener], unit: null }
    await town.tx(head, (ctx) => restrictCase(ctx, lifted.id, { reason: 'other', named }))
    await town.tx(head, (ctx) => liftRestriction(ctx, lifted.id))
    for (const [one, kind] of [
      [waits, 'baum'],
      [lifted, 'baum'],
      [waits, 'schlagloch'],
      [lifted, 'schlagloch'],
    ] as const) {
      const change = paths.trackingChange(one.trackingToken)
      const page = await (await visitor.get(change)).text()
      const sent = await visitor.post(change, {
        stand: hidden(page, 'stand'),
        version: hidden(page, 'version'),
        kategorie: kind,
        text: `Anders gesagt: ${kind}`,
      })
      expect(sent.status).toBe(303)
      expect((await visitor.get(paths.publicReport(one.number))).status).toBe(404)
    }
  })

  it('keeps only the photos back where only they are looked at', async () => {
    await looksFirst({ publishPhotos: 'after_look' })
    const id = newId()
    const who = { tenant: town.tenant, actor: anonymous }
    const bytes = await drawn().jpeg().toBuffer()
    const added = await addPhoto(town.platform, who, {
      folder: id,
      bytes,
      name: 'a.jpg',
      stage: 'report',
      visibility: 'public',
    })
    const photo = added.ok ? added.id : ''
    const one = await made({ id, category: 'baum' })
    expect((await visitor.get(paths.publicReport(one.number))).status).toBe(200)
    expect((await visitor.get(paths.photo(photo, 'klein'))).status).toBe(404)
    const [file] = await town.tx(system('test'), (ctx) => photosOf(ctx, [id]))
    expect(file?.visibility).toBe('parties')
    expect(await (await visitor.get(paths.tracking(one.trackingToken))).text()).toContain(
      'Fotos dieser Meldung sind noch nicht',
    )
  })
})

import { afterAll, beforeAll, expect, it } from 'vitest'
import { anonymiseCase } from '#modules/cases/anonymising.ts'
import { forgetOriginals } from '#modules/cases/forgetting-originals.ts'
import { closeCase, exportOfParties, redactCasePhoto, redactWords, stampOf } from '#modules/cases/index.ts'
import { addPhoto } from '#modules/files/index.ts'
import { changeCategory, managedCategory, submit } from '#modules/reports/index.ts'
import { type Actor, anonymous } from '#platform/context/actor.ts'
import { newId } from '#platform/ids.ts'
import { drawn, phoneExif } from '#platform/images/photos.fixture.ts'
import { somewhere, type TestTown, testTown } from '../../../test/helpers.ts'
import type { PageClient } from '../../../test/page-client.ts'
import { paths } from '../../paths.ts'
import { deskOf, hidden } from '../workspace.fixture.ts'

let town: TestTown
let desk: ReturnType<typeof deskOf>
let clerk: PageClient
beforeAll(async () => {
  town = await testTown()
  desk = deskOf(town)
  await desk.passwords()
  clerk = await desk.signedIn('clerk')
})
afterAll(() => town?.close())

const words = 'Herr Wolkenstein aus der Nummer 7 parkt im Schlagloch'

/** A report with a photo at the roads department. */
async function made(category = 'schlagloch') {
  const id = newId()
  const who = { tenant: town.tenant, actor: anonymous }
  const bytes = await drawn(240, 180).jpeg().withExif(phoneExif()).toBuffer()
  const file = { folder: id, bytes, name: 'a.jpg', stage: 'report', visibility: 'public' } as const
  const added = await addPhoto(town.platform, who, file)
  const sent = await town.tx('system', (ctx) =>
    submit(ctx, {
      id,
      category,
      text: words,
      place: somewhere,
      address: null,
      placedBy: 'map',
      answers: {},
      reporter: { name: 'Erika', email: 'erika@example.org', phone: null, lang: 'de' },
      channel: 'web',
    }),
  )
  await town.drain()
  return { ...sent, photo: added.ok ? added.id : '', page: paths.caseWords(sent.number, sent.messageId) }
}
const readings = (what: string) =>
  town.tx('system', (ctx) =>
    ctx.db
      .selectFrom('audit.reading')
      .select(['actor_id', 'subject_id'])
      .where('tenant_id', '=', ctx.tenant.id)
      .where('what', '=', what)
      .execute(),
  )
const textOf = (id: string) =>
  town.tx('system', async (ctx) =>
    ctx.db
      .selectFrom('cases.message')
      .select(['body', 'visibility'])
      .where('tenant_id', '=', ctx.tenant.id)
      .where('id', '=', id)
      .executeTakeFirstOrThrow(),
  )

it('lets staff black words out with a reason, read what they were on record, and take it back', async () => {
  const one = await made()
  const html = await (await clerk.get(one.page)).text()
  const stand = hidden(html, 'stand')
  expect((await clerk.post(one.page, { stand, teil: '1' })).status).toBe(422) // no reason
  expect((await clerk.post(one.page, { stand, grund: 'personal' })).status).toBe(422) // nothing marked
  const sent = await clerk.follow(await clerk.post(one.page, { stand, teil: ['1'], grund: 'insulting' }))
  expect(sent.html).toContain('Unkenntlich gemacht, überall.')
  expect(sent.html).not.toContain('Wolkenstein')
  expect(sent.html).toContain('Beleidigung')
  expect((await textOf(one.messageId)).body).toBe('Herr ███ aus der Nummer 7 parkt im Schlagloch')

  const original = paths.caseOriginal(one.number, one.messageId)
  const shown = await clerk.get(original)
  expect([shown.status, shown.headers.get('cache-control')]).toEqual([200, 'no-store'])
  expect(await shown.text()).toContain('Wolkenstein')
  expect(await readings('case.original')).toEqual(
    expect.arrayContaining([{ actor_id: town.ids.clerk, subject_id: one.messageId }]),
  )
  // Who works outside reads the case, and neither blacks out nor sees what it was; other departments see nothing.
  const [worker, gardener, visitor] = [
    await desk.signedIn('worker'),
    await desk.signedIn('gardener'),
    desk.visitor(),
  ]
  expect((await worker.get(original)).status).toBe(403)
  expect((await worker.post(one.page, { stand, teil: '2', grund: 'other' })).status).toBe(403)
  expect((await gardener.get(original)).status).toBe(404)
  expect((await gardener.post(one.page, { stand, teil: '2', grund: 'other' })).status).toBe(404)
  expect((await visitor.get(original)).status).not.toBe(200)
  const elsewhere = await made()
  expect((await clerk.get(paths.caseOriginal(elsewhere.number, one.messageId))).status).toBe(404)
  // The person themselves is told all of it.
  const party = one.reporterId!
  const officer: Actor = await town.staff(town.ids.officer)
  const asked = { tenant: town.tenant, actor: officer }
  const exported = await exportOfParties(town.platform, asked, [party], { fileUrl: () => '' })
  expect(exported.json()).toContain('Wolkenstein')

  const undone = await clerk.follow(await clerk.post(one.page, { aktion: 'zurueck' }))
  expect(undone.html).toContain('Wolkenstein')
  expect((await textOf(one.messageId)).body).toBe(words)
})

it('blacks photos out; the original then needs a right of its own', async () => {
  const one = await made()
  const page = paths.casePicture(one.number, one.photo)
  const original = paths.photo(one.photo, 'original')
  await town.tx('system', (ctx) =>
    ctx.db
      .updateTable('cases.case')
      .set({ assignee_id: town.ids.worker })
      .where('tenant_id', '=', ctx.tenant.id)
      .where('id', '=', one.id)
      .execute(),
  )
  const worker = await desk.signedIn('worker')
  expect((await worker.get(original)).status).toBe(200)
  expect((await clerk.post(page, { feld: '3', grund: 'personal' })).status).toBe(303)
  expect((await worker.get(original)).status).toBe(404)
  expect((await worker.get(paths.photo(one.photo, 'gross'))).status).toBe(200)
  expect((await clerk.get(original)).status).toBe(200)
  expect((await worker.post(page, { aktion: 'zurueck' })).status).toBe(403)
  const visitor = desk.visitor()
  expect((await clerk.post(page, { aktion: 'verbergen' })).status).toBe(303)
  expect((await visitor.get(paths.photo(one.photo, 'klein'))).status).toBe(404)
  expect((await clerk.post(page, { aktion: 'zeigen' })).status).toBe(303)
  expect((await visitor.get(paths.photo(one.photo, 'klein'))).status).toBe(200)
  expect((await clerk.post(page, { aktion: 'zurueck' })).status).toBe(303)
  expect((await worker.get(original)).status).toBe(200)
  const elsewhere = await made()
  expect(
    (await clerk.post(paths.casePicture(elsewhere.number, one.photo), { feld: '1', grund: 'other' })).status,
  ).toBe(404)
})

it('releases what waits at one press, or with words taken out and photos left away', async () => {
  await town.tx(await town.staff(town.ids.admin), async (ctx) => {
    const { code, groupName: _, position: __, version, ...now } = await managedCategory(ctx, 'schlagloch')
    await changeCategory(ctx, code, { ...now, publish: 'after_look' }, version)
  })
  const [one, two] = [await made(), await made()]
  const visitor = desk.visitor()
  expect((await visitor.get(paths.publicReport(one.number))).status).toBe(404)
  expect((await visitor.get(paths.photo(one.photo, 'klein'))).status).toBe(404)
  const list = await (await clerk.get(`${paths.cases}?freigabe=offen`)).text()
  expect(list).toContain(one.number)
  expect(list).toContain('wartet auf Freigabe')
  const html = await (await clerk.get(paths.case(one.number))).text()
  expect(html).toContain('Wartet auf Freigabe')
  const base = { version: hidden(html, 'version'), stand: hidden(html, 'stand') }
  const release = paths.caseAction(one.number, 'veroeffentlichung')
  const gardener = await desk.signedIn('gardener')
  expect((await gardener.post(release, base)).status).toBe(404)
  expect((await (await desk.signedIn('worker')).post(release, base)).status).toBe(403)
  // Pressed twice.
  expect((await clerk.post(release, base)).status).toBe(303)
  expect((await clerk.post(release, base)).status).toBe(303)
  expect(await (await visitor.get(paths.publicReport(one.number))).text()).toContain('Wolkenstein')
  expect((await visitor.get(paths.photo(one.photo, 'klein'))).status).toBe(200)

  const form = paths.caseAction(two.number, 'veroeffentlichung')
  const look = await (await clerk.get(form)).text()
  const sent = await clerk.post(form, {
    version: hidden(look, 'version'),
    stand: hidden(look, 'stand'),
    auswahl: 'ja',
    erste: hidden(look, 'erste'),
    text_stand: hidden(look, 'text_stand'),
    teil: ['0', '1'],
  })
  expect(sent.status).toBe(303)
  const open = await (await visitor.get(paths.publicReport(two.number))).text()
  expect(open).not.toContain('Wolkenstein')
  expect(open).not.toContain(two.photo)
  expect(await (await clerk.get(`${paths.cases}?freigabe=offen`)).text()).not.toContain(two.number)
  // And back from the public, at one press.
  const after = await (await clerk.get(paths.case(one.number))).text()
  const off = { version: hidden(after, 'version'), stand: hidden(after, 'stand') }
  expect((await clerk.post(paths.caseAction(one.number, 'nichtoeffentlich'), off)).status).toBe(303)
  expect((await visitor.get(paths.publicReport(one.number))).status).toBe(404)
  expect((await textOf(one.messageId)).visibility).toBe('parties')
})

it('forgets what it was: some time after the end where its author asks, and with everything else', async () => {
  const one = await made('baum')
  const holder = { kind: 'holder', case: one.id, party: one.reporterId } as const
  const who = { tenant: town.tenant, actor: holder }
  await town.tx(holder, (ctx) =>
    redactWords(ctx, one.id, one.messageId, { parts: [1], stamp: stampOf(words), forget: true }),
  )
  await redactCasePhoto(town.platform, who, one.id, one.photo, {
    add: [{ x: 0, y: 0, w: 0.5, h: 0.5 }],
    forget: true,
  })
  const left = () =>
    town.tx('system', async (ctx) => ({
      words: (
        await ctx.db
          .selectFrom('cases.earlier_words')
          .select('id')
          .where('tenant_id', '=', ctx.tenant.id)
          .where('case_id', '=', one.id)
          .execute()
      ).length,
      file: await ctx.db
        .selectFrom('files.file')
        .select(['mime', 'lat', 'original_blob'])
        .where('tenant_id', '=', ctx.tenant.id)
        .where('id', '=', one.photo)
        .executeTakeFirstOrThrow(),
    }))
  await town.tx('system', (ctx) => closeCase(ctx, one.id, { outcome: 'fixed' }))
  town.clock.advance({ days: 20 })
  await forgetOriginals(town.platform)
  const before = await left()
  expect([before.words, before.file.lat]).toEqual([1, expect.any(Number)])
  town.clock.advance({ days: 11 })
  await forgetOriginals(town.platform)
  const after = await left()
  expect([after.words, after.file.lat]).toEqual([0, null])
  await expect.poll(() => town.platform.blobs.get(before.file.original_blob)).toBeNull()
  expect((await clerk.get(paths.photo(one.photo, 'gross'))).status).not.toBe(500)

  const two = await made('baum')
  await town.tx({ kind: 'holder', case: two.id, party: two.reporterId }, (ctx) =>
    redactWords(ctx, two.id, two.messageId, { parts: [1], stamp: stampOf(words) }),
  )
  await town.tx('system', (ctx) => anonymiseCase(ctx, two.id, { action: 'anonymise', processing: 'reports' }))
  const none = await town.tx('system', (ctx) =>
    ctx.db
      .selectFrom('cases.earlier_words')
      .select('id')
      .where('tenant_id', '=', ctx.tenant.id)
      .where('case_id', '=', two.id)
      .execute(),
  )
  expect(none).toEqual([])
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addressDigests, closeCase, reopenCase, restrictCase, visibleCase } from '#modules/cases/index.ts'
import { forgetNetworks } from '#modules/counting/network.ts'
import { splitReport } from '#modules/reports/index.ts'
import { eraseSpeaker } from '#modules/voice/forgetting.ts'
import { answerToken, askDue, decideDoubt, questionsWaiting, voicesOf } from '#modules/voice/index.ts'
import { paths } from '#paths.ts'
import type { Uuid } from '#platform/ids.ts'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import { fakeAssets, PageClient } from '../../../test/page-client.ts'
import { createApp } from '../../app.ts'
import { deskOf } from '../../workspace/workspace.fixture.ts'
import { photo, picture, portalOf, report } from '../portal.fixture.ts'

let town: TestTown
let portal: ReturnType<typeof portalOf>
let desk: ReturnType<typeof deskOf>
let app: ReturnType<typeof createApp>

const erika = { name: 'Erika Müßig', email: 'erika@example.org', phone: null, lang: 'de' }
/** Somebody at the nth network. */
const as = (n: number, host = 7) => ({ 'x-forwarded-for': `10.0.${n}.${host}` })
/** The same with a browser that keeps its cookies. */
const browser = (n: number, host?: number) => Object.assign(new PageClient(app), { headers: as(n, host) })
const still = (number: string) => `/meldungen/${number}/noch-da`

beforeAll(async () => {
  town = await testTown({ config: { trustProxy: 1 } })
  portal = portalOf(town)
  desk = deskOf(town)
  app = createApp({ platform: town.platform, assets: fakeAssets })
  await desk.passwords()
})
afterAll(() => town.close())

/** A report that staff has closed. */
async function closed(outcome: 'fixed' | 'duplicate' | 'no_action' = 'fixed', more = {}) {
  const one = await report(town, { reporter: erika, ...more })
  await town.drain()
  const original = outcome === 'duplicate' ? (await report(town)).number : null
  await town.tx('system', (ctx) =>
    closeCase(ctx, one.id, { outcome, note: 'Erledigt', ...(original && { duplicateOf: original }) }),
  )
  await town.drain()
  return one
}
const letters = (letter: string): Promise<{ recipient: string; body_text: string }[]> =>
  town.tx('system', (ctx) =>
    ctx.db
      .selectFrom('platform.mail')
      .select(['recipient', 'body_text'])
      .where('tenant_id', '=', ctx.tenant.id)
      .where('subject', 'like', letter)
      .orderBy('created_at')
      .execute(),
  )
const voices = (id: Uuid) => town.tx('system', (ctx) => voicesOf(ctx, id))
const events = (id: Uuid, type: string) =>
  town.tx('system', (ctx) =>
    ctx.db
      .selectFrom('platform.event')
      .select(['type', 'payload'])
      .where('tenant_id', '=', ctx.tenant.id)
      .where('stream', '=', id)
      .where('type', '=', type)
      .execute(),
  )

describe('still there', () => {
  it('sends those offices out again whose parts are chosen', async () => {
    const one = await report(town)
    const clerk = await town.staff(town.ids.clerk)
    const ask = {
      category: 'baum',
      unitId: null,
      task: 'Wurzel kappen',
      dueAt: null,
      mode: 'together',
    } as const
    const part = () => town.tx(clerk, (ctx) => splitReport(ctx, one.id, ask))
    const [again, done] = [await part(), await part()]
    const parts = { mode: ask.mode, open: [again.id, done.id] }
    await town.tx(clerk, (ctx) => closeCase(ctx, one.id, { outcome: 'fixed', parts }))
    await town.drain()
    expect((await browser(40).post(still(one.number), {})).status).toBe(303)
    const page = await desk.signedIn('clerk')
    const action = `/vorgaenge/${one.number}/rueckmeldung`
    const form = await (await page.get(action)).text()
    expect(form.match(/name="teile"/g)).toHaveLength(2)
    expect((await page.post(action, { entscheidung: 'wieder', teile: again.id })).status).toBe(303)
    const now = await town.tx('system', (ctx) =>
      Promise.all([one, again, done].map((c) => visibleCase(ctx, c.id))),
    )
    expect(now.map((c) => c.status)).toEqual(['open', 'open', 'closed'])
  })

  it('is one question however many say so, each person once, and only staff opens the case again', async () => {
    const one = await closed()
    expect(await portal.read(`/meldungen/${one.number}`)).toContain(still(one.number))
    const form = new FormData()
    form.append('worte', 'Das Loch ist <b>noch da</b>')
    form.append('email', 'passant@example.org')
    form.append('fotos', new File([new Uint8Array(await picture())], 'IMG_1.jpg', { type: 'image/jpeg' }))
    const person = browser(1)
    const sent = await person.post(still(one.number), form)
    expect([sent.status, sent.headers.get('location')]).toEqual([
      303,
      `${still(one.number)}?hinweis=gezaehlt`,
    ])
    expect(await portal.read(`${still(one.number)}?hinweis=gezaehlt`)).toContain('Danke, das zählt')
    // The same browser again changes nothing, not even a photo.
    const again = await person.post(still(one.number), { worte: 'nochmal' })
    expect(again.headers.get('location')).toContain('bekannt')
    await portal.post(still(one.number), {}, as(2))
    const now = (await voices(one.id))!
    expect(now.question).toMatchObject({ voices: 2, sure: 0, decision: null })
    expect(now.sayings.map((s) => s.words)).toEqual([null, 'Das Loch ist <b>noch da</b>'])
    expect(await events(one.id, 'case.doubted')).toHaveLength(2)
    expect(JSON.stringify(await events(one.id, 'case.doubted'))).not.toContain('Loch')
    expect((await town.tx('system', (ctx) => visibleCase(ctx, one.id))).status).toBe('closed')
    // The public sees that it is asked, and neither words nor photo.
    const page = await portal.read(`/meldungen/${one.number}?frisch`)
    expect(page).toContain('2 unbestätigte Stimmen: immer noch da')
    expect(page).not.toContain('noch da&lt;')
    expect(page).not.toContain('Foto nach dem Abschluss')

    const clerk = await desk.signedIn('clerk')
    const list = await (await clerk.get('/vorgaenge?ansicht=unit')).text()
    expect(list).toContain('/rueckmeldungen')
    const open = await (await clerk.get('/rueckmeldungen')).text()
    expect(open).toContain('Das Loch ist &lt;b>noch da')
    expect(open).toContain(`/vorgaenge/${one.number}/rueckmeldung`)
    // Without a choice, and without a word where one is owed.
    const action = `/vorgaenge/${one.number}/rueckmeldung`
    expect((await clerk.post(action, {})).status).toBe(422)
    expect((await clerk.post(action, { entscheidung: 'bleibt' })).status).toBe(422)
    const gesehen = /name="gesehen" value="([^"]+)"/.exec(await (await clerk.get(action)).text())![1]!
    // Come in while that page stood open.
    const late = await photo(town, one.id, 'internal', 'again')
    const decided = await clerk.post(action, { entscheidung: 'wieder', zeigen: 'ja', gesehen })
    expect(decided.status).toBe(303)
    await town.drain()
    expect((await town.tx('system', (ctx) => visibleCase(ctx, one.id))).status).toBe('open')
    expect((await voices(one.id))!.question).toBeNull()
    expect((await letters('%wird wieder bearbeitet%')).map((m) => m.recipient)).toEqual([
      'passant@example.org',
    ])
    expect(await portal.read(`/meldungen/${one.number}?offen`)).toContain('Foto nach dem Abschluss')
    expect((await portal.get(paths.photo(late, 'klein'))).status).toBe(404)
    // Its address was there for this letter alone.
    const { rows } = await town.tx('system', async (ctx) => ({
      rows: await ctx.db
        .selectFrom('voice.saying')
        .select('email')
        .where('tenant_id', '=', ctx.tenant.id)
        .where('case_id', '=', one.id)
        .execute(),
    }))
    expect(rows.every((r) => r.email === null)).toBe(true)
    // Nothing is asked any more.
    const head = await town.staff(town.ids.head)
    await expect(
      town.tx(head, (ctx) => decideDoubt(ctx, one.id, { reopen: false, word: 'x' })),
    ).rejects.toMatchObject({ status: 409 })
  })

  it('may stay closed with a word, which goes to who asked; reopening any other way answers too', async () => {
    const [stays, reopened] = [await closed(), await closed()]
    for (const one of [stays, reopened])
      await portal.post(still(one.number), { email: 'a@example.org' }, as(3))
    const head = await town.staff(town.ids.head)
    await town.tx(head, (ctx) =>
      decideDoubt(ctx, stays.id, { reopen: false, word: 'Das ist ein anderes Loch.' }),
    )
    await town.tx(head, (ctx) => reopenCase(ctx, reopened.id, { note: 'doch' }))
    await town.drain()
    const [letter] = await letters('%Ihr Hinweis zur Meldung%')
    expect(letter!.body_text).toContain('Das ist ein anderes Loch.')
    expect((await voices(stays.id))!.decided[0]).toMatchObject({ decision: 'stays' })
    expect((await voices(reopened.id))!.decided[0]).toMatchObject({ decision: 'reopened' })
    expect((await town.tx('system', (ctx) => visibleCase(ctx, stays.id))).status).toBe('closed')
  })

  it('of an open report is counted and dated once it is old', async () => {
    const one = await report(town)
    expect((await portal.get(still(one.number))).status).toBe(409)
    town.clock.advance({ days: 15 })
    const sent = await portal.post(still(one.number), {}, as(4))
    expect(sent.headers.get('location')).toContain('gezaehlt')
    expect(await portal.read(`/meldungen/${one.number}`)).toContain('1 unbestätigte Stimme: immer noch da')
    expect((await voices(one.id))!).toMatchObject({ question: null, still: { voices: 1 } })
  })

  it('is for nobody who may not see the case, and takes nothing that is none', async () => {
    const hidden = await closed('fixed', { category: 'person' })
    expect((await portal.get(still(hidden.number))).status).toBe(404)
    expect((await portal.post(still(hidden.number), {}, as(5))).status).toBe(404)
    expect((await portal.get(still('2026-99999'))).status).toBe(404)
    const one = await closed()
    expect((await portal.get(still(one.number), {}, 'anderstadt.localhost')).status).toBe(404)
    const twice = await closed('duplicate')
    expect((await portal.post(still(twice.number), {}, as(5))).status).toBe(409)
    const bad = new FormData()
    bad.append('email', 'keine adresse')
    bad.append('worte', 'meine Worte')
    const refused = await portal.post(still(one.number), bad, as(6))
    expect(refused.status).toBe(422)
    const html = await refused.text()
    expect(html).toContain('meine Worte')
    expect(html).toContain('href="#email"')
    const photo = new FormData()
    photo.append('fotos', new File(['kein Bild'], '<img src=x>.jpg', { type: 'image/jpeg' }))
    expect((await portal.post(still(one.number), photo, as(7))).status).toBe(422)
    const long = await portal.post(still(one.number), { worte: 'x'.repeat(2001) }, as(8))
    expect(long.status).toBe(422)
    expect(await voices(one.id)).toBeNull()
    // The tracking link's bearer may, of their own that is not public.
    const token = hidden.trackingToken
    expect((await portal.get(`/status/${token}/noch-da`)).status).toBe(200)
    const own = await portal.post(`/status/${token}/noch-da`, { worte: 'doch' }, as(9))
    expect(own.status).toBe(303)
    expect((await portal.post(`/status/${'x'.repeat(22)}/noch-da`, {}, as(9))).status).toBe(404)
    // Another unit's people neither see nor decide it, and restricted ones are in no count.
    const gardener = await town.staff(town.ids.gardener)
    await portal.post(still(one.number), {}, as(10))
    await expect(
      town.tx(gardener, (ctx) => decideDoubt(ctx, one.id, { reopen: true, word: '' })),
    ).rejects.toMatchObject({ status: 404 })
    const worker = await town.staff(town.ids.worker)
    await expect(
      town.tx(worker, (ctx) => decideDoubt(ctx, one.id, { reopen: true, word: '' })),
    ).rejects.toMatchObject({ status: 403 })
    const clerk = await town.staff(town.ids.clerk)
    const before = (await town.tx(clerk, questionsWaiting)).n
    await town.tx(clerk, (ctx) =>
      restrictCase(ctx, one.id, { reason: 'other', named: { accounts: [town.ids.clerk], unit: null } }),
    )
    const another = await closed()
    await portal.post(still(another.number), {}, as(11))
    expect((await town.tx(clerk, questionsWaiting)).n).toBe(before)
  })

  it('counts who is known apart, and of nobody in particular a few a network and day', async () => {
    const one = await closed()
    const tally = async () => (await voices(one.id))!.question!
    // Clicked twice before the first answer was there, or by a program that keeps no cookies: one voice.
    const bare = await Promise.all([1, 2, 3].map(() => portal.post(still(one.number), {}, as(50))))
    expect(bare.map((a) => a.status).sort()).toEqual([303, 422, 422])
    const words = { worte: 'Meine eigenen Worte' }
    const refused = await (await portal.post(still(one.number), words, as(50))).text()
    expect(refused).toContain('Aus Ihrem Netz')
    expect(refused).toContain('Meine eigenen Worte')
    // With as many browsers and addresses as one likes, each with a word of ours, the network is the same.
    for (let i = 0; i < 5; i++) {
      const other = browser(50, 10 + i)
      expect((await other.get(still(one.number))).headers.get('set-cookie')).toContain('auchich=')
      expect((await other.post(still(one.number))).status).toBe(i < 4 ? 303 : 422)
    }
    // A word that somebody made up, or changed, is none.
    const forged = browser(51)
    for (const word of ['AAAAAAAAAAAAAAAAAAAAAA', 'x'.repeat(43)]) {
      forged.cookies.set('auchich', word)
      await forged.post(still(one.number))
    }
    expect(await tally()).toMatchObject({ voices: 6, sure: 0 })
    // Whoever bears the link of the report is known, once, wherever they are.
    const own = `/status/${one.trackingToken}/noch-da`
    for (const n of [50, 52])
      expect((await portal.post(own, {}, as(n))).headers.get('location')).toContain(
        n === 50 ? 'gezaehlt' : 'bekannt',
      )
    expect(await tally()).toMatchObject({ voices: 7, sure: 1 })
    expect(await portal.read(`/meldungen/${one.number}?dazu`)).toContain(
      '1 Person, dazu 6 unbestätigte Stimmen: immer noch da',
    )
    const clerk = await desk.signedIn('clerk')
    expect(await (await clerk.get('/rueckmeldungen')).text()).toContain('(bestätigt: 1)')
    // An address that was left counts when its letter's link was opened and its button pressed, once a mailbox.
    for (const [n, email] of [
      [53, 'wer@example.org'],
      [54, 'wer+zwei@example.org'],
    ] as const)
      await portal.post(still(one.number), { email }, as(n))
    expect(await tally()).toMatchObject({ voices: 9, sure: 1 })
    const links = (await letters('Bitte bestätigen: Ihr Hinweis%'))
      .slice(-2)
      .map((letter) => /\/noch-da\/[\w-]{43}/.exec(letter.body_text)![0])
    expect(await portal.read(links[0]!)).toContain('War das Ihre Stimme?')
    expect(await tally()).toMatchObject({ voices: 9, sure: 1 })
    for (const [link, voices] of [
      [links[0]!, 9],
      [links[0]!, 9],
      [links[1]!, 8],
      [links[1]!, 8],
    ] as const) {
      expect((await portal.post(link, {})).status).toBe(303)
      expect(await tally()).toMatchObject({ voices, sure: 2 })
    }
    expect(await portal.read(links[0]!)).toContain('Ihre Stimme ist bestätigt')
    const broken = links[0]!.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'))
    for (const bad of [broken, `${links[0]}=`, '/noch-da/x'])
      expect([(await portal.get(bad)).status, (await portal.post(bad, {})).status]).toEqual([404, 404])
    expect((await portal.get(links[0]!, {}, 'anderstadt.localhost')).status).toBe(404)
    // Who asks to be forgotten is: with the letter that asked them.
    const asked = async () => (await letters('Bitte bestätigen: Ihr Hinweis%')).map((m) => m.recipient)
    expect(await asked()).toContain('wer+zwei@example.org')
    await town.tx('system', async (ctx) =>
      eraseSpeaker(ctx, { payload: { address: (await addressDigests(ctx))('Wer+zwei@example.org') } }),
    )
    expect(await asked()).not.toContain('wer+zwei@example.org')
    // Tomorrow is another day; and of today's networks nothing is left.
    town.clock.advance({ days: 1 })
    await browser(50, 20).post(still(one.number))
    expect(await tally()).toMatchObject({ voices: 9 })
    const decider = await town.staff(town.ids.head)
    await town.tx(decider, (ctx) => decideDoubt(ctx, one.id, { reopen: false, word: 'Neu melden, bitte.' }))
    await town.drain()
    expect((await portal.post(links[0]!, {})).status).toBe(404)
    town.clock.advance({ days: 3 })
    const left = await town.tx('system', async (ctx) => {
      await forgetNetworks(ctx)
      return ctx.db
        .selectFrom('counting.network')
        .select('key')
        .where('tenant_id', '=', ctx.tenant.id)
        .execute()
    })
    expect(left).toEqual([])
  })

  it('stops at a flood from one address', async () => {
    const one = await closed()
    const answers = await Promise.all(
      Array.from({ length: 14 }, () => portal.post(still(one.number), {}, as(99))),
    )
    expect(answers.filter((a) => a.status === 429).length).toBeGreaterThan(0)
  })
})

describe('the question after closing', () => {
  const asked = () => letters('%Ist es behoben?%')
  const linkIn = (text: string) => /\/rueckfrage\/([\w-]+)\?behoben=ja/.exec(text)![1]!

  it('is asked once, some days after, and answered by a button only', async () => {
    await askDue(town.platform)
    const before = (await asked()).length
    const one = await closed()
    await closed('no_action')
    await askDue(town.platform)
    expect(await asked()).toHaveLength(before)
    town.clock.advance({ days: 4 })
    await askDue(town.platform)
    await askDue(town.platform)
    const mails = await asked()
    const mine = mails.find((m) => m.body_text.includes(one.number))!
    expect(mails.filter((m) => m.body_text.includes(one.number))).toHaveLength(1)
    const token = linkIn(mine.body_text)
    expect(mine.body_text).toContain(`/rueckfrage/${token}?behoben=nein`)
    const page = await portal.get(`/rueckfrage/${token}?behoben=nein`)
    expect(page.headers.get('referrer-policy')).toBe('same-origin')
    expect(await page.text()).toMatch(/value="no" checked/)
    const answer = () =>
      town.tx('system', (ctx) =>
        ctx.db
          .selectFrom('voice.survey')
          .select(['fixed', 'mood', 'body'])
          .where('tenant_id', '=', ctx.tenant.id)
          .where('case_id', '=', one.id)
          .executeTakeFirst(),
      )
    expect(await answer()).toMatchObject({ fixed: null })
    expect((await portal.post(`/rueckfrage/${token}`, { zufrieden: '5' })).status).toBe(422)
    const odd = { behoben: 'yes', zufrieden: '9', worte: 'Danke <script>' }
    expect((await portal.post(`/rueckfrage/${token}`, odd)).headers.get('location')).toContain('gespeichert')
    expect(await answer()).toEqual({ fixed: 'yes', mood: null, body: 'Danke <script>' })
    // Changed one's mind: no, and so on to "still there".
    const no = await portal.post(`/rueckfrage/${token}`, { behoben: 'no', zufrieden: '2' })
    expect(no.headers.get('location')).toBe(`/rueckfrage/${token}/noch-da`)
    expect((await portal.get(`/rueckfrage/${token}/noch-da`)).status).toBe(200)
    town.clock.advance({ minutes: 2 })
    expect(await answer()).toMatchObject({ fixed: 'no', mood: 2 })
    // Opened and closed again: not asked again.
    const head = await town.staff(town.ids.head)
    await town.tx(head, (ctx) => reopenCase(ctx, one.id, { note: 'x' }))
    await town.tx(head, (ctx) => closeCase(ctx, one.id, { outcome: 'fixed' }))
    await town.drain()
    town.clock.advance({ days: 10 })
    await askDue(town.platform)
    expect((await asked()).filter((m) => m.body_text.includes(one.number))).toHaveLength(1)
    const staffPage = await (await (await desk.signedIn('head')).get('/rueckmeldungen')).text()
    expect(staffPage).toContain(one.number)
    expect(staffPage).toContain('unzufrieden')
    // Links of others, and links that somebody made up.
    for (const bad of [
      token.slice(0, -2),
      `${token.slice(0, 10)}${token[10] === 'a' ? 'b' : 'a'}${token.slice(11)}`,
      'x',
      `${token}=`,
    ])
      expect((await portal.get(`/rueckfrage/${bad}`)).status).toBe(404)
    const never = await town.tx('system', (ctx) => answerToken(ctx, town.ids.clerk, town.ids.clerk))
    expect((await portal.get(`/rueckfrage/${never}`)).status).toBe(404)
    expect((await portal.get(`/rueckfrage/${token}`, {}, 'anderstadt.localhost')).status).toBe(404)
    town.clock.advance({ days: 61 })
    expect(await portal.read(`/rueckfrage/${token}`)).toContain('abgelaufen')
    expect((await portal.post(`/rueckfrage/${token}`, { behoben: 'yes' })).status).toBe(422)
  })

  it('is not asked of who wants no letters, nor while it is being worked on again', async () => {
    const [stopped, reopened] = [await closed(), await closed()]
    await portal.post(`/status/${stopped.trackingToken}/ruhe`, {})
    const head = await town.staff(town.ids.head)
    await town.tx(head, (ctx) => reopenCase(ctx, reopened.id, { note: 'x' }))
    town.clock.advance({ days: 4 })
    await askDue(town.platform)
    const texts = (await asked()).map((m) => m.body_text).join('\n')
    expect(texts).not.toContain(stopped.number)
    expect(texts).not.toContain(reopened.number)
    // Not lost for that: it is asked after the next time.
    await town.tx(head, (ctx) => closeCase(ctx, reopened.id, { outcome: 'fixed' }))
    await town.drain()
    town.clock.advance({ days: 4 })
    await askDue(town.platform)
    expect((await asked()).some((m) => m.body_text.includes(reopened.number))).toBe(true)
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  closeCase,
  hearFromOutside,
  historyOf,
  messagesOf,
  reply,
  visibleCase,
} from '#modules/cases/index.ts'
import { photosOf } from '#modules/files/index.ts'
import type { Submitted } from '#modules/reports/index.ts'
import type { Actor } from '#platform/context/actor.ts'
import { newId } from '#platform/ids.ts'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import { photo, picture, portalOf, report } from '../portal.fixture.ts'
import { readEntry } from './reading.ts'

let town: TestTown
let portal: ReturnType<typeof portalOf>
let mine: Submitted
const reporter = { name: 'Ada Öztürk', email: 'ada@example.org', phone: null, lang: 'de' as const }

beforeAll(async () => {
  town = await testTown()
  portal = portalOf(town)
  mine = await report(town, { category: 'person', text: 'Bitte sehen Sie nach', reporter })
})
afterAll(() => town.close())

const link = (path = '') => `/status/${mine.trackingToken}${path}`
const history = () =>
  town.tx('system', async (ctx) => historyOf(ctx, await visibleCase(ctx, mine.id), 'internal'))

describe('what somebody enters', () => {
  it('is a number, a link or a token, however it was written', () => {
    const token = 'JgC4lYO18TfGaqFjK1mPaQ'
    expect(readEntry(' 2026-4711 ')).toEqual({ kind: 'number', number: '2026-4711' })
    expect(readEntry('Nr. 2026 – 4711')).toEqual({ kind: 'number', number: '2026-4711' })
    expect(readEntry('https://stadt.example/meldungen/2026-4711')).toEqual({
      kind: 'number',
      number: '2026-4711',
    })
    expect(readEntry(`https://stadt.example/status/${token}?lang=en`)).toEqual({ kind: 'token', token })
    expect(readEntry(token)).toEqual({ kind: 'token', token })
    for (const other of [
      '',
      'hallo',
      '../../etc/passwd',
      'https://x.example/status/kurz',
      'x'.repeat(10_000),
    ])
      expect(readEntry(other)).toBeNull()
  })

  it('leads to the public page, to the own page, or back with a word', async () => {
    const open = await report(town)
    const go = async (eingabe: string) => portal.post('/status', { eingabe })
    expect((await go(open.number)).headers.get('location')).toBe(`/meldungen/${open.number}`)
    expect((await go(mine.trackingToken)).headers.get('location')).toBe(link())
    const unknown = await go('2026-999999')
    const secret = await go(mine.number)
    expect([unknown.status, secret.status]).toEqual([422, 422])
    expect((await secret.text()).replaceAll(mine.number, '2026-999999')).toBe(await unknown.text())
    expect(await (await go('<b>quatsch</b>')).text()).toContain('&lt;b>quatsch&lt;/b>')
  })
})

describe('the link', () => {
  it('opens the own report, public or not, and is kept by no cache and told to nobody', async () => {
    const answer = await portal.get(link())
    const html = await answer.text()
    expect(answer.status).toBe(200)
    expect(html).toContain('Ihre Meldung ist beim Grünflächenamt.')
    expect(html).toContain('Bitte sehen Sie nach')
    expect(html).toContain('<meta name="robots" content="noindex"/>')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('referrer-policy')).toBe('same-origin')
    expect(answer.headers.get('x-robots-tag')).toBe('noindex')
    expect(answer.headers.get('etag')).toBeNull()
  })

  it('answers alike when it is unknown, malformed, expired, revoked or of another town', async () => {
    const stale = await report(town, { reporter })
    const gone = await report(town, { reporter })
    await town.tx('system', async (ctx) => {
      const set = (id: string, what: { expires_at: Date } | { revoked_at: Date }) =>
        ctx.db
          .updateTable('cases.tracking')
          .set(what)
          .where('tenant_id', '=', ctx.tenant.id)
          .where('case_id', '=', id)
          .execute()
      await set(stale.id, { expires_at: new Date(ctx.now.getTime() - 1000) })
      await set(gone.id, { revoked_at: ctx.now })
    })
    const foreign = await report(town, { reporter }, town.other.tenant)
    const answers = []
    expect((await portal.get('/status/%00')).status).toBe(404)
    for (const token of [
      'AAAAAAAAAAAAAAAAAAAAAA',
      'falsch-und-kurz',
      stale.trackingToken,
      gone.trackingToken,
      foreign.trackingToken,
    ]) {
      const answer = await portal.get(`/status/${token}`)
      answers.push(
        `${answer.status} ${answer.headers.get('cache-control')} ${(await answer.text()).replaceAll(token, 'TOKEN')}`,
      )
      expect((await portal.post(`/status/${token}/nachrichten`, { nachricht: 'hallo' })).status).toBe(404)
      expect((await portal.post(`/status/${token}/ruhe`, {})).status).toBe(404)
    }
    expect(new Set(answers).size).toBe(1)
    expect(answers[0]).toContain('404')
  })

  it('is asked in vain too often', async () => {
    const statuses = []
    for (let i = 0; i < 70; i++)
      statuses.push((await portal.get('/status/BBBBBBBBBBBBBBBBBBBBBB', {}, 'anderstadt.localhost')).status)
    expect(statuses.at(-1)).toBe(429)
  })
})

describe('the bearer', () => {
  it('adds words and photos, which the town hall sees and the public does not', async () => {
    const form = new FormData()
    form.set('nachricht', 'Er liegt jetzt an der Bank.')
    form.append('foto', new File([new Uint8Array(await picture())], 'bank.jpg', { type: 'image/jpeg' }))
    const sent = await portal.post(link('/nachrichten'), form)
    expect([sent.status, sent.headers.get('location')]).toEqual([
      303,
      `${link()}?hinweis=gesendet#nachrichten`,
    ])
    const [last] = (await history()).slice(-1)
    expect(last?.event.type).toBe('case.answered')
    expect(last?.message?.body).toBe('Er liegt jetzt an der Bank.')
    const photos = await town.tx('system', (ctx) => photosOf(ctx, [mine.id]))
    expect(photos.map((p) => p.visibility)).toEqual(['parties'])
    const html = await portal.read(`${link()}?hinweis=gesendet`)
    expect(html).toContain('Ihre Nachricht ist angekommen')
    expect(html).toContain('Er liegt jetzt an der Bank.')
    expect((await portal.get(link(`/fotos/${photos[0]!.id}/klein`))).headers.get('content-type')).toBe(
      'image/jpeg',
    )
    expect((await portal.get(`/fotos/${photos[0]!.id}/klein`)).status).toBe(404)
  })

  it('does not put into their mouth what somebody said elsewhere', async () => {
    const other = await report(town, { text: 'Meins' })
    const machine: Actor = {
      kind: 'machine',
      id: newId(),
      label: 'App',
      scopes: ['cases.read', 'cases.write'],
    }
    await town.tx(machine, (ctx) => hearFromOutside(ctx, other.id, 'Bei uns sagt jemand'))
    const page = await portal.read(`/status/${other.trackingToken}`)
    const [mineOnly, heard] = page.split('sd-talk__who').slice(1)
    expect(mineOnly).toContain('>Sie<')
    expect(heard).toContain('Bei uns sagt jemand')
    expect(heard).toContain('Von außen')
    expect(heard).not.toContain('>Sie<')
  })

  it('keeps their words when a file is no photo', async () => {
    const form = new FormData()
    form.set('nachricht', 'Mit Anhang')
    form.append('foto', new File(['PK\u0003\u0004 kein Bild'], 'urlaub.jpg', { type: 'image/jpeg' }))
    const answer = await portal.post(link('/nachrichten'), form)
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toContain('urlaub.jpg: Das ist ein gepackter Ordner')
    expect(html).toContain('>Mit Anhang</textarea>')
    const said = await town.tx('system', async (ctx) =>
      messagesOf(ctx, await visibleCase(ctx, mine.id), 'internal'),
    )
    expect(said.map((m) => m.body)).not.toContain('Mit Anhang')
    expect((await portal.post(link('/nachrichten'), { nachricht: '  ' })).status).toBe(422)
  })

  it('sees no photo that is internal, and none of another case', async () => {
    const inner = await photo(town, mine.id, 'internal')
    const other = await report(town)
    const theirs = await photo(town, other.id, 'parties')
    expect(await portal.read(link())).not.toContain(inner)
    expect((await portal.get(link(`/fotos/${inner}/gross`))).status).toBe(404)
    expect((await portal.get(link(`/fotos/${theirs}/gross`))).status).toBe(404)
    expect((await portal.get(link(`/fotos/${inner}/original`))).status).toBe(404)
  })

  it('reads what the town says, is asked at the end, and may thank once', async () => {
    await town.tx('system', async (ctx) => {
      await reply(ctx, mine.id, { body: 'Wir waren <b>da</b>.', visibility: 'parties' })
      await closeCase(ctx, mine.id, { outcome: 'fixed', note: 'Alles gut.' })
    })
    const html = await portal.read(link())
    expect(html).toContain('Wir waren &lt;b>da&lt;/b>.')
    expect(html).toContain('Das ist erledigt, seit Montag, 23. November 2026.')
    expect(html).toContain('Ist alles gut geworden?')
    for (let i = 0; i < 2; i++) expect((await portal.post(link('/danke'), {})).status).toBe(303)
    expect((await history()).filter((e) => e.event.type === 'case.thanked')).toHaveLength(1)
    expect(await portal.read(link())).not.toContain('Ist alles gut geworden?')
  })

  it('stops mails from the page, and from a mail by one click without an origin', async () => {
    expect(await portal.read(link())).toContain('Keine E-Mails mehr dazu')
    expect((await portal.post(link('/ruhe'), {})).status).toBe(303)
    expect(await portal.read(link())).not.toContain('Keine E-Mails mehr dazu')

    const again = await report(town, { reporter })
    await town.drain()
    const mail = await town.tx('system', (ctx) =>
      ctx.db
        .selectFrom('platform.mail')
        .select('headers')
        .where('tenant_id', '=', ctx.tenant.id)
        .where('stream', '=', again.id)
        .executeTakeFirstOrThrow(),
    )
    const url = /<https?:\/\/[^/]+([^>]+)>/.exec(
      (mail.headers as Record<string, string>)['List-Unsubscribe']!,
    )![1]!
    expect(await portal.read(url)).toContain('Ja, keine E-Mails mehr')
    expect(await portal.read(`/status/${again.trackingToken}`)).toContain('Keine E-Mails mehr dazu')
    expect((await portal.post(url, { 'List-Unsubscribe': 'One-Click' })).status).toBe(303)
    expect(await portal.read(`/status/${again.trackingToken}`)).not.toContain('Keine E-Mails mehr dazu')
    expect((await portal.post(`${url.slice(0, -2)}AA`, {})).status).toBe(404)
    expect((await portal.post(url, {}, {}, 'anderstadt.localhost')).status).toBe(404)
    expect((await portal.post(url, {}, { origin: 'https://boese.example' })).status).toBe(403)
  })
})

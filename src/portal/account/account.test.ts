import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  askToFollow,
  closeCase,
  confirmFollowing,
  erasePeople,
  followableCase,
  reply,
  scheduleCase,
  visibleCase,
} from '#modules/cases/index.ts'
import { beginCitizenSession, claimParty, signInByProvider } from '#modules/citizens/index.ts'
import { findDoubles } from '#modules/parties/index.ts'
import { subscriberByMail, subscribersTo } from '#modules/subscriptions/index.ts'
import { anonymous, type TrustLevel } from '#platform/context/actor.ts'
import { newId } from '#platform/ids.ts'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import type { PageClient } from '../../../test/page-client.ts'
import { photo, picture } from '../portal.fixture.ts'
import { accountsOf } from './account.fixture.ts'

let town: TestTown
let accounts: ReturnType<typeof accountsOf>
let ada: PageClient
let stranger: PageClient
beforeAll(async () => {
  town = await testTown()
  accounts = accountsOf(town)
  ada = await accounts.signedIn('ada@example.org')
  stranger = await accounts.signedIn('fremd@example.org')
})
afterAll(() => town.close())

const text = async (client: PageClient, path: string) => (await client.get(path)).text()
const asHead = async () => town.staff(town.ids.head)

describe('claiming a case by its link', () => {
  it('asks to sign in first, then puts it into the account, with its photos and messages', async () => {
    const report = await accounts.report({
      name: 'Ada Öztürk',
      email: 'ada@example.org',
      text: 'Meine eigene Sache',
    })
    const image = await photo(town, report.id, 'parties')
    const nobody = accounts.visitor()
    const asked = await nobody.post(`/status/${report.trackingToken}/konto`)
    expect(asked.headers.get('location')).toBe(`/konto/anmeldung?weiter=%2Fstatus%2F${report.trackingToken}`)
    const done = await ada.follow(await ada.post(`/status/${report.trackingToken}/konto`))
    expect([done.path, done.status]).toEqual([`/konto/vorgaenge/${report.number}?hinweis=uebernommen`, 200])
    expect(done.html).toContain('Meine eigene Sache')
    expect((await ada.get(`/fotos/${image}/gross`)).status).toBe(200)
    for (const page of ['/konto', '/konto/vorgaenge', '/konto/nachrichten', '/konto/dokumente'])
      expect(await text(ada, page)).toContain(report.number)
    expect(await text(ada, `/status/${report.trackingToken}`)).toContain('steht in Ihrem Konto')
    // Twice is once, and nobody else has it.
    expect((await ada.post(`/status/${report.trackingToken}/konto`)).status).toBe(303)
    expect((await stranger.get(`/konto/vorgaenge/${report.number}`)).status).toBe(404)
    expect((await stranger.get(`/fotos/${image}/gross`)).status).toBe(404)
  })

  it('works with no wrong, old or foreign link, and not by knowing the address', async () => {
    const report = await accounts.report({ email: 'fremd@example.org' })
    const foreign = await accounts.report({}, town.other.tenant)
    for (const token of ['JgC4lYO18TfGaqFjK1mPaQ', foreign.trackingToken])
      expect((await stranger.post(`/status/${token}/konto`)).status).toBe(404)
    await town.tx('system', (ctx) =>
      ctx.db
        .updateTable('cases.tracking')
        .set({ expires_at: ctx.now })
        .where('tenant_id', '=', ctx.tenant.id)
        .where('case_id', '=', report.id)
        .execute(),
    )
    expect((await stranger.post(`/status/${report.trackingToken}/konto`)).status).toBe(404)
    // The same confirmed address alone is no proof.
    expect(await text(stranger, '/konto/vorgaenge')).not.toContain(report.number)
  })

  it('of somebody else’s own case gives that case and not their others', async () => {
    const own = await accounts.citizen(ada)
    const both = [
      await accounts.report({ party: own!.parties[0]! }),
      await accounts.report({ party: own!.parties[0]! }),
    ]
    await stranger.post(`/status/${both[0]!.trackingToken}/konto`)
    expect((await stranger.get(`/konto/vorgaenge/${both[0]!.number}`)).status).toBe(200)
    expect((await stranger.get(`/konto/vorgaenge/${both[1]!.number}`)).status).toBe(404)
    const refused = await town.tx((await accounts.citizen(stranger))!, (ctx) =>
      claimParty(ctx, own!.parties[0]!, 'link'),
    )
    expect(refused).toBe(false)
  })
})

describe('in the account', () => {
  const mine = async () => {
    const own = await accounts.citizen(ada)
    return accounts.report({ category: 'schlagloch', party: own!.parties[0]! })
  }

  it('the person reads, answers, adds photos, thanks and stops letters; a stranger does none of it', async () => {
    const one = await mine()
    await town.tx(await asHead(), (ctx) => reply(ctx, one.id, { body: 'Wir kommen.', visibility: 'parties' }))
    const page = `/konto/vorgaenge/${one.number}`
    expect(await text(ada, page)).toContain('Wir kommen.')
    const file = new Blob([new Uint8Array(await picture())], { type: 'image/jpeg' })
    expect((await ada.post(`${page}/nachrichten`, { nachricht: 'Danke!', foto: file })).status).toBe(303)
    expect(await text(ada, page)).toContain('Danke!')
    expect((await ada.post(`${page}/nachrichten`, { nachricht: ' ' })).status).toBe(422)
    await town.tx(await asHead(), (ctx) => closeCase(ctx, one.id, { outcome: 'fixed' }))
    expect((await ada.post(`${page}/danke`)).status).toBe(303)
    expect((await ada.post(`${page}/ruhe`)).status).toBe(303)
    for (const path of [page, `${page}/termin.ics`]) expect((await stranger.get(path)).status).toBe(404)
    for (const noun of ['nachrichten', 'ruhe', 'danke'])
      expect((await stranger.post(`${page}/${noun}`, { nachricht: 'x' })).status).toBe(404)
  })

  it('a planned visit can be put into one’s calendar', async () => {
    const one = await mine()
    const at = new Date(town.clock.now().getTime() + 86_400_000)
    await town.tx(await asHead(), (ctx) => scheduleCase(ctx, one.id, { at }))
    const file = await ada.get(`/konto/vorgaenge/${one.number}/termin.ics`)
    expect(file.headers.get('content-type')).toContain('text/calendar')
    const ics = (await file.text()).replaceAll('\r\n ', '')
    expect(ics).toMatch(/^BEGIN:VCALENDAR\r\n/)
    expect(ics).toContain(one.number)
    expect(ics).toMatch(new RegExp(`DTSTART:${at.toISOString().slice(0, 10).replaceAll('-', '')}T\\d{6}Z`))
    expect(await text(ada, '/konto/termine')).toContain(one.number)
  })

  it('what is filled in is kept with all its letters, and mistakes keep the person’s words', async () => {
    const html = await text(ada, '/konto/angaben')
    const stand = /name="stand" value="(\d+)"/.exec(html)![1]!
    const given = {
      stand,
      name: 'Ayşe Łukasiewicz-Ðuračić',
      'geburtstag.tag': '29',
      'geburtstag.monat': '2',
      'geburtstag.jahr': '1980',
      adresse: 'Lindenstraße 4, 63450 Teststadt',
      telefon: '06181 123456',
      sprache: 'de',
    }
    const wrong = await ada.post('/konto/angaben', { ...given, 'geburtstag.tag': '31' })
    expect([wrong.status, (await wrong.text()).includes('Ayşe Łukasiewicz-Ðuračić')]).toEqual([422, true])
    expect((await ada.post('/konto/angaben', given)).status).toBe(303)
    expect(await text(ada, '/konto')).toContain('Guten Tag, Ayşe Łukasiewicz-Ðuračić')
    // Changed in another tab meanwhile.
    expect((await ada.post('/konto/angaben', given)).status).toBe(409)
  })

  it('another address is the account’s once its letter was opened, by this account alone', async () => {
    const zoe = await accounts.signedIn('zoe@example.org')
    await zoe.post('/konto/adresse', { email: 'zoe.neu@example.org' })
    const path = await accounts.pathIn('zoe.neu@example.org', '/konto/adresse/')
    expect((await stranger.get(path)).status).toBe(404)
    expect((await accounts.visitor().post(path.replace('/adresse/', '/anmeldung/'))).status).toBe(404)
    expect((await zoe.post(path)).status).toBe(303)
    const again = await accounts.signedIn('zoe.neu@example.org')
    expect((await accounts.citizen(again))?.id).toBe((await accounts.citizen(zoe))?.id)
  })

  it('consents are given and taken back, each time written down, and do what they say', async () => {
    const prefilled = async () => {
      const client = ada
      await client.post('/melden', { aktion: 'ohne' })
      return client
    }
    await prefilled()
    expect((await ada.post('/konto/einwilligungen', { zweck: 'prefill', erlaubt: 'ja' })).status).toBe(303)
    expect((await ada.post('/konto/einwilligungen', { zweck: 'prefill', erlaubt: 'ja' })).status).toBe(303)
    expect((await ada.post('/konto/einwilligungen', { zweck: 'prefill', erlaubt: 'nein' })).status).toBe(303)
    const rows = await town.tx('system', (ctx) =>
      ctx.db
        .selectFrom('citizens.consent')
        .select(['purpose', 'withdrawn_at'])
        .where('tenant_id', '=', ctx.tenant.id)
        .execute(),
    )
    expect(rows.map((row) => [row.purpose, row.withdrawn_at !== null])).toEqual([['prefill', true]])
  })

  it('shows who has looked, by office and never by name', async () => {
    const one = await mine()
    const { recordCase } = await import('#modules/cases/index.ts')
    await town.tx(await asHead(), async (ctx) => recordCase(ctx, await visibleCase(ctx, one.id), []))
    const html = await text(ada, '/konto/zugriffe')
    expect(html).toContain(one.number)
    expect(html).not.toContain('Łukasiewicz, Dr')
    expect(await text(stranger, '/konto/zugriffe')).not.toContain(one.number)
  })

  it('everything can be taken along as JSON and PDF, and forgetting can be asked for', async () => {
    const one = await mine()
    const json = await ada.get('/konto/daten/auskunft.json')
    const all = await json.text()
    expect(json.headers.get('content-disposition')).toContain('auskunft.json')
    expect(all).toContain(one.number)
    expect(JSON.parse(all).people.map((p: { email: string }) => p.email)).toContain('ada@example.org')
    const pdf = await ada.get('/konto/daten/auskunft.pdf')
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    expect(await (await stranger.get('/konto/daten/auskunft.json')).text()).not.toContain(one.number)
    const client = await accounts.signedIn('weg@example.org')
    expect((await client.post('/konto/daten/loeschung')).status).toBe(422)
    expect((await client.post('/konto/daten/loeschung', { wort: 'ja' })).status).toBe(303)
    expect(await text(client, '/konto/daten')).toContain('die Löschung beantragt')
  })

  it('whoever is erased as a person has no account any more', async () => {
    const client = await accounts.signedIn('vergessen@example.org')
    const citizen = await accounts.citizen(client)
    const { eraseParty } = await import('#modules/parties/index.ts')
    await town.tx('system', (ctx) => eraseParty(ctx, citizen!.parties[0]!))
    await town.drain()
    expect((await client.get('/konto')).status).toBe(303)
    const left = await town.tx('system', (ctx) =>
      ctx.db
        .selectFrom('citizens.account')
        .select('id')
        .where('tenant_id', '=', ctx.tenant.id)
        .where('id', '=', citizen!.id)
        .execute(),
    )
    expect(left).toEqual([])
  })
})

describe('an address that somebody typed who may not be its owner', () => {
  const owner = 'inhaberin@example.org'
  const kept = () =>
    town.tx('system', async (ctx) => {
      const said = await ctx.db
        .selectFrom('voice.saying')
        .select('body')
        .where('tenant_id', '=', ctx.tenant.id)
        .where('email', '=', owner)
        .execute()
      const follows = await ctx.db
        .selectFrom('cases.party as cp')
        .innerJoin('parties.party as p', (j) =>
          j.onRef('p.id', '=', 'cp.party_id').on('p.tenant_id', '=', ctx.tenant.id),
        )
        .select('cp.case_id')
        .where('cp.tenant_id', '=', ctx.tenant.id)
        .where('p.email', '=', owner)
        .where('cp.role', '=', 'follower')
        .execute()
      return { said: said.length, follows: follows.length, near: (await subscribersTo(ctx, [owner])).length }
    })
  /** Said "still there", follows a report that nobody else is part of, and hears of a place, all without an account. */
  const begin = async () => {
    const report = await accounts.report({ category: 'schlagloch' })
    await town.tx(anonymous, async (ctx) => {
      const c = await followableCase(ctx, report.id)
      await askToFollow(ctx, c, { email: owner, supporter: null, to: (token) => `/folgen/${token}` })
    })
    const token = (await accounts.pathIn(owner, '/folgen/')).split('/').at(-1)!
    await town.tx(anonymous, (ctx) => confirmFollowing(ctx, token))
    await town.tx('system', async (ctx) => {
      await subscriberByMail(ctx, { email: owner, lang: 'de' })
      await ctx.db
        .insertInto('voice.saying')
        .values({
          tenant_id: ctx.tenant.id,
          id: newId(),
          case_id: report.id,
          at: ctx.now,
          email: owner,
          body: 'Vor meiner Haustür',
          photos: 0,
        })
        .execute()
    })
    return report
  }

  it('shows and ends nothing of hers in the account of whoever claims the report', async () => {
    await begin()
    const bait = await accounts.report({ email: owner })
    const client = await accounts.signedIn('angreifer@example.org')
    expect((await client.post(`/status/${bait.trackingToken}/konto`)).status).toBe(303)
    const all = await text(client, '/konto/daten/auskunft.json')
    expect(all).toContain(bait.number)
    expect(all).not.toContain('Vor meiner Haustür')
    expect((await client.post('/konto/daten/loeschung', { wort: 'ja' })).status).toBe(303)
    await town.drain()
    expect(await kept()).toEqual({ said: 1, follows: 1, near: 1 })
  })

  it('is hers once her account has confirmed it, and the reports that she only followed stay', async () => {
    const [followed] = await town.tx('system', (ctx) =>
      ctx.db
        .selectFrom('voice.saying')
        .select('case_id')
        .where('tenant_id', '=', ctx.tenant.id)
        .where('email', '=', owner)
        .execute(),
    )
    const { number } = await town.tx('system', (ctx) => visibleCase(ctx, followed!.case_id))
    const client = await accounts.signedIn(owner)
    const all = await text(client, '/konto/daten/auskunft.json')
    expect(all).toContain('Vor meiner Haustür')
    // With what she follows, and without what somebody reported in her name.
    expect(JSON.parse(all).cases).toMatchObject([{ number, role: 'follower' }])
    expect((await client.post('/konto/daten/loeschung', { wort: 'ja' })).status).toBe(303)
    await town.drain()
    expect(await kept()).toEqual({ said: 0, follows: 0, near: 0 })
    const left = await town.tx('system', (ctx) => visibleCase(ctx, followed!.case_id))
    expect(left).toMatchObject({ status: 'open', anonymisedAt: null })
  })

  it('of a closed report of which its only follower goes, the words stay', async () => {
    const report = await begin()
    await town.tx(await asHead(), (ctx) => closeCase(ctx, report.id, { outcome: 'fixed' }))
    const [party] = await town.tx('system', (ctx) =>
      ctx.db
        .selectFrom('cases.party')
        .select('party_id')
        .where('tenant_id', '=', ctx.tenant.id)
        .where('case_id', '=', report.id)
        .execute(),
    )
    const lines = await town.tx('system', (ctx) => erasePeople(ctx, [party!.party_id]))
    expect(lines).toMatchObject([{ does: 'leave', kept: null }])
    expect(await town.tx('system', (ctx) => visibleCase(ctx, report.id))).toMatchObject({
      anonymisedAt: null,
    })
  })
})

describe('a trust level', () => {
  const vouched = (subject: string, level: TrustLevel, more = {}) => ({
    provider: 'p1',
    subject,
    level,
    ...more,
  })
  const session = async (subject: string, level: TrustLevel, more = {}) => {
    const begun = await town.tx(anonymous, (ctx) => signInByProvider(ctx, vouched(subject, level, more), {}))
    const client = accounts.visitor()
    client.cookies.set('konto', begun!.token)
    return { client, begun: begun! }
  }

  it('is the sign-in’s: by link the same person is less sure again', async () => {
    const { client, begun } = await session('s1', 'substantial', {
      name: 'Erika Müßig',
      verifiedEmail: 'erika@example.org',
    })
    expect((await accounts.citizen(client))?.level).toBe('substantial')
    const byLink = await accounts.signedIn('erika@example.org')
    expect(await accounts.citizen(byLink)).toMatchObject({ id: begun.account, level: 'none' })
    expect((await accounts.citizen((await session('s1', 'low')).client))?.level).toBe('low')
  })

  it('a provider’s word for an address opens nobody’s account', async () => {
    await accounts.signedIn('opfer@example.org')
    const { client } = await session('s2', 'high', { verifiedEmail: 'opfer@example.org' })
    const victim = await accounts.signedIn('opfer@example.org')
    expect((await accounts.citizen(client))?.id).not.toBe((await accounts.citizen(victim))?.id)
  })

  it('nobody locks themselves out', async () => {
    const { client } = await session('s3', 'low')
    expect((await client.post('/konto/zugang/anbieter/p1/ende')).status).toBe(409)
    const { client: other } = await session('s4', 'low', { verifiedEmail: 's4@example.org' })
    expect((await other.post('/konto/zugang/anbieter/p1/ende')).status).toBe(303)
  })

  it('passkey sessions say how they began', async () => {
    const citizen = await accounts.citizen(ada)
    const token = await town.tx(anonymous, (ctx) =>
      beginCitizenSession(ctx, citizen!.id, { method: 'passkey', level: 'none' }),
    )
    const client = accounts.visitor()
    client.cookies.set('konto', token)
    expect(await text(client, '/konto/zugang')).toContain('mit Passkey angemeldet')
  })
})

describe('the town', () => {
  it('is told of two parties of one address, of the account and of a report before it', async () => {
    await accounts.report({ name: 'A. Lukasiewicz', email: 'ada@example.org' })
    await town.tx('system', (ctx) => findDoubles(ctx))
    const own = (await accounts.citizen(ada))!.parties[0]!
    const rows = await town.tx('system', (ctx) =>
      ctx.db
        .selectFrom('parties.double')
        .select('reasons')
        .where('tenant_id', '=', ctx.tenant.id)
        .where((eb) => eb.or([eb('a', '=', own), eb('b', '=', own)]))
        .execute(),
    )
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.every((row) => row.reasons.includes('email'))).toBe(true)
  })
})

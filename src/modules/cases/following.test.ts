import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createParty } from '#modules/parties/index.ts'
import { placeHold } from '#modules/privacy/index.ts'
import { type NewReport, submit } from '#modules/reports/index.ts'
import { type Actor, anonymous } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { somewhere, type TestTown, testTown } from '../../../test/helpers.ts'
import { addAsFollower } from './adding.ts'
import { closeCase } from './closing.ts'
import { mayReadFile } from './files-of-case.ts'
import { followAs, followableCase, support, supporterKey } from './following.ts'
import { askToFollow, caseToFollow, confirmFollowing, forgetFollowRequests } from './following-by-mail.ts'
import { mergedCases } from './merged.ts'
import { mergeCases, unmergeCase } from './merging.ts'
import { messagesOf } from './messages.ts'
import { ownCases } from './own.ts'
import { peopleOf } from './people.ts'
import { scheduleCase } from './planning.ts'
import { reopenCase } from './reopening.ts'
import { restrictCase } from './restricting.ts'
import { erasePeople } from './retention-people.ts'
import { reply } from './speaking.ts'
import { stopNotifying } from './stopping.ts'
import { subjectCases } from './subject-export-cases.ts'
import { holderByToken, trackingToken } from './tracking.ts'
import { visibleCase } from './visible.ts'
import { waitingFor } from './waiting.ts'

let town: TestTown
beforeAll(async () => {
  town = await testTown()
})
afterAll(() => town.close())

const report = (more: Partial<NewReport> = {}) =>
  town.tx('system', (ctx) =>
    submit(ctx, {
      id: newId(),
      category: 'schlagloch',
      text: 'Tiefes Loch',
      place: somewhere,
      address: null,
      placedBy: 'map',
      answers: {},
      reporter: { name: 'Erika Müßig', email: `r${newId()}@example.org`, lang: 'de' },
      channel: 'web',
      ...more,
    }),
  )
const asAnybody = <R>(run: (ctx: Ctx) => Promise<R>) => town.tx(anonymous, run)
const mails = (to?: string) =>
  town.tx('system', (ctx) => {
    let query = ctx.db
      .selectFrom('platform.mail')
      .select(['recipient', 'subject', 'body_text', 'headers'])
      .where('tenant_id', '=', ctx.tenant.id)
      .orderBy('id')
    if (to) query = query.where('recipient', '=', to)
    return query.execute()
  })
const lastTo = async (to: string) => (await mails(to)).at(-1)!

/** Follows by mail, as somebody does who opens the letter. Answers the token of the letter. */
async function follow(id: Uuid, email: string, key: Buffer | null = null): Promise<string> {
  await asAnybody(async (ctx) =>
    askToFollow(ctx, await followableCase(ctx, id), { email, supporter: key, to: (t) => `/folgen/${t}` }),
  )
  const token = /\/folgen\/([\w-]{22})/.exec((await lastTo(email)).body_text)![1]!
  await asAnybody((ctx) => confirmFollowing(ctx, token))
  return token
}
const waitingOf = async (id: Uuid) => (await town.tx('system', (ctx) => waitingFor(ctx, [id]))).get(id)!
const waiting = async (id: Uuid) => (await waitingOf(id)).people
const staff = () => town.staff(town.ids.clerk)

describe('following', () => {
  test('takes a yes by mail, once; what was said before the yes becomes theirs with it', async () => {
    const it = await report()
    const visitor = { browser: 'browser', fresh: false, address: '192.0.2.7' }
    await asAnybody(async (ctx) => {
      const c = await followableCase(ctx, it.number)
      expect(await support(ctx, c, visitor)).toBe('counted')
      expect(await support(ctx, c, visitor)).toBe('known')
      const key = await supporterKey(ctx, c, visitor.browser)
      const message = await addAsFollower(ctx, c.id, { body: 'Es wird größer', photos: [], party: null })
      await askToFollow(ctx, c, {
        email: 'Fina@Example.org',
        supporter: key,
        added: { message, files: [] },
        to: (t) => `/folgen/${t}`,
      })
    })
    // Not sure of whom, they are counted apart.
    expect(await waitingOf(it.id)).toEqual({ people: 1, others: 1 })
    const token = /\/folgen\/([\w-]{22})/.exec((await lastTo('fina@example.org')).body_text)![1]!
    // Looking uses nothing up; whatever is no such link looks the same.
    expect((await asAnybody((ctx) => caseToFollow(ctx, token))).id).toBe(it.id)
    for (const bad of ['A'.repeat(22), '', `${token.slice(0, 21)}_`])
      await expect(asAnybody((ctx) => confirmFollowing(ctx, bad))).rejects.toMatchObject({ status: 404 })
    await expect(
      town.tx(anonymous, (ctx) => confirmFollowing(ctx, token), town.other.tenant),
    ).rejects.toMatchObject({ status: 404 })
    await asAnybody((ctx) => confirmFollowing(ctx, token))
    await expect(asAnybody((ctx) => confirmFollowing(ctx, token))).rejects.toMatchObject({ status: 404 })
    // The same person, no longer only counted; and by no way of writing their address a second one.
    expect(await waitingOf(it.id)).toEqual({ people: 2, others: 0 })
    for (const again of ['fina@example.org', 'fina+laterne@example.org']) await follow(it.id, again)
    expect(await waitingOf(it.id)).toEqual({ people: 2, others: 0 })
    const party = await partyOf('fina@example.org')
    // Nor by an account beside the letter, which is a party of its own.
    await asAnybody(async (ctx) => {
      const account = createParty(ctx, { email: 'Fina@example.org', lang: 'de' })
      await followAs(ctx, await followableCase(ctx, it.id), account)
    })
    expect(await waitingOf(it.id)).toEqual({ people: 2, others: 0 })
    const [, said] = await town.tx('system', async (ctx) =>
      messagesOf(ctx, await visibleCase(ctx, it.id), 'internal'),
    )
    expect(said).toMatchObject({ body: 'Es wird größer', visibility: 'internal', authorId: party })
    // The reporter does not read it, nor the public.
    for (const audience of ['parties', 'public'] as const)
      expect(
        await town.tx(
          'system',
          async (ctx) => (await messagesOf(ctx, await visibleCase(ctx, it.id), audience)).length,
        ),
      ).toBe(1)
    // What is known of them is told to them (Art. 15): their own word, not the reporter's.
    const told = await town.tx('system', (ctx) => subjectCases(ctx, [party]))
    expect(told[0]).toMatchObject({ role: 'follower', messages: [{ from: 'you', text: 'Es wird größer' }] })
  })

  test('is for public reports that are open; others are not there', async () => {
    const secret = await report({ category: 'person' })
    const done = await report()
    const restricted = await report()
    await town.tx('system', (ctx) => closeCase(ctx, done.id, { outcome: 'fixed' }))
    await town.tx(await staff(), (ctx) =>
      restrictCase(ctx, restricted.id, {
        reason: 'other',
        named: { accounts: [town.ids.clerk], unit: null },
      }),
    )
    for (const number of [secret.number, restricted.number, '2026-999999', 'quatsch', '%00'])
      for (const actor of [anonymous, await staff()] as Actor[])
        await expect(town.tx(actor, (ctx) => followableCase(ctx, number))).rejects.toMatchObject({
          status: 404,
        })
    await expect(asAnybody((ctx) => followableCase(ctx, done.number))).rejects.toMatchObject({ status: 409 })
    // Staff of another unit may follow what everybody may see.
    const open = await report()
    expect(
      (await town.tx(await town.staff(town.ids.gardener), (ctx) => followableCase(ctx, open.number))).id,
    ).toBe(open.id)
  })

  test('opens nothing of the case: no conversation, no photo, no place in the own list', async () => {
    const it = await report()
    await follow(it.id, 'neugier@example.org')
    const party = await partyOf('neugier@example.org')
    const guessed = await town.tx('system', (ctx) => trackingToken(ctx, it.id, party))
    expect(await asAnybody((ctx) => holderByToken(ctx, guessed))).toBeNull()
    const citizen: Actor = { kind: 'citizen', id: newId(), name: 'N', level: 'none', parties: [party] }
    expect(await town.tx(citizen, (ctx) => ownCases(ctx))).toEqual([])
    expect(
      await town.tx(citizen, (ctx) =>
        mayReadFile(
          ctx,
          { id: newId(), folder: it.id, visibility: 'parties', restricted: false, redacted: false },
          'public',
        ),
      ),
    ).toBe(false)
    // Whoever works the case sees how many wait, not who.
    const c = await town.tx('system', (ctx) => visibleCase(ctx, it.id))
    expect((await town.tx('system', (ctx) => peopleOf(ctx, c))).map((p) => p.role)).toEqual(['reporter'])
  })

  test('brings what is public, in a letter of its own with a way out, and not a word meant for others', async () => {
    const it = await report({ reporter: { name: 'Geheim Name', email: 'meldend@example.org', lang: 'de' } })
    await follow(it.id, 'hoert@example.org')
    await town.drain()
    await town.tx(await staff(), (ctx) =>
      reply(ctx, it.id, { body: 'Nur für Sie: Kanzlei', visibility: 'parties' }),
    )
    await town.tx(await staff(), (ctx) =>
      reply(ctx, it.id, { body: 'Wir kommen bald', visibility: 'public' }),
    )
    await town.tx(await staff(), (ctx) =>
      scheduleCase(ctx, it.id, { at: new Date(ctx.now.getTime() + 86_400_000) }),
    )
    await town.tx(await staff(), (ctx) => closeCase(ctx, it.id, { outcome: 'fixed', note: 'Ist zu.' }))
    await town.drain()
    await town.drain()
    const got = (await mails('hoert@example.org')).slice(1)
    expect(got.map((m) => m.subject)).toEqual([
      `Meldung ${it.number}: Neues von der Stadt`,
      `Meldung ${it.number}: Termin steht fest`,
      `Meldung ${it.number}: behoben`,
    ])
    const all = got.map((m) => m.body_text).join()
    expect(all).toContain('Ist zu.')
    for (const secret of ['Kanzlei', 'Geheim', 'meldend@', '/status/']) expect(all).not.toContain(secret)
    for (const m of got) {
      expect((m.headers as Record<string, string>)['List-Unsubscribe']).toContain('/abmelden/')
      expect(m.body_text).toContain(`/meldungen/${it.number}`)
    }
    expect((await mails('meldend@example.org')).length).toBe(5)
  })

  test('ends by the letter’s link, and nothing of the address stays; so it does on request', async () => {
    const it = await report()
    await follow(it.id, 'genug@example.org')
    await town.tx('system', (ctx) => reopenCase(ctx, it.id, { note: '' })).catch(() => {})
    await town.tx(await staff(), (ctx) => reply(ctx, it.id, { body: 'Gleich', visibility: 'public' }))
    await town.drain()
    const stop = /\/abmelden\/([\w-]+)/.exec((await lastTo('genug@example.org')).body_text)![1]!
    const party = await partyOf('genug@example.org')
    expect(await asAnybody((ctx) => stopNotifying(ctx, stop))).toBe(true)
    expect(await waiting(it.id)).toBe(1)
    const gone = await town.tx('system', (ctx) =>
      ctx.db
        .selectFrom('parties.party')
        .select(['email', 'erased_at'])
        .where('tenant_id', '=', ctx.tenant.id)
        .where('id', '=', party)
        .executeTakeFirstOrThrow(),
    )
    expect(gone.email).toBeNull()
    expect(gone.erased_at).not.toBeNull()
    await follow(it.id, 'weg@example.org')
    const other = await partyOf('weg@example.org')
    const lines = await town.tx('system', (ctx) => erasePeople(ctx, [other]))
    expect(lines).toMatchObject([{ case: it.id, does: 'leave', kept: null }])
    expect(await waiting(it.id)).toBe(1)
  })

  test('is asked in vain with too many letters, and forgets an address that never said yes', async () => {
    const it = await report()
    for (let i = 0; i < 7; i++)
      await asAnybody(async (ctx) =>
        askToFollow(ctx, await followableCase(ctx, it.id), {
          email: 'opfer@example.org',
          supporter: null,
          to: (t) => `/folgen/${t}`,
        }),
      )
    expect((await mails('opfer@example.org')).length).toBe(5)
    for (const bad of ['keine', '@example.org', 'zwei @example.org', ''])
      await expect(
        asAnybody(async (ctx) =>
          askToFollow(ctx, await followableCase(ctx, it.id), { email: bad, supporter: null, to: () => '' }),
        ),
      ).rejects.toMatchObject({ code: 'case.follow_email' })
    town.clock.advance({ hours: 49 })
    await town.tx('system', forgetFollowRequests)
    const left = await town.tx('system', (ctx) =>
      ctx.db
        .selectFrom('cases.follow_request')
        .select('email')
        .where('tenant_id', '=', ctx.tenant.id)
        .execute(),
    )
    expect(left).toEqual([])
  })
})

const partyOf = (email: string): Promise<Uuid> =>
  town.tx('system', async (ctx) => {
    const row = await ctx.db
      .selectFrom('parties.party')
      .select('id')
      .where('tenant_id', '=', ctx.tenant.id)
      .where('email', '=', email)
      .executeTakeFirstOrThrow()
    return row.id
  })

describe('merging', () => {
  const email = (who: string) => ({ name: who, email: `${who}@example.org`, lang: 'de' })
  const snapshot = (id: Uuid) =>
    town.tx('system', (ctx) =>
      ctx.db
        .selectFrom('cases.case')
        .select([
          'status',
          'outcome',
          'due_at',
          'scheduled_for',
          'closed_at',
          'assignee_id',
          'unit_id',
          'public',
        ])
        .where('tenant_id', '=', ctx.tenant.id)
        .where('id', '=', id)
        .executeTakeFirstOrThrow(),
    )

  test('brings people and words together, tells each once, and is undone to the letter', async () => {
    const kept = await report({ reporter: email('anna') })
    const dup = await report({ reporter: email('bert'), text: 'Auch ein Loch' })
    await follow(kept.id, 'folgt-anna@example.org')
    await follow(dup.id, 'folgt-bert@example.org')
    // Follows the other one too: one letter.
    await follow(dup.id, 'folgt-anna@example.org')
    await town.tx(await staff(), (ctx) =>
      scheduleCase(ctx, dup.id, { at: new Date(ctx.now.getTime() + 3 * 86_400_000) }),
    )
    await town.drain()
    const before = await snapshot(dup.id)
    const sent = (await mails()).length
    await town.tx(await staff(), (ctx) => mergeCases(ctx, dup.id, { into: kept.id, note: 'Danke!' }))
    await town.drain()
    const news = (await mails()).slice(sent)
    expect(news.map((m) => m.recipient).sort()).toEqual([
      'bert@example.org',
      'folgt-anna@example.org',
      'folgt-bert@example.org',
    ])
    expect(news.find((m) => m.recipient.startsWith('bert'))!.body_text).toContain(
      `Meldung ${kept.number} zusammengeführt`,
    )
    expect(await snapshot(dup.id)).toMatchObject({ status: 'closed', outcome: 'duplicate' })
    // Two who reported it and two who follow; one of them follows both.
    expect(await waiting(kept.id)).toBe(4)
    expect((await town.tx(await staff(), (ctx) => mergedCases(ctx, kept.id))).map((c) => c.id)).toEqual([
      dup.id,
    ])
    // Who waits for the merged one follows the one that is kept.
    expect((await asAnybody((ctx) => followableCase(ctx, dup.number))).id).toBe(kept.id)
    const types = async (id: Uuid) =>
      town.tx('system', async (ctx) =>
        (
          await ctx.db
            .selectFrom('platform.event')
            .select('type')
            .where('tenant_id', '=', ctx.tenant.id)
            .where('stream', '=', id)
            .orderBy('seq')
            .execute()
        ).map((e) => e.type),
      )
    expect(await types(kept.id)).toContain('case.merged')

    const mark = (await mails()).length
    await town.tx(await staff(), (ctx) => reply(ctx, kept.id, { body: 'Öffentlich', visibility: 'public' }))
    await town.tx(await staff(), (ctx) => reply(ctx, kept.id, { body: 'Nur Anna', visibility: 'parties' }))
    await town.drain()
    const heard = (await mails()).slice(mark)
    expect(
      heard
        .filter((m) => m.body_text.includes('Öffentlich'))
        .map((m) => m.recipient)
        .sort(),
    ).toEqual(['anna@example.org', 'bert@example.org', 'folgt-anna@example.org', 'folgt-bert@example.org'])
    expect(heard.filter((m) => m.body_text.includes('Nur Anna')).map((m) => m.recipient)).toEqual([
      'anna@example.org',
    ])

    await town.tx(await staff(), (ctx) => unmergeCase(ctx, dup.id))
    await town.drain()
    expect(await snapshot(dup.id)).toEqual(before)
    expect(await waiting(kept.id)).toBe(2)
    expect(await waiting(dup.id)).toBe(3)
    expect((await mails('bert@example.org')).at(-1)!.subject).toContain('wieder für sich')
    await expect(town.tx(await staff(), (ctx) => unmergeCase(ctx, dup.id))).rejects.toMatchObject({
      status: 409,
    })
    expect((await types(kept.id)).slice(-1)).toEqual(['case.parted'])
    expect((await types(dup.id)).slice(-1)).toEqual(['case.unmerged'])
  })

  test('asks for the right at both, for both open, and refuses what would let something out', async () => {
    const [a, b, tree] = [await report(), await report(), await report({ category: 'baum' })]
    const merge = async (id: Uuid, into: Uuid, account = town.ids.clerk) =>
      town.tx(await town.staff(account), (ctx) => mergeCases(ctx, id, { into }))
    await expect(merge(a.id, a.id)).rejects.toMatchObject({ code: 'case.own_duplicate' })
    await expect(merge(a.id, tree.id)).rejects.toMatchObject({ status: 404 })
    await expect(merge(a.id, b.id, town.ids.gardener)).rejects.toMatchObject({ status: 404 })
    await expect(merge(a.id, b.id, town.ids.worker)).rejects.toMatchObject({ status: 404 })
    await expect(merge(a.id, b.id, town.ids.admin)).rejects.toMatchObject({ status: 403 })
    await expect(merge(a.id, newId())).rejects.toMatchObject({ status: 404 })
    const foreign = await town.tx('system', (ctx) => visibleCase(ctx, a.id))
    await expect(
      town.tx(
        await town.staff(town.other.ids.clerk, town.other.tenant),
        (ctx) => mergeCases(ctx, foreign.id, { into: b.id }),
        town.other.tenant,
      ),
    ).rejects.toMatchObject({ status: 404 })
    await expect(
      town.tx(await staff(), (ctx) => mergeCases(ctx, a.id, { into: b.id, versions: { case: 1, into: 99 } })),
    ).rejects.toMatchObject({ status: 409 })
    await town.tx(await staff(), (ctx) =>
      restrictCase(ctx, b.id, { reason: 'other', named: { accounts: [town.ids.clerk], unit: null } }),
    )
    await expect(merge(a.id, b.id)).rejects.toMatchObject({ code: 'case.merge_restricted' })
    await expect(merge(b.id, a.id)).rejects.toMatchObject({ code: 'case.merge_restricted' })
    const done = await report()
    await town.tx('system', (ctx) => closeCase(ctx, done.id, { outcome: 'fixed' }))
    await expect(merge(a.id, done.id)).rejects.toMatchObject({ status: 409 })
    // Both directions at once: one wins, nothing is half done.
    const [x, y] = [await report(), await report()]
    const both = await Promise.allSettled([merge(x.id, y.id), merge(y.id, x.id)])
    expect(both.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('with one that is not public publishes nothing, and still tells when it is done', async () => {
    const hidden = await report({ category: 'person', reporter: email('privat'), text: 'Privater Anlass' })
    const open = await report({ category: 'baum', reporter: email('offen') })
    await follow(open.id, 'folgt-offen@example.org')
    await town.tx('system', (ctx) => mergeCases(ctx, open.id, { into: hidden.id }))
    await town.drain()
    const gardener = await town.staff(town.ids.gardener)
    await town.tx(gardener, (ctx) => reply(ctx, hidden.id, { body: 'Intim', visibility: 'public' }))
    await town.tx(gardener, (ctx) => closeCase(ctx, hidden.id, { outcome: 'fixed', note: 'Auch intim' }))
    await town.drain()
    const got = [...(await mails('offen@example.org')), ...(await mails('folgt-offen@example.org'))]
    expect(got.map((m) => m.subject)).toContain(`Meldung ${open.number}: behoben`)
    const all = got.map((m) => m.subject + m.body_text).join()
    for (const secret of ['ntim', hidden.number, 'Hilflose', 'privat@']) expect(all).not.toContain(secret)
  })

  test('keeps what people wait for: a merged case is forgotten only when the other one is over', async () => {
    const kept = await report({ reporter: email('lang') })
    const dup = await report({ reporter: email('kurz') })
    await town.tx(await staff(), (ctx) => mergeCases(ctx, dup.id, { into: kept.id }))
    const { freeCase } = await import('./holding.ts')
    const { sql } = await import('kysely')
    const free = (id: Uuid) =>
      town.tx('system', async (ctx) => {
        const { rows } =
          await sql`select 1 from cases.case c where c.tenant_id = ${ctx.tenant.id} and c.id = ${id} and ${await freeCase(ctx)}`.execute(
            ctx.db,
          )
        return rows.length === 1
      })
    expect(await free(dup.id)).toBe(false)
    // What was merged into a case that is kept for a court is kept with it, and who followed it is written to no more.
    await follow(kept.id, 'zeuge@example.org')
    const until = new Date(town.clock.now().getTime() + 86_400_000)
    await town.tx('system', (ctx) =>
      placeHold(ctx, { kind: 'case', subject: kept.id, reason: 'Klage', until }),
    )
    await town.tx('system', (ctx) => closeCase(ctx, kept.id, { outcome: 'fixed' }))
    expect([await free(kept.id), await free(dup.id)]).toEqual([false, false])
    const stop = /\/abmelden\/([\w-]+)/
    await town.drain()
    const token = stop.exec((await lastTo('zeuge@example.org')).body_text)![1]!
    await asAnybody((ctx) => stopNotifying(ctx, token))
    await partyOf('zeuge@example.org')
    expect(await waiting(kept.id)).toBe(2)
    town.clock.advance({ days: 2 })
    expect(await free(dup.id)).toBe(true)
    await town.tx('system', (ctx) => reopenCase(ctx, kept.id, { note: '' }))
    // Opened again by itself, it stands by itself.
    await town.tx(await staff(), (ctx) => reopenCase(ctx, dup.id, { note: 'Doch etwas anderes' }))
    expect(await waiting(kept.id)).toBe(1)
    expect(await free(dup.id)).toBe(true)
  })
})

import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { disableAccount, enableAccount } from '#modules/identity/index.ts'
import { addMembership } from '#modules/organisation/index.ts'
import { eventsAfter } from '#modules/webhooks/index.ts'
import { type Actor, anonymous } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import { assignCase, takeCase } from './assigning.ts'
import { aCase } from './case.fixture.ts'
import { changedCases } from './changed.ts'
import { closeCase } from './closing.ts'
import { openInEmergency } from './emergency.ts'
import { handOver } from './handing-over.ts'
import { historyOf } from './history.ts'
import { messagesOf } from './messages.ts'
import { readersOf } from './named.ts'
import type { OpenedCase } from './opening.ts'
import { relatedCases } from './related.ts'
import { liftRestriction, type NewRestriction, restrictCase, restrictionOf } from './restricting.ts'
import { addNote, reply } from './speaking.ts'
import { visibleCase, visibleCases } from './visible.ts'
import { viewCounts, workList } from './work-list.ts'

let town: TestTown
let [worker, clerk, head, admin, gardener]: (Actor & { kind: 'staff' })[] = []
const machine: Actor = { kind: 'machine', id: crypto.randomUUID(), label: 'm', scopes: ['cases.read'] }
let c: OpenedCase
let roads: Uuid
beforeAll(async () => {
  town = await testTown()
  roads = town.ids.roads
  ;[worker, clerk, head, admin, gardener] = await Promise.all(
    (['worker', 'clerk', 'head', 'admin', 'gardener'] as const).map((who) => town.staff(town.ids[who])),
  )
})
beforeEach(async () => {
  c = await town.tx('system', (ctx) => aCase(ctx, town.ids.roadTeam))
})
afterAll(() => town.close())

const limit = (accounts: Uuid[], more: Partial<NewRestriction> & { unit?: Uuid } = {}) =>
  town.tx(clerk!, (ctx) =>
    restrictCase(ctx, c.id, {
      reason: 'health',
      named: { accounts, unit: more.unit ?? null },
      ...more,
    }),
  )
const sees = (actor: Actor): Promise<boolean> =>
  town.tx(actor, (ctx) =>
    visibleCase(ctx, c.id).then(
      () => true,
      () => false,
    ),
  )
const holder = (): Actor => ({ kind: 'holder', case: c.id, party: c.reporterId })

describe('a restricted case', () => {
  it('is there for the named alone, and for whoever brought it', async () => {
    await limit([clerk!.id])
    for (const actor of [worker!, head!, admin!, gardener!, machine, anonymous])
      expect([actor.kind, await sees(actor)]).toEqual([actor.kind, false])
    for (const actor of [clerk!, holder()]) expect(await sees(actor)).toBe(true)
    expect(await town.tx(clerk!, (ctx) => visibleCase(ctx, c.number))).toMatchObject({
      restricted: true,
      public: false,
    })
  })

  it('may be open to people of other offices, who read it and no more', async () => {
    await limit([clerk!.id, gardener!.id])
    expect(await sees(gardener!)).toBe(true)
    await expect(town.tx(gardener!, (ctx) => addNote(ctx, c.id, 'Hallo'))).rejects.toMatchObject({
      status: 403,
    })
  })

  it('is open to a unit with its teams, to those who work there', async () => {
    await limit([], { unit: roads })
    for (const actor of [worker!, clerk!, head!]) expect(await sees(actor)).toBe(true)
    // Rita has a role at that unit, but she only looks after the program.
    for (const actor of [admin!, gardener!]) expect(await sees(actor)).toBe(false)
    expect(await town.tx(clerk!, (ctx) => readersOf(ctx, c))).toMatchObject({ accounts: [], units: [roads] })
  })

  it('is not open to deputies who are not named', async () => {
    await limit([clerk!.id])
    const deputy = { ...gardener!, grants: clerk!.grants.map((g) => ({ ...g, for: clerk!.id })) }
    expect(await sees(deputy)).toBe(false)
    await limit([], { unit: roads })
    expect(await sees(deputy)).toBe(false)
  })

  it('keeps the actor in, unless they say otherwise, and never is for nobody', async () => {
    await expect(limit([worker!.id])).rejects.toMatchObject({ code: 'case.locks_oneself_out' })
    await expect(limit([])).rejects.toMatchObject({ code: 'case.nobody_named' })
    await expect(limit([crypto.randomUUID()])).rejects.toMatchObject({ code: 'case.no_such_colleague' })
    await limit([worker!.id], { withoutMe: true })
    expect(await sees(clerk!)).toBe(false)
    expect(await sees(worker!)).toBe(true)
  })

  it('needs the permission, here', async () => {
    const restrict = (ctx: Ctx) =>
      restrictCase(ctx, c.id, { reason: 'other', named: { accounts: [worker!.id], unit: null } })
    await expect(town.tx(worker!, restrict)).rejects.toMatchObject({ status: 403 })
    await expect(town.tx(gardener!, restrict)).rejects.toMatchObject({ status: 404 })
  })

  it('is in no list, count, feed or hint of others', async () => {
    const other = await town.tx('system', (ctx) => aCase(ctx, town.ids.roadTeam))
    const look = (actor: Actor) =>
      town.tx(actor, async (ctx) => {
        return {
          list: (await workList(ctx, { view: 'unit' }, 500)).cases.some((one) => one.id === c.id),
          count: (await viewCounts(ctx)).unit,
          changed: (await changedCases(ctx, {}, 500)).cases.some((one) => one.id === c.id),
          related: (await relatedCases(ctx, await visibleCase(ctx, other.id), { limit: 200 })).some(
            (one) => one.case.id === c.id,
          ),
        }
      })
    const heard = async () => {
      await town.drain()
      const all = { after: 0, limit: 10_000, window: 1_000_000 }
      const { events } = await town.tx(machine, (ctx) => eventsAfter(ctx, all))
      return events.filter((e) => e.case === c.number).map((e) => e.type)
    }
    const before = await look(head!)
    const mine = await look(clerk!)
    expect(before).toMatchObject({ list: true, changed: true, related: true })
    expect(await heard()).toContain('case.opened')
    await limit([clerk!.id])
    const nothing = { list: false, count: before.count - 1, changed: false, related: false }
    expect(await look(head!)).toEqual(nothing)
    expect(await look(clerk!)).toEqual(mine)
    expect(await heard()).toEqual([])
    expect((await look(machine)).changed).toBe(false)
  })

  it('is worked on by the named only', async () => {
    await town.tx(clerk!, (ctx) => assignCase(ctx, c.id, worker!.id))
    await limit([clerk!.id])
    expect(await town.tx(clerk!, (ctx) => visibleCase(ctx, c.id))).toMatchObject({ assigneeId: null })
    await expect(town.tx(clerk!, (ctx) => assignCase(ctx, c.id, worker!.id))).rejects.toMatchObject({
      code: 'case.not_named',
    })
    await town.tx(clerk!, (ctx) => takeCase(ctx, c.id))
    const over = () => town.tx(clerk!, (ctx) => handOver(ctx, c.id, { unitId: town.ids.parks }))
    await expect(over()).rejects.toMatchObject({ code: 'case.unseen_there' })
    await limit([clerk!.id, gardener!.id])
    await over()
    expect(await sees(gardener!)).toBe(true)
  })

  it('stays what it is for whoever opened it in an emergency, unless nobody else is left', async () => {
    await limit([clerk!.id])
    await town.tx(head!, (ctx) =>
      openInEmergency(ctx, { number: c.number, reason: 'Das Kind ist allein zu Hause, niemand erreichbar.' }),
    )
    const take = () =>
      town.tx(head!, (ctx) =>
        restrictCase(ctx, c.id, { reason: 'health', named: { accounts: [head!.id], unit: null } }),
      )
    await expect(take()).rejects.toMatchObject({ code: 'case.not_named' })
    await expect(town.tx(head!, (ctx) => liftRestriction(ctx, c.id))).rejects.toMatchObject({
      code: 'case.not_named',
    })
    await town.tx('system', (ctx) => disableAccount(ctx, clerk!.id))
    await take()
    await town.tx('system', (ctx) => enableAccount(ctx, clerk!.id))
    expect([await sees(head!), await sees(clerk!)]).toEqual([true, false])
  })

  it('cannot be named by an open one as what it repeats', async () => {
    const twin = await town.tx('system', (ctx) => aCase(ctx, town.ids.roadTeam))
    await limit([clerk!.id])
    await expect(
      town.tx(clerk!, (ctx) => closeCase(ctx, twin.id, { outcome: 'duplicate', duplicateOf: c.number })),
    ).rejects.toMatchObject({ code: 'case.original_restricted' })
  })

  it('is everybody’s again when it is lifted; public only when somebody says so', async () => {
    await limit([clerk!.id])
    await limit([clerk!.id, worker!.id], { reason: 'personnel' })
    const known = await town.tx(clerk!, async (ctx) => restrictionOf(ctx, await visibleCase(ctx, c.id)))
    expect(known).toMatchObject({ reason: 'personnel', wasPublic: true, by: clerk!.id })
    await town.tx(clerk!, (ctx) => liftRestriction(ctx, c.id))
    expect([await sees(head!), await sees(anonymous)]).toEqual([true, false])
    await limit([clerk!.id])
    await town.tx(clerk!, (ctx) => liftRestriction(ctx, c.id))
    expect(await sees(anonymous)).toBe(false) // it was not public when it was restricted the second time
    const lift = town.tx(clerk!, (ctx) => liftRestriction(ctx, c.id))
    await expect(lift).rejects.toMatchObject({ code: 'case.not_restricted' })
    c = await town.tx('system', (ctx) => aCase(ctx, town.ids.roadTeam))
    await limit([clerk!.id])
    await town.tx(clerk!, (ctx) => liftRestriction(ctx, c.id, { publish: true }))
    expect(await sees(anonymous)).toBe(true)
  })

  it('is told of to whoever is newly named, by number only, out of sight of the mail’s keepers', async () => {
    await limit([clerk!.id, worker!.id])
    await limit([clerk!.id, worker!.id, gardener!.id])
    await town.drain()
    const mails = await town.tx('system', (ctx) =>
      ctx.db
        .selectFrom('platform.mail')
        .select(['recipient', 'subject', 'restricted'])
        .where('tenant_id', '=', ctx.tenant.id)
        .where('stream', '=', c.id)
        .execute(),
    )
    const told = mails.filter((m) => m.subject.includes('für Sie freigegeben'))
    expect(told.map((m) => m.recipient).sort()).toEqual([
      expect.stringContaining('gardener@'),
      expect.stringContaining('worker@'),
    ])
    expect(mails.every((m) => m.restricted)).toBe(true)
  })

  it('cannot be public, whoever writes the row', async () => {
    await limit([clerk!.id])
    const publish = town.tx('system', async (ctx) =>
      ctx.send('update cases.case set public = true where tenant_id = $1 and id = $2', [ctx.tenant.id, c.id]),
    )
    await expect(publish).rejects.toMatchObject({ code: '23514' })
  })

  it('opens to whoever comes into a named unit, and closes to whoever leaves it', async () => {
    await limit([clerk!.id], { unit: town.ids.parks })
    expect(await sees(worker!)).toBe(false)
    await town.tx('system', (ctx) =>
      addMembership(ctx, { account: worker!.id, unit: town.ids.parks, role: 'clerk' }),
    )
    expect(await sees(await town.staff(worker!.id))).toBe(true)
  })
})

describe('a restricted part', () => {
  const words = (actor: Actor) =>
    town.tx(actor, async (ctx) => {
      const it = await visibleCase(ctx, c.id)
      const history = await historyOf(ctx, it, 'internal')
      return {
        messages: (await messagesOf(ctx, it, 'internal')).map((m) => m.body),
        types: history.map((e) => e.event.type),
        seqs: history.map((e) => e.event.seq),
        version: it.version,
        updated: it.updatedAt.getTime(),
      }
    })

  it('is there for the named and its author; the rest of the case stays open without a gap', async () => {
    const before = await words(head!)
    town.clock.advance({ minutes: 1 })
    await town.tx(clerk!, (ctx) =>
      addNote(ctx, c.id, 'Attest liegt vor', undefined, { accounts: [worker!.id], unit: null }),
    )
    expect(await words(head!)).toEqual(before)
    town.clock.advance({ minutes: 1 })
    await town.tx(head!, (ctx) => addNote(ctx, c.id, 'Für alle'))
    expect(await words(head!)).toMatchObject({
      messages: ['Tiefes Loch in der Fahrbahn', 'Für alle'],
      types: ['case.opened', 'case.noted'],
      seqs: [1, 2],
      version: before.version + 1,
    })
    expect(await words(machine)).toEqual(await words(head!))
    for (const actor of [clerk!, worker!])
      expect(await words(actor)).toMatchObject({
        messages: ['Tiefes Loch in der Fahrbahn', 'Attest liegt vor', 'Für alle'],
        seqs: [1, 2, 3],
      })
  })

  it('may be a reply: the reporter gets it, the public and other colleagues do not', async () => {
    await town.tx(clerk!, (ctx) =>
      reply(ctx, c.id, {
        body: 'Nur für Sie',
        visibility: 'public',
        only: { accounts: [], unit: town.ids.parks },
      }),
    )
    const read = (actor: Actor, audience: 'public' | 'parties' | 'internal') =>
      town.tx(actor, async (ctx) =>
        (await messagesOf(ctx, await visibleCase(ctx, c.id), audience)).map((m) => m.body),
      )
    expect(await read(holder(), 'parties')).toContain('Nur für Sie')
    expect(await read(clerk!, 'internal')).toContain('Nur für Sie')
    expect(await read(head!, 'internal')).not.toContain('Nur für Sie')
    expect(await read(anonymous, 'public')).not.toContain('Nur für Sie')
    await town.drain()
    const { rows } = await town.tx('system', async (ctx) =>
      sql<{ restricted: boolean }>`
        select m.restricted from platform.mail m
        where m.tenant_id = ${ctx.tenant.id} and m.stream = ${c.id} and m.subject like '%neue Nachricht%'`.execute(
        ctx.db,
      ),
    )
    expect(rows).toEqual([{ restricted: true }])
  })

  it('is for people there are', async () => {
    const note = (accounts: Uuid[]) =>
      town.tx(clerk!, (ctx) => addNote(ctx, c.id, 'x', undefined, { accounts, unit: null }))
    await expect(note([])).rejects.toMatchObject({ code: 'case.nobody_named' })
    await expect(note([crypto.randomUUID()])).rejects.toMatchObject({ code: 'case.no_such_colleague' })
  })
})

it('one condition for all: no statement of it names another town', async () => {
  const foreign = await town.staff(town.other.ids.head, town.other.tenant)
  const { rows } = await town.tx(
    foreign,
    async (ctx) =>
      sql`select c.id from cases.case c where c.tenant_id = ${ctx.tenant.id} and ${visibleCases(ctx)}`.execute(
        ctx.db,
      ),
    town.other.tenant,
  )
  expect(rows).toEqual([])
})

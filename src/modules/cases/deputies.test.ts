import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  addAbsence,
  addMembership,
  dismiss,
  endDeputyship,
  type NewDeputyship,
  nameDeputy,
  organisation,
  removeAbsence,
} from '#modules/organisation/index.ts'
import { submit } from '#modules/reports/index.ts'
import type { Actor } from '#platform/context/actor.ts'
import { Forbidden, NotFound } from '#platform/errors.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { MONDAY, somewhere, type TestTown, testTown } from '../../../test/helpers.ts'
import { assignCase } from './assigning.ts'
import { closeCase } from './closing.ts'
import { historyOf } from './history.ts'
import { mergeCases } from './merging.ts'
import { addNote } from './speaking.ts'
import { deputisesOn, visibleCase } from './visible.ts'
import { viewCounts, workList } from './work-list.ts'

let town: TestTown
beforeAll(async () => {
  town = await testTown()
})
afterAll(() => town?.close())
beforeEach(async () => {
  town.clock.set(MONDAY)
  for (const { id } of (await town.tx('system', organisation)).deputyships)
    await town.tx('system', (ctx) => endDeputyship(ctx, id))
})

/** A report in the roads department, in the hands of its clerk. */
const reported = async (category = 'schlagloch', to: Uuid | null = town.ids.clerk): Promise<Uuid> => {
  const { id } = await town.tx('system', async (ctx) => {
    const made = await submit(ctx, {
      id: newId(),
      category,
      text: 'Loch',
      place: somewhere,
      address: null,
      placedBy: 'map',
      answers: {},
      reporter: null,
      channel: 'web',
    })
    return made
  })
  if (to) await town.tx('system', (ctx) => assignCase(ctx, id, to))
  return id
}
const in_ = (days: number) => new Date(new Date(MONDAY).getTime() + days * 86_400_000)
const named = (more: Partial<NewDeputyship> = {}, by: Actor | 'system' = 'system') =>
  town.tx(by, (ctx) =>
    nameDeputy(ctx, {
      absent: town.ids.clerk,
      deputy: town.ids.gardener,
      from: town.clock.now(),
      until: in_(14),
      unit: null,
      types: null,
      onlyWhenAbsent: false,
      ...more,
    }),
  )
const ended = (id: Uuid, by: Actor | 'system' = 'system') => town.tx(by, (ctx) => endDeputyship(ctx, id))
const gardener = () => town.staff(town.ids.gardener)
const sees = async (who: Actor, id: Uuid) =>
  town
    .tx(who, (ctx) => visibleCase(ctx, id))
    .then(
      () => true,
      (error) => {
        if (error instanceof NotFound) return false
        throw error
      },
    )
const mine = async (who: Actor) =>
  (await town.tx(who, (ctx) => workList(ctx, { view: 'mine' }, 500))).cases.map((c) => c.id)

test('a merge says on whose behalf a case was ended, whichever of the two is the deputy’s own', async () => {
  await named()
  for (const order of [0, 1]) {
    const pair = [await reported(), await reported('baum', town.ids.gardener)]
    const theirs = pair[0]!
    const own = pair[1]!
    const [ended, kept] = order === 0 ? [theirs, own] : [own, theirs]
    const who = await gardener()
    await town.tx(who, (ctx) => mergeCases(ctx, ended, { into: kept }))
    const history = await town.tx('system', async (ctx) =>
      historyOf(ctx, await visibleCase(ctx, ended), 'internal'),
    )
    const closed = history.find((e) => e.event.type === 'case.closed')!
    expect(closed.event.actor_for).toBe(order === 0 ? town.ids.clerk : null)
  }
})

describe('a deputy', () => {
  test('sees and does the other’s work from the beginning to the end, in their name', async () => {
    const [hers, unit] = [await reported(), await reported('schlagloch', null)]
    const before = await mine(await gardener())
    expect(before).not.toContain(hers)
    await named({ from: in_(1), until: in_(3) })
    expect(await sees(await gardener(), hers)).toBe(false)
    town.clock.set(in_(1))
    const deputy = await gardener()
    expect(await sees(deputy, hers)).toBe(true)
    expect(await sees(deputy, unit)).toBe(true)
    expect(await mine(deputy)).toContain(hers)
    expect(await mine(deputy)).not.toContain(unit)
    const counts = await town.tx(deputy, (ctx) => viewCounts(ctx))
    expect(counts.mine).toBe((await mine(deputy)).length)
    await town.tx(deputy, (ctx) => addNote(ctx, hers, 'Ich kümmere mich.'))
    await town.tx(deputy, (ctx) => closeCase(ctx, hers, { outcome: 'fixed' }))
    const history = await town.tx('system', async (ctx) =>
      historyOf(ctx, await visibleCase(ctx, hers), 'internal'),
    )
    const done = history.filter((e) => ['case.noted', 'case.closed'].includes(e.event.type))
    expect(done.map((e) => [e.event.actor_id, e.event.actor_for, e.by])).toEqual([
      [town.ids.gardener, town.ids.clerk, 'Ole Grün (in Vertretung für Jonas Weiß)'],
      [town.ids.gardener, town.ids.clerk, 'Ole Grün (in Vertretung für Jonas Weiß)'],
    ])
    town.clock.set(in_(3))
    expect(await sees(await gardener(), hers)).toBe(false)
    expect(await mine(await gardener())).toEqual(before)
  })

  test('loses it at once when it is ended, although the page is still open', async () => {
    const id = await reported()
    const deputyship = await named()
    expect(await sees(await gardener(), id)).toBe(true)
    await ended(deputyship)
    expect(await sees(await gardener(), id)).toBe(false)
    await expect(ended(deputyship)).rejects.toThrow(NotFound)
  })

  test('hands nothing on: what they hold for others is nobody’s to pass on', async () => {
    const id = await reported()
    const [one, two] = [await named(), await named({ absent: town.ids.gardener, deputy: town.ids.worker })]
    const worker = await town.staff(town.ids.worker)
    expect(await sees(await gardener(), id)).toBe(true)
    expect(worker.grants.filter((g) => g.for).map((g) => [g.for, g.unit])).toEqual([
      [town.ids.gardener, town.ids.parks],
    ])
    expect(await sees(worker, id)).toBe(false)
    // Nor in a circle.
    const three = await named({ absent: town.ids.worker, deputy: town.ids.clerk })
    const clerk = await town.staff(town.ids.clerk)
    expect(clerk.grants.filter((g) => g.for).map((g) => g.for)).toEqual([town.ids.worker])
    for (const d of [one, two, three]) await ended(d)
  })

  test('does the work, and gets neither administration nor data protection', async () => {
    const d = await Promise.all([
      named({ absent: town.ids.admin }),
      named({ absent: town.ids.officer }),
      named({ absent: town.ids.head }),
    ])
    const lent = (await gardener()).grants.filter((g) => g.for)
    expect(
      lent.flatMap((g) => g.permissions).filter((p) => !/^(cases|files|works|rounds|voice)\./.test(p)),
    ).toEqual([])
    expect(new Set(lent.map((g) => g.for))).toEqual(new Set([town.ids.admin, town.ids.head]))
    for (const id of d) await ended(id)
  })

  test('of a part sees that part: by unit', async () => {
    const [above, below] = [await reported(), await reported()]
    await town.tx('system', (ctx) =>
      ctx.db
        .updateTable('cases.case')
        .set({ unit_id: town.ids.roadTeam })
        .where('tenant_id', '=', ctx.tenant.id)
        .where('id', '=', below)
        .execute(),
    )
    const d = await named({ unit: town.ids.roadTeam })
    const deputy = await gardener()
    expect([await sees(deputy, above), await sees(deputy, below)]).toEqual([false, true])
    const list = await mine(deputy)
    expect([list.includes(above), list.includes(below)]).toEqual([false, true])
    const c = await town.tx('system', (ctx) => visibleCase(ctx, below))
    expect(deputisesOn(deputy, c)).toBe(town.ids.clerk)
    await ended(d)
  })

  test('of a part sees that part: by type of case, also of what lies in the other’s hands', async () => {
    const [hole, other] = [await reported(), await reported()]
    await town.tx('system', (ctx) =>
      ctx.db
        .updateTable('cases.case')
        .set({ type: 'anderes' })
        .where('tenant_id', '=', ctx.tenant.id)
        .where('id', '=', other)
        .execute(),
    )
    const d = await named({ types: ['schlagloch'] })
    const deputy = await gardener()
    expect([await sees(deputy, hole), await sees(deputy, other)]).toEqual([true, false])
    await expect(town.tx(deputy, (ctx) => closeCase(ctx, other, { outcome: 'fixed' }))).rejects.toThrow(
      NotFound,
    )
    await ended(d)
  })

  test('only on days of absence has nothing to do while the other is there', async () => {
    const id = await reported()
    const d = await named({ onlyWhenAbsent: true, until: null })
    expect(await sees(await gardener(), id)).toBe(false)
    await town.tx('system', (ctx) =>
      addAbsence(ctx, { account: town.ids.clerk, from: in_(2), until: in_(4) }),
    )
    town.clock.set(in_(2))
    expect(await sees(await gardener(), id)).toBe(true)
    const person = (await town.tx('system', organisation)).staff.get(town.ids.clerk)!
    expect(person.absentUntil).toEqual(in_(4))
    expect(person.deputies).toEqual([town.ids.gardener])
    town.clock.set(in_(4))
    expect(await sees(await gardener(), id)).toBe(false)
    await ended(d)
  })

  test('acts in their own name where the case is their own business', async () => {
    const id = await reported('schlagloch', null)
    const d = await named({ absent: town.ids.worker, deputy: town.ids.clerk })
    const clerk = await town.staff(town.ids.clerk)
    await town.tx(clerk, (ctx) => addNote(ctx, id, 'Meins.'))
    const history = await town.tx('system', async (ctx) =>
      historyOf(ctx, await visibleCase(ctx, id), 'internal'),
    )
    expect(history.at(-1)!.event.actor_for).toBeNull()
    await ended(d)
  })
})

describe('naming', () => {
  test('is for oneself, and for the heads of one’s office', async () => {
    const [worker, clerk, head, admin] = await Promise.all(
      [town.ids.worker, town.ids.clerk, town.ids.head, town.ids.admin].map((id) => town.staff(id)),
    )
    await expect(named({}, worker!)).rejects.toThrow(Forbidden)
    await expect(named({}, await gardener())).rejects.toThrow(Forbidden)
    for (const who of [clerk!, head!, admin!]) await ended(await named({}, who), who)
    await expect(named({ absent: town.ids.gardener, deputy: town.ids.head }, head!)).rejects.toThrow(
      Forbidden,
    )
  })

  test('of somebody who works in other offices too reaches only as far as one’s own', async () => {
    const head = await town.staff(town.ids.head)
    await town.tx('system', (ctx) =>
      addMembership(ctx, { account: town.ids.clerk, unit: town.ids.parks, role: 'clerk' }),
    )
    await expect(named({ deputy: town.ids.head }, head)).rejects.toMatchObject({
      code: 'deputy.other_offices',
    })
    const d = await named({ deputy: town.ids.head, unit: town.ids.roads }, head)
    const after = await town.staff(town.ids.head)
    expect(after.grants.filter((g) => g.for).flatMap((g) => g.units)).not.toContain(town.ids.parks)
    await ended(d, head)
  })

  test('says what is wrong', async () => {
    const wrong: [Partial<NewDeputyship>, string][] = [
      [{ deputy: town.ids.clerk }, 'deputy.oneself'],
      [{ deputy: newId() }, 'deputy.no_such_colleague'],
      [{ deputy: town.other.ids.clerk }, 'deputy.no_such_colleague'],
      [{ unit: newId() }, 'deputy.no_such_unit'],
      [{ until: in_(-1) }, 'deputy.order'],
      [{ from: in_(-9), until: in_(-1) }, 'deputy.past'],
      [{ until: in_(2000) }, 'deputy.far'],
    ]
    for (const [more, code] of wrong) await expect(named(more)).rejects.toMatchObject({ code })
    await expect(named({ absent: town.other.ids.clerk })).rejects.toThrow(NotFound)
    const d = await named()
    await expect(named()).rejects.toMatchObject({ code: 'deputy.named_already' })
    await ended(d)
  })

  test('can be ended by both of the two and by their heads, by nobody else', async () => {
    const worker = await town.staff(town.ids.worker)
    const foreign = await town.staff(town.other.ids.head, town.other.tenant)
    const d = await named()
    await expect(ended(d, worker)).rejects.toThrow(NotFound)
    await expect(town.tx(foreign, (ctx) => endDeputyship(ctx, d), town.other.tenant)).rejects.toThrow(
      NotFound,
    )
    await ended(d, await gardener())
  })

  test('an absence is arranged by the same people', async () => {
    const absence = { account: town.ids.clerk, from: in_(1), until: in_(2) }
    await expect(town.tx(await gardener(), (ctx) => addAbsence(ctx, absence))).rejects.toThrow(Forbidden)
    const id = await town.tx(await town.staff(town.ids.clerk), (ctx) => addAbsence(ctx, absence))
    await expect(town.tx(await gardener(), (ctx) => removeAbsence(ctx, id))).rejects.toThrow(NotFound)
    await town.tx(await town.staff(town.ids.head), (ctx) => removeAbsence(ctx, id))
  })
})

describe('both must be there', () => {
  test('a deputy who leaves, and one who is represented and leaves, end it', async () => {
    const id = await reported('schlagloch', town.ids.worker)
    await named({ absent: town.ids.worker })
    expect(await sees(await gardener(), id)).toBe(true)
    await town.tx('system', (ctx) => dismiss(ctx, town.ids.worker))
    expect(await sees(await gardener(), id)).toBe(false)
    const hers = await reported()
    await named()
    expect(await sees(await gardener(), hers)).toBe(true)
    await town.tx('system', (ctx) => dismiss(ctx, town.ids.gardener))
    expect((await gardener()).grants).toEqual([])
  })
})

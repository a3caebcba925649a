import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { expireApprovals } from '#modules/organisation/four-eyes-ending.ts'
import {
  type Approval,
  addMembership,
  askForSecond,
  builtInRoles,
  decideApproval,
  defineRole,
  endDeputyship,
  nameDeputy,
  openApprovals,
  organisation,
  visibleApproval,
  withdrawApproval,
} from '#modules/organisation/index.ts'
import { changeSetting } from '#modules/tenancy/index.ts'
import type { Actor } from '#platform/context/actor.ts'
import { Conflict, Forbidden, NotFound } from '#platform/errors.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { MONDAY, type TestTown, testTown } from '../../../test/helpers.ts'
import { aCase } from './case.fixture.ts'
import { closeCase } from './closing.ts'
import { waitingClosure } from './closing-by-two.ts'
import { handToAuthority } from './handing-over.ts'
import { historyOf } from './history.ts'
import { reclassifyCase } from './reclassifying.ts'
import { visibleCase } from './visible.ts'

let town: TestTown
let clerk: Actor & { kind: 'staff' }
let head: Actor & { kind: 'staff' }
beforeAll(async () => {
  town = await testTown()
  clerk = await town.staff(town.ids.clerk)
  head = await town.staff(town.ids.head)
  await town.tx('system', async (ctx) => {
    await changeSetting(ctx, 'fourEyes', { roles: true, categories: ['schlagloch'] })
    // Nobody else in the department may close, so that who may is only who the tests speak of.
    await ctx.db
      .deleteFrom('organisation.membership')
      .where('tenant_id', '=', ctx.tenant.id)
      .where('account_id', '=', town.ids.worker)
      .execute()
    await addMembership(ctx, { account: town.ids.worker, unit: town.ids.parks, role: 'clerk' })
  })
})
afterAll(() => town?.close())
beforeEach(async () => {
  town.clock.set(MONDAY)
  for (const { id } of (await town.tx('system', organisation)).deputyships)
    await town.tx('system', (ctx) => endDeputyship(ctx, id))
})

const look = (id: Uuid) => town.tx('system', (ctx) => visibleCase(ctx, id))
const waiting = async (id: Uuid): Promise<Approval | null> =>
  town.tx('system', async (ctx) => waitingClosure(ctx, await visibleCase(ctx, id)))
const history = (id: Uuid) =>
  town.tx('system', async (ctx) => historyOf(ctx, await visibleCase(ctx, id), 'internal'))
const decide = (who: Actor, id: Uuid, yes = true, reason = yes ? '' : 'Nein, das machen wir.') =>
  town.tx(who, (ctx) => decideApproval(ctx, id, { yes, reason }))
const stands = (deputy: Uuid, absent: Uuid) =>
  town.tx('system', (ctx) =>
    nameDeputy(ctx, {
      absent,
      deputy,
      from: ctx.now,
      until: null,
      unit: null,
      types: null,
      onlyWhenAbsent: false,
    }),
  )
/** A pothole that the clerk wants to end without doing anything; the question that this asks. */
const asked = async (by: Actor = clerk): Promise<{ id: Uuid; approval: Uuid }> => {
  const { id } = await town.tx('system', (ctx) => aCase(ctx, town.ids.roads))
  await town.tx(by, (ctx) => closeCase(ctx, id, { outcome: 'no_action', note: 'Das Loch bleibt.' }))
  return { id, approval: (await waiting(id))!.id }
}

describe('ending a case without action', () => {
  test('waits for a second person, and is then done in the name of both', async () => {
    const { id, approval } = await asked()
    expect((await look(id)).status).not.toBe('closed')
    expect((await town.tx(head, openApprovals)).toDecide.map((a) => a.id)).toContain(approval)
    expect((await town.tx(clerk, openApprovals)).toDecide).toEqual([])
    await decide(head, approval)
    await town.drain()
    expect(await look(id)).toMatchObject({ status: 'closed', outcome: 'no_action' })
    const closed = (await history(id)).find((e) => e.event.type === 'case.closed')!
    expect(closed.by).toBe('Jonas Weiß, bestätigt von Dr. Ayşe Łukasiewicz')
    expect(closed.message).toMatchObject({ body: 'Das Loch bleibt.', authorName: 'Jonas Weiß' })
    await expect(decide(head, approval)).rejects.toThrow(Conflict)
  })

  test('is not got around by making it one of another category first', async () => {
    const { id } = await town.tx('system', (ctx) => aCase(ctx, town.ids.roads))
    const into = (type: string, by: Actor) =>
      town.tx(by, (ctx) =>
        reclassifyCase(ctx, id, {
          type,
          title: { de: type, en: type },
          unitId: town.ids.roads,
          authorityId: null,
          why: { code: 'default', params: {} },
          dueAt: null,
        }),
      )
    await into('sonstiges', clerk)
    await town.tx(clerk, (ctx) => closeCase(ctx, id, { outcome: 'no_action', note: 'Das Loch bleibt.' }))
    expect((await look(id)).status).not.toBe('closed')
    expect(await waiting(id)).not.toBeNull()
    // A colleague finds it there, and decides it as what it is now.
    await town.tx(head, (ctx) => closeCase(ctx, id, { outcome: 'no_action', note: 'Ist nichts.' }))
    expect((await look(id)).status).toBe('closed')
    expect(await waiting(id)).toBeNull()
    expect((await town.tx(head, openApprovals)).toDecide.map((a) => a.subject)).not.toContain(id)
  })

  test('goes on when it is refused; the reason stands in the history', async () => {
    const { id, approval } = await asked()
    await expect(decide(head, approval, false, ' ')).rejects.toMatchObject({
      code: 'approval.reason_missing',
    })
    await decide(head, approval, false)
    await town.drain()
    expect((await look(id)).status).not.toBe('closed')
    const refused = (await history(id)).find((e) => e.event.type === 'case.closing_refused')!
    expect([refused.params.to, refused.message?.body, refused.message?.visibility]).toEqual([
      'Dr. Ayşe Łukasiewicz',
      'Nein, das machen wir.',
      'internal',
    ])
    // Asked once more, which is something new.
    await town.tx(clerk, (ctx) => closeCase(ctx, id, { outcome: 'no_action', note: 'Doch.' }))
    await expect(
      town.tx(clerk, (ctx) => closeCase(ctx, id, { outcome: 'no_action', note: 'Doch!' })),
    ).rejects.toMatchObject({ code: 'approval.waits' })
  })

  test('is void when the work was done after all', async () => {
    const { id, approval } = await asked()
    await town.tx(clerk, (ctx) => closeCase(ctx, id, { outcome: 'fixed' }))
    await expect(decide(head, approval)).rejects.toThrow(Conflict)
    await town.drain()
    expect(await look(id)).toMatchObject({ outcome: 'fixed' })
  })

  test('asks the same of handing it to somebody else, and hands it over then', async () => {
    const { id } = await town.tx('system', (ctx) => aCase(ctx, town.ids.roads))
    await town.tx(clerk, (ctx) => handToAuthority(ctx, id, { authorityId: town.ids.state }))
    expect((await look(id)).status).not.toBe('closed')
    await decide(head, (await waiting(id))!.id)
    await town.drain()
    expect(await look(id)).toMatchObject({
      status: 'closed',
      outcome: 'not_responsible',
      authorityId: town.ids.state,
    })
    expect((await history(id)).map((e) => e.event.type)).toContain('case.forwarded')
  })

  test('does not ask for what was done, for other categories, or of the program itself', async () => {
    for (const [more, outcome] of [
      [{}, 'fixed'],
      [{ type: 'baum' }, 'no_action'],
    ] as const) {
      const { id } = await town.tx('system', (ctx) => aCase(ctx, town.ids.roads, more))
      await town.tx(clerk, (ctx) => closeCase(ctx, id, { outcome, note: 'So.' }))
      expect((await look(id)).status).toBe('closed')
    }
    const { id } = await town.tx('system', (ctx) => aCase(ctx, town.ids.roads))
    await town.tx('system', (ctx) => closeCase(ctx, id, { outcome: 'no_action', note: 'Regel' }))
    expect((await look(id)).status).toBe('closed')
    const machine: Actor = {
      kind: 'machine',
      id: newId(),
      label: 'Firma',
      scopes: ['cases.read', 'cases.write'],
    }
    const other = await town.tx('system', (ctx) => aCase(ctx, town.ids.roads))
    await expect(
      town.tx(machine, (ctx) => closeCase(ctx, other.id, { outcome: 'no_action', note: 'weg' })),
    ).rejects.toMatchObject({ code: 'approval.person' })
  })

  test('lapses after a week, and can be taken back before', async () => {
    const [one, two] = [await asked(), await asked()]
    await expect(town.tx(head, (ctx) => withdrawApproval(ctx, two.approval))).rejects.toThrow(NotFound)
    await town.tx(clerk, (ctx) => withdrawApproval(ctx, two.approval))
    town.clock.advance({ days: 7 })
    await expect(decide(head, one.approval)).rejects.toThrow(Conflict)
    await town.tx('system', expireApprovals)
    await town.drain()
    for (const { id } of [one, two]) {
      expect((await history(id)).at(-1)!.event.type).toBe('case.closing_dropped')
      expect((await look(id)).status).not.toBe('closed')
    }
    town.clock.advance({ days: 91 })
    await town.tx('system', expireApprovals)
    expect(await town.tx(clerk, (ctx) => visibleApproval(ctx, one.approval))).toBeNull()
  })

  test('is not got around by saying that it repeats one of another category', async () => {
    const [one, same, tree] = await Promise.all(
      [{}, {}, { type: 'baum' }].map((more) => town.tx('system', (ctx) => aCase(ctx, town.ids.roads, more))),
    )
    const repeats = (original: string) =>
      town.tx(clerk, (ctx) => closeCase(ctx, one!.id, { outcome: 'duplicate', duplicateOf: original }))
    await expect(repeats(tree!.number)).rejects.toMatchObject({ code: 'case.merge_four_eyes' })
    await repeats(same!.number)
    expect((await look(one!.id)).status).toBe('closed')
  })
})

describe('two natural persons', () => {
  test('not the one who asked', async () => {
    const { approval } = await asked()
    await expect(decide(clerk, approval)).rejects.toMatchObject({ code: 'approval.same_person' })
    await decide(head, approval)
  })

  test('not the one for whom a deputy asked', async () => {
    await stands(town.ids.gardener, town.ids.clerk)
    const gardener = await town.staff(town.ids.gardener)
    const { id } = await town.tx('system', (ctx) => aCase(ctx, town.ids.roads))
    await town.tx(gardener, (ctx) => closeCase(ctx, id, { outcome: 'no_action', note: 'Für Jonas' }))
    const approval = (await waiting(id))!
    expect([approval.askedBy, approval.askedFor]).toEqual([town.ids.gardener, town.ids.clerk])
    await expect(decide(clerk, approval.id)).rejects.toMatchObject({ code: 'approval.same_person' })
    await expect(decide(gardener, approval.id)).rejects.toMatchObject({ code: 'approval.same_person' })
    await decide(head, approval.id)
    await town.drain()
    expect((await history(id)).find((e) => e.event.type === 'case.closed')!.by).toBe(
      'Ole Grün (in Vertretung für Jonas Weiß), bestätigt von Dr. Ayşe Łukasiewicz',
    )
  })

  test('not a deputy of the one who asked, neither by that one’s right nor by their own', async () => {
    const { approval } = await asked()
    const d = await stands(town.ids.gardener, town.ids.clerk)
    await expect(decide(await town.staff(town.ids.gardener), approval)).rejects.toMatchObject({
      code: 'approval.deputy',
    })
    await town.tx('system', (ctx) => endDeputyship(ctx, d))
    await stands(town.ids.head, town.ids.clerk)
    await expect(decide(await town.staff(town.ids.head), approval)).rejects.toMatchObject({
      code: 'approval.deputy',
    })
    expect((await town.tx(await town.staff(town.ids.head), openApprovals)).toDecide).toEqual([])
  })

  test('not the one who asked by being the decider’s deputy', async () => {
    await stands(town.ids.clerk, town.ids.head)
    const { approval } = await asked(await town.staff(town.ids.clerk))
    await expect(decide(await town.staff(town.ids.clerk), approval)).rejects.toThrow(Forbidden)
  })

  test('but a deputy of somebody else, who is said to be one', async () => {
    const { approval } = await asked()
    await stands(town.ids.gardener, town.ids.head)
    const gardener = await town.staff(town.ids.gardener)
    await decide(gardener, approval)
    expect(await town.tx(gardener, (ctx) => visibleApproval(ctx, approval))).toMatchObject({
      decision: 'granted',
      decidedBy: town.ids.gardener,
      decidedFor: town.ids.head,
    })
  })

  test('nobody from elsewhere, who does not even learn of it', async () => {
    const { approval } = await asked()
    const gardener = await town.staff(town.ids.gardener)
    await expect(decide(gardener, approval)).rejects.toThrow(NotFound)
    expect(await town.tx(gardener, (ctx) => visibleApproval(ctx, approval))).toBeNull()
    const foreign = await town.staff(town.other.ids.head, town.other.tenant)
    await expect(
      town.tx(foreign, (ctx) => decideApproval(ctx, approval, { yes: true }), town.other.tenant),
    ).rejects.toThrow(NotFound)
  })

  test('the database itself keeps the two apart', async () => {
    const { approval } = await asked()
    const same = town.tx('system', (ctx) =>
      ctx.db
        .updateTable('organisation.approval')
        .set({ decision: 'granted', decided_at: ctx.now, decided_by: town.ids.clerk })
        .where('tenant_id', '=', ctx.tenant.id)
        .where('id', '=', approval)
        .execute(),
    )
    await expect(same).rejects.toMatchObject({ code: '23514' })
  })
})

describe('giving administrative roles', () => {
  test('takes two, when the town wants it; other roles do not', async () => {
    const admin = await town.staff(town.ids.admin)
    const second = newId()
    await town.tx('system', async (ctx) => {
      const { createAccount } = await import('#modules/identity/index.ts')
      await createAccount(ctx, { id: second, email: 'zweite@teststadt.example', name: 'Zoë Zweig' })
      await addMembership(ctx, { account: second, unit: town.ids.roads, role: 'administrator' })
    })
    const grant = { account: town.ids.gardener, unit: town.ids.roads }
    expect(await town.tx(admin, (ctx) => addMembership(ctx, { ...grant, role: 'field_worker' }))).toBe(
      'granted',
    )
    expect(await town.tx(admin, (ctx) => addMembership(ctx, { ...grant, role: 'administrator' }))).toBe(
      'asked',
    )
    const held = async () =>
      (await town.staff(town.ids.gardener)).grants.map((g) => g.role).includes('administrator')
    expect(await held()).toBe(false)
    await expect(
      town.tx(admin, (ctx) => addMembership(ctx, { ...grant, role: 'administrator' })),
    ).rejects.toMatchObject({ code: 'approval.waits' })
    const other = await town.staff(second)
    const [question] = (await town.tx(other, openApprovals)).toDecide
    await expect(decide(admin, question!.id)).rejects.toThrow(Forbidden)
    await decide(other, question!.id)
    await town.drain()
    expect(await held()).toBe(true)
  })

  test('is not got round by letting a role grow that people hold', async () => {
    await town.tx('system', (ctx) =>
      addMembership(ctx, { account: town.ids.admin, unit: town.ids.parks, role: 'administrator' }),
    )
    const all = await town.staff(town.ids.admin)
    const clerkRole = builtInRoles.find((r) => r.code === 'clerk')!
    const grown = { ...clerkRole, permissions: [...clerkRole.permissions, 'organisation.manage'] }
    await expect(town.tx(all, (ctx) => defineRole(ctx, grown))).rejects.toMatchObject({
      code: 'role.second_person',
    })
  })
})

test('a question needs a person who asks', async () => {
  await expect(
    town.tx('system', (ctx) =>
      askForSecond(ctx, { step: 'hold.lift', subject: newId(), payload: {}, permission: 'privacy.manage' }),
    ),
  ).rejects.toMatchObject({ code: 'approval.person' })
})

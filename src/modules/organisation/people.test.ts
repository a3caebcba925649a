import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acceptInvitation, changeAccount, invitedBy, signIn } from '#modules/identity/index.ts'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import {
  addMembership,
  changePerson,
  changeUnit,
  changeWork,
  codeForRole,
  createUnit,
  defineRole,
  dismiss,
  dissolveUnit,
  employ,
  endMembership,
  explainAccess,
  heldBy,
  importUnits,
  invitePerson,
  managesAll,
  managesPerson,
  organisation,
  reinstate,
  restoreUnit,
  retireRole,
  rolesOf,
  workVersion,
} from './index.ts'

let town: TestTown
beforeAll(async () => {
  town = await testTown()
})
afterAll(() => town.close())

const asSystem = <R>(run: (ctx: Ctx) => Promise<R>) => town.tx('system', run)
const person = (email: string, role: string, unit: Uuid, more = {}) => ({
  name: 'Łucja Đorđević',
  email,
  lang: 'de' as const,
  role: { unit, role, ...more },
})
/** Somebody who manages the whole of Teststadt. */
const root = async (email: string): Promise<Uuid> => {
  const { account } = await asSystem((ctx) => employ(ctx, person(email, 'administrator', town.ids.roads)))
  await asSystem((ctx) => addMembership(ctx, { account, unit: town.ids.parks, role: 'administrator' }))
  return account
}
const changes = (type: string) =>
  asSystem(async (ctx) =>
    ctx.db
      .selectFrom('audit.change')
      .select(['before', 'after'])
      .where('tenant_id', '=', ctx.tenant.id)
      .where('type', '=', type)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow(),
  )

describe('somebody new', () => {
  it('comes with a role, and sets a password by a link that works once, for seven days', async () => {
    const { platform, tenant, ids } = town
    const invited = await asSystem((ctx) => employ(ctx, person('neu@teststadt.example', 'clerk', ids.roads)))
    expect(await asSystem((ctx) => invitedBy(ctx, invited.token))).toMatchObject({
      email: 'neu@teststadt.example',
      purpose: 'welcome',
    })
    expect(await town.tx('system', (ctx) => invitedBy(ctx, invited.token), town.other.tenant)).toBeNull()
    const accept = (password: string, token = invited.token) =>
      acceptInvitation(platform, tenant, token, password)
    expect(await accept('kurz')).toEqual({ ok: false, reason: 'too_short' })
    const input = { email: 'neu@teststadt.example', password: 'acht Amseln im Ahorn', address: '192.0.2.7' }
    expect(await accept(input.password)).toEqual({ ok: true, email: input.email })
    expect(await accept('noch ein Passwort')).toEqual({ ok: false, reason: 'gone' })
    expect((await signIn(platform, tenant, input, rolesOf)).ok).toBe(true)

    const again = await asSystem((ctx) => invitePerson(ctx, invited.account, 'password'))
    const newer = await asSystem((ctx) => invitePerson(ctx, invited.account, 'password'))
    expect(await asSystem((ctx) => invitedBy(ctx, again))).toBeNull()
    const now = town.clock.now()
    town.clock.advance({ days: 7 })
    expect(await accept('ein anderes Passwort', newer)).toEqual({ ok: false, reason: 'gone' })
    town.clock.set(now)
    expect(await asSystem((ctx) => invitedBy(ctx, newer))).not.toBeNull()
    // What lies in a postbox that is not theirs any more opens nothing.
    const moved = { name: 'Neu', lang: 'de' as const, email: 'umgezogen@teststadt.example' }
    await asSystem((ctx) => changeAccount(ctx, invited.account, moved))
    expect(await asSystem((ctx) => invitedBy(ctx, newer))).toBeNull()
    await asSystem((ctx) => dismiss(ctx, invited.account))
    expect(await asSystem((ctx) => invitedBy(ctx, newer))).toBeNull()
    await asSystem((ctx) => reinstate(ctx, invited.account))
    expect((await town.staff(invited.account)).grants).toHaveLength(1)
  })

  it('is changed by those who manage them, on the state that they saw', async () => {
    const { ids } = town
    const admin = await town.staff(ids.admin)
    const change = (account: Uuid, version: number, email = 'jonas@teststadt.example') =>
      town.tx(admin, (ctx) => changePerson(ctx, account, { name: 'Jonas Weiß', lang: 'en', email, version }))
    await change(ids.clerk, 1)
    await expect(change(ids.clerk, 1)).rejects.toBeInstanceOf(Conflict)
    await expect(change(ids.clerk, 2, 'head@teststadt.example')).rejects.toBeInstanceOf(Conflict)
    await expect(change(ids.clerk, 2, 'kein')).rejects.toBeInstanceOf(Invalid)
    await expect(change(ids.gardener, 1)).rejects.toBeInstanceOf(Forbidden)
    expect(await changes('account.changed')).toEqual({
      before: { name: 'Jonas Weiß', lang: 'de', email: 'clerk@teststadt.example' },
      after: { name: 'Jonas Weiß', lang: 'en', email: 'jonas@teststadt.example' },
    })
  })

  it('has skills with levels and hours, never two at once', async () => {
    const { ids } = town
    const work = {
      levels: { asphalt: 3, pflaster: 1 },
      duty: [{ weekday: 7, from: '22:00', until: '06:00' }],
      base: null,
      capacity: 4,
    }
    const version = await asSystem((ctx) => workVersion(ctx, ids.worker))
    await asSystem((ctx) => changeWork(ctx, ids.worker, work, version))
    await expect(asSystem((ctx) => changeWork(ctx, ids.worker, work, version))).rejects.toBeInstanceOf(
      Conflict,
    )
    expect((await asSystem(organisation)).staff.get(ids.worker)).toMatchObject({
      skills: ['asphalt', 'pflaster'],
      ...work,
    })
    const wrong = [
      { ...work, levels: { asphalt: 4 } },
      { ...work, duty: [...work.duty, { weekday: 1, from: '05:00', until: '09:00' }] },
      { ...work, capacity: -1 },
    ]
    for (const w of wrong)
      await expect(asSystem((ctx) => changeWork(ctx, ids.worker, w, version + 1))).rejects.toBeInstanceOf(
        Invalid,
      )
  })
})

describe('giving roles', () => {
  it('gives the work of one’s units, and of the rest what one holds oneself', async () => {
    const { ids } = town
    const admin = await town.staff(ids.admin)
    await asSystem((ctx) =>
      defineRole(ctx, {
        code: 'helper',
        name: 'Hilfe',
        nameEn: 'Help',
        permissions: ['organisation.manage'],
      }),
    )
    const { account: helper } = await asSystem((ctx) =>
      employ(ctx, person('hilfe@teststadt.example', 'helper', ids.roads)),
    )
    const actor = await town.staff(helper)
    const give = (role: string, unit = ids.roadTeam, to: Uuid = ids.worker) =>
      town.tx(actor, (ctx) => addMembership(ctx, { account: to, unit, role }))
    await give('clerk')
    await give('helper')
    await expect(give('administrator')).rejects.toMatchObject({ code: 'role.more_than_own' })
    await expect(give('data_protection')).rejects.toBeInstanceOf(Forbidden)
    await expect(give('clerk', ids.parks)).rejects.toBeInstanceOf(Forbidden)
    await expect(give('clerk', ids.roads, helper)).rejects.toMatchObject({ code: 'membership.oneself' })
    // Nor by way of those who hold more: their address, their password.
    expect(await town.tx(actor, (ctx) => managesPerson(ctx, ids.admin))).toBe(false)
    expect(await town.tx(actor, (ctx) => managesPerson(ctx, ids.officer))).toBe(false)
    expect(await town.tx(actor, (ctx) => managesPerson(ctx, ids.clerk))).toBe(true)
    expect(await town.tx(admin, (ctx) => managesPerson(ctx, ids.gardener))).toBe(false)
    const everything = await town.staff(await root('wurzel@teststadt.example'))
    expect(await town.tx(everything, (ctx) => managesPerson(ctx, ids.officer))).toBe(true)
    await town.tx(everything, (ctx) =>
      addMembership(ctx, { account: everything.id, unit: ids.roads, role: 'clerk' }),
    )
  })

  it('limits them to types of case and times, on the state that was seen', async () => {
    const { ids } = town
    const grant = { account: ids.gardener, unit: ids.roads, role: 'clerk', types: ['schlagloch'] }
    const until = new Date('2026-12-01T00:00:00Z')
    await asSystem((ctx) => addMembership(ctx, { ...grant, until, version: 0 }))
    const actor = await town.staff(ids.gardener)
    expect(may(actor, 'cases.close', ids.roads, 'schlagloch')).toBe(true)
    expect(may(actor, 'cases.close', ids.roads, 'ampel')).toBe(false)
    await expect(asSystem((ctx) => addMembership(ctx, { ...grant, version: 0 }))).rejects.toBeInstanceOf(
      Conflict,
    )
    const access = await asSystem((ctx) => explainAccess(ctx, ids.gardener))
    expect(access.why('cases.close', ids.roadTeam)).toMatchObject([
      { role: 'clerk', at: [ids.roads], types: ['schlagloch'], until, for: null },
    ])
    expect(access.why('cases.dispatch')).toEqual([])
    expect(access.permissionsAt(ids.parks)).toContain('cases.close')
    const from = new Date('2026-12-10T00:00:00Z')
    await asSystem((ctx) => addMembership(ctx, { ...grant, types: null, from, version: 1 }))
    expect((await asSystem((ctx) => heldBy(ctx, ids.gardener))).map((h) => h.state)).toEqual([
      'now',
      'future',
    ])
    await asSystem((ctx) => endMembership(ctx, grant))
    expect(await asSystem((ctx) => heldBy(ctx, ids.gardener))).toHaveLength(1)
    expect(await changes('account.role_ended')).toMatchObject({ before: { role: 'clerk' }, after: null })
  })

  it('reaches units that come to the top of the town', async () => {
    const actor = await town.staff(await root('spitze@teststadt.example'))
    const unit = {
      code: 'culture',
      parentId: null,
      kind: 'department' as const,
      name: 'Kulturamt',
      nameEn: 'Culture',
      email: null,
      phone: null,
    }
    const top = await town.tx(actor, (ctx) => createUnit(ctx, unit))
    expect(await town.tx(await town.staff(actor.id), managesAll)).toBe(true)
    await asSystem((ctx) => importUnits(ctx, 'code;art;name\nsport;Amt;Sportamt\n'))
    expect(await town.tx(await town.staff(actor.id), managesAll)).toBe(true)
    // Nobody else gets more by it.
    const half = await town.staff(town.ids.admin)
    expect(half.grants.some((g) => g.unit === top)).toBe(false)
    for (const code of ['culture', 'sport'])
      await asSystem(async (ctx) => {
        const made = (await organisation(ctx)).byCode.get(code)!
        await changeUnit(ctx, made.id, { ...made, parentId: town.ids.parks }, 1)
      })
  })

  it('always leaves somebody who manages the whole town', async () => {
    const { ids } = town
    const all = await asSystem(organisation)
    const roots = [...all.grants].filter(
      ([, grants]) =>
        grants.some((g) => g.unit === ids.parks && g.role === 'administrator') &&
        grants.some((g) => g.unit === ids.roads && g.role === 'administrator'),
    )
    const [last] = roots[0]!
    for (const [other] of roots.slice(1)) await asSystem((ctx) => dismiss(ctx, other))
    const left = { code: 'organisation.last_administrator' }
    const own = { account: last, unit: ids.parks, role: 'administrator' }
    await expect(asSystem((ctx) => endMembership(ctx, own))).rejects.toMatchObject(left)
    await expect(asSystem((ctx) => dismiss(ctx, last))).rejects.toMatchObject(left)
    const less = { code: 'administrator', name: 'Administration', nameEn: 'Administrator', permissions: [] }
    await expect(asSystem((ctx) => defineRole(ctx, less))).rejects.toMatchObject(left)
  })
})

describe('a role of one’s own', () => {
  it('is the whole town’s to define, and goes when nobody holds it', async () => {
    const { ids } = town
    const admin = await town.staff(ids.admin)
    const code = await asSystem((ctx) => codeForRole(ctx, 'Telefonzentrale & Post'))
    expect(code).toBe('telefonzentrale_post')
    const role = { code, name: 'Telefonzentrale', nameEn: 'Switchboard', permissions: ['cases.read'] }
    await expect(town.tx(admin, (ctx) => defineRole(ctx, role))).rejects.toBeInstanceOf(Forbidden)
    await asSystem((ctx) => defineRole(ctx, role, 0))
    await expect(asSystem((ctx) => defineRole(ctx, role, 0))).rejects.toBeInstanceOf(Conflict)
    await expect(asSystem((ctx) => defineRole(ctx, { ...role, code: 'x' }, 0))).rejects.toBeInstanceOf(
      Invalid,
    )
    const membership = { account: ids.clerk, unit: ids.roads, role: code }
    await asSystem((ctx) => addMembership(ctx, membership))
    await expect(asSystem((ctx) => retireRole(ctx, code, 1))).rejects.toMatchObject({ code: 'role.held' })
    await asSystem((ctx) => endMembership(ctx, membership))
    await expect(asSystem((ctx) => retireRole(ctx, 'clerk', 1))).rejects.toBeInstanceOf(Invalid)
    await asSystem((ctx) => retireRole(ctx, code, 1))
    await expect(asSystem((ctx) => addMembership(ctx, membership))).rejects.toBeInstanceOf(Invalid)
    expect((await asSystem(organisation)).roles.get(code)?.name).toBe('Telefonzentrale')
    expect(await asSystem((ctx) => codeForRole(ctx, 'Telefonzentrale & Post'))).toBe('telefonzentrale_post_2')
  })
})

describe('a unit', () => {
  it('is dissolved once nothing hangs on it, keeps its name, and can come back', async () => {
    const { ids } = town
    const unit = async (id: Uuid) => (await asSystem(organisation)).units.get(id)!
    const dissolve = async (id: Uuid, successor: Uuid | null = null) => {
      const { version } = await unit(id)
      return asSystem((ctx) => dissolveUnit(ctx, id, { successor, version }))
    }
    await expect(dissolve(ids.roads, ids.parks)).rejects.toMatchObject({ code: 'unit.has_units' })
    await expect(dissolve(ids.roadTeam)).rejects.toMatchObject({ code: 'unit.has_people' })
    await expect(dissolve(ids.parks)).rejects.toMatchObject({ code: 'unit.successor' })
    for (const { account, unit, role, state } of await asSystem((ctx) => heldBy(ctx, ids.worker)))
      if (state !== 'past') await asSystem((ctx) => endMembership(ctx, { account, unit, role }))
    await dissolve(ids.roadTeam)
    const org = await asSystem(organisation)
    expect(org.byCode.has('road-team')).toBe(false)
    expect(org.units.get(ids.roadTeam)).toMatchObject({ name: 'Straßenunterhalt', parentId: ids.roads })
    expect(org.subtree(ids.roads)).toContain(ids.roadTeam)
    await expect(
      asSystem((ctx) => addMembership(ctx, { account: ids.worker, unit: ids.roadTeam, role: 'clerk' })),
    ).rejects.toMatchObject({ code: 'unit.dissolved' })
    await expect(dissolve(ids.roadTeam)).rejects.toBeInstanceOf(NotFound)
    const { version } = await unit(ids.roadTeam)
    await asSystem((ctx) => restoreUnit(ctx, ids.roadTeam, version))
    expect((await asSystem(organisation)).byCode.has('road-team')).toBe(true)
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setPassword, signIn } from '#modules/identity/index.ts'
import { anonymous, may, unitsWhere } from '#platform/context/actor.ts'
import { inTx } from '#platform/context/transaction.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '#platform/errors.ts'
import { MONDAY, type TestTown, testTown } from '../../../test/helpers.ts'
import {
  addMembership,
  builtInRoles,
  changeUnit,
  createUnit,
  defineRole,
  dismiss,
  endMembership,
  endSessions,
  organisation,
  rolesOf,
  sessionActor,
} from './index.ts'

let town: TestTown
beforeAll(async () => {
  town = await testTown()
})
afterAll(() => town.close())

const password = 'vier Bäume am Fluss'
async function sessionOf(account: string, email: string): Promise<string> {
  const system = { kind: 'system', name: 'test' } as const
  await setPassword(town.platform, { tenant: town.tenant, actor: system }, account, password)
  const result = await signIn(town.platform, town.tenant, { email, password, address: '192.0.2.1' }, rolesOf)
  if (!result.ok) throw new Error(result.reason)
  return result.token
}
const acting = (token: string, tenant = town.tenant) =>
  inTx(town.platform, { tenant, actor: anonymous }, (ctx) => sessionActor(ctx, token))

describe('roles', () => {
  const table: Record<string, string[]> = {
    'cases.read': ['field_worker', 'clerk', 'head', 'administrator'],
    'cases.note': ['field_worker', 'clerk', 'head'],
    'cases.take': ['field_worker', 'clerk', 'head'],
    'cases.schedule': ['field_worker', 'clerk', 'head'],
    'cases.close': ['field_worker', 'clerk', 'head'],
    'cases.photo': ['field_worker', 'clerk', 'head'],
    'cases.reclassify': ['field_worker', 'clerk', 'head'],
    'files.original': ['field_worker', 'clerk', 'head'],
    'cases.reply': ['clerk', 'head'],
    'cases.assign': ['clerk', 'head'],
    'cases.handover': ['clerk', 'head'],
    'cases.prioritise': ['clerk', 'head'],
    'cases.reopen': ['clerk', 'head'],
    'cases.restrict': ['clerk', 'head'],
    'cases.redact': ['clerk', 'head'],
    'cases.publish': ['clerk', 'head'],
    'cases.originals': ['clerk', 'head'],
    'cases.split': ['clerk', 'head'],
    'cases.merge': ['clerk', 'head'],
    'works.manage': ['clerk', 'head'],
    'rounds.walk': ['field_worker', 'clerk', 'head'],
    'rounds.manage': ['head'],
    'cases.emergency': ['clerk', 'head'],
    'cases.dispatch': ['head'],
    'deputies.manage': ['head', 'administrator'],
    'mail.read': ['administrator'],
    'reports.manage': ['administrator'],
    'objects.manage': ['administrator'],
    'organisation.manage': ['administrator'],
    'settings.manage': ['administrator'],
    'sign_in.manage': ['administrator'],
    'keys.manage': ['administrator'],
    'webhooks.manage': ['administrator'],
    'exchange.manage': ['administrator'],
    'system.status': ['administrator'],
    'audit.read': ['administrator', 'data_protection'],
    'parties.merge': ['head', 'data_protection'],
    'parties.confirm': ['clerk', 'head'],
    'numbers.read': ['clerk', 'head', 'administrator'],
    'voice.read': ['clerk', 'head'],
    'privacy.read': ['data_protection'],
    'privacy.manage': ['data_protection'],
    'privacy.approve': ['administrator', 'data_protection'],
  }

  it.each(builtInRoles.map((r) => r.code))('allow a %s this and nothing else', (code) => {
    const role = builtInRoles.find((r) => r.code === code)!
    const wanted = Object.keys(table).filter((permission) => table[permission]!.includes(code))
    expect([...role.permissions].sort()).toEqual(wanted.sort())
  })

  it('apply to the unit and all below it', async () => {
    const { ids } = town
    const clerk = await town.staff(ids.clerk)
    const worker = await town.staff(ids.worker)
    expect(may(clerk, 'cases.assign', ids.roads)).toBe(true)
    expect(may(clerk, 'cases.assign', ids.roadTeam)).toBe(true)
    expect(may(clerk, 'cases.assign', ids.parks)).toBe(false)
    expect(may(clerk, 'cases.dispatch', ids.roads)).toBe(false)
    expect(may(worker, 'cases.read', ids.roadTeam)).toBe(true)
    expect(may(worker, 'cases.read', ids.roads)).toBe(false)
    expect(may(clerk, 'cases.assign', null)).toBe(false)
    expect(may(clerk, 'cases.assign', town.other.ids.roads)).toBe(false)
    expect(unitsWhere(clerk, 'cases.read').sort()).toEqual([ids.roads, ids.roadTeam].sort())
  })
})

describe('the organisation', () => {
  it('is one picture of units and people', async () => {
    const { ids } = town
    const org = await town.tx('system', organisation)
    expect(org.byCode.get('roads')?.id).toBe(ids.roads)
    expect([...org.subtree(ids.roads)].sort()).toEqual([ids.roads, ids.roadTeam].sort())
    expect(org.membersOf(ids.roadTeam).map((m) => m.name)).toEqual(['Mira Vogt'])
    expect(org.staff.get(ids.worker)).toEqual({
      id: ids.worker,
      name: 'Mira Vogt',
      email: 'worker@teststadt.example',
      lang: 'de',
      active: true,
      units: [ids.roadTeam],
      roles: ['field_worker'],
      skills: ['asphalt'],
      levels: { asphalt: 2 },
      duty: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '07:00', until: '15:30' })),
      base: { lat: 50.127, lon: 8.93 },
      capacity: 8,
      absentUntil: null,
      deputies: [],
    })
    expect(org.staff.has(town.other.ids.worker)).toBe(false)
  })

  it('keeps its form: codes once, no unit below itself, no older version over a newer', async () => {
    const { ids } = town
    const unit = {
      code: 'bridges',
      parentId: ids.roads,
      kind: 'team' as const,
      name: 'Brücken',
      nameEn: 'Bridges',
      email: null,
      phone: null,
    }
    const id = await town.tx('system', (ctx) => createUnit(ctx, unit))
    await expect(town.tx('system', (ctx) => createUnit(ctx, unit))).rejects.toBeInstanceOf(Conflict)
    const roads = (await town.tx('system', organisation)).units.get(ids.roads)!
    await expect(
      town.tx('system', (ctx) => changeUnit(ctx, ids.roads, { ...roads, parentId: id }, 1)),
    ).rejects.toBeInstanceOf(Invalid)
    await town.tx('system', (ctx) => changeUnit(ctx, id, { ...unit, name: 'Brückenbau' }, 1))
    await expect(town.tx('system', (ctx) => changeUnit(ctx, id, unit, 1))).rejects.toBeInstanceOf(Conflict)
    await expect(
      town.tx('system', (ctx) => changeUnit(ctx, town.other.ids.roads, unit, 1)),
    ).rejects.toBeInstanceOf(NotFound)
  })
})

describe('a membership', () => {
  it('begins and ends at its times without anybody doing anything', async () => {
    const { ids } = town
    const from = new Date('2026-11-24T00:00:00Z')
    const until = new Date('2026-11-26T00:00:00Z')
    await town.tx('system', (ctx) =>
      addMembership(ctx, { account: ids.gardener, unit: ids.roadTeam, role: 'field_worker', from, until }),
    )
    const mayNow = async () => may(await town.staff(ids.gardener), 'cases.read', ids.roadTeam)
    expect(await mayNow()).toBe(false)
    town.clock.set(from)
    expect(await mayNow()).toBe(true)
    expect((await town.tx('system', organisation)).staff.get(ids.gardener)?.roles).toEqual(
      expect.arrayContaining(['field_worker']),
    )
    town.clock.set(until)
    expect(await mayNow()).toBe(false)
    town.clock.set(MONDAY)
    expect(await mayNow()).toBe(false)
  })

  it('is given and taken by those who manage that unit, and by nobody beyond it', async () => {
    const { ids } = town
    const admin = await town.staff(ids.admin) // of the roads department
    const head = await town.staff(ids.head)
    const grant = (unit: string) => ({ account: ids.gardener, unit, role: 'clerk' })
    await expect(town.tx(head, (ctx) => addMembership(ctx, grant(ids.roads)))).rejects.toBeInstanceOf(
      Forbidden,
    )
    await expect(town.tx(admin, (ctx) => endMembership(ctx, grant(ids.parks)))).rejects.toBeInstanceOf(
      Forbidden,
    )
    await expect(
      town.tx(admin, (ctx) => addMembership(ctx, grant(town.other.ids.roads))),
    ).rejects.toBeInstanceOf(Forbidden)
    await town.tx(admin, (ctx) => addMembership(ctx, grant(ids.roadTeam)))
    expect(may(await town.staff(ids.gardener), 'cases.reply', ids.roadTeam)).toBe(true)
    await town.tx(admin, (ctx) => endMembership(ctx, grant(ids.roadTeam)))
    expect(may(await town.staff(ids.gardener), 'cases.reply', ids.roadTeam)).toBe(false)
    await expect(town.tx(admin, (ctx) => endMembership(ctx, grant(ids.roadTeam)))).rejects.toBeInstanceOf(
      NotFound,
    )
  })

  it('refuses an unknown account, role and unit', async () => {
    const { ids } = town
    const unknown = [
      { account: town.other.ids.clerk, unit: ids.roads, role: 'clerk' },
      { account: ids.clerk, unit: ids.roads, role: 'king' },
      { account: ids.clerk, unit: town.other.ids.roads, role: 'clerk' },
    ]
    for (const m of unknown)
      await expect(town.tx('system', (ctx) => addMembership(ctx, m))).rejects.toBeInstanceOf(NotFound)
  })
})

describe('a session', () => {
  it('carries what the roles allow, and is nothing in another town', async () => {
    const { ids } = town
    const token = await sessionOf(ids.clerk, 'clerk@teststadt.example')
    expect(await acting(token)).toMatchObject({
      kind: 'staff',
      id: ids.clerk,
      name: 'Jonas Weiß',
      grants: [{ role: 'clerk', unit: ids.roads }],
    })
    expect(await acting(token, town.other.tenant)).toBeNull()
  })

  it('ends when a role is given, taken or redefined', async () => {
    const { ids } = town
    const m = { account: ids.clerk, unit: ids.parks, role: 'clerk' }
    const changes = [
      () => town.tx('system', (ctx) => addMembership(ctx, m)),
      () => town.tx('system', (ctx) => endMembership(ctx, m)),
      () => town.tx('system', (ctx) => defineRole(ctx, builtInRoles.find((r) => r.code === 'clerk')!)),
    ]
    for (const change of changes) {
      const token = await sessionOf(ids.clerk, 'clerk@teststadt.example')
      expect(await acting(token)).not.toBeNull()
      await change()
      expect(await acting(token)).toBeNull()
    }
  })
})

describe('whoever manages a part', () => {
  it('does not get at the rest', async () => {
    const { ids } = town
    const admin = await town.staff(ids.admin)
    await expect(town.tx(admin, (ctx) => dismiss(ctx, ids.gardener))).rejects.toBeInstanceOf(Forbidden)
    await expect(town.tx(admin, (ctx) => endSessions(ctx, ids.gardener))).rejects.toBeInstanceOf(Forbidden)
    await expect(town.tx(admin, (ctx) => endSessions(ctx, ids.worker))).resolves.toBeUndefined()
  })

  it('sees a dismissed colleague keep the name and lose everything else', async () => {
    const { ids } = town
    await town.tx('system', (ctx) => dismiss(ctx, ids.worker))
    const gone = (await town.tx('system', organisation)).staff.get(ids.worker)
    expect(gone).toMatchObject({
      name: 'Mira Vogt',
      active: false,
      units: [],
      roles: [],
      skills: [],
      duty: [],
    })
    expect((await town.staff(ids.worker)).grants).toEqual([])
  })
})

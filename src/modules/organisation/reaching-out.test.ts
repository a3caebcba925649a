import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccount, type ProviderInput } from '#modules/identity/index.ts'
import { changeSetting } from '#modules/tenancy/index.ts'
import type { Actor } from '#platform/context/actor.ts'
import { Forbidden } from '#platform/errors.ts'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import {
  addMappingRule,
  addMembership,
  addSignOn,
  changeSignOn,
  decideApproval,
  equipProgram,
  importStaff,
  offerSignOn,
  openApprovals,
  removeSignOn,
} from './index.ts'

let town: TestTown
let [admin, half]: Actor[] = []
const provider: ProviderInput = {
  code: 'fremd',
  name: 'Fremd',
  audience: 'staff',
  issuer: 'https://sso.boese.example',
  clientId: 'x',
  scopes: ['openid'],
  creates: true,
  matchesEmail: true,
  factor: 'theirs',
  factorValues: [],
  levelClaim: 'acr',
  levels: [],
}
beforeAll(async () => {
  town = await testTown()
  const account = await town.tx('system', async (ctx) => {
    const id = await createAccount(ctx, { email: 'amt@teststadt.example', name: 'Amtsverwalterin' })
    await addMembership(ctx, { account: id, unit: town.ids.roads, role: 'administrator' })
    await addMembership(ctx, { account: town.ids.admin, unit: town.ids.parks, role: 'administrator' })
    return id
  })
  ;[admin, half] = await Promise.all([town.staff(town.ids.admin), town.staff(account)])
})
afterAll(() => town.close())

describe('an administrator of one department', () => {
  it('does not say which provider the town believes: it could let them in as anybody', async () => {
    await expect(town.tx(half!, (ctx) => addSignOn(ctx, provider, null))).rejects.toBeInstanceOf(Forbidden)
    const id = await town.tx(admin!, (ctx) => addSignOn(ctx, provider, null))
    const change = (actor: Actor) =>
      town.tx(actor, (ctx) => changeSignOn(ctx, id, { ...provider, creates: false }, undefined, 1))
    await expect(change(half!)).rejects.toBeInstanceOf(Forbidden)
    await expect(town.tx(half!, (ctx) => offerSignOn(ctx, id, true))).rejects.toBeInstanceOf(Forbidden)
    await expect(town.tx(half!, (ctx) => removeSignOn(ctx, id))).rejects.toBeInstanceOf(Forbidden)
    await change(admin!)
    await town.tx(admin!, (ctx) => removeSignOn(ctx, id))
  })

  it('makes no key that reads, closes or provisions in the whole town', async () => {
    const key = (actor: Actor, scopes: string[]) =>
      town.tx(actor, (ctx) => equipProgram(ctx, { label: 'Programm', scopes, perMinute: 10 }))
    for (const scope of ['cases.read', 'cases.write', 'scim'])
      await expect(key(half!, [scope])).rejects.toMatchObject({ code: 'api_key.more_than_own' })
    await expect(key(half!, ['open311.write', 'events.read'])).resolves.toBeTruthy()
    await expect(key(admin!, ['cases.read', 'cases.write', 'scim'])).resolves.toBeTruthy()
  })
})

describe('where roles of the administration take two people', () => {
  beforeAll(() => town.tx('system', (ctx) => changeSetting(ctx, 'fourEyes', { roles: true, categories: [] })))

  it('no rule and no file gives them past the second', async () => {
    const rule = {
      source: 'scim',
      claim: 'groups',
      value: '*',
      role: 'administrator',
      unit: town.ids.roads,
      types: null,
      powerful: true,
    } as const
    await expect(town.tx(admin!, (ctx) => addMappingRule(ctx, rule))).rejects.toMatchObject({
      code: 'mapping.second_person',
    })
    const file = (role: string) => `name;email;rolle;einheit\nNeu;neu@teststadt.example;${role};roads\n`
    const refused = await town.tx(admin!, (ctx) => importStaff(ctx, file('administrator')))
    expect(refused).toMatchObject({ added: 0, errors: [{ line: 2, column: 'rolle' }] })
    expect(await town.tx(admin!, (ctx) => importStaff(ctx, file('clerk')))).toMatchObject({ added: 1 })
  })

  it('who is to get one is not the second', async () => {
    const { id } = half as { id: string }
    await town.tx(admin!, (ctx) =>
      addMembership(ctx, { account: id, unit: town.ids.roads, role: 'data_protection' }),
    )
    const [asked] = (await town.tx(admin!, openApprovals)).own
    expect((await town.tx(half!, openApprovals)).toDecide).toEqual([])
    await expect(
      town.tx(half!, (ctx) => decideApproval(ctx, asked!.id, { yes: true })),
    ).rejects.toMatchObject({ code: 'approval.same_person' })
  })
})

it('a file leaves somebody who manages the town', async () => {
  const file = 'name;email;rolle;einheit\nAdmin;admin@teststadt.example;clerk;roads\n'
  await expect(town.tx('system', (ctx) => importStaff(ctx, file))).rejects.toMatchObject({
    code: 'organisation.last_administrator',
  })
})

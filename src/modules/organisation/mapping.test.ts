import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAccount, createProvider } from '#modules/identity/index.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import { type MappingRule, type Source, sourceOfProvider, wantedRoles } from './mapping.ts'
import { applyMapping } from './mapping-applying.ts'
import { addMappingRule, mappingRules, removeMappingRule } from './mapping-rules.ts'
import { removeSignOn } from './mapping-sign-on.ts'
import { addMembership } from './membership.ts'
import { grantsOf, organisation } from './organisation.ts'
import { defineRole } from './roles-of-ones-own.ts'

let town: TestTown
const source: Source = sourceOfProvider(newId())

beforeAll(async () => {
  town = await testTown()
})
afterAll(() => town?.close())

const rule = (value: string, role: string, more: Partial<MappingRule> = {}): Omit<MappingRule, 'id'> => ({
  source,
  claim: 'groups',
  value,
  role,
  unit: town.ids.roads,
  types: null,
  powerful: false,
  ...more,
})
const person = () =>
  town.tx('system', (ctx) => createAccount(ctx, { email: `${newId()}@teststadt.example`, name: 'Neu' }))
const apply = (account: Uuid, groups: unknown, from = source) =>
  town.tx('system', async (ctx) =>
    applyMapping(ctx, account, from, await mappingRules(ctx, from), { groups }),
  )
const roles = async (account: Uuid) =>
  (await town.tx('system', (ctx) => grantsOf(ctx, account))).map((g) => g.role).sort()

describe('which roles rules give', () => {
  const wanted = (claims: Record<string, unknown>, ...rules: Omit<MappingRule, 'id'>[]) =>
    town.tx('system', async (ctx) =>
      wantedRoles(
        rules.map((r) => ({ id: newId(), ...r })),
        claims,
        await organisation(ctx),
      ).map((w) => `${w.role} ${w.types ?? 'all'}`),
    )

  test('by one value, one of a list, a path, any; never by half a word', async () => {
    expect(await wanted({ groups: 'A' }, rule('A', 'clerk'))).toEqual(['clerk all'])
    expect(await wanted({ groups: ['B', 'A'] }, rule('A', 'clerk'))).toEqual(['clerk all'])
    expect(await wanted({ groups: ['AB'], x: 'A' }, rule('A', 'clerk'))).toEqual([])
    expect(await wanted({ r: { roles: ['A'] } }, rule('A', 'clerk', { claim: 'r.roles' }))).toEqual([
      'clerk all',
    ])
    expect(await wanted({ 'https://x/r': ['A'] }, rule('A', 'clerk', { claim: 'https://x/r' }))).toHaveLength(
      1,
    )
    expect(await wanted({ groups: ['Z'] }, rule('*', 'clerk'))).toEqual(['clerk all'])
    expect(await wanted({ groups: [] }, rule('*', 'clerk'))).toEqual([])
    expect(await wanted({ groups: ['*'] }, rule('A', 'clerk'))).toEqual([])
    expect(await wanted({}, rule('A', 'clerk', { claim: '__proto__.polluted' }))).toEqual([])
    expect(await wanted({ groups: [{ name: 'A' }, null] }, rule('A', 'clerk'))).toEqual([])
  })

  test('of two for the same role the wider one counts', async () => {
    const [some, other] = [rule('A', 'clerk', { types: ['x'] }), rule('B', 'clerk', { types: ['y'] })]
    expect(await wanted({ groups: ['A', 'B'] }, some, other)).toEqual(['clerk x,y'])
    expect(await wanted({ groups: ['A', 'C'] }, some, rule('C', 'clerk'))).toEqual(['clerk all'])
  })

  test('for units and roles that are there', async () => {
    expect(await wanted({ groups: 'A' }, rule('A', 'nobody'), rule('A', 'clerk', { unit: newId() }))).toEqual(
      [],
    )
  })
})

describe('a rule', () => {
  test('is made by who may look after sign-on and may give its role there', async () => {
    for (const who of ['clerk', 'head'] as const) {
      const actor = await town.staff(town.ids[who])
      await expect(town.tx(actor, (ctx) => addMappingRule(ctx, rule('X', 'clerk')))).rejects.toMatchObject({
        status: 403,
      })
    }
    // The test's administrator looks after the roads department alone.
    const admin = await town.staff(town.ids.admin)
    const elsewhere = rule('X', 'clerk', { unit: town.ids.parks })
    await expect(town.tx(admin, (ctx) => addMappingRule(ctx, elsewhere))).rejects.toMatchObject({
      status: 403,
    })
    await expect(
      town.tx(admin, (ctx) => addMappingRule(ctx, rule('X', 'data_protection', { powerful: true }))),
    ).rejects.toMatchObject({ code: 'role.more_than_own' })
    const id = await town.tx(admin, (ctx) => addMappingRule(ctx, rule('X', 'field_worker')))
    await expect(
      town.tx(admin, (ctx) => addMappingRule(ctx, rule('X', 'field_worker'))),
    ).rejects.toMatchObject({
      code: 'mapping.twice',
    })
    await town.tx(admin, (ctx) => removeMappingRule(ctx, source, id))
  })

  test('gives no rights of the administration that its role has grown since', async () => {
    const own = { code: 'stempel', name: 'Stempel', nameEn: 'Stamp', permissions: ['cases.read'] }
    await town.tx('system', (ctx) => defineRole(ctx, own))
    await town.tx('system', (ctx) => addMappingRule(ctx, rule('Stempel', 'stempel')))
    const account = await person()
    await apply(account, ['Stempel'])
    expect(await roles(account)).toEqual(['stempel'])
    await town.tx('system', (ctx) =>
      defineRole(ctx, { ...own, permissions: ['cases.read', 'settings.manage'] }),
    )
    await apply(account, ['Stempel'])
    expect(await roles(account)).toEqual([])
  })

  test('takes with it what only it has given', async () => {
    const [one, two] = await town.tx('system', async (ctx) => [
      await addMappingRule(ctx, rule('Eins', 'head')),
      await addMappingRule(ctx, rule('Zwei', 'head')),
    ])
    const account = await person()
    await apply(account, ['Eins'])
    await town.tx('system', (ctx) => removeMappingRule(ctx, source, one!))
    // Another rule may still give it; the next word about the person will say.
    expect(await roles(account)).toEqual(['head'])
    await town.tx('system', (ctx) => removeMappingRule(ctx, source, two!))
    expect(await roles(account)).toEqual([])
  })
})

describe('what a source gave only that source takes', () => {
  test('two sources and people side by side', async () => {
    const other = 'scim'
    await town.tx('system', (ctx) => addMappingRule(ctx, rule('A', 'field_worker')))
    await town.tx('system', (ctx) => addMappingRule(ctx, rule('A', 'clerk', { source: other })))
    const account = await person()
    await town.tx('system', (ctx) => addMembership(ctx, { account, unit: town.ids.parks, role: 'clerk' }))
    expect(await apply(account, ['A'])).toBe(1)
    expect(await apply(account, ['A'])).toBe(0)
    await apply(account, ['A'], other)
    expect(await roles(account)).toEqual(['clerk', 'clerk', 'field_worker'])
    await apply(account, [], other)
    expect(await roles(account)).toEqual(['clerk', 'field_worker'])
    await apply(account, [])
    expect(await roles(account)).toEqual(['clerk'])
    // Given again after it had ended, it is the source's again.
    await apply(account, ['A'])
    expect(await roles(account)).toEqual(['clerk', 'field_worker'])
  })

  test('a provider that is taken away takes its rules and roles along', async () => {
    const provider = await town.tx('system', (ctx) =>
      createProvider(
        ctx,
        {
          code: 'weg',
          name: 'Weg',
          audience: 'staff',
          issuer: 'https://sso.stadt.example',
          clientId: 'x',
          scopes: ['openid'],
          creates: false,
          matchesEmail: false,
          factor: 'ours',
          factorValues: [],
          levelClaim: 'acr',
          levels: [],
        },
        null,
      ),
    )
    const from = sourceOfProvider(provider)
    await town.tx('system', (ctx) => addMappingRule(ctx, rule('A', 'head', { source: from })))
    const account = await person()
    await apply(account, ['A'], from)
    expect(await roles(account)).toEqual(['head'])
    await town.tx('system', (ctx) => removeSignOn(ctx, provider))
    expect(await roles(account)).toEqual([])
    expect(await town.tx('system', (ctx) => mappingRules(ctx, from))).toEqual([])
  })
})

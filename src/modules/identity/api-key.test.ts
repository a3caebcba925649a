import { afterAll, beforeAll, expect, it } from 'vitest'
import { Conflict, Forbidden } from '#platform/errors.ts'
import { anonymous, type TestTown, testTown } from '../../../test/helpers.ts'
import { apiKeys, createApiKey, machineByKey, revokeApiKey } from './index.ts'

let town: TestTown
beforeAll(async () => {
  town = await testTown()
})
afterAll(() => town.close())

const asked = { label: 'Mängel-App', scopes: ['reports.write'], perMinute: 60 }
const find = (key: string, tenant = town.tenant) =>
  town.tx(anonymous, (ctx) => machineByKey(ctx, key), tenant)

it('opens what it was made for, in its own town, until it is revoked', async () => {
  const { id, key } = await town.tx('system', (ctx) => createApiKey(ctx, asked))
  expect(key).toMatch(/^sd_[\w-]{22}$/)
  expect(await find(key)).toEqual({
    kind: 'machine',
    id,
    label: 'Mängel-App',
    scopes: ['reports.write'],
    perMinute: 60,
  })
  expect(await find(key, town.other.tenant)).toBeNull()
  expect(await find(`${key}x`)).toBeNull()
  const listed = await town.tx('system', apiKeys)
  expect(JSON.stringify(listed)).not.toContain(key)
  await town.tx('system', (ctx) => revokeApiKey(ctx, id))
  expect(await find(key)).toBeNull()
})

it('expires', async () => {
  const expiresAt = new Date(town.clock.now().getTime() + 60_000)
  const { key } = await town.tx('system', (ctx) => createApiKey(ctx, { ...asked, expiresAt }))
  expect(await find(key)).not.toBeNull()
  town.clock.advance({ minutes: 1 })
  expect(await find(key)).toBeNull()
})

it('that everybody knows works in a demo only', async () => {
  await town.tx('system', (ctx) => createApiKey(ctx, { ...asked, published: 'demo' }))
  expect(await find('demo')).not.toBeNull()
  const earnest = { ...town.platform, config: { ...town.platform.config, demo: false } }
  expect(
    await town.tx(anonymous, (ctx) => machineByKey({ ...ctx, platform: earnest } as typeof ctx, 'demo')),
  ).toBeNull()
  await expect(
    town.tx('system', (ctx) => createApiKey(ctx, { ...asked, published: 'demo' })),
  ).rejects.toBeInstanceOf(Conflict)
})

it('is made by administrators', async () => {
  const clerk = await town.staff(town.ids.clerk)
  await expect(town.tx(clerk, (ctx) => createApiKey(ctx, asked))).rejects.toBeInstanceOf(Forbidden)
  await expect(town.tx(clerk, apiKeys)).rejects.toBeInstanceOf(Forbidden)
  const admin = await town.staff(town.ids.admin)
  await expect(town.tx(admin, (ctx) => createApiKey(ctx, asked))).resolves.toBeTruthy()
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import { deskOf, report } from '../workspace.fixture.ts'

let town: TestTown
let desk: ReturnType<typeof deskOf>
beforeAll(async () => {
  town = await testTown()
  desk = deskOf(town)
  await desk.passwords()
})
afterAll(() => town.close())

test('a letter that was kept is read whole, one that went out without its reader’s keys', async () => {
  const sent = await report(town)
  await town.drain()
  const admin = await desk.signedIn('admin')
  const { id } = await town.tx('system', (ctx) =>
    ctx.db
      .selectFrom('platform.mail')
      .select('id')
      .where('tenant_id', '=', town.tenant.id)
      .where('stream', '=', sent.id)
      .executeTakeFirstOrThrow(),
  )
  const read = async () => (await admin.get(`/post/${id}`)).text()
  const key = /\/status\/([\w-]{22})/.exec(await read())?.[1]
  expect(key).toBeDefined()
  await town.tx('system', (ctx) =>
    ctx.db
      .updateTable('platform.mail')
      .set({ status: 'sent' })
      .where('tenant_id', '=', town.tenant.id)
      .where('id', '=', id)
      .execute(),
  )
  const page = await read()
  expect(page).not.toContain(key)
  expect(page).toContain('/status/…')
  expect(page).toMatch(/\/abmelden\/…/)
})

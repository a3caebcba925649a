import { afterAll, beforeAll, expect, test } from 'vitest'
import { settingSchemas, settings } from '#modules/tenancy/index.ts'
import { type TestTown, testTown } from '../../../../test/helpers.ts'
import type { PageClient } from '../../../../test/page-client.ts'
import { deskOf, hidden } from '../../workspace.fixture.ts'
import { numberFields } from './form.ts'

const path = '/verwaltung/anmeldung'
let town: TestTown
let admin: PageClient
let head: PageClient
beforeAll(async () => {
  town = await testTown()
  const desk = deskOf(town)
  await desk.passwords()
  admin = await desk.signedIn('admin')
  head = await desk.signedIn('head')
})
afterAll(() => town?.close())

const fields = async (more: Record<string, string> = {}) => ({
  stand: hidden(await (await admin.get(path)).text(), 'stand'),
  faktor: 'roles',
  rolle: 'clerk',
  pause: '45',
  dauer: '10',
  konto_pause: '60',
  konto_dauer: '12',
  notzugriff: '2',
  am_tag: '80',
  nachts: '10',
  dieselbe: '5',
  ...more,
})
const kept = () => town.tx('system', settings)

test('is found in the administration, by those who may', async () => {
  expect(await (await admin.get('/verwaltung')).text()).toContain(`href="${path}"`)
  expect((await head.get(path)).status).toBe(403)
})

test('is kept, and said so', async () => {
  const answer = await admin.post(path, await fields())
  expect(answer.status).toBe(303)
  expect(await (await admin.get(answer.headers.get('location')!)).text()).toContain('Gespeichert.')
  expect(await kept()).toMatchObject({
    signIn: { secondFactor: 'roles', roles: ['clerk'] },
    sessions: { idleMinutes: 45, maxHours: 10 },
    emergencyAccess: { hours: 2 },
    unusualReading: { casesADay: 80 },
  })
})

test.each([
  ['pause', '4'],
  ['dauer', '25'],
  ['am_tag', 'viele'],
  ['nachts', '-1'],
])('%s of %s is refused, with what would be possible', async (name, value) => {
  const before = await kept()
  const answer = await admin.post(path, await fields({ [name]: value, konto_pause: '90' }))
  const html = await answer.text()
  expect(answer.status).toBe(422)
  expect(html).toContain('Bitte geben Sie eine Zahl von')
  expect(html).toContain(`value="${value}"`)
  expect(html).toContain('value="90"')
  expect(await kept()).toEqual(before)
})

test('of two at once the second is told, and keeps what was typed', async () => {
  const old = await fields({ pause: '20' })
  await admin.post(path, await fields({ pause: '50' }))
  const answer = await admin.post(path, old)
  expect(answer.status).toBe(409)
  expect(await answer.text()).toContain('value="20"')
  expect((await kept()).sessions.idleMinutes).toBe(50)
})

test('the limits are those of the settings', () => {
  for (const { key, part, min, max } of numberFields) {
    const takes = (value: number) => settingSchemas[key].safeParse({ [part]: value }).success
    expect([takes(min - 1), takes(min), takes(max), takes(max + 1)]).toEqual([false, true, true, false])
  }
})

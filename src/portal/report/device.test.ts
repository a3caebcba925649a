import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { moveToken } from '#modules/reports/index.ts'
import { anonymous } from '#platform/context/actor.ts'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import { fakeAssets, PageClient } from '../../../test/page-client.ts'
import { createApp } from '../../app.ts'

let town: TestTown
let app: ReturnType<typeof createApp>
beforeAll(async () => {
  town = await testTown()
  app = createApp({ platform: town.platform, assets: fakeAssets })
})
afterAll(() => town.close())

async function begun(): Promise<{ desk: PageClient; link: string }> {
  const desk = new PageClient(app)
  await desk.post('/melden', { aktion: 'ort' })
  const html = await (await desk.get('/melden/geraet')).text()
  return { desk, link: /href="[^"]*(\/melden\/uebernehmen\/[\w-]+)"/.exec(html)![1]! }
}

describe('a report begun on one device', () => {
  test('goes on with another, and only there', async () => {
    const { desk, link } = await begun()
    const phone = new PageClient(app)
    expect(await (await phone.get(link)).text()).toContain('Meldung hier weitermachen?')
    // Looking changes nothing.
    expect((await desk.get('/melden/ort')).status).toBe(200)
    const there = await phone.follow(await phone.post(link))
    expect(there.path).toBe('/melden/ort')
    expect((await desk.get('/melden/ort')).headers.get('location')).toContain('abgelaufen')
    // Pressed twice it is still theirs; a third device gets nothing.
    expect((await phone.follow(await phone.post(link))).path).toBe('/melden/ort')
    const third = new PageClient(app)
    expect((await third.follow(await third.post(link))).status).toBe(404)
    // And back again.
    const back = /(\/melden\/uebernehmen\/[\w-]+)/.exec(await (await phone.get('/melden/geraet')).text())![1]!
    expect((await desk.follow(await desk.post(back))).path).toBe('/melden/ort')
  })

  test('needs a link that is ours, young and of this town', async () => {
    const { link } = await begun()
    const thief = new PageClient(app)
    const bent = link.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'))
    for (const wrong of [bent, '/melden/uebernehmen/x', `/melden/uebernehmen/${'A'.repeat(48)}`])
      expect((await thief.get(wrong)).status, wrong).toBe(404)
    const neighbour = new PageClient(app, 'anderstadt.localhost:3000')
    expect((await neighbour.get(link)).status).toBe(404)
    const made = await town.tx(anonymous, (ctx) =>
      moveToken(ctx, '00000000-0000-4000-8000-000000000000', 'x'),
    )
    expect((await thief.get(`/melden/uebernehmen/${made}`)).status).toBe(404)
    town.clock.advance({ minutes: 62 })
    expect((await thief.get(link)).status).toBe(404)
  })

  test('is not to be had without one', async () => {
    const answer = await new PageClient(app).get('/melden/geraet')
    expect(answer.headers.get('location')).toBe('/melden')
  })
})

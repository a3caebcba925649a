import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { beginDraft } from '#modules/reports/index.ts'
import type { Actor } from '#platform/context/actor.ts'
import { newId } from '#platform/ids.ts'
import { drawn } from '#platform/images/photos.fixture.ts'
import { somewhere, type TestTown, testTown } from '../../../../test/helpers.ts'
import { fakeAssets, PageClient } from '../../../../test/page-client.ts'
import { createApp } from '../../../app.ts'

let town: TestTown
let app: ReturnType<typeof createApp>
beforeAll(async () => {
  town = await testTown()
  app = createApp({ platform: town.platform, assets: fakeAssets })
})
afterAll(() => town.close())

const json = { accept: 'application/json' }
const cases = () =>
  town.tx('system', (ctx) =>
    ctx.db
      .selectFrom('cases.case as c')
      .innerJoin('cases.message as m', (j) =>
        j.onRef('m.tenant_id', '=', 'c.tenant_id').onRef('m.case_id', '=', 'c.id'),
      )
      .select(['c.id', 'c.number', 'c.type', 'm.body'])
      .where('c.tenant_id', '=', ctx.tenant.id)
      .execute(),
  )
let drawnKeys = 0
const key = () => `k${String(drawnKeys++).padStart(21, '0')}`
const whole = {
  text: 'Scherben auf dem Weg',
  kategorie: 'baum',
  lat: `${somewhere.lat}`,
  lon: `${somewhere.lon}`,
}
const photo = async () =>
  new File([new Uint8Array(await drawn(40, 30).jpeg().toBuffer())], 'a.jpg', { type: 'image/jpeg' })
const form = (fields: Record<string, string>, ...photos: File[]) => {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.set(name, value)
  for (const file of photos) data.append('fotos', file)
  return data
}

describe('a report written without network', () => {
  test('that is complete becomes a case by itself, and only one however often it comes', async () => {
    const phone = new PageClient(app)
    const schluessel = key()
    const send = async () =>
      (
        await phone.post(
          '/melden/ohne-netz',
          form({ ...whole, schluessel, email: 'ida@buerger.example' }, await photo()),
          json,
        )
      ).json()
    const first = await send()
    expect(first).toMatchObject({ state: 'sent', refused: [], dangers: [] })
    expect(await Promise.all([send(), send()])).toEqual([first, first])
    expect(await cases()).toHaveLength(1)
    expect((await cases())[0]).toMatchObject({ number: first.number, type: 'baum', body: whole.text })
    const tracking = await (await phone.get(first.link)).text()
    expect(tracking).toMatch(/<img[^>]*\/fotos\//)
  })

  test('finds its place by an address of which there is only one', async () => {
    const phone = new PageClient(app)
    const { lat: _, lon: __, ...fields } = { ...whole, schluessel: key(), adresse: 'Hauptstraße 12' }
    const answer = await (await phone.post('/melden/ohne-netz', fields, json)).json()
    expect(answer.state).toBe('sent')
  })

  test('waits as a draft where something is missing, for whoever has its key', async () => {
    const phone = new PageClient(app)
    const schluessel = key()
    const answer = await (
      await phone.post(
        '/melden/ohne-netz',
        { text: 'Da liegt etwas', schluessel, adresse: 'irgendwo am Wald' },
        json,
      )
    ).json()
    expect(answer).toMatchObject({ state: 'open' })
    const on = await phone.follow(await phone.post('/melden/ohne-netz/weiter', { schluessel }))
    expect(on.path).toBe('/melden/ort')
    const other = new PageClient(app)
    const nothing = await other.follow(await other.post('/melden/ohne-netz/weiter', { schluessel: key() }))
    expect(nothing.path).toContain('/melden?abgelaufen')
  })

  test('keeps what is good when a photo is not, and tells of danger afterwards', async () => {
    const phone = new PageClient(app)
    const bad = new File(['kein Foto'], 'b.jpg', { type: 'image/jpeg' })
    const fields = { ...whole, text: 'Baum auf Straße, Ast liegt quer', schluessel: key() }
    const answer = await (
      await phone.post('/melden/ohne-netz', form(fields, await photo(), bad), json)
    ).json()
    expect(answer.state).toBe('open')
    expect(answer.refused[0]).toContain('b.jpg')
    const danger = await (
      await phone.post('/melden/ohne-netz', { ...fields, schluessel: key() }, json)
    ).json()
    expect(danger.state).toBe('sent')
    expect(danger.dangers[0]).toMatchObject({ number: expect.stringMatching(/\d/) })
  })

  test('that has become a draft of an account is that account’s, whoever sends it again', async () => {
    const schluessel = key()
    const who = { kind: 'citizen', id: newId(), name: null, level: 'none', parties: [] } as unknown as Actor
    await town.tx(who, (ctx) => beginDraft(ctx, { text: 'Meins' }, schluessel))
    const answer = await new PageClient(app).post('/melden/ohne-netz', { ...whole, schluessel }, json)
    expect(answer.status).toBe(409)
    expect(await answer.text()).not.toContain('Meins')
    // In another town the same word is another draft.
    const elsewhere = new PageClient(app, 'anderstadt.localhost:3000')
    expect((await elsewhere.post('/melden/ohne-netz', { text: 'Loch', schluessel }, json)).status).toBe(200)
  })

  test('works as an ordinary form without scripts', async () => {
    const phone = new PageClient(app)
    const page = await (await phone.get('/melden/ohne-netz')).text()
    const schluessel = /name="schluessel" value="([\w-]{22})"/.exec(page)![1]!
    const done = await phone.follow(await phone.post('/melden/ohne-netz', { ...whole, schluessel }))
    expect(done.path).toBe('/melden/fertig')
  })

  test('needs a key that was drawn, and a place in or near the town', async () => {
    const phone = new PageClient(app)
    for (const schluessel of ['', 'kurz', 'x'.repeat(23), '../../../etc/passwd/////'])
      expect((await phone.post('/melden/ohne-netz', { ...whole, schluessel }, json)).status).toBe(400)
    for (const [lat, lon] of [
      ['48.1', '11.5'],
      ['NaN', '8'],
      ['1e999', '8'],
      ['', ''],
    ])
      expect(
        await (
          await phone.post('/melden/ohne-netz', { ...whole, lat: lat!, lon: lon!, schluessel: key() }, json)
        ).json(),
      ).toMatchObject({ state: 'open' })
    const neighbour = new PageClient(app, 'anderstadt.localhost:3000')
    const schluessel = key()
    await phone.post('/melden/ohne-netz', { ...whole, schluessel }, json)
    await neighbour.post('/melden/ohne-netz/weiter', { schluessel })
    expect((await neighbour.get('/melden/fertig')).headers.get('location')).toBe('/melden')
  })
})

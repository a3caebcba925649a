import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endMembership, heldBy, organisation } from '#modules/organisation/index.ts'
import { type TestTown, testTown } from '../../../../test/helpers.ts'
import type { PageClient } from '../../../../test/page-client.ts'
import { deskOf, hidden, report } from '../../workspace.fixture.ts'

let town: TestTown
/** Manages the roads department. */
let admin: PageClient
beforeAll(async () => {
  town = await testTown()
  const desk = deskOf(town)
  await desk.passwords()
  admin = await desk.signedIn('admin')
})
afterAll(() => town?.close())

const html = async (answer: Response | Promise<Response>): Promise<string> => (await answer).text()
const unit = (id: string, noun = '') => `/verwaltung/einheiten/${id}${noun && `/${noun}`}`
const fields = (more: Record<string, string> = {}) => ({
  name: 'Brücken',
  name_en: '',
  kuerzel: 'bridges',
  art: 'team',
  ueber: town.ids.roads,
  leitung: town.ids.clerk,
  email: '',
  telefon: '06181 295-1',
  ...more,
})

describe('units', () => {
  test('are a tree with heads and people; strangers’ ones can be read and not changed', async () => {
    const tree = await html(admin.get('/verwaltung/einheiten'))
    for (const words of ['Tiefbauamt', 'Straßenunterhalt', 'Grünflächenamt', '4 Personen'])
      expect(tree).toContain(words)
    expect(await html(admin.get(unit(town.ids.roads)))).toContain('name="kuerzel"')
    expect(await html(admin.get(unit(town.ids.parks)))).not.toContain('name="kuerzel"')
    expect((await admin.post(unit(town.ids.parks), fields())).status).toBe(403)
    expect((await admin.get(unit(town.other.ids.roads))).status).toBe(404)
  })

  test('are made below one’s own, and keep what was typed wrongly', async () => {
    const wrong = await admin.post(
      '/verwaltung/einheiten/neu',
      fields({ name: '', kuerzel: '#', email: 'keine', telefon: 'anrufen!', ueber: 'x', art: 'hof' }),
    )
    expect(wrong.status).toBe(422)
    const told = await html(wrong)
    for (const words of ['value="#"', 'value="keine"', 'value="anrufen!"', 'href="#name"', 'href="#art"'])
      expect(told).toContain(words)
    const taken = await admin.post('/verwaltung/einheiten/neu', fields({ kuerzel: 'roads' }))
    expect(taken.status).toBe(409)
    expect(await html(taken)).toContain('href="#kuerzel"')
    expect((await admin.post('/verwaltung/einheiten/neu', fields({ ueber: '' }))).status).toBe(403)
    expect((await admin.post('/verwaltung/einheiten/neu', fields({ ueber: town.ids.parks }))).status).toBe(
      403,
    )
    const made = await admin.follow(await admin.post('/verwaltung/einheiten/neu', fields()))
    expect(made.html).toContain('Die Einheit ist angelegt.')
    expect(await html(admin.get('/verwaltung/einheiten'))).toContain('Leitung: Jonas Weiß')
  })

  test('are changed on the state that was seen, and never put below themselves', async () => {
    const { byCode } = await town.tx('system', organisation)
    const { id } = byCode.get('bridges')!
    const version = hidden(await html(admin.get(unit(id))), 'version')
    expect((await admin.post(unit(id), fields({ name: 'Brückenbau', version }))).status).toBe(303)
    const late = await admin.post(unit(id), fields({ name: 'Brücken und Stege', version }))
    expect(late.status).toBe(409)
    const both = await html(late)
    expect(both).toContain('value="Brücken und Stege"')
    expect(both).toContain('Brückenbau')
    const roads = byCode.get('roads')!
    const circle = await admin.post(
      unit(roads.id),
      fields({ kuerzel: 'roads', name: 'Tiefbauamt', ueber: id, version: String(roads.version) }),
    )
    expect(circle.status).toBe(422)
    expect(await html(circle)).toContain('Eine Einheit kann nicht unter sich selbst liegen.')
  })

  test('are dissolved when nothing needs them any more, and can come back', async () => {
    await report(town)
    const roads = await html(admin.get(unit(town.ids.roads)))
    for (const words of [
      'Darunter liegen noch Einheiten.',
      'Hier arbeiten noch Menschen.',
      'Hier liegen noch offene Vorgänge.',
      'Kategorien oder Zuständigkeiten zeigen noch auf diese Einheit.',
    ])
      expect(roads).toContain(words)
    const team = unit(town.ids.roadTeam)
    for (const { account, unit, role } of await town.tx('system', (ctx) => heldBy(ctx, town.ids.worker)))
      await town.tx('system', (ctx) => endMembership(ctx, { account, unit, role }))
    const version = hidden(await html(admin.get(team)), 'version')
    await town.tx('system', (ctx) =>
      ctx.db
        .updateTable('cases.case')
        .set({ unit_id: town.ids.roadTeam })
        .where('tenant_id', '=', ctx.tenant.id)
        .execute(),
    )
    const refused = await admin.post(`${team}/aufloesung`, { nachfolge: town.ids.roads, version })
    expect(refused.status).toBe(409)
    expect(await html(refused)).toContain('Hier liegen noch offene Vorgänge.')
    await town.tx('system', (ctx) =>
      ctx.db
        .updateTable('cases.case')
        .set({ unit_id: town.ids.roads })
        .where('tenant_id', '=', ctx.tenant.id)
        .execute(),
    )
    const done = await admin.follow(
      await admin.post(`${team}/aufloesung`, { nachfolge: town.ids.roads, version }),
    )
    expect(done.html).toContain('Die Einheit ist aufgelöst.')
    expect(await html(admin.get('/verwaltung/einheiten'))).not.toContain('Straßenunterhalt')
    expect(await html(admin.get('/verwaltung/einheiten?aufgeloeste=ja'))).toContain('Straßenunterhalt')
    const gone = await html(admin.get(team))
    await admin.post(`${team}/wiederherstellung`, { version: hidden(gone, 'version') })
    expect(await html(admin.get('/verwaltung/einheiten'))).toContain('Straßenunterhalt')
  })
})

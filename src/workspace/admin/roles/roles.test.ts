import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  addMembership,
  allPermissions,
  builtInRoles,
  employ,
  organisation,
} from '#modules/organisation/index.ts'
import { keysOf, languages, textsOf } from '#platform/i18n.ts'
import { type TestTown, testTown } from '../../../../test/helpers.ts'
import type { PageClient } from '../../../../test/page-client.ts'
import { modules } from '../../../modules.ts'
import { deskOf, hidden, PASSWORD } from '../../workspace.fixture.ts'

let town: TestTown
let root: PageClient
let admin: PageClient
beforeAll(async () => {
  town = await testTown()
  const desk = deskOf(town)
  await desk.passwords()
  const { ids } = town
  const { token } = await town.tx('system', async (ctx) => {
    const role = { unit: ids.roads, role: 'administrator' }
    const made = await employ(ctx, { name: 'Wanda Wurzel', email: 'w@teststadt.example', lang: 'de', role })
    await addMembership(ctx, { account: made.account, unit: ids.parks, role: 'administrator' })
    return made
  })
  root = desk.visitor()
  await root.post(`/einladung/${token}`, { passwort: PASSWORD, wiederholung: PASSWORD })
  await root.post('/anmeldung', { email: 'w@teststadt.example', password: PASSWORD })
  admin = await desk.signedIn('admin')
})
afterAll(() => town?.close())

const html = async (answer: Response | Promise<Response>): Promise<string> => (await answer).text()

describe('permissions', () => {
  const declared = modules.flatMap((module) => [...(module.permissions ?? [])])

  test('that modules declare are all to be had in roles, and no others', () => {
    expect([...new Set(declared)].sort()).toEqual([...allPermissions].sort())
    expect(new Set(allPermissions).size).toBe(allPermissions.length)
  })

  test('have their sentence in every language', () => {
    for (const lang of languages) {
      const said = keysOf(textsOf(lang)).filter((key) => key.startsWith('permission.'))
      expect(said.map((key) => key.replace('permission.', '')).sort()).toEqual([...allPermissions].sort())
    }
  })

  test('of the built-in roles are declared', () => {
    for (const role of builtInRoles)
      expect(role.permissions.filter((permission) => !declared.includes(permission))).toEqual([])
  })
})

describe('roles', () => {
  test('are shown with what they allow and who holds them', async () => {
    const list = await html(root.get('/verwaltung/rollen'))
    for (const words of ['Sachbearbeitung', 'Amtsleitung', 'mitgeliefert', '2 Personen haben sie'])
      expect(list).toContain(words)
    const clerk = await html(root.get('/verwaltung/rollen/clerk'))
    for (const words of ['Vorgänge jemandem zuweisen', 'Jonas Weiß', 'Ole Grün'])
      expect(clerk).toContain(words)
    const part = await html(admin.get('/verwaltung/rollen/clerk'))
    expect(part).toContain('Jonas Weiß')
    expect(part).not.toContain('Ole Grün')
    expect(part).not.toContain('/bearbeiten')
    expect((await root.get('/verwaltung/rollen/koenig')).status).toBe(404)
  })

  test('of one’s own are made, after a mistake too, previewed without storing, copied and removed', async () => {
    const empty = await root.post('/verwaltung/rollen/neu', { name: 'Telefon', version: '0' })
    expect(empty.status).toBe(422)
    expect(await html(empty)).toContain('value="Telefon"')
    const preview = await html(
      root.get(
        '/verwaltung/rollen/neu?version=0&name=Telefonzentrale&recht=cases.read&recht=settings.manage',
      ),
    )
    expect(preview).toContain('Das darf, wer „Telefonzentrale“ hat')
    expect(preview).toContain('Mit einem dieser Rechte lässt sich das Programm für andere verändern.')
    expect((await town.tx('system', organisation)).roles.has('telefonzentrale')).toBe(false)
    const taken = await root.post('/verwaltung/rollen/neu', { name: 'sachbearbeitung', recht: 'cases.read' })
    expect(taken.status).toBe(422)
    expect(await html(taken)).toContain('So heißt schon eine andere Rolle.')

    const body = { name: 'Telefonzentrale', name_en: 'Switchboard', recht: ['cases.read', 'kaffee.kochen'] }
    const made = await root.follow(await root.post('/verwaltung/rollen/neu', { ...body, version: '0' }))
    expect(made.html).toContain('Die Rolle ist angelegt')
    expect((await town.tx('system', organisation)).roles.get('telefonzentrale')?.permissions).toEqual([
      'cases.read',
    ])
    const copy = await html(root.get('/verwaltung/rollen/neu?vorlage=telefonzentrale'))
    expect(copy).toContain('Nach dem Vorbild von „Telefonzentrale“')
    const path = '/verwaltung/rollen/telefonzentrale'
    const version = hidden(await html(root.get(`${path}/bearbeiten`)), 'version')
    const change = (recht: string[]) => root.post(`${path}/bearbeiten`, { ...body, recht, version })
    expect((await change(['cases.read', 'cases.note'])).status).toBe(303)
    const stale = await change(['cases.close'])
    expect(stale.status).toBe(409)
    const both = await html(stale)
    expect(both).toContain('Interne Notizen schreiben')
    expect(both).toMatch(/value="cases.close"[^>]* checked|checked[^>]* value="cases.close"/)
    const shown = await html(root.get(path))
    const end = await root.post(`${path}/ende`, { version: hidden(shown, 'version') })
    expect(end.status).toBe(303)
    expect(await html(root.get('/verwaltung/rollen'))).not.toContain('Telefonzentrale')
  })

  test('are defined by who manages the whole town', async () => {
    expect((await admin.get('/verwaltung/rollen/neu')).status).toBe(403)
    const body = { name: 'Alles', recht: allPermissions.slice() }
    expect((await admin.post('/verwaltung/rollen/neu', body)).status).toBe(403)
    expect((await admin.post('/verwaltung/rollen/clerk/bearbeiten', body)).status).toBe(403)
    expect((await admin.post('/verwaltung/rollen/clerk/ende', { version: '1' })).status).toBe(403)
  })

  test('are called in the town’s own words at the top of every page', async () => {
    const version = hidden(await html(root.get('/verwaltung/rollen/administrator/bearbeiten')), 'version')
    const { permissions } = (await town.tx('system', organisation)).roles.get('administrator')!
    const renamed = { name: 'Stadtdraht-Team', recht: [...permissions], version }
    expect((await root.post('/verwaltung/rollen/administrator/bearbeiten', renamed)).status).toBe(303)
    // Whoever holds it signs in again.
    expect((await root.get('/verwaltung')).status).toBe(303)
    await root.post('/anmeldung', { email: 'w@teststadt.example', password: PASSWORD })
    expect(await html(root.get('/verwaltung'))).toContain('Stadtdraht-Team')
  })
})

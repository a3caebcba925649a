import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addNote, notePhoto, restrictCase } from '#modules/cases/index.ts'
import { addPhoto } from '#modules/files/index.ts'
import { createApiKey } from '#modules/identity/index.ts'
import { submit } from '#modules/reports/index.ts'
import { system } from '#platform/context/actor.ts'
import { newId } from '#platform/ids.ts'
import { deskOf, type Role } from '../src/workspace/workspace.fixture.ts'
import { jpegAt } from './e2e/photos.ts'
import { somewhere, type TestTown, testTown } from './helpers.ts'
import type { PageClient } from './page-client.ts'

/** Words that stand in one restricted case only; whoever is not named must meet none of them anywhere. */
const canaries = { words: 'Zaunkönig', name: 'Kanarienvogel', note: 'Attestvermerk', street: 'Geheimgasse' }

let town: TestTown
let desk: ReturnType<typeof deskOf>
let key: string
const known = { number: '', id: '', photo: '', mail: '', party: '' }

beforeAll(async () => {
  town = await testTown()
  desk = deskOf(town)
  await desk.passwords()
  const id = newId()
  // A number that is part of no date.
  await town.tx('system', async (ctx) =>
    ctx.send('insert into cases.counter (tenant_id, year, next) values ($1, 2026, 98765)', [ctx.tenant.id]),
  )
  const sent = await town.tx('system', (ctx) =>
    submit(ctx, {
      id,
      category: 'schlagloch',
      text: `Loch beim ${canaries.words}`,
      place: somewhere,
      address: `${canaries.street} 7`,
      placedBy: 'map',
      answers: {},
      reporter: {
        name: `Wilhelmine ${canaries.name}`,
        email: 'wilhelmine@example.org',
        phone: null,
        lang: 'de',
      },
      channel: 'web',
    }),
  )
  const clerk = await town.staff(town.ids.clerk)
  const photo = await addPhoto(
    town.platform,
    { tenant: town.tenant, actor: system('test') },
    {
      folder: id,
      bytes: (await jpegAt(somewhere)).buffer,
      name: `${canaries.words}.jpg`,
      stage: 'report',
      visibility: 'public',
    },
  )
  if (!photo.ok) throw new Error(photo.reason)
  await town.drain()
  await town.tx(clerk, async (ctx) => {
    await notePhoto(ctx, id, photo.id, 'report')
    await addNote(ctx, id, `${canaries.note} liegt vor`)
    await restrictCase(ctx, id, { reason: 'health', named: { accounts: [clerk.id], unit: null } })
  })
  await town.drain()
  const { rows } = await town.tx('system', (ctx) =>
    sql<{ mail: string; party: string }>`
      select m.id as mail, cp.party_id as party from platform.mail m
      join cases.party cp on cp.tenant_id = ${ctx.tenant.id} and cp.case_id = m.stream
      where m.tenant_id = ${ctx.tenant.id} and m.stream = ${id} limit 1`.execute(ctx.db),
  )
  Object.assign(known, { number: sent.number, id, photo: photo.id, ...rows[0] })
  key = await town.tx(
    'system',
    async (ctx) =>
      (
        await createApiKey(ctx, {
          label: 'all',
          scopes: ['cases.read', 'cases.write', 'open311.write'],
          perMinute: 100_000,
        })
      ).key,
  )
})
afterAll(() => town.close())

/** What may stand at a place of an address: everything of the restricted case that fits there. */
const values = (name: string): string[] =>
  ({
    number: [known.number, known.id],
    id: [known.id, known.photo, known.mail, known.party],
    noun: ['notiz', 'vorschau', 'abschluss', 'beschraenkung', 'zugriff', 'freigabe', 'zuweisung', 'foto'],
    art: ['klein', 'gross', 'original'],
  })[name] ?? [known.id, known.number]

const queries = [
  '',
  `?suche=${encodeURIComponent(canaries.words)}&q=${encodeURIComponent(canaries.words)}&text=${encodeURIComponent(canaries.words)}&ansicht=amt&vorschau=THE_NUMBER&nummer=THE_NUMBER`,
]

/** Every GET route of the app, with the restricted case wherever something can be asked for. */
function addresses(): string[] {
  const routes = new Set(
    desk.app.routes.filter((r) => r.method === 'GET' && !r.path.includes('*')).map((r) => r.path),
  )
  return [...routes].flatMap((route) => {
    const names = [...route.matchAll(/:(\w+)(\{[^}]*\})?\??/g)]
    const filled = names.reduce<string[]>(
      (paths, [place, name]) => paths.flatMap((path) => values(name!).map((v) => path.replace(place!, v))),
      [route],
    )
    return filled.flatMap((path) => queries.map((q) => path + q.replaceAll('THE_NUMBER', known.number)))
  })
}

/** The body as far as it comes at once: a stream never ends. */
async function bodyOf(response: Response): Promise<string> {
  const reader = response.body?.getReader()
  if (!reader) return ''
  const parts: Uint8Array[] = []
  const late = new Promise<null>((done) => setTimeout(done, 150, null))
  for (;;) {
    const next = await Promise.race([reader.read(), late])
    if (!next || next.done) break
    parts.push(next.value)
  }
  void reader.cancel().catch(() => {})
  return Buffer.concat(parts).toString('utf8')
}

/** Addresses whose answers hold one of the words; an officer for data protection may know who people are. */
async function leaks(
  client: PageClient,
  { headers = {}, allowed = () => false as boolean } = {} as {
    headers?: Record<string, string>
    allowed?: (path: string, word: string) => boolean
  },
): Promise<string[]> {
  const found: string[] = []
  for (const path of addresses()) {
    if (/abmeldung|signOut/.test(path)) continue
    const response = await client.get(path, headers)
    const body = await bodyOf(response)
    const isPhoto = response.status === 200 && /^image\//.test(response.headers.get('content-type') ?? '')
    if (isPhoto && path.includes(known.photo)) found.push(`${path}: the photo`)
    // The search's own words stand in its field again.
    const asked = decodeURIComponent(path)
    for (const word of [...Object.values(canaries), known.number])
      if (body.includes(word) && !asked.includes(word) && !allowed(path, word)) found.push(`${path}: ${word}`)
  }
  return [...new Set(found)]
}

describe('a restricted case leaks nowhere', () => {
  it('and whoever is named finds it in many places', async () => {
    const found = await leaks(await desk.signedIn('clerk'))
    for (const place of ['/vorgaenge:', `/vorgaenge/${known.number}`, `/fotos/${known.photo}/original`])
      expect(found.some((line) => line.startsWith(place))).toBe(true)
  })

  it('to the public', async () => {
    expect(await leaks(desk.visitor())).toEqual([])
  })

  it('to machines', async () => {
    expect(await leaks(desk.visitor(), { headers: { 'x-api-key': key } })).toEqual([])
  })

  it.each(['worker', 'head', 'admin', 'gardener'] satisfies Role[])('to the %s', async (role) => {
    expect(await leaks(await desk.signedIn(role))).toEqual([])
  })

  it('to the officer for data protection, but who it is about', async () => {
    const allowed = (path: string, word: string) =>
      path.startsWith('/verwaltung/') && (word === canaries.name || word === known.number)
    expect(await leaks(await desk.signedIn('officer'), { allowed })).toEqual([])
  })
})

import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anonymous } from '#platform/context/actor.ts'
import { idFrom } from '#platform/ids.ts'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import { cellOf, type Happening, hears } from './cells.ts'
import { takeDue } from './due.ts'
import { candidates, markDue } from './marking.ts'
import { progressOf, recordHappenings } from './recording.ts'
import { placeColumns } from './rows.ts'
import { radii, type Where, type Wish } from './wish.ts'

const MANY = 100_000
let town: TestTown
let owner: pg.Client
const wishes: Wish[] = []
/** Ids in order, as they are given. */
const idOf = (i: number): string => `0193b2c0-0000-7000-8000-${i.toString(16).padStart(12, '0')}`

beforeAll(async () => {
  town = await testTown()
  owner = new pg.Client({ connectionString: town.database.url })
  await owner.connect()
  await town.tx('system', progressOf)
  for (let i = 0; i < MANY; i++) wishes.push(wish(i))
  await insert()
}, 60_000)
afterAll(async () => {
  await owner?.end()
  await town?.close()
})

/** As a large town would have them: mostly around an address, some by street and district, few for all of it. */
function wish(i: number): Wish {
  const where = ((): Where => {
    if (i % 200 === 0) return { kind: 'town', label: 'Teststadt' }
    if (i % 5 === 1) return { kind: 'street', label: 'Straße', street: `Weg ${i % 1500}`, areaId: null }
    if (i % 50 === 2) return { kind: 'district', label: 'Nord', areaId: idFrom('area', String(i % 40)) }
    const at = { lat: 50.05 + ((i * 7919) % 20_000) / 100_000, lon: 8.8 + ((i * 104_729) % 30_000) / 100_000 }
    return { kind: 'radius', label: 'Zuhause', ...at, radius: radii[i % radii.length]!, areaId: null }
  })()
  return {
    where,
    categories: i % 4 === 0 ? ['baum'] : [],
    topics: i % 3 === 0 ? ['fixed'] : ['opened', 'fixed'],
    rhythm: i % 10 === 9 ? 'daily' : 'at_once',
  }
}

async function insert(): Promise<void> {
  const ids = wishes.map((_, i) => idOf(i))
  const columns = wishes.map((w) => placeColumns(w.where))
  const at = town.clock.now()
  const tenant = town.tenant.id
  await owner.query(
    `insert into subscriptions.subscriber (tenant_id, id, email, lang, created_at, renewed_at)
     select $1, id, id || '@viele.example', 'de', $3, $3 from unnest($2::uuid[]) as x (id)`,
    [tenant, ids, at],
  )
  await owner.query(
    `insert into subscriptions.round (tenant_id, subscriber_id, rhythm, told_n)
     select $1, id, rhythm, 0 from unnest($2::uuid[], $3::text[]) as x (id, rhythm)`,
    [tenant, ids, wishes.map((w) => w.rhythm)],
  )
  await owner.query(
    `insert into subscriptions.subscription (tenant_id, id, subscriber_id, kind, label, lat, lon, radius, street, area_id,
       categories, topics, rhythm, cell, since_n, created_at)
     select $1, id, id, kind, label, lat, lon, radius, street, area, string_to_array(categories, ','),
       string_to_array(topics, ','), rhythm, cell, 0, $13
     from unnest($2::uuid[], $3::text[], $4::text[], $5::float8[], $6::float8[], $7::int[], $8::text[], $9::uuid[],
       $10::text[], $11::text[], $12::text[], $14::text[])
       as x (id, kind, label, lat, lon, radius, street, area, categories, topics, rhythm, cell)`,
    [
      tenant,
      ids,
      columns.map((c) => c.kind),
      columns.map((c) => c.label),
      columns.map((c) => c.lat),
      columns.map((c) => c.lon),
      columns.map((c) => c.radius),
      columns.map((c) => c.street),
      columns.map((c) => c.area_id),
      wishes.map((w) => w.categories.join()),
      wishes.map((w) => w.topics.join()),
      wishes.map((w) => w.rhythm),
      at,
      wishes.map(cellOf),
    ],
  )
  await owner.query('analyze subscriptions.subscription, subscriptions.round, subscriptions.subscriber')
}

const happening: Happening = {
  n: 1,
  topic: 'opened',
  subject: idFrom('a report'),
  type: 'schlagloch',
  areaId: idFrom('area', '2'),
  place: { lat: 50.128, lon: 8.928 },
  streets: ['Weg 51'],
  at: new Date('2026-11-23T08:00:00Z'),
  spread: null,
}

test('of a hundred thousand the few who want to hear are found by an index, and no other row is read', async () => {
  const plan = await town.tx(anonymous, async (ctx) => {
    const { sql } = await import('kysely')
    const { rows } = await sql<{ 'QUERY PLAN': [{ Plan: Plan }] }>`
      explain (analyze, format json) ${candidates(ctx, [happening])}`.execute(ctx.db)
    return rows[0]!['QUERY PLAN'][0].Plan
  })
  const nodes = flat(plan)
  expect(nodes.map((n) => n['Node Type'])).not.toContain('Seq Scan')
  expect(nodes.flatMap((n) => n['Index Name'] ?? [])).toEqual(['subscription_cell'])
  const read = Math.max(...nodes.map((n) => n['Actual Rows'] * n['Actual Loops']))
  expect(read).toBeLessThan(3000)
})

test('all of them are told and nobody else, a page at a time, and once', async () => {
  const expected = wishes.flatMap((w, i) => (w.rhythm === 'at_once' && hears(w, happening) ? [idOf(i)] : []))
  expect(expected.length).toBeGreaterThan(500)
  await town.tx('system', (ctx) => recordHappenings(ctx, [happening], 1))
  // Two at once, and one more: as if a worker had died on the way.
  await Promise.all([markDue(town.platform, town.tenant), markDue(town.platform, town.tenant)])
  await markDue(town.platform, town.tenant)
  const told: string[] = []
  for (;;) {
    const letters = await town.tx(anonymous, takeDue)
    if (letters.length === 0) break
    expect(letters.every((l) => l.heard.length === 1)).toBe(true)
    told.push(...letters.map((l) => l.subscriber.id))
  }
  expect(told.toSorted()).toEqual(expected.toSorted())
})

interface Plan {
  'Node Type': string
  'Index Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  Plans?: Plan[]
}
const flat = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(flat)]

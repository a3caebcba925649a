import { sql } from 'kysely'
import { organisation } from '#modules/organisation/index.ts'
import { splitReport } from '#modules/reports/index.ts'
import {
  askToFollow,
  makeWork,
  publishWork,
  type SaidWhere,
  type WorkInput,
  whereFrom,
} from '#modules/works/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { demoLogins } from '../logins.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

type Said = Pick<WorkInput, 'kind' | 'title' | 'body' | 'types' | 'onMatch' | 'onEnd'> & {
  begins: number
  ends: number | null
  where: SaidWhere
}

/** An outage that goes on, a building site next week, a closure, and one that is over. */
const works = (streets: readonly string[], district: Uuid): Said[] => [
  {
    kind: 'lighting',
    title: { de: 'Straßenbeleuchtung ausgefallen', en: 'Street lights out' },
    body: {
      de: 'Ein Kabel ist beschädigt. Die Stadtwerke arbeiten daran; die Laternen bleiben bis dahin dunkel.',
      en: 'A cable is damaged. The utility is working on it; the lamps stay dark until then.',
    },
    types: ['laterne'],
    onMatch: 'leave',
    onEnd: 'leave',
    begins: -4 * HOUR,
    ends: 8 * HOUR,
    where: { extent: 'streets', streets: streets.slice(0, 2).join(', ') },
  },
  {
    kind: 'roadworks',
    title: { de: 'Neue Fahrbahndecke', en: 'New road surface' },
    body: {
      de: 'Die Fahrbahn bekommt eine neue Decke. Sie ist in dieser Zeit halbseitig gesperrt, Schlaglöcher werden dabei mit behoben.',
      en: 'The road gets a new surface. One side is closed meanwhile; potholes are repaired along with it.',
    },
    types: ['schlagloch'],
    onMatch: 'close',
    onEnd: 'leave',
    begins: 7 * DAY,
    ends: 35 * DAY,
    where: { extent: 'streets', streets: streets[2] ?? streets[0]! },
  },
  {
    kind: 'closure',
    title: { de: 'Wochenmarkt: Platz gesperrt', en: 'Weekly market: square closed' },
    body: {
      de: 'Während des Markts ist die Durchfahrt gesperrt. Rettungswege bleiben frei.',
      en: 'There is no thoroughfare during the market. Emergency routes stay open.',
    },
    types: [],
    onMatch: 'leave',
    onEnd: 'leave',
    begins: -1 * DAY,
    ends: 20 * DAY,
    where: { extent: 'streets', streets: streets[3] ?? streets[0]! },
  },
  {
    kind: 'water',
    title: { de: 'Wasserrohrbruch behoben', en: 'Burst water main repaired' },
    body: {
      de: 'Die Leitung ist repariert, das Wasser läuft wieder.',
      en: 'The pipe is repaired, the water is back.',
    },
    types: [],
    onMatch: 'leave',
    onEnd: 'leave',
    begins: -9 * DAY,
    ends: -8 * DAY,
    where: { extent: 'district', areaId: district },
  },
]

/** Works and outages, and a report that two offices work on. */
export async function seedWorks(ctx: Ctx): Promise<void> {
  const { staff } = await organisation(ctx)
  const email = demoLogins.find((login) => login.role === 'clerk')!.email
  const unitId = [...staff.values()].find((person) => person.email === email)?.units[0]
  const { rows: streets } = await sql<{ name: string }>`
    select name from geo.street where tenant_id = ${ctx.tenant.id} and owner = 'town' and class in ('main', 'residential')
    group by name order by count(*) desc, name limit 4`.execute(ctx.db)
  const { rows: areas } = await sql<{ id: Uuid }>`
    select id from geo.area where tenant_id = ${ctx.tenant.id} and kind = 'district' order by code limit 1`.execute(
    ctx.db,
  )
  const { rows: kinds } = await sql<{ code: string }>`
    select code from reports.category where tenant_id = ${ctx.tenant.id}`.execute(ctx.db)
  if (!unitId || streets.length === 0 || !areas[0]) return
  const known = new Set(kinds.map((kind) => kind.code))
  for (const { begins, ends, where, types, ...work } of works(
    streets.map((s) => s.name),
    areas[0].id,
  )) {
    const id: Uuid = await makeWork(ctx, {
      ...work,
      types: types.filter((type) => known.has(type)),
      unitId,
      beginsAt: new Date(ctx.now.getTime() + begins),
      endsAt: ends === null ? null : new Date(ctx.now.getTime() + ends),
      ...(await whereFrom(ctx, where)),
    })
    await publishWork(ctx, id, true)
    if (work.kind === 'lighting' || ends === null) await follow(ctx, id)
  }
  await seedParts(ctx, unitId)
}

/** The demo's citizen has said yes to hearing of it. */
async function follow(ctx: Ctx, work: Uuid): Promise<void> {
  await askToFollow(ctx, work, { email: 'erika.mustermann@buerger.example', lang: 'de' })
  await ctx.db
    .updateTable('works.follower')
    .set({ confirmed_at: ctx.now })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('work_id', '=', work)
    .execute()
}

/** Of the newest open report of the clerk's office, a part for each of two others. */
async function seedParts(ctx: Ctx, unit: Uuid): Promise<void> {
  const { rows } = await sql<{ id: Uuid }>`
    select c.id from cases.case c
    where c.tenant_id = ${ctx.tenant.id} and c.unit_id = ${unit} and c.status = 'open' and c.kind = 'report'
      and not c.restricted and c.public
    order by c.opened_at desc offset 4 limit 1`.execute(ctx.db)
  const { rows: kinds } = await sql<{ code: string }>`
    select code from reports.category where tenant_id = ${ctx.tenant.id} and active and unit_id <> ${unit}
    order by position, code limit 40`.execute(ctx.db)
  const whole = rows[0]
  if (!whole || kinds.length < 2) return
  const tasks = [
    'Der Mast ist umgefahren. Bitte sichern und ersetzen; die Polizei war schon da.',
    'Bitte die Fahrbahn absperren, bis der Mast weg ist.',
  ]
  for (const [i, task] of tasks.entries())
    await splitReport(ctx, whole.id, {
      category: kinds[i * Math.floor(kinds.length / 2)]!.code,
      unitId: null,
      task,
      dueAt: null,
      mode: 'together',
    })
}

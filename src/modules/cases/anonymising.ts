import { sql } from 'kysely'
import { eraseChanges } from '#modules/audit/index.ts'
import { destroyFolder } from '#modules/files/index.ts'
import { districts, mercator } from '#modules/geo/index.ts'
import { eraseMail } from '#modules/notifications/index.ts'
import { forgetReasons } from '#modules/privacy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { textsOf } from '#platform/tenants.ts'
import { eraseLonely } from './anonymising-people.ts'
import { eraseWords } from './anonymising-words.ts'
import { isCalledByType } from './case.ts'

export interface Anonymised {
  people: number
  files: number
}

/**
 * Makes a case a figure in statistics: what was said, who it is from, its photos (with their key), its links, letters
 * and search words go; what it was, when, how it ended and in which district stay. With `delete` only number, kind and
 * the sealed history of ids are left. Whether it may be done the caller has found out. Safe to run twice.
 */
export async function anonymiseCase(
  ctx: Ctx,
  id: Uuid,
  { action, processing }: { action: 'anonymise' | 'delete'; processing: string },
): Promise<Anonymised> {
  const c = await ctx.db
    .selectFrom('cases.case')
    .select(['id', 'kind', 'area_id', 'lat', 'lon', 'version'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .where('anonymised_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!c) return { people: 0, files: 0 }
  const people = await partiesOf(ctx, id)
  await ctx.db
    .updateTable('cases.case')
    .set({
      ...(action === 'delete' ? nothingLeft(ctx) : await coarse(ctx, c)),
      public: false,
      anonymised_at: ctx.now,
      updated_at: ctx.now,
      version: c.version + 1,
    })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .execute()
  await eraseWords(ctx, id, action)
  let files = await destroyFolder(ctx, id)
  await eraseMail(ctx, [id])
  await eraseChanges(ctx, [id])
  forgetReasons(ctx, [id])
  files += await anonymiseChildren(ctx, id, { action, processing })
  ctx.emit('case.anonymised', { case: id, processing, action })
  return { people: await eraseLonely(ctx, people), files }
}

/** What other offices did goes with the whole; of a part that is still worked on only the words, so that it can end. */
async function anonymiseChildren(
  ctx: Ctx,
  parent: Uuid,
  how: { action: 'anonymise' | 'delete'; processing: string },
): Promise<number> {
  const { rows } = await sql<{ id: Uuid; closed: boolean }>`
    select c.id, c.status = 'closed' as closed from cases.child k
    join cases.case c on c.tenant_id = ${ctx.tenant.id} and c.id = k.case_id
    where k.tenant_id = ${ctx.tenant.id} and k.parent_id = ${parent}`.execute(ctx.db)
  let files = 0
  for (const child of rows)
    if (child.closed) files += (await anonymiseCase(ctx, child.id, how)).files
    else await eraseWords(ctx, child.id, 'anonymise')
  return files
}

async function partiesOf(ctx: Ctx, id: Uuid): Promise<Uuid[]> {
  const rows = await ctx.db
    .selectFrom('cases.party')
    .select('party_id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('case_id', '=', id)
    .execute()
  return rows.map((r) => r.party_id)
}

/** About a kilometre: a district's place, not a house's. */
const GRID = 0.01
const onGrid = (degrees: number): number => Math.round(degrees / GRID) * GRID

/** The district instead of the address, a point of a wide grid instead of the place; what other kinds are called goes. */
async function coarse(
  ctx: Ctx,
  c: { kind: string; area_id: Uuid | null; lat: number | null; lon: number | null },
) {
  const district = c.area_id ? ((await districts(ctx)).find((a) => a.id === c.area_id)?.name ?? null) : null
  const [lat, lon] = [c.lat === null ? null : onGrid(c.lat), c.lon === null ? null : onGrid(c.lon)]
  const point = lat !== null && lon !== null ? mercator({ lat, lon }) : null
  return {
    address: district,
    lat,
    lon,
    place: point ? sql<{ x: number; y: number }>`point(${point.x}::float8, ${point.y}::float8)` : null,
    // A report is called by its category; the title of anything else may be somebody's own words.
    ...(isCalledByType(c.kind) ? {} : untitled(ctx)),
  }
}

const untitled = (ctx: Ctx) => ({
  title: textsOf(ctx.platform, ctx.tenant.id, 'de')('privacy.anonymised.title'),
  title_en: textsOf(ctx.platform, ctx.tenant.id, 'en')('privacy.anonymised.title'),
})

const nothingLeft = (ctx: Ctx) => ({
  ...untitled(ctx),
  address: null,
  lat: null,
  lon: null,
  place: null,
  area_id: null,
  unit_id: null,
  assignee_id: null,
  authority_id: null,
})

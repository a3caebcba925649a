import { sql } from 'kysely'
import { type Case, type CaseRow, caseColumns, toCase, visibleCases } from '#modules/cases/index.ts'
import { metres, type Place } from '#modules/geo/index.ts'
import { catalogue } from '#modules/reports/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { cellsNear } from './cell.ts'
import { compare, FARTHER, isLikely, type Likeness, type Look, pieces, score } from './likeness.ts'
import { isStandIn } from './stand-in.ts'

/** So many of a cell are looked at, the newest first, and so many are compared, the nearest first: what it costs does
 * not grow with the town. */
const A_CELL = 20
const COMPARED = 40
const DAY = 86_400_000

export interface Sought extends Look {
  type: string
  place: Place
  at: Date
}

export interface Found extends Likeness {
  case: Case
  /** What was reported, as it was said. */
  text: string
  /** The first photo that everybody may see. */
  photoId: Uuid | null
  /** Null where the place of one of the two is a stand-in, and says nothing of how far they are apart. */
  metres: number | null
}

interface Row extends CaseRow {
  body: string
  object_id: Uuid | null
  photo_id: Uuid | null
  hashes: Buffer[]
  stands_in: boolean
}

/**
 * Open reports that are probably about the same, likeliest first, as far as the actor may see them; never restricted
 * ones. `publicOnly`: such as anybody may be shown, with their public photos.
 */
export async function findSame(
  ctx: Ctx,
  sought: Sought,
  { publicOnly, without = [], limit }: { publicOnly: boolean; without?: readonly Uuid[]; limit: number },
): Promise<Found[]> {
  const category = (await catalogue(ctx)).byCode.get(sought.type)
  if (!category || category.sameWithinMetres === 0) return []
  const radius = category.sameWithinMetres
  const tenant = ctx.tenant.id
  const { lat, lon } = sought.place
  const columns = sql.join(caseColumns.map((name) => sql.ref(`c.${name}`)))
  // In metres along both axes; within a few hundred of them the earth is flat.
  const [north, east] = [111_195, 111_195 * Math.cos((lat * Math.PI) / 180)]
  const seen = publicOnly ? sql`f.visibility = 'public'` : sql`f.visibility <> 'internal'`
  const { rows } = await sql<Row>`
    with near as materialized (
      select o.case_id, o.far, o.lat, o.lon from unnest(${cellsNear(sought.place, radius * FARTHER)}::bigint[]) as k (cell)
      cross join lateral (
        select n.case_id, n.lat, n.lon, ((n.lat - ${lat}) * ${north}) ^ 2 + ((n.lon - ${lon}) * ${east}) ^ 2 as far
        from duplicates.open_report n
        where n.tenant_id = ${tenant} and n.type = ${sought.type} and n.cell = k.cell
        order by n.opened_at desc limit ${A_CELL}) o
      where o.far <= ${(radius * FARTHER) ** 2} and o.case_id <> all (${[...without]}::uuid[])
      order by o.far limit ${COMPARED}),
    vague as materialized (
      select p.lat, p.lon from (
        select near.lat, near.lon from near union select ${lat}::float8, ${lon}::float8) p
      where ${isStandIn(tenant, sql`p.lat`, sql`p.lon`)})
    select ${columns}, m.body, a.object_id, exists (
        select from vague v where (v.lat, v.lon) in ((near.lat, near.lon), (${lat}, ${lon}))) as stands_in, (
        select f.id from files.file f where f.tenant_id = ${tenant} and f.folder_id = c.id and f.stage = 'report'
          and ${seen} and not f.restricted and f.removed_at is null order by f.position limit 1) as photo_id,
      array(
        select f.dhash from files.file f where f.tenant_id = ${tenant} and f.folder_id = c.id and f.dhash is not null
          and ${seen} and not f.restricted and f.removed_at is null) as hashes
    from near
    join cases.case c on c.tenant_id = ${tenant} and c.id = near.case_id
    left join reports.at_object a on a.tenant_id = ${tenant} and a.case_id = c.id
    join reports.report r on r.tenant_id = ${tenant} and r.case_id = c.id
    join cases.message m on m.tenant_id = ${tenant} and m.id = r.message_id
    where c.status <> 'closed' and c.type = ${sought.type} and not c.restricted
      and ${publicOnly ? sql`c.public` : visibleCases(ctx)} and c.lat is not null and c.lon is not null`.execute(
    ctx.db,
  )
  const kind = new Set([...pieces(category.name.de), ...pieces(category.name.en)])
  return rows
    .map((row) => {
      const it = toCase(row)
      const look = { text: row.body, hashes: row.hashes, address: it.address, objectId: row.object_id }
      const likeness = compare(sought, look, kind)
      const far = row.stands_in ? null : Math.round(metres(sought.place, it.place!))
      const days = (sought.at.getTime() - it.openedAt.getTime()) / DAY
      return {
        found: { case: it, text: row.body, photoId: row.photo_id, metres: far, ...likeness },
        score: score(far, radius, likeness, days),
      }
    })
    .filter(({ found }) => isLikely(found.metres, radius, found))
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ found }) => found)
}

import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/context/context.ts'

/** So long after something was fixed a report of the same kind at the same place says that it did not last. */
const DAYS = 90
const METRES = 25

/** Squares of the finest grid whose side is somewhat more than that in these latitudes: 2^7 × 60 cm × cos φ. */
const SHIFT = 7
/** The lowest bits of a square's number tell kinds apart, so that one index finds both. */
const KIND_BITS = 20
/** Steps of the number to the next square southwards and eastwards. */
const SOUTH = 2 ** KIND_BITS
const EAST = SOUTH * 2 ** (26 - SHIFT)
/** Metres of one step of the finest grid at the equator. */
const STEP = 40_075_016.686 / 2 ** 26

/** The square of a place in the finest grid, and the kind. */
export const spotOf = (
  x: RawBuilder<unknown>,
  y: RawBuilder<unknown>,
  type: RawBuilder<unknown>,
): RawBuilder<unknown> =>
  sql`(${x} >> ${sql.lit(SHIFT)})::bigint * ${sql.lit(EAST)} + (${y} >> ${sql.lit(SHIFT)})::bigint * ${sql.lit(SOUTH)}
    + ('x' || left(md5(${type}), 5))::bit(20)::int`

const around = [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => dx * EAST + dy * SOUTH))

/**
 * Marks the facts that `where` leaves (a condition on `analytics.fact f`) as repeats, or as none: a report of the same
 * kind at the same place, or about the same object, was fixed at most 90 days before this one came in.
 */
export async function findRepeats(ctx: Ctx, where: RawBuilder<unknown>): Promise<void> {
  const tenant = ctx.tenant.id
  const earlier = sql`(o.type = f.type) is true and o.case_id <> f.case_id
    and o.fixed_at <= f.opened_at and o.fixed_at > f.opened_at - ${`${DAYS} days`}::interval`
  // cos φ of a row of Web Mercator is 1 / cosh.
  const reach = sql`(${sql.lit(METRES / STEP)} * cosh(pi() * (1 - 2.0 * f.y / ${sql.lit(2 ** 26)})))`
  const again = sql`coalesce(
    exists (select from analytics.fact o
      where o.tenant_id = ${tenant} and o.spot in (${sql.join(around.map((d) => sql`f.spot + ${sql.lit(d)}`))}) and ${earlier}
        and (o.x - f.x)::float8 ^ 2 + (o.y - f.y)::float8 ^ 2 <= ${reach} ^ 2)
    or exists (select from reports.at_object a
      join reports.at_object b on b.tenant_id = ${tenant} and b.object_id = a.object_id
      join analytics.fact o on o.tenant_id = ${tenant} and o.case_id = b.case_id and ${earlier}
      where a.tenant_id = ${tenant} and a.case_id = f.case_id), false)`
  await sql`
    update analytics.fact f set repeats = not f.repeats
    where f.tenant_id = ${tenant} and ${where} and f.repeats <> ${again}`.execute(ctx.db)
}

import type { Ctx } from '#platform/context/context.ts'
import { remember } from '#platform/context/memory.ts'
import { type Box, boxOf, distanceToSegment, type Geometry, type Path, pathsOf } from './geometry.ts'
import { mercator, type Place, scaleAt } from './mercator.ts'

export interface Street {
  name: string
  class: string
  owner: string
  authority: string | null
  /** Web Mercator metres. */
  lines: Path[]
  box: Box
}

/** Streets with a grid over their pieces, so that those near a place are found without looking at all. */
export interface Streets {
  all: Street[]
  /** Four numbers a piece: from x, y to x, y. */
  pieces: Float64Array
  /** The street of each piece. */
  street: Int32Array
  cells: Map<number, number[]>
}

const cell = 100
// Cell numbers of the whole Mercator plane fit into 53 bits this way.
const cellKey = (i: number, j: number): number => (i + 500_000) * 1_000_000 + (j + 500_000)

export const streetsOf = (ctx: Ctx): Promise<Streets> =>
  remember(ctx, 'geo.streets', async () => {
    const rows = await ctx.db
      .selectFrom('geo.street')
      .select(['name', 'class', 'owner', 'authority', 'geometry'])
      .where('tenant_id', '=', ctx.tenant.id)
      .orderBy('id')
      .execute()
    return indexed(
      rows.map((row) => {
        const lines = pathsOf(row.geometry as unknown as Geometry, ([lon, lat]) => mercator({ lat, lon }))
        return {
          name: row.name,
          class: row.class,
          owner: row.owner,
          authority: row.authority,
          lines,
          box: boxOf(lines),
        }
      }),
    )
  })

export function indexed(all: Street[]): Streets {
  const pieces: number[] = []
  const street: number[] = []
  const cells = new Map<number, number[]>()
  all.forEach((s, index) => {
    for (const line of s.lines) {
      for (let i = 0; i + 3 < line.length; i += 2) {
        const [ax, ay, bx, by] = [line[i]!, line[i + 1]!, line[i + 2]!, line[i + 3]!]
        const piece = street.length
        pieces.push(ax, ay, bx, by)
        street.push(index)
        for (let c = Math.floor(Math.min(ax, bx) / cell); c <= Math.floor(Math.max(ax, bx) / cell); c++) {
          for (let r = Math.floor(Math.min(ay, by) / cell); r <= Math.floor(Math.max(ay, by) / cell); r++) {
            const key = cellKey(c, r)
            const list = cells.get(key)
            if (list) list.push(piece)
            else cells.set(key, [piece])
          }
        }
      }
    }
  })
  return { all, pieces: Float64Array.from(pieces), street: Int32Array.from(street), cells }
}

/** The streets within some metres of a place, with their distance in metres, nearest first. */
export function streetsNear(
  streets: Streets,
  place: Place,
  within: number,
): { street: Street; metres: number }[] {
  const { x, y } = mercator(place)
  const scale = scaleAt(place.lat)
  const reach = within / scale
  const nearest = new Map<number, number>()
  for (let c = Math.floor((x - reach) / cell); c <= Math.floor((x + reach) / cell); c++) {
    for (let r = Math.floor((y - reach) / cell); r <= Math.floor((y + reach) / cell); r++) {
      for (const piece of streets.cells.get(cellKey(c, r)) ?? []) {
        const at = piece * 4
        const p = streets.pieces
        const away = distanceToSegment(x, y, p[at]!, p[at + 1]!, p[at + 2]!, p[at + 3]!)
        const index = streets.street[piece]!
        if (away <= reach && away < (nearest.get(index) ?? Infinity)) nearest.set(index, away)
      }
    }
  }
  return [...nearest]
    .map(([index, away]) => ({ street: streets.all[index]!, metres: away * scale }))
    .sort((a, b) => a.metres - b.metres)
}

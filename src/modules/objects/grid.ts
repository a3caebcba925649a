import type { Place } from '#modules/geo/index.ts'

/** West, south, east, north in degrees. */
export interface GeoBox {
  west: number
  south: number
  east: number
  north: number
}

/**
 * Columns and rows of the square of Web Mercator: a cell is about 100 m wide in Germany. Under row-level security a
 * GiST index does not find what lies in a box; the cells of a box as whole numbers in a b-tree do.
 */
const SIDE = 2 ** 18
const MOST_LAT = 85.0511
/** A screen at zoom 15 has some 600 cells; more than these at once are no part of a town to be looked at. */
const MOST_CELLS = 2500

const inside = (n: number): number => Math.max(0, Math.min(SIDE - 1, Math.floor(n)))
const columnOf = (lon: number): number => inside(((lon + 180) / 360) * SIDE)
function rowOf(lat: number): number {
  const rad = (Math.max(-MOST_LAT, Math.min(MOST_LAT, lat)) * Math.PI) / 180
  return inside((0.5 - Math.log(Math.tan(Math.PI / 4 + rad / 2)) / (2 * Math.PI)) * SIDE)
}

export const cellOf = ({ lat, lon }: Place): number => rowOf(lat) * SIDE + columnOf(lon)

/** All cells that a box touches; null when they are too many to be asked for. */
export function cellsOf({ west, south, east, north }: GeoBox): number[] | null {
  const [left, right, top, bottom] = [columnOf(west), columnOf(east), rowOf(north), rowOf(south)]
  if ((right - left + 1) * (bottom - top + 1) > MOST_CELLS) return null
  const cells: number[] = []
  for (let row = top; row <= bottom; row++)
    for (let column = left; column <= right; column++) cells.push(row * SIDE + column)
  return cells
}

/** The box that holds everything within so many metres of a place. */
export function boxAround({ lat, lon }: Place, within: number): GeoBox {
  const up = within / 111_000
  const aside = up / Math.cos((lat * Math.PI) / 180)
  return { west: lon - aside, south: lat - up, east: lon + aside, north: lat + up }
}

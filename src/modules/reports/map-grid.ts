import { type RawBuilder, sql } from 'kysely'
import { fromMercator, mercator, type Place } from '#modules/geo/index.ts'

/** West, south, east, north in degrees. */
export interface GeoBox {
  west: number
  south: number
  east: number
  north: number
}

/** Cells of the grid at a zoom, first and last, both counted in. */
export interface CellRange {
  zoom: number
  west: number
  east: number
  north: number
  south: number
}

/** The finest grid: 2^26 columns and rows on the square of Web Mercator, 60 cm wide at the equator. */
const BITS = 26
const SIDE = 2 ** BITS
const WORLD = 2 * Math.PI * 6_378_137
/** Where the square of Web Mercator ends. */
const MOST_LAT = 85.0511
/** A map on a screen asks for 20 × 15 cells; from whoever asks for more than these a side, larger cells are enough. */
const MOST_CELLS = 64

/** Bits to drop from the finest grid for cells of 64 pixels at a zoom (tiles of 512 pixels, as MapLibre counts). */
export const shiftAt = (zoom: number): number => BITS - 3 - zoom

/** Column and row of a place in the finest grid; the edge of the world belongs to its last cell. */
export function gridOf({ lat, lon }: Place): { x: number; y: number } {
  const { x, y } = mercator({ lat: Math.max(-MOST_LAT, Math.min(MOST_LAT, lat)), lon })
  const index = (share: number): number => Math.max(0, Math.min(SIDE - 1, Math.floor(share * SIDE)))
  return { x: index(x / WORLD + 0.5), y: index(0.5 - y / WORLD) }
}

/** The place at a column and row of the finest grid, fractions allowed. */
export const placeAt = (x: number, y: number): Place =>
  fromMercator({ x: (x / SIDE - 0.5) * WORLD, y: (0.5 - y / SIDE) * WORLD })

/** The same as `gridOf`, for `cases.case c`. */
export const gridX: RawBuilder<number> = sql<number>`least(${sql.lit(SIDE - 1)}, greatest(0,
  floor((c.lon + 180) / 360 * ${sql.lit(SIDE)})))::int`
export const gridY: RawBuilder<number> = sql<number>`least(${sql.lit(SIDE - 1)}, greatest(0, floor((0.5 -
  ln(tan(pi() / 4 + least(${sql.lit(MOST_LAT)}, greatest(${sql.lit(-MOST_LAT)}, c.lat)) * pi() / 360)) / (2 * pi()))
  * ${sql.lit(SIDE)})))::int`

/** All cells that a box touches: at the zoom that is asked for, or further away when they would be too many. */
export function cellsOf(box: GeoBox, zoom: number): CellRange {
  const [first, last] = [gridOf({ lat: box.north, lon: box.west }), gridOf({ lat: box.south, lon: box.east })]
  for (let z = zoom; ; z--) {
    const size = 2 ** shiftAt(z)
    const cell = (index: number): number => Math.floor(index / size)
    const range = {
      zoom: z,
      west: cell(first.x),
      east: cell(last.x),
      north: cell(first.y),
      south: cell(last.y),
    }
    if (z <= 0 || (range.east - range.west < MOST_CELLS && range.south - range.north < MOST_CELLS))
      return range
  }
}

/** The box of cells, in degrees. */
export function boxOfCells({ zoom, west, east, north, south }: CellRange): GeoBox {
  const size = 2 ** shiftAt(zoom)
  const [first, last] = [placeAt(west * size, north * size), placeAt((east + 1) * size, (south + 1) * size)]
  return { west: first.lon, east: last.lon, north: first.lat, south: last.lat }
}

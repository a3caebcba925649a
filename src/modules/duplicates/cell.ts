import { metres, type Place } from '#modules/geo/index.ts'
import { gridOf } from '#modules/reports/index.ts'

/** Cells of the finest grid of the map, 2^26 a side, are put together until they are about 50 m wide in Germany. */
export const SHIFT = 7
/** So many cells a side the world has then. */
export const SIDE = 2 ** (26 - SHIFT)

/** The cells that lie within so many metres of a place, each as one number. */
export function cellsNear(place: Place, within: number): number[] {
  const { x, y } = gridOf(place)
  // What one step of the grid is on the ground here; its cells are square.
  const step = metres(place, { lat: place.lat, lon: place.lon + 360 / 2 ** 26 })
  const reach = Math.ceil(within / step)
  const index = (n: number): number => Math.floor(n / 2 ** SHIFT)
  const cells: number[] = []
  for (let row = index(y - reach); row <= index(y + reach); row++)
    for (let column = index(x - reach); column <= index(x + reach); column++) cells.push(column * SIDE + row)
  return cells
}

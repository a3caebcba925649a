import type { Geometry, Place } from '#modules/geo/index.ts'
import type { Layer } from './layer.ts'
import type { ToPlace } from './projection.ts'

/** An object as a source has it, read and understood. */
export interface IncomingObject {
  /** In the file, for people; 0 from a map server. */
  line: number
  number: string
  name: string | null
  place: Place
  attributes: Record<string, string>
}

/** Where a number usually stands when a layer does not say it. */
export const numberNames = ['nummer', 'number', 'nr', 'objekt_nr', 'objektnummer', 'kennung', 'id']
export const nameNames = ['name', 'bezeichnung']
export const LONGEST_NUMBER = 40
const LONGEST_VALUE = 200

/** What of a source's properties is kept: number, name, and what the layer shows. Names are compared without case. */
export function wordsOf(
  layer: Layer,
  properties: Record<string, unknown>,
): Pick<IncomingObject, 'number' | 'name' | 'attributes'> {
  const byName = new Map(Object.entries(properties).map(([name, value]) => [name.toLowerCase(), value]))
  const first = (own: string, usual: readonly string[]): string => {
    for (const name of own ? [own.toLowerCase()] : usual) {
      const text = textOf(byName.get(name))
      if (text) return text
    }
    return ''
  }
  const attributes: Record<string, string> = {}
  for (const { from } of layer.shown) {
    const text = textOf(byName.get(from.toLowerCase()))
    if (text) attributes[from] = text
  }
  return {
    number: first(layer.numberFrom, numberNames),
    name: first(layer.nameFrom, nameNames) || null,
    attributes,
  }
}

function textOf(value: unknown): string {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  if (typeof value !== 'string') return ''
  return value
    .normalize('NFC')
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, LONGEST_VALUE)
}

/** The place of a thing: the point itself, or the middle of what a line or area takes up. */
export function middleOf(geometry: Geometry, toPlace: ToPlace): Place | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  const walk = (value: unknown): void => {
    if (!Array.isArray(value)) return
    if (typeof value[0] !== 'number') {
      value.forEach(walk)
      return
    }
    const [x, y] = value as [number, number]
    west = Math.min(west, x)
    east = Math.max(east, x)
    south = Math.min(south, y)
    north = Math.max(north, y)
  }
  walk(geometry.coordinates)
  return toPlace((west + east) / 2, (south + north) / 2)
}

import type { Place } from '#modules/geo/index.ts'
import type { System } from './layer.ts'

/** UTM in the European system, as German authorities keep their data; good to a few centimetres. */
const definitions: Partial<Record<System, string>> = {
  'EPSG:25832': '+proj=utm +zone=32 +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs',
  'EPSG:25833': '+proj=utm +zone=33 +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs',
}

/** From east and north (or longitude and latitude) to a place; null for what lies on no map. */
export type ToPlace = (x: number, y: number) => Place | null

const EDGE = { lat: 85, lon: 180 }

function valid(lon: number, lat: number): Place | null {
  if (!Number.isFinite(lon) || !Number.isFinite(lat)) return null
  if (Math.abs(lat) > EDGE.lat || Math.abs(lon) > EDGE.lon) return null
  return { lat: Math.round(lat * 1e7) / 1e7, lon: Math.round(lon * 1e7) / 1e7 }
}

/** How a system's coordinates become places. What projects is fetched when first asked for. */
export async function projectionFrom(srs: System): Promise<ToPlace> {
  if (srs === 'EPSG:4326') return valid
  const { default: proj4 } = await import('proj4')
  const turn = proj4(definitions[srs] ?? srs, 'EPSG:4326')
  return (x, y) => {
    if (!Number.isFinite(x) || !Number.isFinite(y)) return null
    // "32 461 123": the zone before the east value, as some offices write it.
    const east = srs.startsWith('EPSG:2583') && x > 30_000_000 && x < 34_000_000 ? x % 1_000_000 : x
    const [lon, lat] = turn.forward([east, y]) as [number, number]
    return valid(lon, lat)
  }
}

/** The system that a text names: `urn:ogc:def:crs:EPSG::25832`, `EPSG:25832`, an address of opengis.net, CRS84. */
export function systemIn(text: string): System | null {
  if (/CRS84/i.test(text)) return 'EPSG:4326'
  const code = /EPSG(?:\/\d+(?:\.\d+)*\/|::?|\/0\/)(\d{4,5})/i.exec(text)?.[1]
  if (code === '4326' || code === '4258') return 'EPSG:4326'
  if (code === '25832' || code === '25833' || code === '3857') return `EPSG:${code}` as System
  return null
}

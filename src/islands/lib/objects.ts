import type { FeatureCollection, Point } from 'geojson'
import type { GeoJSONSource, Map as MapLibre, PointLike } from 'maplibre-gl'
import type { LatLon } from './town-map.ts'

/** A lamp, a tree …: what its sticker says, its number, what it is called, the colour of its layer. */
export interface ObjectProperties {
  code: string
  id: string
  number: string
  label: string
  colour: string
}

export type Objects = FeatureCollection<Point, ObjectProperties>

/** Further away they would be a carpet, and are not asked for. */
export const OBJECTS_FROM = 15.5
/** A fingertip. */
const REACH = 10

const colours: Record<string, string> = {
  yellow: '#b7791f',
  green: '#2f855a',
  red: '#c53030',
  blue: '#2b6cb0',
  violet: '#6b46c1',
  grey: '#4a5568',
}

/** Adds the layer of objects below the reports. To be called after every change of style. */
export function addObjects(map: MapLibre, objects: Objects | undefined): void {
  if (map.getSource('objects')) return
  map.addSource('objects', { type: 'geojson', data: objects ?? { type: 'FeatureCollection', features: [] } })
  const below = map.getLayer('clusters') ? 'clusters' : undefined
  const colour = Object.entries(colours).flat()
  map.addLayer(
    {
      id: 'objects',
      type: 'circle',
      source: 'objects',
      minzoom: OBJECTS_FROM,
      paint: {
        'circle-color': ['match', ['get', 'colour'], ...colour, '#4a5568'] as never,
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 15.5, 3.5, 18, 7],
        'circle-stroke-color': '#ffffff',
        'circle-stroke-width': 1.5,
      },
    },
    below,
  )
  map.addLayer(
    {
      id: 'object-numbers',
      type: 'symbol',
      source: 'objects',
      minzoom: 17.5,
      layout: {
        'text-field': ['get', 'number'],
        'text-font': ['Fira Sans'],
        'text-size': 12,
        'text-offset': [0, 1.1],
        'text-anchor': 'top',
        'text-optional': true,
      },
      paint: { 'text-color': '#1f2433', 'text-halo-color': '#ffffff', 'text-halo-width': 1.5 },
    },
    below,
  )
}

export const setObjects = (map: MapLibre, objects: Objects): void => {
  map.getSource<GeoJSONSource>('objects')?.setData(objects)
}

/** The object under a finger; none where a report lies on top of it. */
export function objectAt(
  map: MapLibre,
  point: { x: number; y: number },
): { properties: ObjectProperties; at: LatLon } | null {
  if (!map.getLayer('objects')) return null
  const reports = ['clusters', 'dots'].filter((layer) => map.getLayer(layer))
  const exactly: PointLike = [point.x, point.y]
  if (reports.length > 0 && map.queryRenderedFeatures(exactly, { layers: reports }).length > 0) return null
  const around: [PointLike, PointLike] = [
    [point.x - REACH, point.y - REACH],
    [point.x + REACH, point.y + REACH],
  ]
  const [feature] = map.queryRenderedFeatures(around, { layers: ['objects'] })
  if (feature?.geometry.type !== 'Point') return null
  const [lon, lat] = feature.geometry.coordinates as [number, number]
  return { properties: feature.properties as ObjectProperties, at: { lat, lon } }
}

/** Keeps the objects of what the map shows up to date; `address` answers null while none are wanted. */
export function followObjects(
  map: MapLibre,
  address: () => string | null | undefined,
  show: (objects: Objects) => void,
): () => Promise<void> {
  let shown = ''
  const refresh = async (): Promise<void> => {
    const base = address()
    const wanted = base && map.getZoom() >= OBJECTS_FROM ? windowOf(map, base) : ''
    if (wanted === shown) return
    shown = wanted
    if (!wanted) return show({ type: 'FeatureCollection', features: [] })
    try {
      const answer = await fetch(wanted, { headers: { Accept: 'application/json' } })
      if (!answer.ok) throw new Error(String(answer.status))
      const objects = (await answer.json()) as Objects
      if (shown === wanted) show(objects)
    } catch {
      // What was drawn stays; the next move asks again.
      if (shown === wanted) shown = ''
    }
  }
  map.on('moveend', () => void refresh())
  return refresh
}

/** Edges at round figures: a small move asks nothing. */
function windowOf(map: MapLibre, base: string): string {
  const bounds = map.getBounds()
  const step = 0.002
  const down = (n: number): string => (Math.floor(n / step) * step).toFixed(3)
  const up = (n: number): string => (Math.ceil(n / step) * step).toFixed(3)
  const url = new URL(base, location.href)
  const box = [down(bounds.getWest()), down(bounds.getSouth()), up(bounds.getEast()), up(bounds.getNorth())]
  url.searchParams.set('bbox', box.join(','))
  return url.pathname + url.search
}

import type { FeatureCollection, Polygon } from 'geojson'
import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl'

/** A square of the map: its colour, its sign, and what lies in it. */
export interface SquareProperties {
  fill: string
  kind: string
  sign: string
  box: string
}

export type Squares = FeatureCollection<Polygon, SquareProperties>

/** Fills squares below the names of streets, each with its sign. To be called after every change of style. */
export function addSquares(map: MapLibre, squares: Squares): void {
  if (map.getSource('squares')) return
  map.addSource('squares', { type: 'geojson', data: squares })
  map.addLayer(
    {
      id: 'squares',
      type: 'fill',
      source: 'squares',
      paint: {
        'fill-color': ['get', 'fill'],
        // What tells nothing stands back.
        'fill-opacity': ['match', ['get', 'kind'], 'few', 0.3, 0.72],
        'fill-outline-color': '#ffffff',
      },
    },
    map.getLayer('street-names') ? 'street-names' : undefined,
  )
  map.addLayer({
    id: 'square-signs',
    type: 'symbol',
    source: 'squares',
    layout: { 'text-field': ['get', 'sign'], 'text-font': ['Fira Sans'], 'text-size': 13 },
    paint: { 'text-color': '#171a2b', 'text-halo-color': '#ffffff', 'text-halo-width': 1.6 },
  })
}

export const setSquares = (map: MapLibre, squares: Squares): void => {
  map.getSource<GeoJSONSource>('squares')?.setData(squares)
}

/** Tells which square was tapped. */
export function listenToSquares(map: MapLibre, onSquare: (box: string) => void): void {
  map.on('click', 'squares', (event) => {
    const box = event.features?.[0]?.properties.box
    if (typeof box === 'string') onSquare(box)
  })
  map.on('mouseenter', 'squares', () => {
    map.getCanvas().style.cursor = 'pointer'
  })
  map.on('mouseleave', 'squares', () => {
    map.getCanvas().style.cursor = ''
  })
}

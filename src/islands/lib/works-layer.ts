import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl'

/** Orange, with enough contrast on land and water; the list says the same in words. */
const COLOUR = '#b34700'

/**
 * Works and outages on the map: areas and lines quietly below the reports, a marker that leads to their page. Without
 * them the map is as it was: what cannot be loaded is left out.
 */
export async function addWorks(map: MapLibre, address: string): Promise<void> {
  const answer = await fetch(address, { headers: { Accept: 'application/json' } })
  if (!answer.ok) return
  const data = (await answer.json()) as GeoJSON.FeatureCollection
  if (data.features.length === 0) return
  const draw = (): void => {
    if (map.getSource('works')) {
      ;(map.getSource('works') as GeoJSONSource).setData(data)
      return
    }
    map.addSource('works', { type: 'geojson', data })
    map.addLayer({
      id: 'works-areas',
      type: 'fill',
      source: 'works',
      filter: ['in', ['geometry-type'], ['literal', ['Polygon', 'MultiPolygon']]],
      paint: { 'fill-color': COLOUR, 'fill-opacity': 0.15 },
    })
    map.addLayer({
      id: 'works-lines',
      type: 'line',
      source: 'works',
      filter: ['!=', ['geometry-type'], 'Point'],
      paint: { 'line-color': COLOUR, 'line-width': 3, 'line-dasharray': [2, 1.5] },
    })
    map.addLayer({
      id: 'works-points',
      type: 'circle',
      source: 'works',
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-radius': 9,
        'circle-color': ['case', ['get', 'now'], COLOUR, '#ffffff'],
        'circle-stroke-color': ['case', ['get', 'now'], '#ffffff', COLOUR],
        'circle-stroke-width': 3,
      },
    })
  }
  draw()
  // Another theme is another style, which begins without what was added to the one before.
  map.on('style.load', draw)
  map.on('click', 'works-points', (event) => {
    const url: unknown = event.features?.[0]?.properties?.url
    if (typeof url === 'string' && url.startsWith('/')) location.href = url
  })
  map.on('mouseenter', 'works-points', () => {
    map.getCanvas().style.cursor = 'pointer'
  })
  map.on('mouseleave', 'works-points', () => {
    map.getCanvas().style.cursor = ''
  })
}

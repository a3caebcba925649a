import type { FeatureCollection, Point } from 'geojson'
import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl'

/** Reports as points; `status` colours them, everything else is handed back when one is tapped. */
export type Dots = FeatureCollection<Point, { number: string; status: string; [more: string]: unknown }>

/** Light and dark enough for both grounds, and apart from each other in lightness too. */
const colours = { open: '#c2410c', scheduled: '#a16207', in_progress: '#1d4ed8', closed: '#15803d' }

const empty: Dots = { type: 'FeatureCollection', features: [] }

/** Adds the layers of dots, gathered where they lie close together. To be called after every change of style. */
export function addDots(map: MapLibre, dots: Dots | undefined): void {
  if (map.getSource('dots')) return
  map.addSource('dots', {
    type: 'geojson',
    data: dots ?? empty,
    cluster: true,
    clusterRadius: 38,
    clusterMaxZoom: 15,
  })
  map.addLayer({
    id: 'clusters',
    type: 'circle',
    source: 'dots',
    filter: ['has', 'point_count'],
    paint: {
      'circle-color': '#17459e',
      'circle-opacity': 0.92,
      'circle-stroke-color': '#ffffff',
      'circle-stroke-width': 2.5,
      'circle-radius': ['interpolate', ['linear'], ['sqrt', ['get', 'point_count']], 1, 13, 30, 30],
    },
  })
  map.addLayer({
    id: 'cluster-counts',
    type: 'symbol',
    source: 'dots',
    filter: ['has', 'point_count'],
    layout: {
      'text-field': ['get', 'point_count_abbreviated'],
      'text-font': ['Fira Sans'],
      'text-size': 13.5,
      'text-allow-overlap': true,
    },
    paint: { 'text-color': '#ffffff' },
  })
  map.addLayer({
    id: 'dots',
    type: 'circle',
    source: 'dots',
    filter: ['!', ['has', 'point_count']],
    paint: {
      'circle-color': [
        'match',
        ['get', 'status'],
        'closed',
        colours.closed,
        'scheduled',
        colours.scheduled,
        'in_progress',
        colours.in_progress,
        colours.open,
      ],
      'circle-radius': ['interpolate', ['linear'], ['zoom'], 11, 5, 16, 9.5],
      'circle-stroke-color': '#ffffff',
      'circle-stroke-width': 2,
    },
  })
}

export const setDots = (map: MapLibre, dots: Dots): void => {
  map.getSource<GeoJSONSource>('dots')?.setData(dots)
}

/** Opens clusters when they are tapped and tells which dot was. */
export function listenToDots(
  map: MapLibre,
  onDot: (properties: Dots['features'][number]['properties'], at: [number, number]) => void,
): void {
  map.on('click', 'clusters', async (event) => {
    const feature = event.features?.[0]
    const source = map.getSource<GeoJSONSource>('dots')
    if (!feature || !source || feature.geometry.type !== 'Point') return
    const zoom = await source.getClusterExpansionZoom(feature.properties.cluster_id as number)
    map.easeTo({ center: feature.geometry.coordinates as [number, number], zoom: zoom + 0.2 })
  })
  map.on('click', 'dots', (event) => {
    const feature = event.features?.[0]
    if (feature?.geometry.type !== 'Point') return
    onDot(
      feature.properties as Dots['features'][number]['properties'],
      feature.geometry.coordinates as [number, number],
    )
  })
  for (const layer of ['clusters', 'dots']) {
    map.on('mouseenter', layer, () => {
      map.getCanvas().style.cursor = 'pointer'
    })
    map.on('mouseleave', layer, () => {
      map.getCanvas().style.cursor = ''
    })
  }
}

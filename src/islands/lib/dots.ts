import type { FeatureCollection, Point } from 'geojson'
import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl'

/** What one point stands for: `n` reports that lie in `box` (west,south,east,north); `status` colours a single one. */
export interface DotProperties {
  n: number
  status: string
  box: string
}

/** Reports as the server has gathered them. */
export type Dots = FeatureCollection<Point, DotProperties>

/** Light and dark enough for both grounds, and apart from each other in lightness too. */
const colours = { open: '#c2410c', scheduled: '#a16207', in_progress: '#1d4ed8', closed: '#15803d' }

/** "12", "3,4 Tsd.", as the page's language shortens it. */
function labelled(dots: Dots): FeatureCollection<Point> {
  const format = new Intl.NumberFormat(document.documentElement.lang, {
    notation: 'compact',
    maximumSignificantDigits: 3,
  })
  return {
    type: 'FeatureCollection',
    features: dots.features.map((f) => ({
      ...f,
      properties: { ...f.properties, label: format.format(f.properties.n) },
    })),
  }
}

/** Adds the layers of circles and dots. To be called after every change of style. */
export function addDots(map: MapLibre, dots: Dots | undefined): void {
  if (map.getSource('dots')) return
  map.addSource('dots', {
    type: 'geojson',
    data: labelled(dots ?? { type: 'FeatureCollection', features: [] }),
  })
  map.addLayer({
    id: 'clusters',
    type: 'circle',
    source: 'dots',
    filter: ['>', ['get', 'n'], 1],
    paint: {
      'circle-color': '#17459e',
      'circle-opacity': 0.92,
      'circle-stroke-color': '#ffffff',
      'circle-stroke-width': 2.5,
      'circle-radius': ['interpolate', ['linear'], ['log10', ['get', 'n']], 0, 12, 1.5, 18, 4, 28],
    },
  })
  map.addLayer({
    id: 'cluster-counts',
    type: 'symbol',
    source: 'dots',
    filter: ['>', ['get', 'n'], 1],
    layout: {
      'text-field': ['get', 'label'],
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
    filter: ['==', ['get', 'n'], 1],
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
      'circle-radius': ['interpolate', ['linear'], ['zoom'], 11, 6, 16, 9.5],
      'circle-stroke-color': '#ffffff',
      'circle-stroke-width': 2,
    },
  })
}

export const setDots = (map: MapLibre, dots: Dots): void => {
  map.getSource<GeoJSONSource>('dots')?.setData(labelled(dots))
}

/** Tells which circle or dot was tapped. */
export function listenToDots(
  map: MapLibre,
  onDot: (properties: DotProperties, at: [number, number]) => void,
): void {
  for (const layer of ['clusters', 'dots']) {
    map.on('click', layer, (event) => {
      const feature = event.features?.[0]
      if (feature?.geometry.type !== 'Point') return
      onDot(feature.properties as DotProperties, feature.geometry.coordinates as [number, number])
    })
    map.on('mouseenter', layer, () => {
      map.getCanvas().style.cursor = 'pointer'
    })
    map.on('mouseleave', layer, () => {
      map.getCanvas().style.cursor = ''
    })
  }
}

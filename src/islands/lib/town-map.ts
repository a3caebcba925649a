import type { Map as MapLibre, Marker } from 'maplibre-gl'
import styleUrl from 'maplibre-gl/dist/maplibre-gl.css?url'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { addDots, type Dots, listenToDots, setDots } from './dots.ts'
import { townStyle } from './map-style.ts'
import { addObjects, type ObjectProperties, type Objects, objectAt, setObjects } from './objects.ts'
import { loadTown } from './town-data.ts'

export type { Dots } from './dots.ts'
export type { Objects } from './objects.ts'

export interface LatLon {
  lat: number
  lon: number
}

export interface TownMapOptions {
  centre: LatLon
  zoom: number
  /** False: a picture that does not move. */
  interactive?: boolean
  /** One finger scrolls the page, two move the map: for maps within a form. */
  cooperative?: boolean
  /** Called with every tapped place (or, by keyboard, the middle of the map on Enter). */
  onPick?: (place: LatLon) => void
  marker?: LatLon | null
  dots?: Dots
  onDot?: (properties: Dots['features'][number]['properties'], at: LatLon) => void
  /** Called with an object of the town that was tapped; where there is none, the tap means the place. */
  onObject?: (properties: ObjectProperties, at: LatLon) => void
  /** What the map shows, for those who do not see it. */
  label?: string
  /** Where the town's vector data are. */
  data?: string
}

export interface TownMap {
  map: MapLibre
  setMarker(place: LatLon | null): void
  setDots(dots: Dots): void
  setObjects(objects: Objects): void
  moveTo(place: LatLon, zoom?: number): void
  remove(): void
}

/** The few words that every map has; a page need not bring them. */
const words = {
  de: {
    'NavigationControl.ZoomIn': 'Näher heran',
    'NavigationControl.ZoomOut': 'Weiter weg',
    'Map.Title': 'Karte',
    'CooperativeGesturesHandler.WindowsHelpText': 'Mit Strg und Mausrad ändern Sie den Ausschnitt',
    'CooperativeGesturesHandler.MacHelpText': 'Mit ⌘ und Mausrad ändern Sie den Ausschnitt',
    'CooperativeGesturesHandler.MobileHelpText': 'Mit zwei Fingern verschieben Sie die Karte',
  },
  en: {
    'NavigationControl.ZoomIn': 'Closer',
    'NavigationControl.ZoomOut': 'Further away',
    'Map.Title': 'Map',
  },
}

const isDark = (): boolean => {
  const theme = document.documentElement.dataset.kernTheme
  return theme ? theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
}

/**
 * Draws the town's own map into an element that has a height. MapLibre is only fetched here; rejects where it
 * cannot draw (no WebGL, no data), and then the page's own picture stays as it was.
 */
export async function createTownMap(element: HTMLElement, options: TownMapOptions): Promise<TownMap> {
  const [maplibre, town] = await Promise.all([
    import('maplibre-gl'),
    loadTown(options.data ?? '/karte/stadt.json'),
    loadStyles(),
    document.fonts.load('16px "Fira Sans"'),
  ])
  maplibre.setWorkerUrl(workerUrl)
  const slot = document.createElement('div')
  slot.className = 'sd-map__canvas'
  const { interactive = true, centre } = options
  const map = new maplibre.Map({
    container: slot,
    style: townStyle(town, isDark()),
    center: [centre.lon, centre.lat],
    zoom: options.zoom,
    minZoom: 9,
    maxZoom: 19.5,
    interactive,
    cooperativeGestures: options.cooperative ?? false,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    locale: words[document.documentElement.lang === 'en' ? 'en' : 'de'],
  })
  map.touchZoomRotate.disableRotation()
  if (options.label) map.getCanvas().setAttribute('aria-label', options.label)
  element.replaceChildren(slot)
  map.resize()
  if (interactive) map.addControl(new maplibre.NavigationControl({ showCompass: false }), 'top-right')

  let marker: Marker | null = null
  const setMarker = (place: LatLon | null): void => {
    marker?.remove()
    marker = place
      ? new maplibre.Marker({ element: pin(), anchor: 'bottom' }).setLngLat([place.lon, place.lat]).addTo(map)
      : null
  }
  let dots = options.dots
  let objects: Objects | undefined
  if (options.onObject) map.on('style.load', () => addObjects(map, objects))
  const wantsDots = options.dots !== undefined || options.onDot !== undefined
  if (wantsDots) map.on('style.load', () => addDots(map, dots))
  if (options.onDot) {
    const { onDot } = options
    listenToDots(map, (properties, [lon, lat]) => onDot(properties, { lat, lon }))
  }
  const { onPick, onObject } = options
  if (onObject)
    map.on('click', ({ point }) => {
      const tapped = objectAt(map, point)
      if (tapped) onObject(tapped.properties, tapped.at)
    })
  if (onPick) listenToPicks(map, onPick)
  setMarker(options.marker ?? null)

  const night = matchMedia('(prefers-color-scheme: dark)')
  const restyle = (): void => {
    map.setStyle(townStyle(town, isDark()))
  }
  night.addEventListener('change', restyle)
  await new Promise<void>((resolve) => {
    if (map.loaded()) resolve()
    else map.once('load', () => resolve())
  })
  return {
    map,
    setMarker,
    setDots: (next) => {
      dots = next
      setDots(map, next)
    },
    setObjects: (next) => {
      objects = next
      setObjects(map, next)
    },
    moveTo: (place, zoom) => {
      map.easeTo({ center: [place.lon, place.lat], ...(zoom ? { zoom } : {}) })
    },
    remove: () => {
      night.removeEventListener('change', restyle)
      map.remove()
    },
  }
}

function listenToPicks(map: MapLibre, onPick: (place: LatLon) => void): void {
  map.getCanvas().style.cursor = 'crosshair'
  map.on('click', ({ lngLat, point }) => {
    if (!objectAt(map, point)) onPick({ lat: lngLat.lat, lon: lngLat.lng })
  })
  // Arrow keys move the map below its middle; Enter takes what is there.
  map.getCanvas().addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    const { lat, lng } = map.getCenter()
    onPick({ lat, lon: lng })
  })
}

let styles: Promise<void> | undefined
const loadStyles = (): Promise<void> =>
  (styles ??= new Promise((resolve) => {
    const link = document.createElement('link')
    link.rel = 'stylesheet'
    link.href = styleUrl
    link.onload = () => resolve()
    link.onerror = () => resolve()
    document.head.append(link)
  }))

/** The same pin as in the pictures that the server draws. */
function pin(): HTMLElement {
  const element = document.createElement('div')
  element.className = 'sd-map__pin'
  const ns = 'http://www.w3.org/2000/svg'
  const svg = document.createElementNS(ns, 'svg')
  svg.setAttribute('viewBox', '-15 -40 30 41')
  svg.setAttribute('width', '33')
  svg.setAttribute('height', '45')
  svg.setAttribute('aria-hidden', 'true')
  const drop = document.createElementNS(ns, 'path')
  drop.setAttribute('d', 'M0 0C-4-9-13-14-13-24a13 13 0 1 1 26 0C13-14 4-9 0 0Z')
  const eye = document.createElementNS(ns, 'circle')
  eye.setAttribute('cy', '-24')
  eye.setAttribute('r', '5')
  svg.append(drop, eye)
  element.append(svg)
  return element
}

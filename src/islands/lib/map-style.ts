import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl'
import type { TownData } from './town-data.ts'

/** What the map looks like by day and by night: quiet ground, so that what people reported stands out. */
interface Palette {
  land: string
  water: string
  waterName: string
  building: string
  greens: Record<string, string>
  others: Record<string, string>
  street: string
  streetEdge: string
  main: string
  mainEdge: string
  motorway: string
  motorwayEdge: string
  path: string
  rail: string
  border: string
  name: string
  place: string
  halo: string
  greenName: string
}

const day: Palette = {
  land: '#f5f3ef',
  water: '#a9cfe8',
  waterName: '#1f5f8b',
  building: '#dfd9d0',
  greens: { forest: '#bcdcb3', park: '#d0e8c6', cemetery: '#d3e2cd', playground: '#e3efb8' },
  others: { industry: '#e7e3df', school: '#f1e9d8', square: '#ece7df', station: '#d9d3e0' },
  street: '#ffffff',
  streetEdge: '#c6beb0',
  main: '#fdedbd',
  mainEdge: '#dcc27d',
  motorway: '#f8cf9c',
  motorwayEdge: '#cf9a52',
  path: '#c9b9a0',
  rail: '#8b8894',
  border: '#8a7fa3',
  name: '#3f3b36',
  place: '#41375c',
  halo: '#ffffff',
  greenName: '#37693a',
}

const night: Palette = {
  land: '#1b1f2e',
  water: '#203f5c',
  waterName: '#a5cbea',
  building: '#2b3042',
  greens: { forest: '#203a2e', park: '#24412f', cemetery: '#2a3d33', playground: '#37452c' },
  others: { industry: '#262938', school: '#302d34', square: '#2d3141', station: '#312d40' },
  street: '#434a61',
  streetEdge: '#161926',
  main: '#6b6146',
  mainEdge: '#161926',
  motorway: '#7d5c36',
  motorwayEdge: '#161926',
  path: '#4d4c55',
  rail: '#777b8c',
  border: '#857ba6',
  name: '#dfe2ec',
  place: '#d9d0f2',
  halo: '#171a27',
  greenName: '#a9d6ac',
}

/** A width of so many metres, in pixels: a pixel at zoom z is 156543 · cos(50°) / 2^z metres, twice as many each zoom. */
const metres = (width: number, least: number): ExpressionSpecification => [
  'interpolate',
  ['exponential', 2],
  ['zoom'],
  11,
  Math.max(least * 0.5, width / 98),
  13.5,
  Math.max(least, width / 17),
  20,
  Math.max(least, width * 5.2),
]

const is = (property: string, ...values: string[]): ExpressionSpecification => [
  'in',
  ['get', property],
  ['literal', values],
]
const roads: ExpressionSpecification = ['!=', ['get', 'owner'], 'rail']
const both = (...all: ExpressionSpecification[]): ExpressionSpecification =>
  ['all', ...all] as ExpressionSpecification

/**
 * The style of the town's own map: no tiles, no glyphs, nothing from elsewhere. Without a `glyphs` address MapLibre
 * draws letters itself from the fonts of the page.
 */
export function townStyle(town: TownData, dark: boolean): StyleSpecification {
  const p = dark ? night : day
  const fill = (
    id: string,
    kinds: string[],
    colour: string,
    more: Partial<LayerSpecification> = {},
  ): LayerSpecification =>
    ({
      id,
      type: 'fill',
      source: 'features',
      filter: is('kind', ...kinds),
      paint: { 'fill-color': colour, 'fill-antialias': true },
      ...more,
    }) as LayerSpecification
  const road = (
    id: string,
    filter: ExpressionSpecification,
    colour: string,
    width: ExpressionSpecification,
    minzoom = 0,
  ): LayerSpecification => ({
    id,
    type: 'line',
    source: 'streets',
    minzoom,
    filter,
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': colour, 'line-width': width },
  })
  const small = both(roads, ['!', is('class', 'main', 'motorway', 'path')])
  const main = both(roads, is('class', 'main'))
  const motorway = both(roads, is('class', 'motorway'))
  const words = (size: number) => ({ 'text-font': ['Fira Sans'], 'text-size': size })
  const halo = (colour: string | ExpressionSpecification) => ({
    'text-color': colour,
    'text-halo-color': p.halo,
    'text-halo-width': 1.6,
  })
  const layers: LayerSpecification[] = [
    { id: 'land', type: 'background', paint: { 'background-color': p.land } },
    ...Object.entries({ ...p.others, ...p.greens }).map(([kind, colour]) => fill(kind, [kind], colour)),
    fill('water', ['river', 'lake'], p.water),
    {
      id: 'stream',
      type: 'line',
      source: 'features',
      filter: both(is('kind', 'river'), ['==', ['geometry-type'], 'LineString']),
      paint: { 'line-color': p.water, 'line-width': metres(6, 1) },
    },
    fill('buildings', ['building'], p.building, { minzoom: 14 }),
    {
      id: 'borders',
      type: 'line',
      source: 'areas',
      paint: { 'line-color': p.border, 'line-width': 1.2, 'line-dasharray': [4, 3], 'line-opacity': 0.55 },
    },
    {
      ...road('paths', both(roads, is('class', 'path')), p.path, metres(2, 1), 13.5),
      paint: { 'line-color': p.path, 'line-width': metres(2, 1), 'line-dasharray': [2, 1.6] },
    } as LayerSpecification,
    road('street-edges', small, p.streetEdge, metres(9.5, 1), 12.5),
    road('main-edges', main, p.mainEdge, metres(15, 2.4)),
    road('motorway-edges', motorway, p.motorwayEdge, metres(25, 3.4)),
    road('streets', small, p.street, metres(7.5, 0.7), 12),
    road('mains', main, p.main, metres(12, 1.4)),
    road('motorways', motorway, p.motorway, metres(21, 2)),
    {
      id: 'rails',
      type: 'line',
      source: 'streets',
      filter: ['==', ['get', 'owner'], 'rail'],
      paint: { 'line-color': p.rail, 'line-width': metres(4, 1.6) },
    },
    {
      id: 'sleepers',
      type: 'line',
      source: 'streets',
      minzoom: 13,
      filter: ['==', ['get', 'owner'], 'rail'],
      paint: { 'line-color': p.halo, 'line-width': metres(2.2, 0.8), 'line-dasharray': [6, 6] },
    },
    {
      id: 'street-names',
      type: 'symbol',
      source: 'streets',
      minzoom: 15,
      filter: both(small, ['has', 'name']),
      layout: {
        ...words(12),
        'symbol-placement': 'line',
        'text-field': ['get', 'name'],
        'text-padding': 6,
        'symbol-spacing': 350,
      },
      paint: halo(p.name),
    },
    {
      id: 'main-names',
      type: 'symbol',
      source: 'streets',
      minzoom: 13,
      filter: both(roads, is('class', 'main', 'motorway')),
      layout: {
        ...words(12.5),
        'symbol-placement': 'line',
        'text-field': ['get', 'name'],
        'text-padding': 10,
        'symbol-spacing': 400,
      },
      paint: halo(p.name),
    },
    {
      id: 'place-names',
      type: 'symbol',
      source: 'names',
      minzoom: 14,
      filter: ['!=', ['get', 'kind'], 'district'],
      layout: { ...words(12), 'text-field': ['get', 'name'], 'text-max-width': 7, 'text-padding': 8 },
      paint: halo(['match', ['get', 'kind'], ['river', 'lake'], p.waterName, p.greenName]),
    },
    {
      id: 'district-names',
      type: 'symbol',
      source: 'names',
      maxzoom: 15,
      filter: ['==', ['get', 'kind'], 'district'],
      layout: {
        ...words(15),
        'text-field': ['get', 'name'],
        'text-max-width': 8,
        'text-padding': 4,
        'text-letter-spacing': 0.04,
      },
      paint: { ...halo(p.place), 'text-halo-width': 2 },
    },
  ]
  return {
    version: 8,
    sources: {
      areas: { type: 'geojson', data: town.areas },
      features: { type: 'geojson', data: town.features },
      streets: { type: 'geojson', data: town.streets },
      names: { type: 'geojson', data: town.names },
    },
    layers,
  }
}

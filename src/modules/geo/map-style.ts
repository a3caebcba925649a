/**
 * How the server draws. Every shape has a class `map-…`, by which a stylesheet may colour it anew (dark theme); the
 * attributes are what it looks like without one. In the order of drawing.
 */
export const areaColours: Record<string, string> = {
  industry: '#e4e0dc',
  school: '#f1e9d8',
  forest: '#b9d8b0',
  park: '#cde6c3',
  cemetery: '#cfdfca',
  playground: '#e3efb8',
  river: '#a9cfe8',
  lake: '#a9cfe8',
  square: '#ece7df',
  station: '#d5cfdc',
  bridge: '#ffffff',
  building: '#d9d3cb',
}

export const land = '#f4f2ee'

export interface StreetStyle {
  /** Width in metres. */
  width: number
  colour: string
  edge: string
}

export const streetStyles: Record<string, StreetStyle> = {
  path: { width: 2.5, colour: '#fbf8f2', edge: '#cfc8bc' },
  square: { width: 6, colour: '#ffffff', edge: '#cfc8bc' },
  residential: { width: 7, colour: '#ffffff', edge: '#c9c3b9' },
  main: { width: 12, colour: '#fdeebb', edge: '#d9bf7a' },
  motorway: { width: 22, colour: '#f8cf9c', edge: '#cf9a52' },
}

export const railColour = '#8b8894'
export const markerColour = '#171a2b'

export { countsByLayer, type ObjectFilter, objectsOf } from './finding.ts'
export type { GeoBox } from './grid.ts'
export { type Layer, type LayerColour, layerByCode, layers } from './layer.ts'
export { objectByCode, objectById, objectLabel, objectsByIds, type TownObject } from './object.ts'

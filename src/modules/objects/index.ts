export { allowHeld, type FetchState, fetchSoon, fetchStates } from './fetch-state.ts'
export { fetchLayers } from './fetching.ts'
export { countsByLayer, type ObjectFilter, objectsOf } from './finding.ts'
export type { GeoBox } from './grid.ts'
export { importObjects, type ObjectsImported } from './import-objects.ts'
export { type Layer, type LayerColour, layerByCode, layerColours, layers, systems } from './layer.ts'
export {
  changeLayer,
  createLayer,
  type LayerInput,
  layerInput,
  managedLayer,
  managedLayers,
  wfsFault,
} from './managing.ts'
export { objectByCode, objectById, objectLabel, objectsByIds, type TownObject } from './object.ts'
export { objectsByNumber, objectsTyped } from './typed.ts'

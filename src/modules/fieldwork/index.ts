export {
  type Action,
  type Applied,
  type Deed,
  type FieldOutcome,
  fieldOutcomes,
  strictKinds,
} from './action.ts'
export { applyAction, assertMayAct, doneBefore } from './applying.ts'
export { arrangeDay } from './arranging.ts'
export { type Entry, entriesOf, MOST_MINUTES, MOST_QUANTITY } from './entries.ts'
export { type Material, managedMaterials, materials, saveMaterial } from './materials.ts'
export { type Day, dayOf, MOST_STOPS, todaysStops } from './stops.ts'
export { type OnSite, onSite } from './summary.ts'

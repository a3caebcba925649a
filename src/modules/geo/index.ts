export { addressBook } from './address-book.ts'
export {
  addressStreets,
  type House,
  housesOf,
  housesOfStreet,
  type StreetInDistrict,
} from './address-list.ts'
export { type Address, addressById, nearestAddress, searchAddresses } from './addresses.ts'
export { type Area, areaAt, districts, townBox, type Whereabouts } from './areas.ts'
export { type Incoming, readGeoJson, textIn } from './geojson.ts'
export type { Geometry } from './geometry.ts'
export { importAddresses } from './import-addresses.ts'
export { importAreas } from './import-areas.ts'
export { featureKinds, importFeatures } from './import-features.ts'
export { importStreets } from './import-streets.ts'
export {
  bearing,
  direction,
  fromMercator,
  mercator,
  metres,
  type Place,
  type Wind,
  winds,
} from './mercator.ts'
export { nearestStreets } from './nearest.ts'
export { type Owner, ownerAt } from './owner.ts'
export { type PictureOptions, placePicture } from './place-picture.ts'
export { streetsAt } from './streets-at.ts'
export { type Layer, type TownMap, townMap, townMapJson } from './town-map.ts'
export { type Dot, type Gathered, type Tile, townPicture } from './town-picture.ts'

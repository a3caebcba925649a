export { destroyFolder } from './erasing.ts'
export { folderKey } from './folder.ts'
export {
  type Added,
  addPhoto,
  hideFile,
  MOST_PHOTOS,
  type NewPhoto,
  removePhoto,
  type Stage,
  type Visibility,
} from './photo.ts'
export { type FileAsked, type FileInfo, photosOf, readFile, type Variant } from './reading.ts'

export { destroyFolder, folderKey } from './folder.ts'
export {
  type Added,
  addPhoto,
  MOST_PHOTOS,
  type NewPhoto,
  removePhoto,
  type Stage,
  type Visibility,
} from './photo.ts'
export { type FileInfo, photosOf, readFile, type Variant } from './reading.ts'

export { detectPrivate } from './detecting.ts'
export { dropOriginal, originalsToDrop } from './dropping-originals.ts'
export { destroyFolder } from './erasing.ts'
export { folderKey } from './folder.ts'
export { type PhotoMarks, photoMarks } from './marks.ts'
export {
  type Added,
  addPhoto,
  hideFile,
  LARGEST_PHOTO,
  MOST_PHOTOS,
  type NewPhoto,
  removePhoto,
  type Stage,
  type Visibility,
} from './photo.ts'
export { type FileAsked, type FileInfo, photosOf, readFile, type Variant } from './reading.ts'
export { type Judge, type RedactedPhoto, type Redaction, redactPhoto } from './redacting.ts'
export { holdPhotos, showPhotos } from './showing.ts'

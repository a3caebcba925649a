import { develop } from './photos/render.ts'
import { drawScene, type Scene, sceneSize, scenes } from './photos/scenes.ts'

const developed = new Map<string, Promise<Buffer>>()

/** A scene as JPEG without metadata; drawn once a process. */
export function scenePhoto(id: string): Promise<Buffer> {
  const known = developed.get(id)
  if (known) return known
  const { width, height } = sceneSize(id)
  const photo = develop(drawScene(id), width, height)
  developed.set(id, photo)
  return photo
}

export { pngWithExif, webpWithExif, withExif } from './photos/containers.ts'
export { gpsExif, type PhotoPlace } from './photos/tiff.ts'
export { type Scene, scenes }

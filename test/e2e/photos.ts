import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { loadConfig } from '#platform/config.ts'
import { pngWithExif, scenePhoto, webpWithExif, withExif } from '../../db/demo/photos.ts'
import type { Upload } from './visitor.ts'

interface Place {
  lat: number
  lon: number
}

const takenAt = new Date('2026-11-22T13:03:00Z')

export async function jpegAt(place: Place, scene = 'schlagloch-1'): Promise<Upload> {
  const buffer = withExif(await scenePhoto(scene), { ...place, takenAt })
  return { name: 'IMG_2041.jpg', mimeType: 'image/jpeg', buffer }
}

export async function pngAt(place: Place): Promise<Upload> {
  const png = await sharp(await scenePhoto('schlagloch-2'))
    .resize(800)
    .png()
    .toBuffer()
  return {
    name: 'Bildschirmfoto.png',
    mimeType: 'image/png',
    buffer: pngWithExif(png, { ...place, takenAt }),
  }
}

export async function webpAt(place: Place): Promise<Upload> {
  const { data, info } = await sharp(await scenePhoto('schlagloch-4'))
    .resize(800)
    .webp()
    .toBuffer({ resolveWithObject: true })
  return {
    name: 'Foto.webp',
    mimeType: 'image/webp',
    buffer: webpWithExif(data, info, { ...place, takenAt }),
  }
}

/** The folder with real photos, or null with a notice: they are no part of the project. */
export function realPhotos(): ((name: string) => Buffer) | null {
  const folder = join(loadConfig({ TESTDATA: process.env.TESTDATA ?? '' }).testdata, 'photos')
  if (existsSync(join(folder, 'IMG_5195.HEIC'))) return (name) => readFileSync(join(folder, name))
  console.warn(`No photos in ${folder} (TESTDATA): tests with real ones are skipped.`)
  return null
}

/** A telephone's own HEIC with another place written over its own: same camera, same bytes, only elsewhere. */
export function heicAt(heic: Buffer, place: Place): Upload {
  const buffer = Buffer.from(heic)
  const tiff = buffer.indexOf(Buffer.from('MM\0*', 'latin1'))
  const entries = (directory: number) =>
    Array.from({ length: buffer.readUInt16BE(tiff + directory) }, (_, i) => tiff + directory + 2 + i * 12)
  const entry = (directory: number, tag: number): number => {
    const found = entries(directory).find((at) => buffer.readUInt16BE(at) === tag)
    if (found === undefined) throw new Error(`no tag ${tag}`)
    return found
  }
  const gps = buffer.readUInt32BE(entry(8, 0x8825) + 8)
  const write = (refTag: number, tag: number, ref: string, value: number): void => {
    buffer.write(ref, entry(gps, refTag) + 8, 'latin1')
    const at = tiff + buffer.readUInt32BE(entry(gps, tag) + 8)
    const minutes = (value % 1) * 60
    const parts = [Math.floor(value), 1, Math.floor(minutes), 1, Math.round((minutes % 1) * 600_000), 10_000]
    for (const [i, part] of parts.entries()) buffer.writeUInt32BE(part, at + i * 4)
  }
  write(1, 2, 'N', place.lat)
  write(3, 4, 'E', place.lon)
  return { name: 'IMG_5195.HEIC', mimeType: 'image/heic', buffer }
}

import exifr from 'exifr'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { categories } from './categories.ts'
import { pngWithExif, scenePhoto, scenes, webpWithExif, withExif } from './photos.ts'

const place = { lat: 50.126412, lon: 8.928337, takenAt: new Date('2026-07-03T14:05:06Z'), orientation: 6 }

async function check(exif: Buffer | undefined, at = place): Promise<void> {
  // sharp hands over a JPEG's block with its `Exif\0\0` marker, which exifr does not want to see
  const tiff = exif!.toString('latin1', 0, 4) === 'Exif' ? exif!.subarray(6) : exif!
  const read = await exifr.parse(tiff, { gps: true, reviveValues: false, translateValues: false })
  expect(Math.abs(read.latitude - at.lat)).toBeLessThan(1e-5)
  expect(Math.abs(read.longitude - at.lon)).toBeLessThan(1e-5)
  expect(read.DateTimeOriginal).toBe('2026:07:03 16:05:06')
  expect(read.Orientation).toBe(6)
}

test('every category has pictures, more than 120 in all', () => {
  expect(scenes.length).toBeGreaterThan(120)
  expect(categories.filter((c) => !scenes.some((s) => s.category === c.code))).toEqual([])
})

test('a JPEG keeps its place', async () => {
  const plain = await scenePhoto('schlagloch-1')
  expect((await sharp(plain).metadata()).width).toBe(1024)
  expect((await sharp(plain).metadata()).exif).toBeUndefined()
  const placed = withExif(plain, place)
  await check((await sharp(placed).metadata()).exif)
  expect(await sharp(placed).raw().toBuffer()).toEqual(await sharp(plain).raw().toBuffer())
})

test('south and west are told apart', async () => {
  const there = { ...place, lat: -33.456789, lon: -70.654321 }
  await check((await sharp(withExif(await scenePhoto('bank-1'), there)).metadata()).exif, there)
})

test('PNG and WebP carry the same block', async () => {
  const picture = sharp(await scenePhoto('laterne-1')).resize(64, 48)
  await check((await sharp(pngWithExif(await picture.clone().png().toBuffer(), place)).metadata()).exif)
  await check(
    (
      await sharp(
        webpWithExif(await picture.clone().webp().toBuffer(), { width: 64, height: 48 }, place),
      ).metadata()
    ).exif,
  )
})

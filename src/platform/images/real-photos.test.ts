import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, describe, expect, test } from 'vitest'
import { isBareJpeg } from './bare-jpeg.ts'
import { Decoder } from './decoder.ts'
import { type Photo, readPhoto } from './photo.ts'

const folder = join(process.env.TESTDATA ?? '../shared/data', 'photos')
const isThere = existsSync(folder)
if (!isThere) console.info(`No photos in ${folder}: the tests with real photos are left out.`)

describe.skipIf(!isThere)('photos from real cameras', () => {
  const decoder = new Decoder()
  afterAll(() => decoder.close())

  async function photo(name: string): Promise<Photo> {
    const result = await readPhoto(await readFile(join(folder, name)), { decoder })
    if (!result.ok) throw new Error(`${name}: ${result.reason}`)
    expect(isBareJpeg(result.public) && isBareJpeg(result.thumb)).toBe(true)
    return result
  }

  test.each([
    ['Canon_40D.jpg', 100, 68, '2008-05-30T15:56:01', null],
    ['DSCN0010.jpg', 640, 480, '2008-10-22T16:28:39', [43.46745, 11.88513]],
    ['DSCN0021.jpg', 640, 480, '2008-10-22T16:38:20', [43.46708, 11.88454]],
    ['DSCN0042.jpg', 640, 480, '2008-10-22T17:00:07', [43.46446, 11.88148]],
    ['image01137.jpg', 88, 64, null, null],
    ['no_exif.jpg', 322, 466, null, null],
    ['portrait_6.jpg', 450, 600, null, null],
    ['IMG_5195.HEIC', 2566, 3313, '2021-04-11T15:47:53', [39.05134, -94.28877]],
  ])('%s', async (name, width, height, local, place) => {
    const found = await photo(name)
    expect(found).toMatchObject({ width, height })
    expect(found.taken?.local ?? null).toBe(local)
    expect(
      found.place && [found.place.lat, found.place.lon].map((degrees) => Number(degrees.toFixed(5))),
    ).toEqual(place)
  })

  test('a HEIC is turned once, by its container, whatever EXIF adds', async () => {
    const found = await photo('IMG_5195.HEIC')
    expect(found).toMatchObject({ format: 'heic', publicWidth: 1239, publicHeight: 1600 })
    expect(found.taken?.offset).toBe('-05:00')
    expect((await sharp(found.thumb).metadata()).height).toBe(480)
  })

  test('a damaged HEIC is refused or read, never worse', async () => {
    const whole = await readFile(join(folder, 'IMG_5195.HEIC'))
    const halved = await readPhoto(whole.subarray(0, whole.length / 2), { decoder })
    expect(halved).toMatchObject({ ok: false, reason: 'damaged' })
    for (const at of [30, 120, 400, 1500, 5000]) {
      const scratched = Buffer.from(whole)
      scratched.fill(0xff, at, at + 6)
      expect(typeof (await readPhoto(scratched, { decoder })).ok).toBe('boolean')
    }
    expect(decoder.pids.length).toBeLessThanOrEqual(2)
  })
})

import exifr from 'exifr'
import sharp from 'sharp'
import { afterAll, describe, expect, test } from 'vitest'
import { isBareJpeg } from './bare-jpeg.ts'
import { Decoder } from './decoder.ts'
import { type Photo, readPhoto } from './photo.ts'
import { drawn, onebitPng, phoneExif, withSegment } from './photos.fixture.ts'

const decoder = new Decoder()
afterAll(() => decoder.close())

const read = (bytes: Buffer) => readPhoto(bytes, { decoder })

async function readWell(bytes: Buffer): Promise<Photo> {
  const result = await read(bytes)
  if (!result.ok) throw new Error(`${result.reason}: ${result.detail}`)
  return result
}

async function expectBare(photo: Photo): Promise<void> {
  for (const bytes of [photo.public, photo.thumb]) {
    expect(isBareJpeg(bytes)).toBe(true)
    for (const trace of [
      'Exif\0',
      'ns.adobe.com',
      'xpacket',
      'Photoshop',
      '8BIM',
      'ICC_PROFILE',
      'Fernruf',
      'Erika',
    ])
      expect(bytes.includes(trace), trace).toBe(false)
    expect(
      await exifr.parse(bytes, { xmp: true, iptc: true, icc: true, gps: true }).catch(() => undefined),
    ).toBeUndefined()
    const { exif, xmp, iptc, icc, space, format } = await sharp(bytes).metadata()
    expect({ exif, xmp, iptc, icc, space, format }).toEqual({ space: 'srgb', format: 'jpeg' })
  }
}

/** The colour at a tenth from each corner, as the nearest of the drawn ones: top left, top right, bottom left, bottom right. */
async function corners(bytes: Buffer): Promise<string> {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const name = (x: number, y: number) => {
    const at = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels
    const [r, g, b] = [data[at]! > 128, data[at + 1]! > 128, data[at + 2]! > 128]
    return r && g && b ? 'w' : r ? 'r' : g ? 'g' : b ? 'b' : 'k'
  }
  return [name(0.1, 0.1), name(0.9, 0.1), name(0.1, 0.9), name(0.9, 0.9)].join('')
}

describe('formats', () => {
  test.each(['jpeg', 'png', 'webp', 'avif', 'gif', 'tiff'] as const)(
    '%s becomes a bare upright JPEG',
    async (format) => {
      const photo = await readWell(await drawn().withExif(phoneExif()).toFormat(format).toBuffer())
      expect(photo).toMatchObject({ format, width: 120, height: 80, publicWidth: 120, publicHeight: 80 })
      expect(await corners(photo.public)).toBe('rgbw')
      await expectBare(photo)
      if (format === 'gif' || format === 'tiff') return // sharp writes no EXIF into these
      expect(photo.taken).toEqual({ local: '2026-05-01T14:03:09', offset: '+02:00' })
      expect(photo.place?.lat).toBeCloseTo(50.1264, 4)
      expect(photo.place?.lon).toBeCloseTo(8.9283, 4)
    },
  )

  test('large pictures are made small, small ones stay as they are', async () => {
    const photo = await readWell(await drawn(3000, 2000).jpeg().toBuffer())
    expect(photo).toMatchObject({ width: 3000, height: 2000, publicWidth: 1600, publicHeight: 1067 })
    expect(await sharp(photo.thumb).metadata()).toMatchObject({ width: 480, height: 320 })
  })

  test('the first frame of an animation counts', async () => {
    const frames = [await drawn().png().toBuffer(), await drawn().negate().png().toBuffer()]
    const animated = await sharp(frames, { join: { animated: true } })
      .gif({ delay: [100, 100] })
      .toBuffer()
    expect((await sharp(animated).metadata()).pages).toBe(2)
    const photo = await readWell(animated)
    expect(photo).toMatchObject({ width: 120, height: 80, publicHeight: 80 })
    expect(await corners(photo.public)).toBe('rgbw')
  })

  test('print colours, deep colours, greys and transparency become sRGB on white', async () => {
    const inks = await readWell(await drawn().toColourspace('cmyk').jpeg().toBuffer())
    expect(await corners(inks.public)).toBe('rgbw')
    const deep = await readWell(await drawn().toColourspace('rgb16').png().toBuffer())
    expect(await corners(deep.public)).toBe('rgbw')
    const grey = await readWell(await drawn().greyscale().toColourspace('b-w').png().toBuffer())
    const clear = await readWell(
      await sharp({ create: { width: 20, height: 20, channels: 4, background: '#00000000' } })
        .png()
        .toBuffer(),
    )
    expect(await corners(clear.public)).toBe('wwww')
    for (const photo of [inks, deep, grey, clear]) await expectBare(photo)
  })

  test('a wide-gamut profile is worked in, not thrown away', async () => {
    const photo = await readWell(await drawn().withIccProfile('p3').jpeg().toBuffer())
    expect(await corners(photo.public)).toBe('rgbw')
    await expectBare(photo)
  })
})

describe('upright', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('orientation %i, in every format that has one', async (orientation) => {
    for (const format of ['jpeg', 'png', 'webp', 'tiff', 'avif'] as const) {
      const bytes = await drawn().withMetadata({ orientation }).toFormat(format).toBuffer()
      const expected = await sharp(bytes).autoOrient().png().toBuffer({ resolveWithObject: true })
      const photo = await readWell(bytes)
      const { width, height } = expected.info
      expect({ format, width: photo.width, height: photo.height }).toEqual({ format, width, height })
      expect([photo.publicWidth, photo.publicHeight]).toEqual([width, height])
      expect(await corners(photo.public)).toBe(await corners(expected.data))
    }
  })
})

describe('place and time', () => {
  const placed = async (lat: string, lon: string) =>
    (await readWell(await drawn().withExif(phoneExif(lat, lon)).jpeg().toBuffer())).place

  test('0/0, nonsense and places beyond the earth are no place', async () => {
    expect(await placed('0/1 0/1 0/1', '0/1 0/1 0/1')).toBeNull()
    expect(await placed('0/0 0/0 0/0', '0/0 0/0 0/0')).toBeNull()
    expect(await placed('91/1 0/1 0/1', '8/1 0/1 0/1')).toBeNull()
    expect(await placed('50/1 0/1 0/1', '181/1 0/1 0/1')).toBeNull()
    expect(await placed('0/1 0/1 0/1', '8/1 30/1 0/1')).toEqual({ lat: 0, lon: 8.5 })
  })

  test('a picture without EXIF has neither', async () => {
    expect(await readWell(await drawn().jpeg().toBuffer())).toMatchObject({ taken: null, place: null })
  })

  test('broken EXIF costs nobody their photo', async () => {
    const garbage = withSegment(
      await drawn().jpeg().toBuffer(),
      0xe1,
      `Exif\0\0II*\0\xff\xff\xff\x7f${'\xff'.repeat(200)}`,
    )
    expect(await readWell(garbage)).toMatchObject({ taken: null, place: null })
  })
})

describe('what hides in a photo', () => {
  test('comments, XMP, IPTC and HTML do not reach the public copy', async () => {
    const script = '<html><script>alert(1)</script>'
    let bytes: Buffer = await drawn().withExif(phoneExif()).jpeg().toBuffer()
    bytes = withSegment(bytes, 0xfe, script)
    bytes = withSegment(
      bytes,
      0xe1,
      `http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/">Erika</x:xmpmeta>`,
    )
    bytes = withSegment(bytes, 0xed, 'Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0a\x1c\x02\x50\0\x05Erika')
    const photo = await readWell(Buffer.concat([bytes, Buffer.from(script)]))
    await expectBare(photo)
    expect(photo.public.includes('<script>') || photo.thumb.includes('<script>')).toBe(false)
  })

  test('a photo that is also a PDF or an archive is refused', async () => {
    const jpeg = await drawn().jpeg().toBuffer()
    expect(await read(withSegment(jpeg, 0xfe, '%PDF-1.7'))).toEqual({ ok: false, reason: 'polyglot' })
    const directory = Buffer.from(`PK\x05\x06${'\0'.repeat(18)}`, 'latin1')
    expect(await read(Buffer.concat([jpeg, directory]))).toEqual({ ok: false, reason: 'polyglot' })
  })
})

describe('bad input', () => {
  test.each([
    ['empty', ''],
    ['not_an_image', 'hello'],
    ['not_an_image', 'BM\0\0\0\0'],
    ['archive', 'PK\x03\x04\x14\0\0\0photo.jpg'],
    ['archive', '\x1f\x8b\x08'],
    ['archive', `${'x'.repeat(257)}ustar`],
    ['document', '%PDF-1.7'],
    ['document', 'junk %PDF-1.7'],
    ['vector', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['vector', '\xef\xbb\xbf<?xml version="1.0"?><!-- x -->\n<svg:svg/>'],
    ['vector', '\xff\xfe<\0s\0v\0g\0>\0'],
    ['markup', ' \n<!DOCTYPE html><script>'],
    ['markup', '<a>'],
    ['video', '\0\0\0\x18ftypmp42\0\0\0\0mp42isom'],
    ['video', '\x1aE\xdf\xa3webm'],
    ['damaged', '\xff\xd8\xff'],
    ['damaged', 'GIF89a'],
    ['damaged', 'II*\0\xff\xff\xff\xff'],
    ['damaged', '\0\0\0\x14ftypheic\0\0\0\0heic'],
    ['damaged', '\x89PNG\r\n\x1a\n'],
    ['damaged', 'RIFF\0\0\0\0WEBPVP8 '],
  ])('%s: %j', async (reason, content) => {
    expect(await read(Buffer.from(content, 'latin1'))).toMatchObject({ ok: false, reason })
  })

  test('a file of 100 MB is refused unread', async () => {
    expect(await read(Buffer.alloc(100 * 2 ** 20))).toMatchObject({ reason: 'too_large_bytes' })
  })

  test('400 megapixels are refused before anything decodes them', async () => {
    const idle = new Decoder()
    const patched = (bytes: Buffer, at: number, values: number[]) => {
      Buffer.from(values).copy(bytes, at)
      return bytes
    }
    const jpeg = await drawn().jpeg().toBuffer()
    const gif = await drawn().gif().toBuffer()
    const avif = await drawn().avif().toBuffer()
    const webp = await drawn().withExif(phoneExif()).webp().toBuffer()
    const tiff = await drawn().tiff().toBuffer()
    const sizes = tiff.readUInt32LE(4) + 2 // the first two entries of the directory: width and height
    expect([tiff.readUInt16LE(sizes), tiff.readUInt16LE(sizes + 12)]).toEqual([256, 257])
    patched(tiff, sizes + 8, [0x20, 0x4e])
    patched(tiff, sizes + 20, [0x20, 0x4e])
    const bombs = [
      onebitPng(20000, 20000),
      patched(jpeg, jpeg.indexOf(Buffer.from([0xff, 0xc0])) + 5, [0x4e, 0x20, 0x4e, 0x20]),
      patched(gif, 6, [0x20, 0x4e, 0x20, 0x4e]),
      patched(avif, avif.indexOf('ispe') + 8, [0, 0, 0x4e, 0x20, 0, 0, 0x4e, 0x20]),
      patched(webp, 24, [0x1f, 0x3e, 0, 0x1f, 0x3e, 0]),
      tiff,
    ]
    for (const bytes of bombs)
      expect(await readPhoto(bytes, { decoder: idle })).toMatchObject({ reason: 'too_many_pixels' })
    expect(idle.pids).toEqual([])
  })

  test('a picture cut off near its end is kept, one that is mostly gone is not', async () => {
    const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const
    const whole = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#888', noise } })
      .jpeg()
      .toBuffer()
    expect(await read(whole.subarray(0, Math.floor(whole.length * 0.9)))).toMatchObject({
      ok: true,
      height: 600,
    })
    expect(await read(whole.subarray(0, Math.floor(whole.length * 0.4)))).toMatchObject({
      ok: false,
      reason: 'damaged',
    })
    const scratched = Buffer.from(whole)
    const middle = Math.floor(whole.length / 2)
    scratched.fill(0x55, middle, middle + 40)
    expect(await read(scratched)).toMatchObject({ ok: true })
  })
})

test('300 photos with random damage neither crash nor hang anything', async () => {
  const patient = new Decoder({ maxQueue: 1000, timeLimitMs: 5000 })
  const picture = drawn(64, 48).withExif(phoneExif())
  const whole = await Promise.all(
    (['jpeg', 'png', 'webp', 'avif', 'gif', 'tiff'] as const).map((format) =>
      picture.clone().toFormat(format).toBuffer(),
    ),
  )
  const random = numbers(4711)
  const damaged = Array.from({ length: 300 }, (_, n) => {
    const bytes = Buffer.from(whole[n % whole.length]!)
    const reach = n % 2 ? bytes.length : Math.min(bytes.length, 200) // headers are where parsers break
    for (let hits = 1 + random(12); hits > 0; hits -= 1) bytes[random(reach)] = random(256)
    return n % 10 === 9 ? bytes.subarray(0, random(bytes.length)) : bytes
  })
  const results = await Promise.all(damaged.map((bytes) => readPhoto(bytes, { decoder: patient })))
  for (const result of results) if (result.ok) await expectBare(result)
  expect(results.some((result) => result.ok)).toBe(true)
  expect(results.some((result) => !result.ok)).toBe(true)
  expect(await readPhoto(whole[0]!, { decoder: patient })).toMatchObject({ ok: true })
  patient.close()
}, 120_000)

/** Random numbers below a bound, the same in every run (mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

import { crc32, deflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'

/** A picture with a red corner at the top left, green right, blue below: wherever it is turned, the corner tells. */
export function drawn(width = 120, height = 80): Sharp {
  const part = (w: number, h: number, background: string) =>
    ({ create: { width: w, height: h, channels: 3, background } }) as const
  const [w, h] = [Math.floor(width / 2), Math.floor(height / 2)]
  return sharp(part(width, height, '#ffffff')).composite([
    { input: part(w, h, '#e00000'), left: 0, top: 0 },
    { input: part(w, h, '#00c000'), left: width - w, top: 0 },
    { input: part(w, h, '#0000e0'), left: 0, top: height - h },
  ])
}

/** EXIF as a phone writes it. Degrees may be any text of three rationals, so that nonsense can be written too. */
export function phoneExif(lat = '50/1 7/1 35/1', lon = '8/1 55/1 42/1') {
  return {
    IFD0: { Make: 'Fernruf', Model: 'Apparat 7', Artist: 'Erika Mustermann', Copyright: 'Erika Mustermann' },
    IFD2: {
      DateTimeOriginal: '2026:05:01 14:03:09',
      OffsetTimeOriginal: '+02:00',
      BodySerialNumber: 'SN-4711',
    },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: lat, GPSLongitudeRef: 'E', GPSLongitude: lon },
  }
}

/** A complete, valid PNG of one bit a pixel and any size: 400 megapixels are 50 kB. */
export function onebitPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 1
  const rows = Buffer.alloc((Math.ceil(width / 8) + 1) * height)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, checksum])
}

/** Puts a segment (comment, XMP, IPTC …) behind a JPEG's start. */
export function withSegment(jpeg: Buffer, marker: number, content: string): Buffer {
  const body = Buffer.from(content, 'latin1')
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)])
}

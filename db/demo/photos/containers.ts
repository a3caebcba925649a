/** Puts an Exif block into finished files by splicing bytes: no decoding, so it costs microseconds. */
import { crc32 } from 'node:zlib'
import { gpsExif, type PhotoPlace } from './tiff.ts'

/** A JPEG with place and time; the picture itself is untouched. Throws if the bytes are no JPEG. */
export function withExif(jpeg: Buffer, place: PhotoPlace): Buffer {
  if (jpeg[0] !== 0xff || jpeg[1] !== 0xd8) throw new Error('not a JPEG')
  const block = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), gpsExif(place)])
  const marker = Buffer.from([0xff, 0xe1, 0, 0])
  marker.writeUInt16BE(block.length + 2, 2)
  return Buffer.concat([jpeg.subarray(0, 2), marker, block, jpeg.subarray(2)])
}

/** A PNG with an eXIf chunk (PNG 3rd edition, 11.3.4.5), placed right after the header chunk. */
export function pngWithExif(png: Buffer, place: PhotoPlace): Buffer {
  const body = Buffer.concat([Buffer.from('eXIf'), gpsExif(place)])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(body.length - 4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([png.subarray(0, 33), length, body, sum, png.subarray(33)])
}

/** A WebP with an EXIF chunk; a plain file is first given the extended header that the chunk needs (RFC 9649). */
export function webpWithExif(
  webp: Buffer,
  size: { width: number; height: number },
  place: PhotoPlace,
): Buffer {
  const chunk = (name: string, data: Buffer) => {
    const head = Buffer.alloc(8)
    head.write(name, 'latin1')
    head.writeUInt32LE(data.length, 4)
    return Buffer.concat([head, data, Buffer.alloc(data.length % 2)])
  }
  const extended = webp.toString('latin1', 12, 16) === 'VP8X'
  const header = extended ? Buffer.from(webp.subarray(20, 30)) : Buffer.alloc(10)
  header[0] = header[0]! | 0x08
  header.writeUIntLE(size.width - 1, 4, 3)
  header.writeUIntLE(size.height - 1, 7, 3)
  const body = Buffer.concat([
    Buffer.from('WEBP'),
    chunk('VP8X', header),
    webp.subarray(extended ? 30 : 12),
    chunk('EXIF', gpsExif(place)),
  ])
  return Buffer.concat([Buffer.from('RIFF'), Buffer.from(new Uint32Array([body.length]).buffer), body])
}

import { crc32, deflateSync } from 'node:zlib'
import heicDecode from 'heic-decode'
import type { Metadata } from 'sharp'
import sharp from 'sharp'

/**
 * Turns the primary picture of a HEIC file into a small PNG with the same colour profile: sharp has no HEVC, and
 * heic-decode gives bare pixels. Rotation and mirroring (irot, imir) are done by libheif already, and HEIC's EXIF
 * orientation only repeats them, so nobody turns the result again.
 */
export async function heicToPng(bytes: Buffer, metadata: Metadata, longEdge: number): Promise<Buffer> {
  // heic-decode looks at the main brand only and does not know them all; libheif looks at the content.
  const known = Buffer.from(bytes)
  known.write('heic', 8, 'latin1')
  const pictures = await heicDecode.all({ buffer: known })
  try {
    const picture = pictures[metadata.pagePrimary ?? 0] ?? pictures[0]
    if (!picture) throw new Error('no picture')
    const { width, height, data } = await picture.decode()
    const pixels = Buffer.from(data.buffer, data.byteOffset, data.byteLength)
    const png = await sharp(pixels, { raw: { width, height, channels: 4 } })
      .resize({ width: longEdge, height: longEdge, fit: 'inside', withoutEnlargement: true })
      .png({ compressionLevel: 1 })
      .toBuffer()
    return metadata.icc ? withProfile(png, metadata.icc) : png
  } finally {
    pictures.dispose()
  }
}

/**
 * True when the container's last box reaches past the end of the file. HEIC stores its tiles one after the other and
 * libheif shows green for those that are missing, on whatever side the turning puts them.
 */
export function isCutOff(bytes: Buffer): boolean {
  let at = 0
  while (at + 16 <= bytes.length) {
    const size = bytes.readUInt32BE(at)
    if (size === 0) return false
    at += size === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : Math.max(8, size)
  }
  return at > bytes.length
}

/** Puts an iCCP chunk behind the PNG's header (phones take pictures in Display P3, which pales when read as sRGB). */
function withProfile(png: Buffer, profile: Buffer): Buffer {
  const endOfHeader = 8 + 4 + 4 + 13 + 4
  const body = Buffer.concat([Buffer.from('iCCPcamera\0\0', 'latin1'), deflateSync(profile)])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length - 4)
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(crc32(body))
  return Buffer.concat([png.subarray(0, endOfHeader), length, body, checksum, png.subarray(endOfHeader)])
}

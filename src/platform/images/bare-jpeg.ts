/** Markers that a picture needs: JFIF and Adobe's colour note, tables, frame, restart interval, scan. */
const needed = new Set([0xe0, 0xee, 0xdb, 0xc0, 0xc1, 0xc2, 0xc4, 0xdd])

/**
 * True for a JPEG that carries its picture and nothing else: no EXIF, XMP, IPTC, profile or comment. Asked of every
 * byte that goes public, so that a change in a library can never leak where somebody stood.
 */
export function isBareJpeg(bytes: Buffer): boolean {
  if (!Buffer.isBuffer(bytes) || bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return false
  let at = 2
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1]!
    if (marker === 0xda) return bytes.indexOf(Buffer.from([0xff, 0xd9]), at) === bytes.length - 2
    if (!needed.has(marker)) return false
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return false
}

import type { PhotoKind } from './kind.ts'

export type Dimensions = { width: number; height: number }

/**
 * Width and height as the file's header claims them, read without any library and without decoding, so that a bomb is
 * refused before anything unpacks it. Null when the header is not there or makes no sense.
 */
export function claimedDimensions(kind: PhotoKind, bytes: Buffer): Dimensions | null {
  try {
    const found = readers[kind](bytes)
    return found && found.width > 0 && found.height > 0 ? found : null
  } catch (error) {
    if (error instanceof RangeError) return null // a read past the end: the header is cut off
    throw error
  }
}

const readers: Record<PhotoKind, (b: Buffer) => Dimensions | null> = {
  jpeg: fromJpeg,
  png: (b) => ({ width: b.readUInt32BE(16), height: b.readUInt32BE(20) }),
  gif: (b) => ({ width: b.readUInt16LE(6), height: b.readUInt16LE(8) }),
  webp: fromWebp,
  tiff: fromTiff,
  heif: (b) => largestOf(heifExtents(b, 0, b.length, 0)),
}

/** The first frame header (SOFn, ITU-T T.81 B.2.2); everything before it is skipped by its own length. */
function fromJpeg(b: Buffer): Dimensions | null {
  for (let at = 2; at + 9 <= b.length; ) {
    if (b[at] !== 0xff) {
      at += 1
      continue
    }
    const marker = b.readUInt8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (isFrame) return { height: b.readUInt16BE(at + 5), width: b.readUInt16BE(at + 7) }
    if (marker === 0xff) at += 1
    else if (marker === 0 || marker === 1 || (marker >= 0xd0 && marker <= 0xd8)) at += 2
    else if (marker === 0xd9 || marker === 0xda) return null
    else at += 2 + Math.max(2, b.readUInt16BE(at + 2))
  }
  return null
}

function fromWebp(b: Buffer): Dimensions | null {
  const chunk = b.toString('latin1', 12, 16)
  if (chunk === 'VP8X') return { width: b.readUIntLE(24, 3) + 1, height: b.readUIntLE(27, 3) + 1 }
  if (chunk === 'VP8 ') return { width: b.readUInt16LE(26) & 0x3fff, height: b.readUInt16LE(28) & 0x3fff }
  if (chunk !== 'VP8L') return null
  const bits = b.readUInt32LE(21)
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}

/** Tags 256 and 257 of the first directory (TIFF 6.0); both may be SHORT or LONG. */
function fromTiff(b: Buffer): Dimensions | null {
  const little = b[0] === 0x49
  const short = (at: number) => (little ? b.readUInt16LE(at) : b.readUInt16BE(at))
  const long = (at: number) => (little ? b.readUInt32LE(at) : b.readUInt32BE(at))
  const directory = long(4)
  const found = new Map<number, number>()
  for (let entry = 0; entry < short(directory); entry += 1) {
    const at = directory + 2 + entry * 12
    const tag = short(at)
    if (tag === 256 || tag === 257) found.set(tag, short(at + 2) === 3 ? short(at + 8) : long(at + 8))
  }
  return { width: found.get(256) ?? 0, height: found.get(257) ?? 0 }
}

/** All `ispe` properties (ISO/IEC 23008-12, 6.5.3): of the picture, its tiles and its preview. */
function* heifExtents(b: Buffer, start: number, end: number, depth: number): Generator<Dimensions> {
  for (let at = start; at + 8 <= end; ) {
    const short = b.readUInt32BE(at)
    const size = short === 0 ? end - at : short === 1 ? Number(b.readBigUInt64BE(at + 8)) : short
    const body = at + (short === 1 ? 16 : 8)
    const next = at + size
    if (size < body - at || next > end) return
    const type = b.toString('latin1', at + 4, at + 8)
    if (type === 'ispe') yield { width: b.readUInt32BE(body + 4), height: b.readUInt32BE(body + 8) }
    // `meta` is a full box: four bytes of version and flags stand before its children.
    if (depth < 4 && type === 'meta') yield* heifExtents(b, body + 4, next, depth + 1)
    if (depth < 4 && (type === 'iprp' || type === 'ipco')) yield* heifExtents(b, body, next, depth + 1)
    at = next
  }
}

function largestOf(all: Iterable<Dimensions>): Dimensions | null {
  let largest: Dimensions | null = null
  for (const one of all)
    if (!largest || one.width * one.height > largest.width * largest.height) largest = one
  return largest
}

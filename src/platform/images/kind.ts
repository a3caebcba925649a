/** What may come in as a photo. `heif` is the container of HEIC and of some AVIF files; the decoder tells them apart. */
export type PhotoKind = 'jpeg' | 'png' | 'webp' | 'gif' | 'tiff' | 'heif'

/** What an upload is instead, when it is no photo. Each deserves a sentence of its own on the page. */
export type NoPhoto =
  | 'empty'
  | 'vector'
  | 'markup'
  | 'document'
  | 'archive'
  | 'video'
  | 'polyglot'
  | 'not_an_image'

export type Kind = { photo: PhotoKind } | { refused: NoPhoto }

const heifBrands = /^(avif|avis|heic|heix|heim|heis|hevc|hevx|hevm|hevs|mif1|msf1|miaf)$/

const ascii = (bytes: Buffer, from: number, to: number) => bytes.toString('latin1', from, to)

const photoSignatures: readonly [PhotoKind, (b: Buffer) => boolean][] = [
  ['jpeg', (b) => b[0] === 0xff && b[1] === 0xd8 && b[2] === 0xff],
  ['png', (b) => ascii(b, 0, 8) === '\x89PNG\r\n\x1a\n'],
  ['gif', (b) => /^GIF8[79]a$/.test(ascii(b, 0, 6))],
  ['webp', (b) => ascii(b, 0, 4) === 'RIFF' && ascii(b, 8, 12) === 'WEBP'],
  ['tiff', (b) => ascii(b, 0, 4) === 'II*\0' || ascii(b, 0, 4) === 'MM\0*'],
  ['heif', (b) => ascii(b, 4, 8) === 'ftyp' && brandsOf(b).some((brand) => heifBrands.test(brand))],
]

/** Zip (full, empty, split), 7z, RAR, bzip2, gzip, xz, zstd. */
const archives = [
  'PK\x03\x04',
  'PK\x05\x06',
  'PK\x07\x08',
  '7z\xbc\xaf',
  'Rar!',
  'BZh',
  '\x1f\x8b',
  '\xfd7zXZ',
  '\x28\xb5\x2f\xfd',
]

const otherSignatures: readonly [NoPhoto, (b: Buffer) => boolean][] = [
  [
    'document',
    (b) => ascii(b, 0, 1024).includes('%PDF-') || ascii(b, 0, 8) === '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
  ],
  [
    'archive',
    (b) => archives.some((start) => ascii(b, 0, start.length) === start) || ascii(b, 257, 262) === 'ustar',
  ],
  ['video', (b) => ascii(b, 4, 8) === 'ftyp' || ascii(b, 0, 4) === '\x1aE\xdf\xa3'],
  ['vector', (b) => looksLikeMarkup(b) && /<svg[\s>/:]/i.test(textOf(b, 64 * 1024))],
  ['markup', looksLikeMarkup],
]

/** Decides by content alone what an upload is; its name and the sender's media type are never asked. */
export function kindOf(bytes: Buffer): Kind {
  if (bytes.length === 0) return { refused: 'empty' }
  const photo = photoSignatures.find(([, matches]) => matches(bytes))?.[0]
  if (photo) return isPolyglot(bytes) ? { refused: 'polyglot' } : { photo }
  return { refused: otherSignatures.find(([, matches]) => matches(bytes))?.[0] ?? 'not_an_image' }
}

function brandsOf(bytes: Buffer): string[] {
  const end = Math.min(bytes.length, bytes.readUInt32BE(0), 512)
  const brands = [ascii(bytes, 8, 12)]
  for (let at = 16; at + 4 <= end; at += 4) brands.push(ascii(bytes, at, at + 4))
  return brands
}

function looksLikeMarkup(bytes: Buffer): boolean {
  return /^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<[!?a-z]/i.test(textOf(bytes, 1024))
}

/** Without its zeros, UTF-16 reads well enough to see the first tags. */
const textOf = (bytes: Buffer, length: number): string => ascii(bytes, 0, length).replaceAll('\0', '')

/**
 * The public copy is always encoded anew, so a hidden second nature dies there; the original is kept for staff and
 * must not be openable as something else: PDF readers accept their header anywhere in the first kilobyte, archivers
 * a directory at the end of a file.
 */
function isPolyglot(bytes: Buffer): boolean {
  if (ascii(bytes, 0, 1024).includes('%PDF-')) return true
  const tail = bytes.subarray(-(22 + 0xffff))
  for (
    let at = tail.lastIndexOf('PK\x05\x06');
    at >= 0;
    at = at > 0 ? tail.lastIndexOf('PK\x05\x06', at - 1) : -1
  ) {
    // The record's own comment length must end exactly where the file ends, which chance hardly does.
    if (at + 22 <= tail.length && at + 22 + tail.readUInt16LE(at + 20) === tail.length) return true
  }
  return false
}

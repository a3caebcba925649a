import type { Metadata, Sharp } from 'sharp'
import sharp from 'sharp'
import { type Box, blackOut } from './boxes.ts'
import { type Facts, readExif } from './exif.ts'
import { heicToPng, isCutOff } from './heic.ts'
import type { PhotoKind } from './kind.ts'

export type Job = {
  bytes: Buffer
  kind: PhotoKind
  maxPixels: number
  publicEdge: number
  thumbEdge: number
  /** What is painted black in every copy. */
  boxes?: readonly Box[]
}

export type Picture = Facts & {
  format: 'jpeg' | 'png' | 'webp' | 'gif' | 'tiff' | 'heic' | 'avif'
  /** Of the original, upright. */
  width: number
  height: number
  public: Buffer
  publicWidth: number
  publicHeight: number
  thumb: Buffer
}

export type Reply =
  | { ok: true; picture: Picture }
  | { ok: false; reason: 'damaged' | 'too_many_pixels'; detail: string }

type Pixels = { data: Buffer; width: number; height: number; channels: 1 | 2 | 3 | 4 }

/** One photo from start to end. Runs in the decoder's child process only: every line here meets hostile bytes. */
export async function makePicture(job: Job): Promise<Reply> {
  const metadata = await sharp(job.bytes, { failOn: 'none', limitInputPixels: false }).metadata()
  const { width, height, orientation = 1 } = metadata
  if (width * height > job.maxPixels)
    return { ok: false, reason: 'too_many_pixels', detail: `${width}x${height}` }
  const facts = await readExif(job.kind === 'tiff' ? job.bytes : metadata.exif)
  const isHeic = job.kind === 'heif' && metadata.compression !== 'av1'
  if (isHeic && isCutOff(job.bytes))
    return { ok: false, reason: 'damaged', detail: 'the container is cut off' }
  const input = isHeic ? await heicToPng(job.bytes, metadata, job.publicEdge) : job.bytes
  const small = await shrink(input, job)
  if (!small) return { ok: false, reason: 'damaged', detail: 'too much of the picture is missing' }
  const upright = await turn(small, isHeic ? 1 : orientation)
  blackOut(upright, job.boxes ?? [])
  const sideways = !isHeic && orientation >= 5
  const full = await jpeg(fromPixels(upright))
  const thumb = await jpeg(within(fromPixels(upright), job.thumbEdge), 62)
  const picture: Picture = {
    ...facts,
    format: formatOf(job.kind, metadata),
    width: sideways ? height : width,
    height: sideways ? width : height,
    public: full,
    publicWidth: upright.width,
    publicHeight: upright.height,
    thumb,
  }
  return { ok: true, picture }
}

const formatOf = (kind: PhotoKind, { compression }: Metadata): Picture['format'] =>
  kind !== 'heif' ? kind : compression === 'av1' ? 'avif' : 'heic'

/**
 * Decodes and shrinks in one streaming pass, in sRGB on white. Turning comes afterwards: turned first, a large picture
 * would have to lie in memory as a whole. A file that is cut off is read again leniently, because phones lose
 * connections and three quarters of a pothole are still a pothole. Null when too little is there.
 */
async function shrink(input: Buffer, job: Job): Promise<Pixels | null> {
  const read = (failOn: 'truncated' | 'none') => {
    const source = sharp(input, { failOn, limitInputPixels: job.maxPixels })
    return pixels(within(source, job.publicEdge).flatten({ background: '#fff' }).toColourspace('srgb'))
  }
  try {
    return await read('truncated')
  } catch {
    const rest = await read('none')
    return missingShare(rest) <= 0.25 ? rest : null
  }
}

/** The share of rows at the bottom that are all one colour: what decoders put where the data ends. */
export function missingShare({ data, width, height, channels }: Pixels): number {
  const rowLength = width * channels
  const last = data.subarray((height - 1) * rowLength)
  const isPlain = (row: Buffer) => row.subarray(channels).equals(row.subarray(0, rowLength - channels))
  if (!isPlain(last)) return 0
  let plain = 1
  while (
    plain < height &&
    data.subarray((height - 1 - plain) * rowLength, (height - plain) * rowLength).equals(last)
  )
    plain += 1
  return plain / height
}

/** EXIF orientation (CIPA DC-008, 4.6.4) as a clockwise turn, then a mirroring left to right. */
const turns: Record<number, { angle: number; mirror: boolean }> = {
  2: { angle: 0, mirror: true },
  3: { angle: 180, mirror: false },
  4: { angle: 180, mirror: true },
  5: { angle: 90, mirror: true },
  6: { angle: 90, mirror: false },
  7: { angle: 270, mirror: true },
  8: { angle: 270, mirror: false },
}

async function turn(source: Pixels, orientation: number): Promise<Pixels> {
  const how = turns[orientation]
  if (!how) return source
  const turned = how.angle ? await pixels(fromPixels(source).rotate(how.angle)) : source
  return how.mirror ? pixels(fromPixels(turned).flop()) : turned
}

const within = (image: Sharp, edge: number): Sharp =>
  image.resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true })

const fromPixels = ({ data, ...raw }: Pixels): Sharp => sharp(data, { raw })

async function pixels(image: Sharp): Promise<Pixels> {
  const { data, info } = await image.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height, channels: info.channels as Pixels['channels'] }
}

/** Without withMetadata and its kin, sharp writes no metadata and no profile. Small pictures bear a lower quality. */
const jpeg = (image: Sharp, quality = 82): Promise<Buffer> => image.jpeg({ quality }).toBuffer()

import { isBareJpeg } from './bare-jpeg.ts'
import type { Box } from './boxes.ts'
import type { Answer, Decoder } from './decoder.ts'
import { claimedDimensions } from './dimensions.ts'
import { kindOf, type NoPhoto } from './kind.ts'
import type { Picture } from './picture.ts'

export const limits = { bytes: 25 * 2 ** 20, pixels: 60_000_000, publicEdge: 1600, thumbEdge: 480 } as const

export type Refusal = {
  ok: false
  reason: NoPhoto | 'too_large_bytes' | 'too_many_pixels' | 'damaged' | 'timeout' | 'memory' | 'busy'
  /** For the log: numbers and the decoder's own words, nothing that a person wrote. */
  detail?: string
}

/** `public` and `thumb` are upright sRGB JPEGs without any metadata; `taken` is local to wherever the camera was. */
export type Photo = { ok: true } & Picture

export type PhotoResult = Photo | Refusal

/**
 * Makes of an untrusted upload what we keep and show, with `boxes` painted black in it. A file that is no usable photo
 * is a value, not an error.
 * Takes up to a second and more: call it before the transaction is opened.
 */
export async function readPhoto(
  bytes: Buffer,
  { decoder, boxes = [] }: { decoder: Decoder; boxes?: readonly Box[] },
): Promise<PhotoResult> {
  if (bytes.length > limits.bytes)
    return { ok: false, reason: 'too_large_bytes', detail: `${bytes.length} bytes` }
  const kind = kindOf(bytes)
  if ('refused' in kind) return { ok: false, reason: kind.refused }
  const claimed = claimedDimensions(kind.photo, bytes)
  if (!claimed) return { ok: false, reason: 'damaged', detail: 'no readable header' }
  if (claimed.width * claimed.height > limits.pixels)
    return { ok: false, reason: 'too_many_pixels', detail: `${claimed.width}x${claimed.height}` }
  const { pixels: maxPixels, publicEdge, thumbEdge } = limits
  return judge(await decoder.decode({ bytes, kind: kind.photo, maxPixels, publicEdge, thumbEdge, boxes }))
}

/** The child has met hostile bytes, so its word alone is not enough for what the public will see. */
function judge(answer: Answer): PhotoResult {
  if (!answer.ok) return answer
  const { picture } = answer
  if (!isBareJpeg(picture.public) || !isBareJpeg(picture.thumb)) throw new Error('decoder made no bare JPEG')
  return { ok: true, ...picture }
}

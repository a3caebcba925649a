const [WIDTH, HEIGHT] = [9, 8]
/** Grey values closer together than this are one surface. */
const LEAST_STEP = 2
/** With fewer bits of either kind a picture has next to no detail: a photo of a wall looks like any other. */
const LEAST_BITS = 10

/**
 * What a photo looks like, in 64 bits (difference hash): for each of 8 × 8 fields whether it gets brighter to the
 * right. Two photos of one thing from one spot differ in few bits, whatever their size, format and brightness. Null
 * for a picture without detail. Give it a copy of our own making, never an upload: it is decoded in this process.
 */
export async function dhash(picture: Buffer): Promise<Buffer | null> {
  // Loaded with the first photo: it takes tens of megabytes.
  const { default: sharp } = await import('sharp')
  const grey = await sharp(picture).greyscale().resize(WIDTH, HEIGHT, { fit: 'fill' }).raw().toBuffer()
  const bits = Buffer.alloc(8)
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < 8; x++)
      if (grey[y * WIDTH + x + 1]! - grey[y * WIDTH + x]! > LEAST_STEP) bits[y]! |= 1 << x
  const set = distance(bits, Buffer.alloc(8))
  return set < LEAST_BITS || set > 64 - LEAST_BITS ? null : bits
}

/** In how many of 64 bits two such hashes differ. */
export function distance(a: Buffer, b: Buffer): number {
  let n = 0
  for (let i = 0; i < 8; i++) for (let left = a[i]! ^ b[i]!; left; left &= left - 1) n++
  return n
}

import sharp from 'sharp'
import { random } from '../random.ts'

const overlays = new Map<string, Buffer>()

/** Grain, blotches and the darker corners that every lens leaves; drawn once a size. */
function lens(width: number, height: number): Buffer {
  const key = `${width}x${height}`
  const known = overlays.get(key)
  if (known) return known
  const rng = random(`lens ${key}`)
  const coarse = Array.from({ length: 4096 }, () => rng.float(-1, 1))
  const pixels = Buffer.alloc(width * height * 4)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = (y * width + x) * 4
      const dx = x / width - 0.5
      const dy = y / height - 0.5
      const corner = 120 * (dx * dx + dy * dy)
      const grain = (rng.next() - 0.5) * 44 + coarse[((y >> 2) * 57 + (x >> 2)) & 4095]! * 14
      pixels[i] = pixels[i + 1] = pixels[i + 2] = Math.max(0, Math.min(255, 134 - corner + grain))
      pixels[i + 3] = 255
    }
  overlays.set(key, pixels)
  return pixels
}

/** Drawing to photo. */
export async function develop(svg: string, width: number, height: number, quality = 70): Promise<Buffer> {
  return sharp(Buffer.from(svg))
    .composite([{ input: lens(width, height), raw: { width, height, channels: 4 }, blend: 'soft-light' }])
    .flatten()
    .jpeg({ quality, chromaSubsampling: '4:2:0' })
    .toBuffer()
}

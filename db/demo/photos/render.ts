import sharp from 'sharp'
import { random } from '../random.ts'

const lenses = new Map<string, Int16Array>()

/** Grain, blotches and the darker corners that every lens leaves, as a gain per pixel; worked out once a size. */
function lens(width: number, height: number): Int16Array {
  const key = `${width}x${height}`
  const known = lenses.get(key)
  if (known) return known
  const rng = random(`lens ${key}`)
  const coarse = Array.from({ length: 4096 }, () => rng.float(-1, 1))
  const gain = new Int16Array(width * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const dx = x / width - 0.5
      const dy = y / height - 0.5
      const grain = (rng.next() - 0.5) * 18 + coarse[((y >> 1) * 57 + (x >> 1)) & 4095]! * 7
      gain[y * width + x] = 7 - 120 * (dx * dx + dy * dy) + grain
    }
  lenses.set(key, gain)
  return gain
}

/** Drawing to photo. By hand rather than by sharp's blend modes, which need twice the time. */
export async function develop(svg: string, width: number, height: number, quality = 64): Promise<Buffer> {
  const { data, info } = await sharp(Buffer.from(svg))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const gain = lens(info.width, info.height)
  for (let i = 0, k = 0; i < gain.length; i++) {
    const g = gain[i]!
    for (const end = k + 3; k < end; k++) {
      const v = data[k]!
      // strongest in the middle tones, so neither white nor black clips; the shift is a division by 16,384
      data[k] = v + ((g * v * (255 - v)) >> 14)
    }
  }
  return sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } })
    .resize(width, height, { kernel: 'cubic' })
    .jpeg({ quality })
    .toBuffer()
}

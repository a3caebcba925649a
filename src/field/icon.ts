export const iconNames = ['192.png', '512.png', 'maskable-512.png'] as const
type IconName = (typeof iconNames)[number]

/** A shield like the one that pages draw for towns without a mark of their own. */
const shield = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 48"><path fill="#fff" d="M2 2h36v23c0 11-8 17-18 21C10 42 2 36 2 25z"/><path fill="none" stroke="#17459e" stroke-width="2.500" stroke-linejoin="round" d="M10 30V17h3v3h3v-3h2v-6h4v6h2v3h3v-3h3v13z"/></svg>`

const made = new Map<string, Promise<Buffer>>()

/** The town's mark on its colour as a PNG. Phones cut circles out of the maskable one, so it stands further in. */
export function townIcon(name: IconName, town: { logo: string | null; colour: string }): Promise<Buffer> {
  const key = `${name} ${town.colour} ${town.logo}`
  const known = made.get(key)
  if (known) return known
  // A town's mark changes once in years; a flood of towns must not fill the memory either.
  if (made.size > 100) made.clear()
  const picture = draw(name, town)
  made.set(key, picture)
  picture.catch(() => made.delete(key))
  return picture
}

async function draw(
  name: IconName,
  { logo, colour }: { logo: string | null; colour: string },
): Promise<Buffer> {
  const size = name.startsWith('192') ? 192 : 512
  const inner = Math.round(size * (name.includes('maskable') ? 0.5 : 0.68))
  const { default: sharp } = await import('sharp')
  // Only plain shapes get into the settings (isPlainSvg), so there is nothing in it to fetch.
  const mark = await sharp(Buffer.from(logo ?? shield), { density: 300, limitInputPixels: 50_000_000 })
    .resize(inner, inner, { fit: 'inside' })
    .png()
    .toBuffer()
  return sharp({ create: { width: size, height: size, channels: 4, background: colour } })
    .composite([{ input: mark, gravity: 'centre' }])
    .png({ compressionLevel: 9 })
    .toBuffer()
}

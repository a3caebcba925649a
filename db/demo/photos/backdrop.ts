/** What stands and lies around in every picture: sky, trees, houses, paving, grass. */
import { blend, box, type Canvas, lump, oval, poly, soft, specks, stroke } from './canvas.ts'

const skies = {
  sun: ['#6fa3d4', '#a9cbe6', '#dfe9ee'],
  cloud: ['#a9b3bb', '#c3cacd', '#d9dcdb'],
  dusk: ['#2c3a5a', '#6d6483', '#d89a78'],
  night: ['#0b1020', '#141b2e', '#252b3e'],
  winter: ['#b4bec9', '#cfd6dc', '#e6e9ec'],
}

export const tint = (c: Canvas, colour: string) =>
  ({
    sun: colour,
    cloud: blend(colour, '#8f979c', 0.22),
    dusk: blend(colour, '#2b2a44', 0.55),
    night: blend(colour, '#0a0d18', 0.76),
    winter: blend(colour, '#b9c3cf', 0.3),
  })[c.light]

export function sky(c: Canvas, horizon: number): void {
  c.add(box(0, 0, c.w, horizon + 4, c.fade(skies[c.light])))
  if (c.light === 'night') return
  for (let i = 0; i < 5; i++)
    c.add(
      oval(
        c.rng.float(0, c.w),
        c.rng.float(0, horizon * 0.6),
        c.rng.float(120, 330),
        c.rng.float(18, 60),
        c.fade(['#ffffff66', '#ffffff00'], 'round'),
      ),
    )
}

export function crown(c: Canvas, x: number, y: number, r: number, autumn = false): void {
  const base =
    c.light === 'winter'
      ? '#7d7a70'
      : autumn
        ? c.rng.pick(['#a8702c', '#96601f', '#7f7a2e'])
        : c.rng.pick(['#3f6432', '#4b7038', '#39592f', '#587a3d'])
  c.add(soft(lump(c.rng, x, y, r, r * 0.85, 0.22), tint(c, blend(base, '#101a10', 0.35))))
  for (let i = 0; i < 7; i++) {
    const a = c.rng.float(0, 6.3)
    c.add(
      soft(
        lump(
          c.rng,
          x + Math.cos(a) * r * 0.45,
          y + Math.sin(a) * r * 0.36 - r * 0.12,
          r * 0.42,
          r * 0.34,
          0.3,
          14,
        ),
        tint(c, blend(base, '#dfe6a0', c.rng.float(0, 0.28))),
        'fill-opacity=".75"',
      ),
    )
  }
}

export function tree(c: Canvas, x: number, foot: number, height: number): void {
  const width = height * 0.05
  c.add(
    poly(
      [
        [x - width, foot],
        [x - width * 0.6, foot - height * 0.5],
        [x + width * 0.6, foot - height * 0.5],
        [x + width, foot],
      ],
      c.fade([tint(c, '#5d4c3c'), tint(c, '#2f261e')], 90),
    ),
  )
  crown(c, x, foot - height * 0.68, height * 0.34, c.rng.chance(0.2))
}

/** A row of houses along the far side of the street. */
export function houses(c: Canvas, foot: number, height: number): void {
  for (let x = -c.rng.float(0, 90); x < c.w; ) {
    const width = c.rng.float(110, 220)
    const tall = height * c.rng.float(0.72, 1.05)
    const wall = tint(
      c,
      c.rng.pick(['#c9b79c', '#d8cdb8', '#b98f74', '#a9a39a', '#cfc6a2', '#b7a6a0', '#d9d3cc', '#9c6c58']),
    )
    const roof = tint(c, c.rng.pick(['#7a4436', '#5c4a46', '#69473a', '#4e5055']))
    const top = foot - tall
    c.add(
      poly(
        [
          [x, top],
          [x + width * 0.08, top - tall * 0.22],
          [x + width * 0.92, top - tall * 0.22],
          [x + width, top],
        ],
        c.fade([blend(roof, '#ffffff', 0.08), roof]),
      ),
    )
    c.add(box(x, top, width, tall, c.fade([blend(wall, '#ffffff', 0.1), blend(wall, '#000000', 0.16)])))
    const floors = Math.max(2, Math.round(tall / 72))
    const windows = Math.max(2, Math.round(width / 52))
    for (let f = 0; f < floors; f++)
      for (let i = 0; i < windows; i++) {
        const wx = x + ((i + 0.5) / windows) * width - 11
        const wy = top + ((f + 0.22) / floors) * tall
        const lit = (c.light === 'night' || c.light === 'dusk') && c.rng.chance(0.3)
        c.add(
          box(wx - 2, wy - 2, 26, (tall / floors) * 0.58 + 4, blend(wall, '#ffffff', 0.3)),
          box(
            wx,
            wy,
            22,
            (tall / floors) * 0.58,
            lit ? '#f2c978' : tint(c, c.rng.pick(['#4d5a66', '#5c6a75', '#3d4852'])),
          ),
        )
      }
    x += width + (c.rng.chance(0.25) ? c.rng.float(10, 60) : 0)
  }
}

/** Slabs that run away from the viewer. */
export function paving(c: Canvas, top: number, colour: string, rows = 7): void {
  const base = tint(c, colour)
  c.add(box(0, top, c.w, c.h - top, c.fade([blend(base, '#ffffff', 0.1), blend(base, '#000000', 0.14)])))
  const line = blend(base, '#000000', 0.32)
  for (let i = 1; i < rows; i++) {
    const y = top + (c.h - top) * (i / rows) ** 1.7
    c.add(
      stroke(
        [
          [0, y],
          [c.w, y],
        ],
        line,
        0.8 + (2.2 * i) / rows,
      ),
    )
  }
  const cx = c.w * c.rng.float(0.35, 0.65)
  for (let i = -14; i <= 14; i++)
    c.add(
      stroke(
        [
          [cx + i * 62, top],
          [cx + i * 150, c.h],
        ],
        line,
        1.4,
      ),
    )
  specks(
    c,
    { x: 0, y: top, w: c.w, h: c.h - top },
    [`${blend(base, '#ffffff', 0.35)}66`, `${blend(base, '#000000', 0.4)}66`],
    220,
    5,
  )
}

export function blades(c: Canvas, top: number, light: string, dark: string, count = 420, tall = 26): void {
  for (const [tone, share] of [
    [dark, 0.5],
    [light, 0.5],
  ] as const) {
    let d = ''
    for (let i = 0; i < count * share; i++) {
      const t = c.rng.next() ** 0.7
      const [x, y, s] = [c.rng.float(0, c.w), top + t * (c.h - top), tall * (0.2 + t)]
      d += `M${x.toFixed(0)} ${y.toFixed(0)}q${c.rng.float(-4, 4).toFixed(0)} ${(-s * 0.6).toFixed(0)} ${c.rng.float(-9, 9).toFixed(0)} ${(-s).toFixed(0)}`
    }
    c.add(`<path d="${d}" fill="none" stroke="${tone}" stroke-width="2.4" stroke-opacity=".7"/>`)
  }
}

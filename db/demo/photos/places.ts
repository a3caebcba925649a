/** Where photos are taken: a street at eye level, the ground before one's feet, a wall, a park. */
import { blend, box, type Canvas, lump, oval, poly, soft, specks, stroke, type XY } from './canvas.ts'

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

export type Street = {
  horizon: number
  kerb: number /** Where things stand on the near pavement. */
  foot: number
}

/** Houses behind, a road, a kerb and the pavement where the photographer stands. */
export function street(c: Canvas, surface: 'asphalt' | 'snow' = 'asphalt'): Street {
  const horizon = c.h * c.rng.float(0.4, 0.46)
  sky(c, horizon)
  houses(c, horizon + 12, c.h * c.rng.float(0.26, 0.36))
  for (let i = c.rng.int(1, 3); i > 0; i--)
    tree(c, c.rng.float(0, c.w), horizon + 24, c.h * c.rng.float(0.28, 0.42))
  const far = horizon + 10
  const road = c.h * 0.62
  const snow = surface === 'snow'
  c.add(
    box(0, far, c.w, 22, tint(c, snow ? '#dfe5ea' : '#9d9890')),
    box(0, far + 18, c.w, 5, tint(c, snow ? '#cfd7de' : '#777269')),
  )
  c.add(
    box(
      0,
      far + 22,
      c.w,
      road - far,
      c.fade([tint(c, snow ? '#c2ccd5' : '#6b6c6e'), tint(c, snow ? '#a9b4bf' : '#525355')]),
    ),
  )
  for (let x = c.rng.float(-80, 0); x < c.w && !snow; x += 190)
    c.add(
      poly(
        [
          [x, (far + road) / 2 + 8],
          [x + 90, (far + road) / 2 + 8],
          [x + 88, (far + road) / 2 + 14],
          [x - 4, (far + road) / 2 + 14],
        ],
        tint(c, '#d5d3cc'),
        'opacity=".7"',
      ),
    )
  c.add(
    box(0, road, c.w, 12, tint(c, snow ? '#eef2f5' : '#b8b3aa')),
    box(0, road + 12, c.w, 9, tint(c, snow ? '#c5ced6' : '#7c776e')),
  )
  paving(c, road + 21, snow ? '#e2e8ed' : c.rng.pick(['#a19a90', '#98948e', '#aba397']))
  return { horizon, kerb: road, foot: c.h * 0.8 }
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

export type Surface = 'asphalt' | 'slabs' | 'grass' | 'sand' | 'gravel' | 'cycle' | 'snow'

/** The ground before one's feet with a strip of the world behind it. Returns the height of the strip. */
export function ground(c: Canvas, surface: Surface): number {
  const top = c.h * c.rng.float(0.14, 0.26)
  sky(c, top)
  if (surface === 'grass' || surface === 'sand')
    for (let x = 0; x < c.w + 80; x += c.rng.float(70, 130)) crown(c, x, top * 0.55, c.rng.float(50, 90))
  else houses(c, top - 8, top * 0.9)
  if (surface !== 'grass' && surface !== 'sand')
    c.add(box(0, top - 30, c.w, 34, tint(c, '#8f8a82')), box(0, top - 6, c.w, 10, tint(c, '#c0bbb2')))
  if (surface === 'slabs') {
    paving(c, top, c.rng.pick(['#a49d92', '#9c9a96', '#b0a696']), 9)
    return top
  }
  const [colour, light, dark] = {
    asphalt: ['#5c5d5f', '#8f9092', '#37383a'],
    gravel: ['#9b9282', '#c7bfae', '#6f675a'],
    grass: ['#5f7f3c', '#8fae54', '#3f5a2a'],
    sand: ['#cdb68a', '#e6d6b2', '#a58e66'],
    cycle: ['#98574a', '#b97a6a', '#6f3c33'],
    snow: ['#dfe5ea', '#ffffff', '#b8c3cd'],
  }[surface] as [string, string, string]
  const base = tint(c, colour)
  c.add(
    box(0, top, c.w, c.h - top, c.fade([blend(base, '#ffffff', 0.16), base, blend(base, '#000000', 0.2)])),
  )
  for (let i = 0; i < 6; i++)
    c.add(
      oval(
        c.rng.float(0, c.w),
        c.rng.float(top, c.h),
        c.rng.float(120, 320),
        c.rng.float(30, 90),
        c.fade([`${c.rng.chance(0.5) ? tint(c, light) : tint(c, dark)}44`, `${base}00`], 'round'),
      ),
    )
  if (surface === 'grass') blades(c, top, tint(c, light), tint(c, dark))
  else
    specks(
      c,
      { x: -10, y: top, w: c.w + 20, h: c.h - top },
      [`${tint(c, light)}88`, `${tint(c, dark)}88`, `${blend(base, '#ffffff', 0.2)}77`],
      surface === 'snow' ? 160 : 900,
      7,
    )
  return top
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

/** A wall seen from the front, pavement below. Returns where it meets the ground. */
export function wall(c: Canvas, kind: 'brick' | 'plaster' | 'concrete'): number {
  const foot = c.h * c.rng.float(0.74, 0.82)
  const base = tint(
    c,
    {
      brick: '#96604c',
      plaster: c.rng.pick(['#cfc3a8', '#bfc4bf', '#d6c7b4', '#c2a98f']),
      concrete: '#a3a19c',
    }[kind],
  )
  c.add(box(0, 0, c.w, foot, c.fade([blend(base, '#ffffff', 0.12), blend(base, '#000000', 0.12)], 25)))
  if (kind === 'brick') {
    let d = ''
    for (let y = 0, row = 0; y < foot; y += 26, row++) {
      d += `M0 ${y}H${c.w}`
      for (let x = row % 2 ? 0 : 33; x < c.w; x += 66) d += `M${x} ${y}v26`
      if (c.rng.chance(0.9))
        c.add(
          box(
            c.rng.int(0, 15) * 66 + (row % 2 ? 0 : 33),
            y,
            66,
            26,
            blend(base, c.rng.pick(['#000000', '#ffffff']), 0.1),
          ),
        )
    }
    c.add(
      `<path d="${d}" stroke="${blend(base, '#e0d8cc', 0.5)}" stroke-width="3" fill="none" stroke-opacity=".8"/>`,
    )
  }
  if (kind === 'concrete')
    for (let x = c.rng.float(100, 200); x < c.w; x += 260)
      c.add(
        stroke(
          [
            [x, 0],
            [x, foot],
          ],
          blend(base, '#000000', 0.3),
          3,
        ),
      )
  for (let i = 0; i < 7; i++)
    c.add(
      oval(
        c.rng.float(0, c.w),
        c.rng.float(0, foot),
        c.rng.float(60, 260),
        c.rng.float(40, 140),
        c.fade([`${c.rng.chance(0.5) ? '#ffffff' : '#201a14'}22`, '#00000000'], 'round'),
      ),
    )
  c.add(box(0, foot - 40, c.w, 40, c.fade(['#1a140e00', '#1a140e66'])))
  paving(c, foot, '#99938a', 4)
  return foot
}

/** Lawn, a path and trees. Returns where things stand. */
export function park(c: Canvas, withPath = true): number {
  const horizon = c.h * c.rng.float(0.42, 0.5)
  sky(c, horizon)
  for (let x = -30; x < c.w + 60; x += c.rng.float(60, 120))
    crown(c, x, horizon - c.rng.float(20, 70), c.rng.float(60, 120), c.rng.chance(0.15))
  const grass = tint(c, c.light === 'winter' ? '#a3a78d' : c.rng.pick(['#6b8c40', '#74904a', '#5f8440']))
  c.add(
    box(
      0,
      horizon,
      c.w,
      c.h - horizon,
      c.fade([blend(grass, '#ffffff', 0.14), grass, blend(grass, '#000000', 0.25)]),
    ),
  )
  if (withPath) {
    const x = c.w * c.rng.float(0.3, 0.7)
    const gravel = tint(c, '#c2b69c')
    const edge: XY[] = [
      [x - 14, horizon],
      [x + 14, horizon],
      [x + c.w * 0.28, c.h],
      [x - c.w * 0.2, c.h],
    ]
    c.add(poly(edge, c.fade([blend(gravel, '#ffffff', 0.15), blend(gravel, '#000000', 0.12)])))
  }
  blades(c, horizon + 20, tint(c, '#93ab55'), tint(c, '#3f5a2a'), 300, 20)
  tree(c, c.w * (c.rng.chance(0.5) ? 0.1 : 0.92), horizon + 70, c.h * 0.62)
  return c.h * 0.78
}

/** Where photos are taken: a street at eye level, the ground before one's feet, a wall, a park. */
import { blades, crown, houses, paving, sky, tint, tree } from './backdrop.ts'
import { blend, box, type Canvas, oval, poly, specks, stroke, type XY } from './canvas.ts'

export type Street = {
  horizon: number
  kerb: number /** Where things stand on the near pavement. */
  foot: number
}

/** Houses behind, a road, a kerb and the pavement where the photographer stands. */
export function street(c: Canvas, surface: 'asphalt' | 'snow' = 'asphalt'): Street {
  const horizon = c.h * c.rng.float(0.4, 0.46)
  sky(c, horizon + 16)
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

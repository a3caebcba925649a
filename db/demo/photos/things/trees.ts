import { crown, tint, tree } from '../backdrop.ts'
import { arc, blend, box, type Canvas, lump, oval, poly, shadow, soft, stroke } from '../canvas.ts'
import { park, street } from '../places.ts'

export function fallenTree(c: Canvas): void {
  const foot = c.variant % 2 ? park(c) : street(c).foot
  if (c.fixed) {
    c.add(
      oval(c.w * 0.24, foot, 60, 24, tint(c, '#c9a36b'), `stroke="${tint(c, '#5d4a33')}" stroke-width="10"`),
      oval(c.w * 0.24, foot, 28, 11, 'none', 'stroke="#8a6a3d" stroke-width="3"'),
    )
    return
  }
  const side = c.rng.chance(0.5)
  const [x1, x2] = side ? [c.w * 0.04, c.w * 0.72] : [c.w * 0.96, c.w * 0.28]
  const y2 = foot - c.rng.float(10, 70)
  c.add(shadow(c, (x1 + x2) / 2, foot + 44, c.w * 0.42, 34))
  c.add(
    poly(
      [
        [x1, foot - 50],
        [x2, y2 - 12],
        [x2, y2 + 20],
        [x1, foot + 40],
      ],
      c.fade([tint(c, '#8a735a'), tint(c, '#57442f'), tint(c, '#2d2217')]),
    ),
  )
  for (let i = 0; i < 6; i++)
    c.add(
      poly(
        [
          [x1, foot - 50 + i * 16],
          [x1 + (side ? -1 : 1) * c.rng.float(10, 40), foot - 60 + i * 20],
          [x1, foot - 36 + i * 16],
        ],
        tint(c, '#d9b981'),
      ),
    )
  for (let i = 0; i < 8; i++) {
    const a = c.rng.float(-1.4, 1.2)
    c.add(
      stroke(
        [
          [x2, y2],
          [x2 + Math.cos(a) * (side ? 1 : -1) * 170, y2 + Math.sin(a) * 120],
        ],
        tint(c, '#4a3a28'),
        c.rng.float(6, 15),
      ),
    )
  }
  for (let i = 0; i < 7; i++)
    crown(c, x2 + (side ? 1 : -1) * c.rng.float(-30, 210), y2 + c.rng.float(-110, 80), c.rng.float(50, 95))
}

export function branches(c: Canvas): void {
  const place = street(c)
  const x = c.w * 0.5
  c.add(
    box(x - 7, c.h * 0.22, 14, place.foot - c.h * 0.2, tint(c, '#73787c')),
    oval(x, c.h * 0.24, 70, 70, tint(c, '#b9251f')),
    oval(x, c.h * 0.24, 54, 54, tint(c, '#f4f1ec')),
  )
  tree(c, c.w * 0.82, place.foot + 20, c.h * 0.9)
  if (c.fixed) return
  for (let i = 0; i < 7; i++)
    crown(c, c.w * c.rng.float(0.42, 0.85), c.h * c.rng.float(0.08, 0.36), c.rng.float(60, 110))
}

export function hedge(c: Canvas): void {
  const place = street(c)
  const deep = c.fixed ? 0.2 : c.rng.float(0.42, 0.56)
  const base = tint(c, '#47682f')
  c.add(
    poly(
      [
        [0, place.horizon - 20],
        [c.w * 0.3, place.horizon + 16],
        [c.w * deep, c.h],
        [0, c.h],
      ],
      c.fade([blend(base, '#ffffff', 0.12), blend(base, '#000000', 0.4)], 60),
    ),
  )
  for (let i = 0; i < 46; i++) {
    const t = c.rng.next()
    const edge = c.w * (0.3 + (deep - 0.3) * t)
    crown(c, c.rng.float(0, edge), place.horizon + t * (c.h - place.horizon), 22 + t * 52)
  }
}

export function nest(c: Canvas): void {
  park(c, false)
  const x = c.w * 0.5
  c.add(
    poly(
      [
        [x - 120, c.h],
        [x - 90, 0],
        [x + 80, 0],
        [x + 130, c.h],
      ],
      c.fade([tint(c, '#8d7a63'), tint(c, '#5f4e3c'), tint(c, '#2e251b')], 90),
    ),
  )
  for (let i = 0; i < 60; i++)
    c.add(
      arc(
        `M${x + c.rng.float(-100, 100)} ${c.rng.float(0, c.h)}q${c.rng.float(-9, 9)} 30 ${c.rng.float(-6, 6)} ${c.rng.float(40, 90)}`,
        '#241b12',
        c.rng.float(2, 5),
        'opacity=".6"',
      ),
    )
  if (c.fixed) return
  for (let i = 0; i < 6; i++)
    c.add(
      soft(
        lump(c.rng, x + c.rng.float(-30, 40), c.h * 0.45 + i * 16, 88 - i * 7, 100 - i * 12, 0.14),
        '#e9e4d6',
        'opacity=".34"',
      ),
    )
  for (let i = 0; i < 26; i++)
    c.add(
      arc(
        `M${x + c.rng.float(-70, 70)} ${c.h * 0.5 + c.rng.float(-90, 130)}q10 -8 20 0t20 0`,
        tint(c, '#4a3a2c'),
        8,
      ),
    )
}

import { tint } from '../backdrop.ts'
import { type Canvas, lump, poly, soft, specks, stroke, turned, type XY } from '../canvas.ts'
import { ground } from '../places.ts'

export function pothole(c: Canvas): void {
  const top = ground(c, 'asphalt')
  const [x, y] = [c.w * c.rng.float(0.4, 0.6), top + (c.h - top) * c.rng.float(0.48, 0.62)]
  const [rx, ry] = [c.w * c.rng.float(0.2, 0.3), c.h * c.rng.float(0.12, 0.18)]
  if (c.rng.chance(0.4))
    c.add(
      poly(
        [
          [c.w * 0.06, top],
          [c.w * 0.1, top],
          [-40, c.h * 0.8],
          [-90, c.h * 0.7],
        ],
        tint(c, '#d8d6ce'),
        'opacity=".8"',
      ),
    )
  if (c.fixed) {
    c.add(
      poly(
        [
          [x - rx * 1.2, y - ry],
          [x + rx * 1.1, y - ry * 1.05],
          [x + rx * 1.4, y + ry * 1.1],
          [x - rx * 1.5, y + ry * 1.15],
        ],
        tint(c, '#232426'),
        `stroke="${tint(c, '#111214')}" stroke-width="5"`,
      ),
    )
    specks(c, { x: x - rx * 1.2, y: y - ry, w: rx * 2.4, h: ry * 2 }, ['#55565888', '#0c0c0daa'], 260, 5)
    return
  }
  for (let i = 0; i < 7; i++) {
    const a = c.rng.float(0, 6.3)
    const path: XY[] = [[x + Math.cos(a) * rx * 0.9, y + Math.sin(a) * ry * 0.9]]
    for (let k = 1; k < 6; k++)
      path.push([
        x + Math.cos(a) * rx * (0.9 + k * 0.16) + c.rng.float(-18, 18),
        y + Math.sin(a) * ry * (0.9 + k * 0.18) + c.rng.float(-9, 9),
      ])
    c.add(stroke(path, '#1b1c1e', c.rng.float(2, 4.5), 'opacity=".75"'))
  }
  const rim = lump(c.rng, x, y, rx, ry, 0.22, 30)
  c.add(
    poly(
      rim.map(([a, b]) => [a, b + 7]),
      tint(c, '#a7a49d'),
    ),
    poly(rim, tint(c, '#3a3734')),
  )
  c.add(
    poly(
      rim.map(([a, b]) => [x + (a - x) * 0.88, y + (b - y) * 0.84 + 6]),
      c.fade([tint(c, '#1c1a18'), tint(c, '#4d463d')]),
    ),
  )
  if (c.variant % 3 === 0)
    c.add(
      soft(
        lump(c.rng, x, y + ry * 0.25, rx * 0.66, ry * 0.5, 0.1),
        c.fade([tint(c, '#8fa3b4'), tint(c, '#59646d')]),
      ),
      soft(lump(c.rng, x - rx * 0.15, y + ry * 0.15, rx * 0.3, ry * 0.12), '#ffffff', 'opacity=".35"'),
    )
  else
    specks(
      c,
      { x: x - rx * 0.8, y: y - ry * 0.4, w: rx * 1.6, h: ry * 1.2 },
      ['#8a8378cc', '#5d564ccc', '#2a2622cc'],
      150,
      17,
      0.7,
    )
  specks(
    c,
    { x: x - rx * 1.6, y: y - ry * 0.8, w: rx * 3.2, h: ry * 2.8 },
    ['#2a2a2bbb', '#98938acc'],
    60,
    13,
    0.7,
  )
}

export function slabs(c: Canvas): void {
  const top = ground(c, 'slabs')
  const [x, y] = [c.w * c.rng.float(0.42, 0.56), top + (c.h - top) * 0.55]
  const s = c.w * c.rng.float(0.15, 0.2)
  if (c.fixed) {
    c.add(
      poly(
        [
          [x - s, y - s * 0.5],
          [x + s, y - s * 0.5],
          [x + s * 1.2, y + s * 0.55],
          [x - s * 1.2, y + s * 0.55],
        ],
        tint(c, '#bdb6aa'),
        `stroke="${tint(c, '#6f685e')}" stroke-width="3"`,
      ),
    )
    return
  }
  if (c.variant % 2) {
    c.add(
      poly(
        [
          [x - s, y - s * 0.5],
          [x + s, y - s * 0.5],
          [x + s * 1.2, y + s * 0.6],
          [x - s * 1.2, y + s * 0.6],
        ],
        c.fade([tint(c, '#4a3d2d'), tint(c, '#7d6a4c')]),
      ),
    )
    specks(c, { x: x - s, y: y - s * 0.4, w: s * 2, h: s }, ['#a08a66cc', '#33291ccc'], 160, 12)
    c.add(
      turned(
        c.rng.float(-25, 25),
        x + s * 1.7,
        y + s * 0.5,
        poly(
          [
            [x + s * 1.1, y + s * 0.2],
            [x + s * 2.2, y + s * 0.25],
            [x + s * 2.4, y + s],
            [x + s, y + s * 0.9],
          ],
          tint(c, '#b9b2a6'),
          'stroke="#4b453d" stroke-width="3"',
        ),
      ),
    )
    return
  }
  c.add(
    poly(
      [
        [x - s * 1.2, y + s * 0.62],
        [x + s * 1.25, y + s * 0.5],
        [x + s * 1.3, y + s * 0.78],
        [x - s * 1.15, y + s * 0.8],
      ],
      '#15120f',
      'opacity=".85"',
    ),
  )
  c.add(
    poly(
      [
        [x - s, y - s * 0.55],
        [x + s, y - s * 0.75],
        [x + s * 1.25, y + s * 0.42],
        [x - s * 1.2, y + s * 0.6],
      ],
      c.fade([tint(c, '#c9c2b5'), tint(c, '#9d968a')]),
      'stroke="#5b554b" stroke-width="3"',
    ),
  )
  c.add(
    poly(
      [
        [x - s * 1.2, y + s * 0.6],
        [x + s * 1.25, y + s * 0.42],
        [x + s * 1.25, y + s * 0.54],
        [x - s * 1.2, y + s * 0.72],
      ],
      tint(c, '#6a6358'),
    ),
  )
}

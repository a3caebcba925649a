import {
  arc,
  blend,
  box,
  type Canvas,
  lump,
  oval,
  poly,
  shadow,
  soft,
  specks,
  stroke,
  turned,
  type XY,
} from '../canvas.ts'
import { ground, park, sky, street, tint, tree } from '../places.ts'

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

export function cyclePath(c: Canvas): void {
  const top = ground(c, 'cycle')
  c.add(
    poly(
      [
        [c.w * 0.2, top],
        [c.w * 0.22, top],
        [c.w * 0.04, c.h],
        [-20, c.h],
      ],
      tint(c, '#e4e0d8'),
    ),
    poly(
      [
        [c.w * 0.78, top],
        [c.w * 0.8, top],
        [c.w * 1.05, c.h],
        [c.w * 0.97, c.h],
      ],
      tint(c, '#e4e0d8'),
    ),
  )
  const [x, y] = [c.w * 0.5, c.h * 0.42]
  for (const dx of [-70, 70])
    c.add(oval(x + dx, y, 46, 22, 'none', `stroke="${tint(c, '#e9e6df')}" stroke-width="8"`))
  c.add(
    stroke(
      [
        [x - 70, y],
        [x - 22, y - 34],
        [x + 44, y - 34],
        [x + 6, y],
        [x - 22, y - 34],
      ],
      tint(c, '#e9e6df'),
      7,
    ),
    stroke(
      [
        [x + 70, y],
        [x + 36, y - 48],
        [x + 58, y - 52],
      ],
      tint(c, '#e9e6df'),
      7,
    ),
  )
  if (c.fixed) return
  if (c.variant % 2 === 0) {
    for (let i = 0; i < 3; i++) {
      const yy = c.h * (0.58 + i * 0.13)
      c.add(
        arc(
          `M${c.w * 0.08} ${yy + 30}Q${c.w * 0.4} ${yy - 60} ${c.w * 0.62} ${yy + 10}T${c.w * 0.98} ${yy - 20}`,
          '#1a1210',
          26,
          'opacity=".35"',
        ),
        arc(
          `M${c.w * 0.08} ${yy + 14}Q${c.w * 0.4} ${yy - 76} ${c.w * 0.62} ${yy - 6}T${c.w * 0.98} ${yy - 36}`,
          tint(c, '#c48978'),
          9,
          'opacity=".8"',
        ),
        arc(`M${c.w * 0.12} ${yy + 6}Q${c.w * 0.4} ${yy - 84} ${c.w * 0.62} ${yy - 12}`, '#2a1712', 3),
      )
    }
  } else
    specks(
      c,
      { x: c.w * 0.2, y: c.h * 0.55, w: c.w * 0.6, h: c.h * 0.35 },
      ['#cfe6dfdd', '#7fae9add', '#ffffffdd'],
      210,
      13,
      0.8,
    )
}

export function railing(c: Canvas): void {
  const horizon = c.h * 0.36
  sky(c, horizon)
  for (let x = 0; x < c.w + 60; x += 120) tree(c, x + c.rng.float(-30, 30), horizon + 12, c.h * 0.26)
  c.add(box(0, horizon, c.w, c.h * 0.34, c.fade([tint(c, '#8aa0a8'), tint(c, '#5b6f76')])))
  for (let i = 0; i < 24; i++)
    c.add(
      box(
        c.rng.float(0, c.w),
        horizon + c.rng.float(4, c.h * 0.3),
        c.rng.float(50, 180),
        3,
        '#ffffff',
        'opacity=".16"',
      ),
    )
  c.add(box(0, c.h * 0.7, c.w, c.h * 0.3, c.fade([tint(c, '#a9a49b'), tint(c, '#827d75')])))
  specks(c, { x: 0, y: c.h * 0.7, w: c.w, h: c.h * 0.3 }, ['#d8d3c966', '#4b474066'], 300, 6)
  const iron = tint(c, c.rng.pick(['#3d5548', '#4a4f55', '#55483d']))
  const gap = c.w * c.rng.float(0.38, 0.55)
  for (let x = 24; x < c.w; x += 38) {
    if (!c.fixed && x > gap && x < gap + 190) continue
    c.add(box(x, c.h * 0.46, 9, c.h * 0.29, c.fade([blend(iron, '#ffffff', 0.3), iron], 90)))
  }
  if (!c.fixed)
    for (let i = 0; i < 3; i++)
      c.add(
        turned(
          c.rng.float(20, 70),
          gap + 60 + i * 40,
          c.h * 0.66,
          box(gap + 56 + i * 40, c.h * 0.54, 9, c.h * 0.22, iron),
        ),
      )
  const rail = c.fixed
    ? [[0, c.w]]
    : [
        [0, gap + 8],
        [gap + 186, c.w],
      ]
  for (const [a, b] of rail)
    c.add(box(a!, c.h * 0.44, b! - a!, 17, c.fade([blend(iron, '#ffffff', 0.35), iron])))
  if (!c.fixed) c.add(turned(14, gap, c.h * 0.45, box(gap, c.h * 0.44, 150, 15, blend(iron, '#8a4a22', 0.5))))
}

export function barrier(c: Canvas): void {
  const place = street(c)
  c.add(
    soft(
      lump(c.rng, c.w * 0.55, place.kerb + 62, c.w * 0.26, 42, 0.12),
      c.fade([tint(c, '#2b211a'), tint(c, '#6d5843')]),
    ),
    soft(lump(c.rng, c.w * 0.84, place.kerb + 30, c.w * 0.14, 58, 0.2), tint(c, '#8a7355')),
  )
  specks(
    c,
    { x: c.w * 0.68, y: place.kerb - 20, w: c.w * 0.3, h: 110 },
    ['#b79e78cc', '#5c492fcc'],
    160,
    13,
    0.7,
  )
  const board = (x: number, y: number, w: number, angle: number) => {
    const parts = [box(x, y, w, 42, tint(c, '#f1efea'), 'stroke="#55504a" stroke-width="2"')]
    for (let i = 0; i * 56 < w - 30; i++)
      parts.push(
        poly(
          [
            [x + i * 56 + 14, y],
            [x + i * 56 + 42, y],
            [x + i * 56 + 28, y + 42],
            [x + i * 56, y + 42],
          ],
          tint(c, '#c8302b'),
        ),
      )
    parts.push(
      box(x + 14, y + 42, 10, 92, tint(c, '#6b6a68')),
      box(x + w - 26, y + 42, 10, 92, tint(c, '#6b6a68')),
      oval(
        x + 30,
        y - 14,
        15,
        17,
        c.light === 'dusk' || c.light === 'night' ? '#ffb62e' : tint(c, '#d99a28'),
      ),
    )
    c.add(shadow(c, x + w / 2, y + 140, w * 0.6, 22), turned(angle, x + w / 2, y + 60, ...parts))
  }
  board(c.w * 0.08, place.kerb - 20, c.w * 0.36, c.fixed ? 0 : c.rng.float(-4, 4))
  board(c.w * 0.46, place.kerb + 50, c.w * 0.38, c.fixed ? 0 : c.rng.pick([78, -68, 24]))
}

export function crossing(c: Canvas): void {
  const top = ground(c, 'asphalt')
  const strength = c.fixed ? 0.95 : c.rng.float(0.16, 0.3)
  for (let i = -4; i < 6; i++) {
    const x = c.w / 2 + i * 150
    c.add(
      poly(
        [
          [c.w / 2 + i * 88, top + 60],
          [c.w / 2 + i * 88 + 46, top + 60],
          [x + i * 60 + 92, c.h],
          [x + i * 60, c.h],
        ],
        tint(c, '#eeece6'),
        `opacity="${strength}"`,
      ),
    )
  }
  if (!c.fixed)
    specks(c, { x: 0, y: top + 60, w: c.w, h: c.h - top - 60 }, ['#5c5d5fee', '#4a4b4dee'], 700, 16)
}

export function winter(c: Canvas): void {
  if (c.fixed || c.variant % 2 === 0) {
    const place = street(c, 'snow')
    c.add(
      soft(lump(c.rng, c.w * 0.25, place.foot, c.w * 0.3, 46, 0.2), c.fade(['#ffffff', tint(c, '#b9c6d4')])),
    )
    if (c.fixed)
      c.add(
        poly(
          [
            [c.w * 0.45, place.kerb + 24],
            [c.w * 0.6, place.kerb + 24],
            [c.w * 0.85, c.h],
            [c.w * 0.3, c.h],
          ],
          tint(c, '#8f8b86'),
        ),
      )
    for (let i = 0; i < 90; i++)
      c.add(
        oval(
          c.rng.float(0, c.w),
          c.rng.float(0, c.h),
          c.rng.float(1.5, 4),
          c.rng.float(1.5, 4),
          '#ffffff',
          'opacity=".7"',
        ),
      )
    return
  }
  ground(c, 'snow')
  for (let i = 0; i < 16; i++)
    c.add(
      oval(
        c.w * 0.35 + (i % 2) * 90 + i * 12,
        c.h * (0.3 + i * 0.042),
        15 + i * 1.4,
        9 + i,
        tint(c, '#a9b9c8'),
        'opacity=".7"',
      ),
    )
  for (let i = 0; i < 5; i++)
    c.add(
      soft(
        lump(
          c.rng,
          c.rng.float(0, c.w),
          c.rng.float(c.h * 0.4, c.h),
          c.rng.float(120, 240),
          c.rng.float(20, 44),
          0.2,
        ),
        c.fade(['#dff0fa', '#9fb8ca']),
        'opacity=".55"',
      ),
    )
}

export function anything(c: Canvas): void {
  if (c.variant === 1) park(c)
  else street(c)
}

import { sky, tint, tree } from '../backdrop.ts'
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
} from '../canvas.ts'
import { ground, street } from '../places.ts'

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

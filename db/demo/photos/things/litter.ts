import { tint } from '../backdrop.ts'
import { arc, blend, box, type Canvas, lump, oval, poly, shadow, soft, specks, turned } from '../canvas.ts'
import { ground, park, street } from '../places.ts'
import { bag } from './dump.ts'

export function bin(c: Canvas): void {
  const foot = c.variant % 2 ? park(c) : street(c).foot
  const x = c.w * c.rng.float(0.4, 0.6)
  const s = c.h * 0.2
  const colour = tint(c, c.rng.pick(['#d06f25', '#4d6b52', '#5b6167']))
  c.add(shadow(c, x, foot + 40, s * 0.9, s * 0.2), box(x - 6, foot - s * 0.2, 12, s * 0.5, '#4b4e50'))
  c.add(
    poly(
      [
        [x - s * 0.5, foot - s * 1.3],
        [x + s * 0.5, foot - s * 1.3],
        [x + s * 0.4, foot + s * 0.12],
        [x - s * 0.4, foot + s * 0.12],
      ],
      c.fade([blend(colour, '#ffffff', 0.3), colour, blend(colour, '#000000', 0.4)], 90),
    ),
  )
  c.add(oval(x, foot - s * 1.3, s * 0.5, s * 0.13, '#17191b'))
  if (c.fixed) return
  if (c.rng.chance(0.3))
    c.add(box(x - s * 0.3, foot - s * 0.9, s * 0.6, s * 0.7, '#1a1512', 'opacity=".65" rx="30"'))
  for (let i = 0; i < 12; i++)
    scrap(c, x + c.rng.float(-0.45, 0.45) * s, foot - s * c.rng.float(1.25, 1.62), s * 0.2)
  for (let i = 0; i < 14; i++)
    scrap(c, x + c.rng.normal() * s * 0.8, foot + c.rng.float(10, s * 0.5), s * 0.17)
  if (c.rng.chance(0.5)) bag(c, x + s * 0.9, foot + 50, s * 0.5)
}

function scrap(c: Canvas, x: number, y: number, s: number): void {
  const colour = tint(
    c,
    c.rng.pick(['#efece4', '#d8c9a4', '#c43d34', '#3c7fb5', '#f0d15a', '#5a9c57', '#8a6a45']),
  )
  c.add(
    turned(
      c.rng.float(0, 180),
      x,
      y,
      c.rng.chance(0.5)
        ? box(
            x - s * 0.3,
            y - s * 0.5,
            s * 0.6,
            s,
            c.fade([blend(colour, '#ffffff', 0.3), blend(colour, '#000000', 0.2)], 90),
            'rx="4"',
          )
        : soft(lump(c.rng, x, y, s * 0.6, s * 0.42, 0.4, 9), colour),
    ),
  )
}

export function dirt(c: Canvas): void {
  const kind = (['glass', 'leaves', 'oil', 'leaves'] as const)[c.variant % 4]!
  const top = ground(c, kind === 'oil' ? 'asphalt' : 'slabs')
  if (c.fixed) return
  const area = { x: c.w * 0.12, y: top + 90, w: c.w * 0.76, h: c.h - top - 150 }
  if (kind === 'glass') {
    specks(c, area, ['#d6efe4dd', '#6fae86dd', '#3d7a57cc', '#ffffffee'], 330, 15, 0.8)
    c.add(
      turned(
        c.rng.float(-40, 40),
        c.w * 0.5,
        c.h * 0.6,
        box(c.w * 0.44, c.h * 0.56, 140, 52, c.fade(['#9fd0ae', '#2f6a48']), 'rx="20" opacity=".9"'),
      ),
    )
  } else if (kind === 'leaves')
    for (let i = 0; i < 150; i++)
      c.add(
        turned(c.rng.float(0, 360), 0, 0, ''),
        soft(
          lump(
            c.rng,
            area.x + c.rng.next() * area.w,
            area.y + c.rng.next() * area.h,
            c.rng.float(14, 30),
            c.rng.float(8, 15),
            0.3,
            8,
          ),
          tint(c, c.rng.pick(['#b9792c', '#8f5a22', '#cf9a3a', '#7a4a20', '#a8882f'])),
        ),
      )
  else
    for (const [r, colour] of [
      [1, '#141416'],
      [0.8, '#3a3450'],
      [0.62, '#2f4a52'],
      [0.44, '#5a4a3a'],
      [0.3, '#1a1a1e'],
    ] as const)
      c.add(
        soft(lump(c.rng, c.w * 0.5, c.h * 0.62, c.w * 0.3 * r, c.h * 0.15 * r, 0.14), colour, 'opacity=".6"'),
      )
}

export function dogWaste(c: Canvas): void {
  const top = ground(c, c.variant % 2 ? 'slabs' : 'grass')
  const [x, y] = [c.w * c.rng.float(0.4, 0.6), top + (c.h - top) * 0.62]
  if (c.fixed) return
  const s = c.w * 0.07
  c.add(shadow(c, x, y + s * 0.5, s * 1.7, s * 0.5))
  for (const [dx, dy, r] of [
    [-0.6, 0.2, 0.8],
    [0.5, 0.25, 0.75],
    [0, -0.15, 0.85],
    [0.1, -0.65, 0.6],
    [0.2, -1.05, 0.3],
  ] as const)
    c.add(
      soft(
        lump(c.rng, x + dx * s, y + dy * s, r * s * 1.1, r * s * 0.62, 0.1),
        c.fade([tint(c, '#7d5a36'), tint(c, '#3a2613')], 20),
      ),
    )
}

export function animal(c: Canvas): void {
  const top = ground(c, 'asphalt')
  if (c.fixed) return
  const [x, y] = [c.w * 0.5, top + (c.h - top) * 0.55]
  c.add(
    shadow(c, x, y + 46, 190, 40),
    soft(lump(c.rng, x, y, 150, 62, 0.08), c.fade([tint(c, '#8a6a4a'), tint(c, '#4a3524')])),
    soft(lump(c.rng, x + 150, y + 10, 54, 40, 0.08), tint(c, '#7d5d3e')),
    poly(
      [
        [x + 150, y - 26],
        [x + 168, y - 66],
        [x + 186, y - 20],
      ],
      tint(c, '#5f452d'),
    ),
    arc(`M${x - 140} ${y + 10}q-90 -10 -120 40`, tint(c, '#6f5136'), 26),
  )
}

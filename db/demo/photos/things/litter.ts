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
import { ground, park, street, tint, wall } from '../places.ts'

const somewhere = (c: Canvas): number => {
  const kind = (c.variant * 2) % 5
  if (kind < 2) return street(c).foot
  return kind < 4 ? park(c) : wall(c, c.rng.pick(['brick', 'plaster', 'concrete'])) + c.h * 0.08
}

export function bag(c: Canvas, x: number, y: number, s: number): void {
  const colour = tint(c, c.rng.pick(['#23272b', '#2f3a45', '#3b5a86', '#d9d6cc', '#c9a437']))
  c.add(
    shadow(c, x, y, s * 1.1, s * 0.25),
    soft(
      lump(c.rng, x, y - s * 0.5, s * 0.8, s * 0.58, 0.16),
      c.fade([blend(colour, '#ffffff', 0.24), colour, blend(colour, '#000000', 0.45)], 30),
    ),
  )
  c.add(
    poly(
      [
        [x - s * 0.14, y - s * 0.98],
        [x + s * 0.16, y - s * 1.22],
        [x + s * 0.12, y - s * 0.92],
      ],
      blend(colour, '#ffffff', 0.15),
    ),
  )
  for (let i = 0; i < 4; i++)
    c.add(
      arc(
        `M${x + c.rng.float(-0.5, 0.5) * s} ${y - s * c.rng.float(0.6, 0.9)}q${c.rng.float(-20, 20)} ${s * 0.2} ${c.rng.float(-10, 10)} ${s * 0.4}`,
        '#ffffff',
        2.5,
        'opacity=".22"',
      ),
    )
}

const sofa = (c: Canvas, x: number, y: number, s: number) => {
  const colour = tint(c, c.rng.pick(['#7b4a3a', '#56624a', '#8a7a5c', '#5a5f78', '#a34f42']))
  const fill = c.fade([blend(colour, '#ffffff', 0.2), blend(colour, '#000000', 0.25)])
  c.add(
    shadow(c, x, y, s * 1.5, s * 0.24),
    box(x - s * 1.2, y - s * 1.05, s * 2.4, s * 0.75, fill, 'rx="16"'),
    box(x - s * 1.05, y - s * 0.52, s * 1.02, s * 0.32, blend(colour, '#ffffff', 0.16), 'rx="10"'),
    box(x + s * 0.03, y - s * 0.52, s * 1.02, s * 0.32, blend(colour, '#ffffff', 0.12), 'rx="10"'),
    box(x - s * 1.15, y - s * 0.3, s * 2.3, s * 0.3, blend(colour, '#000000', 0.2)),
  )
  for (const dx of [-1.32, 1.06]) c.add(box(x + dx * s, y - s * 0.74, s * 0.28, s * 0.74, fill, 'rx="10"'))
  c.add(
    poly(
      [
        [x + s * 0.3, y - s * 0.5],
        [x + s * 0.62, y - s * 0.46],
        [x + s * 0.44, y - s * 0.3],
      ],
      '#e8ddc0',
    ),
  )
}

const mattress = (c: Canvas, x: number, y: number, s: number) => {
  const colour = tint(c, '#d8d3c6')
  c.add(
    shadow(c, x, y, s * 1.3, s * 0.2),
    turned(
      c.rng.float(-12, 6),
      x,
      y,
      poly(
        [
          [x - s, y - s * 1.35],
          [x + s * 0.9, y - s * 1.2],
          [x + s * 1.05, y],
          [x - s * 1.1, y],
        ],
        c.fade([blend(colour, '#ffffff', 0.3), blend(colour, '#8a7a5a', 0.35)]),
        'stroke="#8f8878" stroke-width="5"',
      ),
      soft(lump(c.rng, x + s * 0.2, y - s * 0.6, s * 0.36, s * 0.26), '#a98b55', 'opacity=".4"'),
    ),
  )
  for (let i = -3; i < 4; i++)
    c.add(
      stroke(
        [
          [x + i * s * 0.26, y - s * 1.15],
          [x + i * s * 0.28, y - s * 0.1],
        ],
        '#a9a292',
        2,
        'opacity=".5"',
      ),
    )
}

const fridge = (c: Canvas, x: number, y: number, s: number) => {
  const colour = tint(c, '#e3e4e2')
  c.add(
    shadow(c, x, y, s * 0.9, s * 0.16),
    box(
      x - s * 0.5,
      y - s * 1.7,
      s,
      s * 1.7,
      c.fade([blend(colour, '#ffffff', 0.3), colour, blend(colour, '#000000', 0.28)], 90),
      'rx="7"',
    ),
    box(x - s * 0.5, y - s * 1.15, s, 4, '#8d8f8e'),
    box(x + s * 0.34, y - s * 1.05, 7, s * 0.4, '#77797a'),
    box(x + s * 0.34, y - s * 1.55, 7, s * 0.24, '#77797a'),
  )
}

const tyre = (c: Canvas, x: number, y: number, s: number) =>
  c.add(
    shadow(c, x, y + s * 0.1, s * 0.7, s * 0.16),
    oval(x, y - s * 0.2, s * 0.6, s * 0.3, c.fade(['#3b3c3e', '#141517'])),
    oval(x, y - s * 0.24, s * 0.3, s * 0.14, '#0b0b0c'),
  )

export function dump(c: Canvas): void {
  const foot = somewhere(c)
  if (c.fixed) return
  const s = c.h * c.rng.float(0.15, 0.19)
  const piece = [sofa, fridge, mattress][c.variant % 3]!
  piece(c, c.w * c.rng.float(0.36, 0.6), foot + 20, s * 1.25)
  for (let i = c.rng.int(2, 5); i > 0; i--)
    c.rng.pick([bag, bag, tyre])(
      c,
      c.w * c.rng.float(0.2, 0.8),
      foot + c.rng.float(20, 90),
      s * c.rng.float(0.5, 0.8),
    )
  for (let i = 0; i < 5; i++)
    c.add(
      turned(
        c.rng.float(0, 90),
        c.w * 0.5,
        foot + 80,
        box(
          c.w * c.rng.float(0.3, 0.7),
          foot + c.rng.float(40, 110),
          c.rng.float(30, 110),
          10,
          tint(c, '#8f6f48'),
        ),
      ),
    )
}

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

export function trolley(c: Canvas): void {
  const foot = somewhere(c) + 40
  if (c.fixed) return
  const x = c.w * c.rng.float(0.38, 0.56)
  const s = c.h * 0.24
  const wire = tint(c, '#9aa3a9')
  const parts: string[] = []
  for (let i = 0; i <= 9; i++)
    parts.push(
      stroke(
        [
          [x - s * 0.9 + i * s * 0.2, foot - s * 1.35],
          [x - s * 0.72 + i * s * 0.165, foot - s * 0.62],
        ],
        wire,
        3.2,
      ),
    )
  for (let i = 0; i <= 5; i++)
    parts.push(
      stroke(
        [
          [x - s * (0.9 - i * 0.036), foot - s * (1.35 - i * 0.146)],
          [x + s * (0.9 - i * 0.028), foot - s * (1.35 - i * 0.146)],
        ],
        wire,
        i ? 2.6 : 6,
      ),
    )
  parts.push(
    stroke(
      [
        [x + s * 0.78, foot - s * 0.62],
        [x + s * 0.7, foot - s * 0.22],
        [x - s * 0.78, foot - s * 0.22],
      ],
      wire,
      7,
    ),
    stroke(
      [
        [x + s * 0.9, foot - s * 1.35],
        [x + s * 1.18, foot - s * 1.5],
      ],
      wire,
      8,
    ),
    stroke(
      [
        [x + s * 1.12, foot - s * 1.56],
        [x + s * 1.24, foot - s * 1.42],
      ],
      tint(c, '#c93a32'),
      17,
    ),
  )
  for (const dx of [-0.7, 0.62])
    parts.push(
      oval(x + dx * s, foot - s * 0.1, s * 0.1, s * 0.1, '#1d1f21'),
      oval(x + dx * s, foot - s * 0.1, s * 0.04, s * 0.04, '#888'),
    )
  c.add(
    shadow(c, x, foot, s * 1.1, s * 0.16),
    turned(c.rng.pick([0, -4, 82, 14]), x, foot - s * 0.4, ...parts),
  )
}

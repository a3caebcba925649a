import { tint } from '../backdrop.ts'
import { arc, blend, box, type Canvas, lump, oval, poly, shadow, soft, stroke, turned } from '../canvas.ts'
import { park, street, wall } from '../places.ts'

export const somewhere = (c: Canvas): number => {
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

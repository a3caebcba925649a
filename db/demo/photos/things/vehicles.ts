import { blades, crown, tint } from '../backdrop.ts'
import { blend, box, type Canvas, lump, oval, poly, shadow, soft, stroke } from '../canvas.ts'
import { street } from '../places.ts'

export function car(c: Canvas, x: number, foot: number, s: number, colour: string, wreck: boolean): void {
  const paint = tint(c, colour)
  const fill = c.fade([blend(paint, '#ffffff', 0.42), paint, blend(paint, '#000000', 0.4)])
  c.add(shadow(c, x, foot + s * 0.06, s * 1.25, s * 0.16, 'cc'))
  const n = (v: number) => v.toFixed(0)
  c.add(
    `<path d="M${n(x - s * 1.15)} ${n(foot - s * 0.1)}q-6 -${n(s * 0.28)} ${n(s * 0.2)} -${n(s * 0.34)}l${n(s * 0.3)} -${n(s * 0.06)}q${n(s * 0.24)} -${n(s * 0.33)} ${n(s * 0.5)} -${n(s * 0.34)}h${n(s * 0.44)}q${n(s * 0.3)} 0 ${n(s * 0.48)} ${n(s * 0.34)}q${n(s * 0.36)} 4 ${n(s * 0.4)} ${n(s * 0.2)}v${n(s * 0.2)}z" fill="${fill}"/>`,
  )
  const glass = c.fade([tint(c, '#aebfca'), tint(c, '#39434b')])
  c.add(
    poly(
      [
        [x - s * 0.55, foot - s * 0.51],
        [x - s * 0.24, foot - s * 0.76],
        [x - s * 0.04, foot - s * 0.77],
        [x - s * 0.04, foot - s * 0.5],
      ],
      glass,
    ),
    poly(
      [
        [x + s * 0.02, foot - s * 0.5],
        [x + s * 0.02, foot - s * 0.77],
        [x + s * 0.3, foot - s * 0.74],
        [x + s * 0.58, foot - s * 0.5],
      ],
      glass,
    ),
  )
  for (const dx of [-0.68, 0.7]) {
    const flat = wreck && dx < 0 ? s * 0.05 : 0
    c.add(
      oval(x + dx * s, foot - s * 0.06 + flat, s * 0.21, s * 0.21 - flat, '#131416'),
      oval(x + dx * s, foot - s * 0.06 + flat, s * 0.12, s * 0.12 - flat, tint(c, '#8a8f93')),
      oval(x + dx * s, foot - s * 0.06, s * 0.04, s * 0.04, '#2a2c2e'),
    )
  }
  c.add(
    oval(x - s * 1.06, foot - s * 0.3, s * 0.07, s * 0.05, '#f2e6b8'),
    oval(x + s * 1.12, foot - s * 0.32, s * 0.05, s * 0.07, '#a3231d'),
    stroke(
      [
        [x, foot - s * 0.5],
        [x, foot - s * 0.1],
      ],
      blend(paint, '#000000', 0.35),
      3,
    ),
  )
  if (!wreck) return
  for (let i = 0; i < 9; i++)
    c.add(
      soft(
        lump(
          c.rng,
          x + c.rng.float(-1, 1) * s,
          foot - s * c.rng.float(0.12, 0.45),
          s * c.rng.float(0.05, 0.16),
          s * c.rng.float(0.03, 0.09),
          0.4,
        ),
        '#7a4522',
        'opacity=".75"',
      ),
    )
  blades(c, foot - 10, tint(c, '#8fae54'), tint(c, '#3f5a2a'), 60, 70)
}

const paints = ['#9a2a2a', '#2f4a7a', '#3c3f42', '#b9bcbd', '#e2e1dc', '#4d6a4a', '#7a6a3f']

export function wrongParking(c: Canvas): void {
  const place = street(c)
  if (c.fixed) return
  car(c, c.w * c.rng.float(0.4, 0.6), place.foot + 40, c.w * 0.26, c.rng.pick(paints), false)
}

export function wreck(c: Canvas): void {
  const place = street(c)
  if (c.fixed) return
  car(
    c,
    c.w * c.rng.float(0.42, 0.58),
    place.foot,
    c.w * 0.28,
    c.rng.pick(['#8a7a5a', '#5a6a70', '#7a3a2f', '#6a6f60']),
    true,
  )
  c.add(box(c.w * 0.52, place.foot - c.w * 0.2, 46, 40, '#e0572a', 'opacity=".95"'))
}

export function noise(c: Canvas): void {
  const place = street(c)
  const paint = tint(c, '#e0a92a')
  const [x, y] = [c.w * 0.4, place.foot]
  c.add(
    shadow(c, x, y + 40, 250, 30),
    box(x - 170, y - 20, 340, 60, '#26282a', 'rx="30"'),
    box(
      x - 130,
      y - 140,
      240,
      124,
      c.fade([blend(paint, '#ffffff', 0.3), paint, blend(paint, '#000000', 0.3)]),
    ),
    box(x - 20, y - 260, 130, 130, paint),
    box(x - 4, y - 246, 96, 84, '#33424a'),
  )
  c.add(
    stroke(
      [
        [x + 100, y - 130],
        [x + 260, y - 330],
        [x + 430, y - 190],
      ],
      paint,
      34,
    ),
    stroke(
      [
        [x + 430, y - 190],
        [x + 400, y - 60],
      ],
      blend(paint, '#000000', 0.25),
      26,
    ),
    poly(
      [
        [x + 350, y - 70],
        [x + 450, y - 60],
        [x + 430, y + 20],
        [x + 340, y],
      ],
      '#3b3d3f',
    ),
  )
  c.add(soft(lump(c.rng, c.w * 0.84, y + 20, 190, 70, 0.2), tint(c, '#8a7355')))
  crown(c, c.w * 0.05, place.horizon - 30, 90)
}

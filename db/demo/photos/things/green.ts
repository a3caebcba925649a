import { blades, tint } from '../backdrop.ts'
import { arc, blend, box, type Canvas, lump, oval, poly, shadow, soft, turned } from '../canvas.ts'
import { ground, park, wall } from '../places.ts'

export function weeds(c: Canvas): void {
  const top = ground(c, c.variant % 2 ? 'gravel' : 'slabs')
  const light = tint(c, '#8fae54')
  const dark = tint(c, '#3f6a2a')
  if (c.fixed) return
  for (let i = 0; i < 16; i++) {
    const t = c.rng.next()
    const [x, y, s] = [c.rng.float(0, c.w), top + 60 + t * (c.h - top - 80), 60 + 130 * t]
    for (let k = 0; k < 12; k++) {
      const dx = c.rng.float(-0.6, 0.6) * s
      c.add(
        arc(
          `M${x.toFixed(0)} ${y.toFixed(0)}q${(dx * 0.2).toFixed(0)} ${(-s * 0.6).toFixed(0)} ${dx.toFixed(0)} ${(-s * c.rng.float(0.6, 1)).toFixed(0)}`,
          k % 2 ? light : dark,
          3 + 4 * t,
        ),
      )
    }
    if (c.rng.chance(0.5))
      for (let k = 0; k < 4; k++)
        c.add(
          oval(
            x + c.rng.float(-0.5, 0.5) * s,
            y - s * c.rng.float(0.7, 1),
            7,
            6,
            c.rng.pick(['#f1d54a', '#ffffff', '#b48ad0']),
          ),
        )
  }
}

export function bench(c: Canvas): void {
  const foot = park(c, c.rng.chance(0.6))
  const [x, s] = [c.w * c.rng.float(0.42, 0.58), c.w * 0.3]
  const wood = tint(c, c.rng.pick(['#9a6a3a', '#84603d', '#a8803f']))
  c.add(shadow(c, x, foot + 70, s * 1.15, 30))
  for (const dx of [-0.8, 0.8])
    c.add(
      box(x + dx * s - 9, foot - 130, 18, 200, tint(c, '#3d4144')),
      box(x + dx * s - 9, foot + 2, 48, 12, tint(c, '#3d4144')),
    )
  const slat = (y: number, h: number, broken: boolean) => {
    const fill = c.fade([blend(wood, '#ffffff', 0.28), wood, blend(wood, '#000000', 0.25)])
    if (!broken) return void c.add(box(x - s, y, s * 2, h, fill, 'rx="4"'))
    c.add(
      poly(
        [
          [x - s, y],
          [x - s * 0.1, y],
          [x - s * 0.2, y + h * 0.5],
          [x - s * 0.06, y + h],
          [x - s, y + h],
        ],
        fill,
      ),
      turned(
        c.rng.float(14, 32),
        x + s,
        y,
        poly(
          [
            [x + s * 0.14, y],
            [x + s, y],
            [x + s, y + h],
            [x + s * 0.06, y + h],
          ],
          fill,
        ),
      ),
    )
  }
  const broken = c.fixed ? -1 : c.rng.int(0, 4)
  for (let i = 0; i < 3; i++) slat(foot - 128 + i * 42, 30, broken === i)
  for (let i = 0; i < 3; i++) slat(foot + i * 21, 17, broken === 3 || (broken === 4 && i === 1))
}

export function cemetery(c: Canvas): void {
  const foot = park(c)
  for (let i = 0; i < 4; i++) {
    const x = c.w * (0.14 + i * 0.24)
    const stone = tint(c, c.rng.pick(['#8d8f90', '#5f6266', '#a59a8c', '#77706c']))
    const lean = !c.fixed && i === (c.variant + 1) % 4 ? c.rng.pick([19, -24]) : 0
    c.add(
      shadow(c, x, foot + 10, 96, 20),
      turned(
        lean,
        x,
        foot,
        `<path d="M${x - 64} ${foot}v-130q0 -60 64 -60t64 60v130z" fill="${c.fade([blend(stone, '#ffffff', 0.3), stone, blend(stone, '#000000', 0.35)], 60)}"/>`,
        box(x - 38, foot - 120, 76, 7, blend(stone, '#000000', 0.4)),
        box(x - 28, foot - 98, 56, 6, blend(stone, '#000000', 0.4)),
      ),
    )
    for (let k = 0; k < 7; k++)
      c.add(
        oval(
          x + c.rng.float(-64, 64),
          foot + c.rng.float(10, 34),
          12,
          9,
          c.rng.pick(['#b8324a', '#e4c33f', '#f2f0ea', '#7b4a9a', '#47682f']),
        ),
      )
  }
}

export function rat(c: Canvas): void {
  const foot = wall(c, c.rng.pick(['brick', 'concrete'])) + c.h * 0.05
  c.add(
    oval(c.w * 0.24, foot - c.h * 0.12, 44, 46, '#0d0c0b'),
    arc(`M${c.w * 0.24 - 50} ${foot - c.h * 0.12}a50 52 0 0 1 100 0`, tint(c, '#6f6a64'), 12),
  )
  blades(c, foot - 20, tint(c, '#7d9a4c'), tint(c, '#42592b'), 50, 60)
  if (c.fixed)
    return void c.add(
      box(c.w * 0.5, foot - 36, 160, 60, '#1c1e20', 'rx="8"'),
      box(c.w * 0.53, foot - 24, 60, 14, '#c9a437'),
    )
  const x = c.w * 0.56
  const fur = tint(c, '#6b5f54')
  c.add(
    shadow(c, x, foot + 44, 150, 20),
    soft(
      lump(c.rng, x, foot, 116, 50, 0.05),
      c.fade([blend(fur, '#ffffff', 0.2), blend(fur, '#000000', 0.35)]),
    ),
    soft(lump(c.rng, x - 118, foot + 4, 56, 32, 0.05), fur),
    oval(x - 100, foot - 28, 20, 22, blend(fur, '#d9a08f', 0.5)),
    oval(x - 142, foot - 6, 6, 6, '#0b0b0b'),
    arc(`M${x + 110} ${foot + 14}q90 40 170 -10t90 20`, tint(c, '#a5837a'), 9),
  )
}

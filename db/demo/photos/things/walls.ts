import { houses, sky, tint } from '../backdrop.ts'
import { arc, box, type Canvas, lump, oval, soft, specks, turned } from '../canvas.ts'
import { wall } from '../places.ts'

export function graffiti(c: Canvas): void {
  wall(c, (['brick', 'plaster', 'concrete'] as const)[c.variant % 3]!)
  if (c.fixed)
    return void c.add(box(c.w * 0.2, c.h * 0.22, c.w * 0.58, c.h * 0.34, '#ffffff', 'opacity=".13"'))
  const [main, edge] = c.rng.pick([
    ['#2d7fd0', '#0d1c3a'],
    ['#d43a6a', '#2a0d1a'],
    ['#35a86a', '#0d2a1a'],
    ['#8a4fc4', '#1d0d2e'],
    ['#e0902a', '#2e1a06'],
    ['#20242a', '#20242a'],
  ])
  const letters = c.rng.int(3, 5)
  const size = (c.w * 0.66) / letters
  for (let i = 0; i < letters; i++) {
    const [x, y] = [c.w * 0.17 + i * size, c.h * 0.4 + c.rng.float(-26, 26)]
    const p = () =>
      `${(x + c.rng.float(0, size)).toFixed(0)} ${(y + c.rng.float(-size * 0.6, size * 0.6)).toFixed(0)}`
    const d = `M${x.toFixed(0)} ${(y + size * 0.5).toFixed(0)}Q${p()} ${p()}T${p()}T${p()}`
    c.add(
      arc(d, edge!, size * 0.36),
      arc(d, main!, size * 0.26),
      arc(d, '#ffffff', size * 0.04, 'opacity=".5"'),
    )
    if (c.rng.chance(0.6))
      c.add(
        arc(
          `M${x + size * 0.4} ${y + size * 0.5}v${c.rng.float(40, 120).toFixed(0)}`,
          main!,
          4,
          'opacity=".7"',
        ),
      )
  }
}

export function building(c: Canvas): void {
  const foot = wall(c, 'plaster')
  const x = c.w * 0.36
  c.add(
    box(x - 16, c.h * 0.2, c.w * 0.3 + 32, foot - c.h * 0.2, tint(c, '#8a857c')),
    box(x, c.h * 0.22, c.w * 0.3, foot - c.h * 0.22, c.fade([tint(c, '#7fa0ad'), tint(c, '#3d525b')], 30)),
    box(x + c.w * 0.145, c.h * 0.22, 10, foot - c.h * 0.22, tint(c, '#4b5055')),
    box(x + c.w * 0.16, c.h * 0.52, 9, 80, tint(c, '#cfd2d2')),
    box(c.w * 0.74, c.h * 0.3, 90, 90, tint(c, '#1e4f9c'), 'rx="6"'),
    oval(c.w * 0.74 + 45, c.h * 0.3 + 22, 9, 9, '#ffffff'),
    arc(`M${c.w * 0.74 + 45} ${c.h * 0.3 + 34}v26h20m-20 -16h18m2 16l8 18`, '#ffffff', 6),
  )
  if (!c.fixed)
    c.add(
      turned(
        -6,
        c.w * 0.5,
        c.h * 0.45,
        box(x + 20, c.h * 0.38, c.w * 0.24, 84, '#f5f2e8', 'stroke="#999"'),
        box(x + 36, c.h * 0.4, c.w * 0.2, 12, '#b02a24'),
        box(x + 36, c.h * 0.43, c.w * 0.16, 8, '#555'),
        box(x + 36, c.h * 0.455, c.w * 0.18, 8, '#555'),
      ),
    )
}

export function ruin(c: Canvas): void {
  const horizon = c.h * 0.9
  sky(c, horizon)
  houses(c, horizon, c.h * 0.74)
  c.add(box(0, horizon, c.w, c.h - horizon, tint(c, '#8f8a82')))
  if (c.fixed) return
  for (let i = 0; i < 6; i++)
    c.add(
      soft(
        lump(
          c.rng,
          c.rng.float(0.1, 0.9) * c.w,
          c.rng.float(0.3, 0.8) * c.h,
          c.rng.float(50, 130),
          c.rng.float(40, 110),
          0.35,
        ),
        tint(c, '#8a5a45'),
        'opacity=".85"',
      ),
    )
  specks(c, { x: 0, y: horizon - 30, w: c.w, h: 80 }, ['#b79e88ee', '#7a5a48ee'], 120, 24, 0.7)
}

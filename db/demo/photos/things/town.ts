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
import { blades, crown, ground, houses, park, sky, street, tint, wall } from '../places.ts'

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

export function busStop(c: Canvas): void {
  const place = street(c)
  const [x, w, top] = [c.w * 0.16, c.w * 0.62, c.h * 0.24]
  c.add(
    shadow(c, x + w / 2, place.foot + 20, w * 0.6, 22),
    box(x - 20, top - 22, w + 40, 24, c.fade([tint(c, '#5b6166'), tint(c, '#30353a')])),
  )
  const glass = '#bcd4dc'
  for (let i = 0; i < 3; i++) {
    c.add(
      box(x + (i * w) / 3, top, w / 3 - 8, place.foot - top - 20, glass, 'opacity=".3"'),
      poly(
        [
          [x + (i * w) / 3 + 20, top + 20],
          [x + (i * w) / 3 + 70, top + 20],
          [x + (i * w) / 3 + 20, top + 160],
        ],
        '#ffffff',
        'opacity=".2"',
      ),
    )
    c.add(box(x + (i * w) / 3 - 8, top, 10, place.foot - top + 10, tint(c, '#3e4448')))
  }
  c.add(
    box(x + w - 8, top, 10, place.foot - top + 10, tint(c, '#3e4448')),
    box(x + 30, place.foot - 84, w * 0.55, 16, tint(c, '#8a6a42')),
    box(c.w * 0.88, top - 30, 12, place.foot - top + 40, tint(c, '#6d7276')),
    oval(c.w * 0.886, top - 30, 50, 50, tint(c, '#e3c22f')),
    arc(`M${c.w * 0.868} ${top - 52}v44m0 -22h34m0 -22v44`, '#2c7a3f', 10),
  )
  if (c.fixed) return
  const [gx, gy] = [x + w / 2, c.h * 0.44]
  for (let i = 0; i < 26; i++) {
    const a = c.rng.float(0, 6.3)
    c.add(
      stroke(
        [
          [gx, gy],
          [gx + Math.cos(a) * c.rng.float(40, w / 6), gy + Math.sin(a) * c.rng.float(60, 150)],
        ],
        '#ffffff',
        1.8,
        'opacity=".8"',
      ),
    )
  }
  c.add(poly(lump(c.rng, gx, gy, 46, 54, 0.4, 12), tint(c, '#6b6a66'), 'opacity=".9"'))
  specks(c, { x: x + w * 0.3, y: place.foot - 10, w: w * 0.4, h: 50 }, ['#e2f2f4ee', '#9fc4ccdd'], 120, 13)
}

export function drain(c: Canvas): void {
  const top = ground(c, 'asphalt')
  const y = top + (c.h - top) * 0.5
  c.add(
    poly(
      [
        [0, y - 100],
        [c.w, y - 130],
        [c.w, y - 90],
        [0, y - 56],
      ],
      tint(c, '#b5b0a6'),
    ),
  )
  const x = c.w * c.rng.float(0.42, 0.56)
  const grate = () => {
    c.add(box(x - 130, y - 30, 260, 130, '#17181a', 'rx="6"'))
    for (let i = 0; i < 8; i++)
      c.add(box(x - 118 + i * 31, y - 20, 17, 110, c.fade([tint(c, '#7d7f80'), tint(c, '#3c3e40')])))
  }
  if (c.fixed) {
    grate()
    return
  }
  if (c.variant % 2) {
    grate()
    for (let i = 0; i < 44; i++)
      c.add(
        soft(
          lump(c.rng, x + c.rng.normal() * 110, y + 40 + c.rng.normal() * 40, 24, 13, 0.3, 8),
          tint(c, c.rng.pick(['#8f5a22', '#6b4a22', '#a8742c', '#4f3a1c'])),
        ),
      )
    return
  }
  c.add(
    soft(
      lump(c.rng, x, y + 70, c.w * 0.42, c.h * 0.2, 0.1),
      c.fade([tint(c, '#aebfca'), tint(c, '#66747c'), tint(c, '#4d5960')]),
    ),
  )
  for (let i = 0; i < 7; i++)
    c.add(
      oval(
        x + c.rng.float(-80, 80),
        y + 50 + c.rng.float(-30, 60),
        60 + i * 44,
        12 + i * 9,
        'none',
        'stroke="#ffffff" stroke-width="2.5" opacity=".25"',
      ),
    )
  c.add(soft(lump(c.rng, x - 160, y + 20, 130, 24), '#ffffff', 'opacity=".3"'))
}

export function manhole(c: Canvas): void {
  const top = ground(c, 'asphalt')
  const [x, y, r] = [c.w * 0.5, top + (c.h - top) * 0.55, c.w * 0.19]
  c.add(oval(x, y, r * 1.16, r * 0.62, tint(c, '#77777a')), oval(x, y, r, r * 0.52, '#0a0a0b'))
  const [dx, dy] = c.fixed ? [0, 0] : [r * c.rng.float(0.5, 1), r * c.rng.float(-0.2, 0.3)]
  const iron = tint(c, '#5a5450')
  if (!c.fixed) c.add(shadow(c, x + dx, y + dy + 22, r * 1.1, r * 0.5))
  c.add(
    oval(x + dx, y + dy + (c.fixed ? 4 : 16), r, r * 0.52, blend(iron, '#000000', 0.5)),
    oval(
      x + dx,
      y + dy,
      r,
      r * 0.52,
      c.fade([blend(iron, '#ffffff', 0.24), iron, blend(iron, '#000000', 0.3)]),
    ),
  )
  for (let i = -4; i <= 4; i++)
    for (let j = -2; j <= 2; j++)
      if ((i / 5) ** 2 + (j / 3) ** 2 < 0.8)
        c.add(
          box(
            x + dx + i * r * 0.19 - 11,
            y + dy + j * r * 0.16 - 5,
            22,
            10,
            blend(iron, '#000000', 0.34),
            'rx="2"',
          ),
        )
}

export function burst(c: Canvas): void {
  const place = street(c)
  if (c.fixed) return
  const x = c.w * 0.5
  c.add(
    soft(
      lump(c.rng, x, place.foot + 20, c.w * 0.44, 80, 0.1),
      c.fade([tint(c, '#b9c9d3'), tint(c, '#6f8089')]),
    ),
  )
  for (let i = 0; i < 60; i++) {
    const s = c.rng.float(-1, 1)
    c.add(
      arc(
        `M${x} ${place.foot + 10}Q${(x + s * 60).toFixed(0)} ${(place.foot - c.rng.float(120, 330)).toFixed(0)} ${(x + s * 190).toFixed(0)} ${(place.foot + c.rng.float(-10, 40)).toFixed(0)}`,
        '#e8f1f6',
        c.rng.float(2, 7),
        'opacity=".4"',
      ),
    )
  }
}

export function stream(c: Canvas): void {
  park(c, false)
  const y = c.h * 0.55
  c.add(
    poly(
      [
        [c.w * 0.42, y - 50],
        [c.w * 0.54, y - 50],
        [c.w * 0.95, c.h],
        [c.w * 0.02, c.h],
      ],
      c.fade([tint(c, '#93a8a4'), tint(c, '#55675f'), tint(c, '#3d4b42')]),
    ),
  )
  for (let i = 0; i < 26; i++)
    c.add(
      box(
        c.w * c.rng.float(0.2, 0.75),
        c.rng.float(y + 60, c.h),
        c.rng.float(30, 120),
        3,
        '#ffffff',
        'opacity=".22"',
      ),
    )
  if (c.fixed) return
  if (c.variant % 2)
    for (let i = 0; i < 26; i++)
      c.add(
        soft(
          lump(
            c.rng,
            c.w * c.rng.float(0.25, 0.7),
            c.rng.float(y + 100, c.h),
            c.rng.float(20, 60),
            c.rng.float(8, 22),
            0.3,
          ),
          '#f1ede0',
          'opacity=".75"',
        ),
      )
  else
    for (let i = 0; i < 12; i++)
      c.add(
        turned(
          c.rng.float(-40, 40),
          c.w / 2,
          c.h * 0.8,
          box(
            c.w * c.rng.float(0.25, 0.65),
            c.rng.float(y + 120, c.h - 40),
            c.rng.float(60, 190),
            15,
            tint(c, '#5a452d'),
            'rx="6"',
          ),
        ),
        oval(
          c.w * c.rng.float(0.3, 0.65),
          c.rng.float(y + 120, c.h - 30),
          17,
          9,
          c.rng.pick(['#4a90c8', '#d8d8d0', '#c94a3a']),
        ),
      )
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

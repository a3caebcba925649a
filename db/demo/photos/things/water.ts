import { tint } from '../backdrop.ts'
import { arc, blend, box, type Canvas, lump, oval, poly, shadow, soft, turned } from '../canvas.ts'
import { ground, park, street } from '../places.ts'

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

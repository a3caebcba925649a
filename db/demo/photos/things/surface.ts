import { tint } from '../backdrop.ts'
import { type Canvas, lump, oval, poly, soft, specks } from '../canvas.ts'
import { ground, park, street } from '../places.ts'

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

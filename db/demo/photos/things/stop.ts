import { tint } from '../backdrop.ts'
import { arc, box, type Canvas, lump, oval, poly, shadow, specks, stroke } from '../canvas.ts'
import { street } from '../places.ts'

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

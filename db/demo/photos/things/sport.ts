import { houses, sky, tint } from '../backdrop.ts'
import { arc, box, type Canvas, lump, soft, specks, stroke } from '../canvas.ts'
import { park } from '../places.ts'

export function goal(c: Canvas): void {
  const foot = park(c, false)
  const [l, r, top] = [c.w * 0.14, c.w * 0.82, c.h * 0.3]
  const net = '#e6e6e0'
  for (let i = 0; i <= 22; i++) {
    const x = l + ((r - l) * i) / 22
    if (!c.fixed && i > 11 && i < 17)
      c.add(
        arc(
          `M${x} ${top}q${c.rng.float(-30, 30).toFixed(0)} 80 ${c.rng.float(-40, 40).toFixed(0)} ${c.rng.float(60, 130).toFixed(0)}`,
          net,
          2,
        ),
      )
    else
      c.add(
        stroke(
          [
            [x, top],
            [x + 20, foot - 20],
          ],
          net,
          1.8,
        ),
      )
  }
  for (let j = 0; j < 12; j++) {
    const y = top + ((foot - 20 - top) * j) / 12
    c.add(
      stroke(
        [
          [l, y],
          [c.fixed || j < 2 ? r : l + (r - l) * 0.5, y],
        ],
        net,
        1.8,
      ),
    )
    if (!c.fixed && j >= 2)
      c.add(
        stroke(
          [
            [l + (r - l) * 0.76, y],
            [r, y],
          ],
          net,
          1.8,
        ),
      )
  }
  for (const x of [l, r]) c.add(box(x - 9, top, 18, foot - top, c.fade(['#ffffff', '#a9abaa'], 90)))
  c.add(
    box(l - 9, top - 9, r - l + 18, 18, c.fade(['#ffffff', '#b9bbba'])),
    soft(lump(c.rng, c.w / 2, foot + 40, c.w * 0.24, 34, 0.2), tint(c, '#8a7350'), 'opacity=".7"'),
  )
}

export function fence(c: Canvas): void {
  const horizon = c.h * 0.5
  sky(c, horizon)
  houses(c, horizon + 20, c.h * 0.32)
  c.add(box(0, horizon + 18, c.w, c.h, c.fade([tint(c, '#98938a'), tint(c, '#7d7870')])))
  specks(c, { x: 0, y: horizon + 20, w: c.w, h: c.h / 2 }, ['#c9c4ba66', '#4b474066'], 300, 6)
  const iron = tint(c, '#3f6a4f')
  const bent = c.w * 0.46
  for (let x = 10; x < c.w; x += 30) {
    const push = c.fixed ? 0 : 60 * Math.exp(-(((x - bent) / 110) ** 2))
    c.add(
      arc(
        `M${x} ${c.h * 0.86}Q${(x + push).toFixed(0)} ${c.h * 0.6} ${(x + push * 1.4).toFixed(0)} ${(c.h * 0.34 + push * 1.5).toFixed(0)}`,
        iron,
        6,
      ),
    )
  }
  for (const y of [0.38, 0.6, 0.83])
    c.add(
      arc(
        c.fixed
          ? `M0 ${c.h * y}H${c.w}`
          : `M0 ${c.h * y}H${c.w * 0.32}Q${bent} ${c.h * y + (0.9 - y) * 190} ${c.w * 0.62} ${c.h * y}H${c.w}`,
        iron,
        9,
      ),
    )
}

import { tint } from '../backdrop.ts'
import { type Canvas, oval, shadow, stroke, turned } from '../canvas.ts'
import { somewhere } from './dump.ts'

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

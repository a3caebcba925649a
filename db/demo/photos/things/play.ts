import { tint } from '../backdrop.ts'
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
import { ground, park } from '../places.ts'

export function swing(c: Canvas): void {
  const foot = park(c, false)
  c.add(
    soft(
      lump(c.rng, c.w / 2, foot + 60, c.w * 0.46, 110, 0.06),
      c.fade([tint(c, '#d8c398'), tint(c, '#b89c68')]),
    ),
  )
  const wood = tint(c, c.rng.pick(['#a87a45', '#3f7a9a', '#b03a30', '#6a8f3a']))
  const [l, r, top] = [c.w * 0.18, c.w * 0.82, c.h * 0.2]
  for (const x of [l, r])
    c.add(
      stroke(
        [
          [x, top],
          [x - 60, foot + 50],
        ],
        wood,
        19,
      ),
      stroke(
        [
          [x, top],
          [x + 60, foot + 70],
        ],
        blend(wood, '#000000', 0.2),
        19,
      ),
    )
  c.add(
    stroke(
      [
        [l, top],
        [r, top],
      ],
      blend(wood, '#ffffff', 0.15),
      23,
    ),
  )
  const seat = (x: number, broken: boolean) => {
    const y = foot - 60
    c.add(
      shadow(c, x, foot + 60, 80, 18),
      stroke(
        [
          [x - 46, top],
          [x - 46, broken ? y + 60 : y],
        ],
        '#55595c',
        5,
      ),
    )
    if (broken)
      c.add(
        stroke(
          [
            [x + 46, top],
            [x + 50, top + 130],
            [x + 40, top + 170],
          ],
          '#55595c',
          5,
        ),
        turned(62, x - 46, y + 60, box(x - 54, y + 54, 108, 17, '#1c1d1f', 'rx="6"')),
      )
    else
      c.add(
        stroke(
          [
            [x + 46, top],
            [x + 46, y],
          ],
          '#55595c',
          5,
        ),
        box(x - 56, y - 4, 112, 18, '#1c1d1f', 'rx="6"'),
      )
  }
  seat(c.w * 0.36, !c.fixed)
  seat(c.w * 0.64, false)
}

export function slide(c: Canvas): void {
  const foot = park(c, false)
  c.add(soft(lump(c.rng, c.w / 2, foot + 60, c.w * 0.44, 100, 0.06), tint(c, '#cdb68a')))
  const [x, top] = [c.w * 0.32, c.h * 0.28]
  const paint = tint(c, c.rng.pick(['#c8372e', '#d9a52a', '#2f7fb5', '#3f8f4f']))
  c.add(
    box(x - 90, top, 15, foot - top + 40, tint(c, '#8a6a45')),
    box(x + 40, top, 15, foot - top + 40, tint(c, '#8a6a45')),
    poly(
      [
        [x - 110, top - 10],
        [x - 20, top - 110],
        [x + 70, top - 10],
      ],
      paint,
    ),
  )
  for (let i = 0; i < 6; i++) c.add(box(x - 84, top + 60 + i * 48, 130, 10, tint(c, '#9a7a52')))
  c.add(
    box(x - 94, top + 30, 160, 20, tint(c, '#9a7a52')),
    arc(
      `M${x + 60} ${top + 34}Q${x + 180} ${foot - 60} ${c.w * 0.78} ${foot + 30}`,
      '#2a2c2e',
      60,
      'opacity=".4"',
    ),
    arc(`M${x + 60} ${top + 26}Q${x + 180} ${foot - 70} ${c.w * 0.78} ${foot + 20}`, paint, 52),
    arc(
      `M${x + 60} ${top + 16}Q${x + 180} ${foot - 80} ${c.w * 0.78} ${foot + 10}`,
      blend(paint, '#ffffff', 0.45),
      16,
    ),
  )
  if (!c.fixed)
    c.add(
      poly(lump(c.rng, c.w * 0.55, foot - 100, 46, 36, 0.4, 11), '#17130f'),
      stroke(
        [
          [c.w * 0.5, foot - 160],
          [c.w * 0.55, foot - 100],
          [c.w * 0.62, foot - 60],
        ],
        '#17130f',
        6,
      ),
    )
}

export function sand(c: Canvas): void {
  const top = ground(c, 'sand')
  c.add(
    poly(
      [
        [0, top + 10],
        [c.w, top + 40],
        [c.w, top + 84],
        [0, top + 48],
      ],
      tint(c, '#8a6a42'),
    ),
  )
  if (c.fixed) return
  specks(
    c,
    { x: c.w * 0.2, y: c.h * 0.45, w: c.w * 0.6, h: c.h * 0.4 },
    ['#bfe0cfee', '#4f9a72ee', '#e9f6efee'],
    110,
    18,
    0.8,
  )
  for (let i = 0; i < 9; i++)
    c.add(
      turned(
        c.rng.float(0, 180),
        c.w * 0.5,
        c.h * 0.65,
        box(c.w * c.rng.float(0.3, 0.7), c.h * c.rng.float(0.5, 0.8), 56, 13, '#efe9dc', 'rx="5"'),
        '',
      ),
      oval(
        c.rng.float(0.2, 0.8) * c.w,
        c.rng.float(0.45, 0.9) * c.h,
        26,
        17,
        c.rng.pick(['#c43d34', '#e4c33f', '#3c7fb5', '#d8d8d0']),
      ),
    )
  c.add(
    soft(lump(c.rng, c.w * 0.2, c.h * 0.8, 90, 60, 0.1), tint(c, '#e0572a')),
    oval(c.w * 0.2, c.h * 0.76, 60, 20, tint(c, '#a83a1a')),
  )
}

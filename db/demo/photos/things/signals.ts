import { crown, tint } from '../backdrop.ts'
import { arc, blend, box, type Canvas, oval, poly, shadow, stroke, turned, type XY } from '../canvas.ts'
import { street } from '../places.ts'

const mast = (c: Canvas, x: number, foot: number, top: number, width: number, colour = '#6d7276') =>
  box(
    x - width / 2,
    top,
    width,
    foot - top,
    c.fade(
      [blend(tint(c, colour), '#ffffff', 0.35), tint(c, colour), blend(tint(c, colour), '#000000', 0.4)],
      90,
    ),
  )

export function lamp(c: Canvas): void {
  const place = street(c)
  const x = c.w * c.rng.float(0.34, 0.66)
  const top = c.h * 0.09
  const bent = !c.fixed && c.variant % 3 === 2
  if (c.light === 'night' || c.light === 'dusk') {
    const other = c.w * (x > c.w / 2 ? 0.14 : 0.88)
    c.add(
      mast(c, other, place.horizon + 30, c.h * 0.22, 5),
      oval(other, c.h * 0.22, 110, 110, c.fade(['#ffdf9ccc', '#ffcf7a33', '#ffcf7a00'], 'round')),
      oval(other, c.h * 0.22, 10, 6, '#fff3d2'),
    )
  }
  const side = c.rng.chance(0.5) ? 1 : -1
  const parts = [
    mast(c, x, place.foot + 20, top + 20, 15),
    arc(`M${x} ${top + 26}q0 -34 ${side * 46} -34h${side * 60}`, tint(c, '#6d7276'), 10),
    poly(
      [
        [x + side * 96, top - 20],
        [x + side * 190, top - 14],
        [x + side * 184, top + 6],
        [x + side * 100, top + 6],
      ],
      tint(c, '#4b5055'),
    ),
  ]
  if (c.fixed)
    c.add(oval(x + side * 146, top + 40, 230, 260, c.fade(['#ffe7b0dd', '#ffd27a44', '#ffd27a00'], 'round')))
  parts.push(
    oval(x + side * 146, top + 6, 38, 8, c.fixed ? '#fff6dc' : '#22262b'),
    box(x - 11, place.foot - 110, 22, 56, tint(c, '#565b60')),
  )
  if (!c.fixed && c.rng.chance(0.4))
    parts.push(
      box(x - 11, place.foot - 110, 22, 56, '#15171a'),
      stroke(
        [
          [x - 4, place.foot - 70],
          [x + 14, place.foot - 40],
          [x + 4, place.foot - 22],
        ],
        '#b5482e',
        3,
      ),
      stroke(
        [
          [x + 3, place.foot - 72],
          [x - 14, place.foot - 36],
        ],
        '#3a6ea8',
        3,
      ),
    )
  c.add(
    shadow(c, x, place.foot + 20, 60, 14),
    bent ? turned(side * 13, x, place.foot + 20, ...parts) : parts.join(''),
  )
}

export function trafficLight(c: Canvas): void {
  const place = street(c)
  const x = c.w * c.rng.float(0.42, 0.58)
  const y = c.h * 0.16
  const lit = c.fixed ? c.rng.pick([0, 2]) : -1
  c.add(shadow(c, x, place.foot + 40, 70, 16), mast(c, x, place.foot + 40, y, 17))
  c.add(box(x - 46, y, 92, 240, c.fade(['#2b2f33', '#15171a'], 90), 'rx="12"'))
  ;['#e0352b', '#f0b429', '#35b265'].forEach((colour, i) => {
    const on = i === lit
    if (on) c.add(oval(x, y + 46 + i * 74, 90, 90, c.fade([`${colour}99`, `${colour}00`], 'round')))
    c.add(
      oval(x, y + 46 + i * 74, 30, 30, on ? colour : c.fade(['#3d4145', '#1b1d20'], 'round')),
      arc(`M${x - 34} ${y + 38 + i * 74}q34 -34 68 0`, '#0c0d0f', 7),
    )
  })
  c.add(
    box(x - 17, place.foot - 120, 34, 58, tint(c, '#d7b12c'), 'rx="5"'),
    oval(x, place.foot - 92, 9, 9, '#8a1f1a'),
  )
  if (!c.fixed && c.variant % 2)
    c.add(
      poly(
        [
          [x - 60, y + 60],
          [x + 58, y + 30],
          [x + 60, y + 74],
          [x - 58, y + 104],
        ],
        tint(c, '#d8892b'),
        'opacity=".92"',
      ),
    )
}

const octagon = (x: number, y: number, r: number): XY[] =>
  Array.from({ length: 8 }, (_, i) => [
    x + Math.cos(((i + 0.5) * Math.PI) / 4) * r,
    y + Math.sin(((i + 0.5) * Math.PI) / 4) * r,
  ])

export function sign(c: Canvas): void {
  const place = street(c)
  const x = c.w * c.rng.float(0.4, 0.6)
  const y = c.h * 0.27
  const r = c.h * 0.13
  const face = {
    stop: [
      poly(octagon(x, y, r * 1.08), tint(c, '#f2efe9')),
      poly(octagon(x, y, r), tint(c, '#b9251f')),
      box(x - r * 0.62, y - r * 0.16, r * 1.24, r * 0.32, tint(c, '#f2efe9')),
    ],
    noEntry: [
      oval(x, y, r, r, tint(c, '#f2efe9')),
      oval(x, y, r * 0.95, r * 0.95, tint(c, '#b9251f')),
      box(x - r * 0.66, y - r * 0.15, r * 1.32, r * 0.3, tint(c, '#f2efe9')),
    ],
    limit: [
      oval(x, y, r, r, tint(c, '#b9251f')),
      oval(x, y, r * 0.78, r * 0.78, tint(c, '#f4f1ec')),
      arc(
        `M${x - r * 0.42} ${y - r * 0.3}q${r * 0.4} -10 ${r * 0.26} ${r * 0.3}q${r * 0.2} ${r * 0.34} -${r * 0.3} ${r * 0.32}`,
        '#1b1b1b',
        r * 0.12,
      ),
      oval(x + r * 0.3, y, r * 0.2, r * 0.34, 'none', `stroke="#1b1b1b" stroke-width="${r * 0.12}"`),
    ],
    yield: [
      poly(
        [
          [x - r * 1.1, y - r * 0.8],
          [x + r * 1.1, y - r * 0.8],
          [x, y + r],
        ],
        tint(c, '#b9251f'),
      ),
      poly(
        [
          [x - r * 0.72, y - r * 0.58],
          [x + r * 0.72, y - r * 0.58],
          [x, y + r * 0.58],
        ],
        tint(c, '#f4f1ec'),
      ),
    ],
    parking: [
      box(x - r * 0.85, y - r * 0.85, r * 1.7, r * 1.7, tint(c, '#1e4f9c'), 'rx="8"'),
      arc(
        `M${x - r * 0.3} ${y + r * 0.55}V${y - r * 0.5}h${r * 0.3}a${r * 0.28} ${r * 0.28} 0 0 1 0 ${r * 0.58}h-${r * 0.3}`,
        '#f4f1ec',
        r * 0.2,
      ),
    ],
  }[(['stop', 'limit', 'noEntry', 'parking', 'yield', 'limit'] as const)[c.variant % 6]!]
  const pole = mast(c, x, place.foot + 40, y, 13)
  c.add(shadow(c, x, place.foot + 40, 60, 14))
  const damage = c.fixed
    ? 'none'
    : ['bent', 'stickers', 'overgrown', 'fallen', 'bent', 'overgrown'][c.variant % 6]
  if (damage === 'bent')
    c.add(
      turned(
        c.rng.pick([19, -22, 31]),
        x,
        place.foot + 40,
        pole,
        turned(c.rng.float(-24, 24), x, y, ...face),
      ),
    )
  else if (damage === 'fallen') c.add(turned(c.rng.pick([74, -76]), x, place.foot + 30, pole, ...face))
  else c.add(pole, ...face)
  if (damage === 'overgrown')
    for (let i = 0; i < 4; i++)
      crown(c, x - r + c.rng.float(0, r * 1.6), y + c.rng.float(-r, r * 0.6), r * c.rng.float(0.5, 0.8))
  if (damage === 'stickers')
    for (let i = 0; i < 7; i++)
      c.add(
        turned(
          c.rng.float(-40, 40),
          x,
          y,
          box(
            x + c.rng.float(-r, r * 0.4),
            y + c.rng.float(-r * 0.7, r * 0.5),
            r * 0.5,
            r * 0.36,
            c.rng.pick(['#f3d34a', '#39a0c9', '#e86a92', '#f2f2f2', '#2f2f2f']),
            'stroke="#00000055"',
          ),
        ),
      )
}

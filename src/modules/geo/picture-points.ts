import { type Frame, toPixels } from './drawing.ts'
import { markerColour } from './map-style.ts'
import { mercator, type Place } from './mercator.ts'

const RADIUS = 12

/** Places as numbered dots, counted from 1: a list beside the picture says what each of them is. */
export function drawPoints(frame: Frame, points: readonly Place[]): string {
  const dots = points.map((point, i) => {
    const { x, y } = mercator(point)
    const [left, top] = toPixels(frame, x, y)
    return (
      `<g transform="translate(${left} ${top})"><circle r="${RADIUS}" fill="${markerColour}" stroke="#fff" stroke-width="2"/>` +
      `<text dy="5" fill="#fff">${i + 1}</text></g>`
    )
  })
  // The first ones are nearest, and lie on top where it is crowded.
  return `<g class="map-points" aria-hidden="true" font-family="sans-serif" font-size="14" font-weight="600" text-anchor="middle">${dots.reverse().join('')}</g>`
}

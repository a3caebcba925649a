import { type Line, nearest, type Point } from './plane.ts'

export type LaneIndex = {
  /** Is no lane other than `own` nearer than `gap`? */
  clear(p: Point, own: string, gap: number): boolean
}

/** Finds lanes near a point without walking through all of them. */
export function laneIndex(lanes: { name: string; line: Line }[], size = 80): LaneIndex {
  const cells = new Map<string, { name: string; line: Line }[]>()
  for (const { name, line } of lanes)
    for (let i = 1; i < line.length; i++) {
      const segment = { name, line: [line[i - 1]!, line[i]!] as Line }
      const [a, b] = segment.line as [Point, Point]
      for (
        let x = Math.floor((Math.min(a[0], b[0]) - 30) / size);
        x <= (Math.max(a[0], b[0]) + 30) / size;
        x++
      )
        for (
          let y = Math.floor((Math.min(a[1], b[1]) - 30) / size);
          y <= (Math.max(a[1], b[1]) + 30) / size;
          y++
        ) {
          const key = `${x},${y}`
          if (!cells.has(key)) cells.set(key, [])
          cells.get(key)!.push(segment)
        }
    }
  return {
    clear: (p, own, gap) =>
      !(cells.get(`${Math.floor(p[0] / size)},${Math.floor(p[1] / size)}`) ?? []).some(
        (s) => s.name !== own && nearest(p, s.line).distance < gap,
      ),
  }
}

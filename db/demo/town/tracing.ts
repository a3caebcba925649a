/**
 * Turns a labelled raster into polygons that share their edges exactly: the border between two labels is found once,
 * smoothed once, and used by both sides (the idea of TopoJSON). So areas tile by construction.
 */
import { distance, type Line, type Point, type Ring, simplify } from './plane.ts'

export type Raster = { origin: Point; cell: number; columns: number; rows: number; label: Int16Array }

/** Samples `labelAt` on a raster; 0 means outside. */
export function rasterize(reach: number, cell: number, labelAt: (p: Point) => number): Raster {
  const columns = Math.ceil((2 * reach) / cell)
  const label = new Int16Array(columns * columns)
  const origin: Point = [-reach, -reach]
  for (let j = 1; j < columns - 1; j++)
    for (let i = 1; i < columns - 1; i++)
      label[j * columns + i] = labelAt([origin[0] + (i + 0.5) * cell, origin[1] + (j + 0.5) * cell])
  return { origin, cell, columns, rows: columns, label }
}

/** Every label becomes one piece without holes: smaller pieces, and what they enclose, go to a neighbour. */
export function consolidate(raster: Raster, keepPieces = 1): void {
  const { label, columns, rows } = raster
  for (let round = 0; round < 3; round++) {
    const seen = new Int32Array(label.length)
    const pieces: { id: number; label: number; cells: number[] }[] = []
    for (let start = 0; start < label.length; start++) {
      if (seen[start]) continue
      const piece = { id: pieces.length + 1, label: label[start]!, cells: [start] }
      seen[start] = piece.id
      for (const c of piece.cells)
        for (const n of neighbours(c, columns, rows))
          if (!seen[n] && label[n] === piece.label) {
            seen[n] = piece.id
            piece.cells.push(n)
          }
      pieces.push(piece)
    }
    const kept = new Set<number>()
    for (const l of new Set(pieces.map((p) => p.label)))
      for (const piece of pieces
        .filter((p) => p.label === l)
        .sort((a, b) => b.cells.length - a.cells.length)
        .slice(0, l === 0 ? 1 : keepPieces))
        kept.add(piece.id)
    for (const piece of pieces) {
      if (kept.has(piece.id)) continue
      const around = new Map<number, number>()
      for (const c of piece.cells)
        for (const n of neighbours(c, columns, rows))
          if (seen[n] !== piece.id) around.set(label[n]!, (around.get(label[n]!) ?? 0) + 1)
      const winner = [...around].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 0
      for (const c of piece.cells) label[c] = winner
    }
  }
  untieCorners(raster)
}

function neighbours(c: number, columns: number, rows: number): number[] {
  const i = c % columns
  const j = (c - i) / columns
  const out: number[] = []
  if (i > 0) out.push(c - 1)
  if (i < columns - 1) out.push(c + 1)
  if (j > 0) out.push(c - columns)
  if (j < rows - 1) out.push(c + columns)
  return out
}

/** Cells of one label that touch only by a corner would make a ring that meets itself. */
function untieCorners({ label, columns, rows }: Raster): void {
  for (let again = true, n = 0; again && n < 20; n++) {
    again = false
    for (let j = 0; j < rows - 1; j++)
      for (let i = 0; i < columns - 1; i++) {
        const c = j * columns + i
        const [a, b, d, e] = [label[c]!, label[c + 1]!, label[c + columns]!, label[c + columns + 1]!]
        if (a === e && b !== a && d !== a) [label[c + 1], again] = [a, true]
        else if (b === d && a !== b && e !== b) [label[c], again] = [b, true]
      }
  }
}

type Arc = { left: number; right: number; line: Line }

/** Rings per label, counter-clockwise, label inside to the left. */
export function trace(raster: Raster, tolerance: number, smoothing = 6): Map<number, Ring[]> {
  const rings = new Map<number, Ring[]>()
  const arcs = borders(raster).map((arc) => ({
    ...arc,
    line: simplify(smooth(arc.line, smoothing), tolerance),
  }))
  const sides = arcs.flatMap(({ left, right, line }) => [
    { label: left, line },
    { label: right, line: [...line].reverse() },
  ])
  const key = (p: Point) => `${p[0].toFixed(3)},${p[1].toFixed(3)}`
  for (const label of new Set(sides.map((s) => s.label))) {
    const open = new Map(
      sides.filter((s) => s.label === label).map((s) => [`${key(s.line[0]!)}>${key(s.line[1]!)}`, s.line]),
    )
    while (open.size) {
      const ring: Ring = []
      let next: [string, Line] | undefined = open.entries().next().value
      while (next) {
        open.delete(next[0])
        ring.push(...next[1].slice(0, -1))
        const end = key(next[1][next[1].length - 1]!)
        if (end === key(ring[0]!)) break
        next = [...open].find(([k]) => k.startsWith(`${end}>`))
      }
      rings.set(label, [...(rings.get(label) ?? []), ring])
    }
  }
  return rings
}

function smooth(line: Line, times: number): Line {
  const closed = distance(line[0]!, line[line.length - 1]!) < 1e-6
  let out = line
  for (let n = 0; n < times; n++)
    out = out.map((p, i) => {
      const last = out.length - 1
      if ((i === 0 || i === last) && !closed) return p
      const a = out[i === 0 ? last - 1 : i - 1]!
      const b = out[i === last ? 1 : i + 1]!
      return [(a[0] + 2 * p[0] + b[0]) / 4, (a[1] + 2 * p[1] + b[1]) / 4]
    })
  return out
}

function borders({ origin, cell, columns, rows, label }: Raster): Arc[] {
  // Directed unit edges between corners with the label on their left; corner number = j * (columns + 1) + i
  const width = columns + 1
  const out = new Map<number, { to: number; left: number; right: number }[]>()
  const edge = (from: number, to: number, left: number, right: number) => {
    if (!out.has(from)) out.set(from, [])
    out.get(from)!.push({ to, left, right })
  }
  for (let j = 0; j < rows; j++)
    for (let i = 0; i < columns; i++) {
      const here = label[j * columns + i]!
      const east = i + 1 < columns ? label[j * columns + i + 1]! : 0
      const north = j + 1 < rows ? label[(j + 1) * columns + i]! : 0
      const corner = (j + 1) * width + i + 1
      if (here !== east) {
        edge(corner - width, corner, here, east)
        edge(corner, corner - width, east, here)
      }
      if (here !== north) {
        edge(corner, corner - 1, here, north)
        edge(corner - 1, corner, north, here)
      }
    }
  const point = (corner: number): Point => [
    origin[0] + (corner % width) * cell,
    origin[1] + Math.floor(corner / width) * cell,
  ]
  const used = new Set<string>()
  const arcs: Arc[] = []
  const walk = (from: number, first: { to: number; left: number; right: number }) => {
    if (used.has(`${from}>${first.to}`)) return
    const line: Line = [point(from)]
    let [a, step] = [from, first]
    for (;;) {
      used.add(`${a}>${step.to}`).add(`${step.to}>${a}`)
      line.push(point(step.to))
      const back = a
      a = step.to
      const options = out.get(a)!
      if (options.length !== 2 || a === from) break
      step = options.find((o) => o.to !== back)!
    }
    arcs.push({ left: first.left, right: first.right, line })
  }
  for (const [from, edges] of out) if (edges.length !== 2) for (const e of edges) walk(from, e)
  for (const [from, edges] of out) for (const e of edges) walk(from, e)
  return arcs
}

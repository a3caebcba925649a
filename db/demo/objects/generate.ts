import { type Random, random } from '../random.ts'
import { along, distance, type Line, lengthOf, type Point, projector } from '../town/plane.ts'
import type { Polygon, Street, Town } from '../town/types.ts'

/** A thing of the town, as a row of the file that a department would hand in. */
export interface Thing {
  number: string
  name?: string
  lat: number
  lon: number
  attributes?: Record<string, string>
}

export type LayerCode =
  | 'strassenlaternen'
  | 'baeume'
  | 'hydranten'
  | 'papierkoerbe'
  | 'spielplaetze'
  | 'spielgeraete'
  | 'verkehrszeichen'

const species = [
  ['Winterlinde', 26],
  ['Spitzahorn', 18],
  ['Platane', 14],
  ['Stieleiche', 12],
  ['Rosskastanie', 9],
  ['Hainbuche', 8],
  ['Robinie', 6],
  ['Ginkgo', 3],
] as const
const devices = ['Rutsche', 'Schaukel', 'Klettergerüst', 'Wippe', 'Sandkasten', 'Federtier', 'Karussell']
const signs = [
  ['Vorfahrt gewähren', 20],
  ['Zone 30', 24],
  ['Halteverbot', 22],
  ['Parkplatz', 12],
  ['Fußgängerüberweg', 10],
  ['Einbahnstraße', 8],
  ['Gehweg', 8],
] as const

/** Lamps and trees along the streets, hydrants, bins, playgrounds with their equipment: the inner town first. */
export function generateObjects(town: Town): Record<LayerCode, Thing[]> {
  const rng = random(`objects ${town.name}`)
  const { from, to } = projector(town.centre)
  const streets = town.streets
    .filter((street) => street.owner === 'town' && street.class !== 'path')
    .flatMap((street) => linesOf(street).map((line) => line.map(from)))
    .map((line) => ({ line, away: distance(line[Math.floor(line.length / 2)]!, [0, 0]) }))
    .sort((a, b) => a.away - b.away)
    .map(({ line }) => line)
  const at = (p: Point) => {
    const [lon, lat] = to(p)
    return { lat, lon }
  }
  const areas = (...kinds: string[]) =>
    town.features.flatMap((f) =>
      kinds.includes(f.kind) && f.geometry.type === 'Polygon'
        ? [{ name: f.name ?? '', ring: ringOf(f.geometry).map(from) }]
        : [],
    )
  const playgrounds = areas('playground').map(({ name, ring }, i) => ({
    number: `SP-${String(i + 1).padStart(2, '0')}`,
    name: name || `Spielplatz ${i + 1}`,
    middle: middleOf(ring),
    ring,
  }))
  const numbered = (
    prefix: string,
    digits: number,
    points: readonly Point[],
    more?: () => Record<string, string>,
  ) =>
    points.map((p, i) => ({
      number: `${prefix}-${String(i + 1).padStart(digits, '0')}`,
      ...at(p),
      ...(more && { attributes: more() }),
    }))
  const trees = [
    ...besides(streets, 60, 9, 520, rng.fork('street trees')),
    ...areas('park', 'cemetery').flatMap(({ ring }) => scattered(ring, 24, rng.fork(`trees ${ring[0]}`))),
  ]
  const bins = [
    ...areas('park', 'square', 'playground').map(({ ring }) => ring[0]!),
    ...besides(streets, 260, 6, 160, rng.fork('bins')),
  ]
  return {
    strassenlaternen: numbered('L', 4, besides(streets, 38, 5, 1500, rng.fork('lamps')), () => ({
      leuchte: rng.weighted([
        ['LED', 70],
        ['Natriumdampf', 22],
        ['Leuchtstoff', 8],
      ] as const),
      mast: rng.pick(['4 m', '6 m', '8 m']),
    })),
    baeume: numbered('B', 5, trees.slice(0, 800), () => ({
      baumart: rng.weighted(species),
      gepflanzt: String(rng.int(1952, 2023)),
    })),
    hydranten: numbered('H', 3, besides(streets, 180, 2, 220, rng.fork('hydrants')), () => ({
      bauart: rng.chance(0.85) ? 'Unterflur' : 'Überflur',
    })),
    papierkoerbe: numbered('P', 3, bins.slice(0, 240)),
    spielplaetze: playgrounds.map(({ number, name, middle }) => ({ number, name, ...at(middle) })),
    spielgeraete: playgrounds.flatMap(({ number, name, ring, middle }) =>
      rng
        .shuffle(devices)
        .slice(0, rng.int(2, 4))
        .map((device, i) => ({
          number: `${number}-${i + 1}`,
          name: device,
          ...at(towards(middle, ring[(i * 2) % ring.length]!, 0.45)),
          attributes: { spielplatz: name },
        })),
    ),
    verkehrszeichen: numbered('Z', 4, besides(streets, 190, 6, 360, rng.fork('signs')), () => ({
      zeichen: rng.weighted(signs),
    })),
  }
}

const linesOf = ({ line }: Street) => (line.type === 'LineString' ? [line.coordinates] : line.coordinates)
const ringOf = (polygon: Polygon) => polygon.coordinates[0]!.slice(0, -1)
const towards = (a: Point, b: Point, t: number): Point => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t]
const middleOf = (ring: Line): Point =>
  ring.reduce<Point>((sum, p) => [sum[0] + p[0] / ring.length, sum[1] + p[1] / ring.length], [0, 0])

/** Points beside streets, every so many metres and by turns on either side, until there are enough. */
function besides(streets: readonly Line[], every: number, aside: number, most: number, rng: Random): Point[] {
  const points: Point[] = []
  for (const line of streets) {
    const length = lengthOf(line)
    let side = rng.chance(0.5) ? 1 : -1
    for (
      let m = every * rng.float(0.3, 0.7);
      m < length && points.length < most;
      m += every * rng.float(0.85, 1.15)
    ) {
      const { at, direction } = along(line, m)
      points.push([at[0] - direction[1] * aside * side, at[1] + direction[0] * aside * side])
      side = -side
    }
  }
  return points
}

function scattered(ring: Line, n: number, rng: Random): Point[] {
  const middle = middleOf(ring)
  return Array.from({ length: n }, () => towards(middle, rng.pick(ring), rng.float(0.15, 0.9)))
}

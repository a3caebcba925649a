/** The last step: from metres and working shapes to the town as others read it (longitude, latitude, names). */
import type { Lane, Lot } from './addresses.ts'
import type { Green } from './green.ts'
import type { Ground, Named } from './ground.ts'
import type { Path } from './paths.ts'
import type { TownPlan } from './plan.ts'
import {
  inside,
  type Line,
  mix,
  type Point,
  projector,
  type Ring,
  rectangle,
  ribbon,
  simplify,
} from './plane.ts'
import type { Address, LineString, Polygon, Street, Town, TownFeature } from './types.ts'
import { bridges, halls } from './works.ts'

export type Parts = {
  ground: Ground
  districts: Ring[]
  boundary: Ring
  small: Lane[]
  paths: Path[]
  green: Green
  forests: Ring[]
  lots: { all: Lot[]; addressed: Lot[] }
}

export function describe(plan: TownPlan, parts: Parts): Town {
  const { to } = projector(plan.centre)
  const line = (l: Line): LineString => ({ type: 'LineString', coordinates: simplify(l, 0.8).map(to) })
  const polygon = (...rings: Ring[]): Polygon => ({
    type: 'Polygon',
    coordinates: rings.map((r, i) => {
      const turned = (i === 0) === area(r) > 0 ? r : [...r].reverse()
      return [...turned, turned[0]!].map(to)
    }),
  })
  const districtOf = (p: Point) => parts.districts.findIndex((ring) => inside(p, ring))
  const { ground } = parts

  const streets: Street[] = [
    ...ground.roads.map(
      ({ road, line: l }): Street => ({
        name: road.name,
        class: 'main',
        owner: road.owner ?? 'town',
        ...(road.authority && { authority: road.authority }),
        line: line(within(l, plan)),
      }),
    ),
    ...parts.small.map(
      (s): Street => ({ name: s.name, class: 'residential', owner: 'town', line: line(s.line) }),
    ),
    ...ground.squares.map(
      ({ name, ring }): Street => ({
        name,
        class: 'square',
        owner: 'town',
        line: line([mix(ring[0]!, ring[3]!, 0.5), mix(ring[1]!, ring[2]!, 0.5)]),
      }),
    ),
    ...parts.paths.map((p): Street => ({ name: p.name, class: 'path', owner: 'town', line: line(p.line) })),
  ]
  if (ground.railway && plan.railway) {
    const rail = within(ground.railway, plan)
    streets.push({
      name: plan.railway.name,
      class: 'path',
      owner: 'rail',
      authority: 'bahn',
      line: line(rail),
    })
    const yard = rail.filter(
      (p) => p[0] > plan.railway!.station[0] + 250 && p[0] < plan.railway!.station[0] + 900,
    )
    if (yard.length > 1)
      streets.push({
        name: plan.railway.yard,
        class: 'residential',
        owner: 'rail',
        authority: 'bahn',
        line: line(yard.map(([x, y]) => [x + 18, y - 34])),
      })
  }

  const numbers = new Set<string>()
  const addresses = parts.lots.addressed.flatMap((lot): Address[] => {
    const district = districtOf(lot.at)
    const [lon, lat] = to(lot.at)
    const houseNumber = `${lot.number}${lot.suffix}`
    const key = `${lot.street} ${houseNumber}`
    if (district < 0 || numbers.has(key)) return []
    numbers.add(key)
    const quarter = plan.quarters[district]!
    return [
      {
        street: lot.street,
        houseNumber,
        postcode: quarter.postcode,
        place: plan.name,
        district: quarter.code,
        lat,
        lon,
      },
    ]
  })

  const named = (kind: TownFeature['kind'], list: Named[]): TownFeature[] =>
    list.map(({ name, ring }) => ({ kind, name, geometry: polygon(ring) }))
  const island = ground.river.island?.ring
  const features: TownFeature[] = [
    ...parts.forests.map(
      (ring, i): TownFeature => ({ kind: 'forest', name: forestName(i), geometry: polygon(ring) }),
    ),
    ...named('industry', ground.industry),
    ...named('park', ground.parks),
    ...named('cemetery', ground.cemeteries),
    {
      kind: 'river',
      name: plan.river.name,
      geometry: island ? polygon(ground.river.ring, island) : polygon(ground.river.ring),
    },
    ...(ground.brook && plan.brook
      ? [{ kind: 'river' as const, name: plan.brook.name, geometry: polygon(ribbon(ground.brook, () => 9)) }]
      : []),
    ...(island
      ? [{ kind: 'park' as const, name: ground.river.island!.name, geometry: polygon(island) }]
      : []),
    ...named('lake', ground.lakes),
    ...named('playground', parts.green.playgrounds),
    ...named('school', parts.green.schools),
    ...named('square', ground.squares),
    ...plan.quarters.map(
      (quarter, i): TownFeature => ({
        kind: 'building',
        name: `Gebäude ${quarter.name}`,
        geometry: {
          type: 'MultiPolygon',
          coordinates: parts.lots.all
            .filter((l) => districtOf(l.at) === i)
            .map((l) => polygon(l.building).coordinates),
        },
      }),
    ),
    ...named('building', [...ground.landmarks, ...parts.green.schoolBuildings, ...halls(plan)]),
    ...bridges(ground).map(({ name, line: l }): TownFeature => ({ kind: 'bridge', name, geometry: line(l) })),
  ]
  if (ground.railway && plan.railway) {
    features.push({ kind: 'railway', name: plan.railway.name, geometry: line(within(ground.railway, plan)) })
    features.push({
      kind: 'station',
      name: plan.railway.stationName,
      geometry: polygon(
        rectangle([plan.railway.station[0] - 12, plan.railway.station[1] - 34], 120, 24, 0.28),
      ),
    })
  }
  return {
    name: plan.name,
    centre: plan.centre,
    boundary: { type: 'Feature', properties: { name: plan.name }, geometry: polygon(parts.boundary) },
    districts: plan.quarters.map((q, i) => ({
      code: q.code,
      name: q.name,
      polygon: polygon(parts.districts[i]!),
    })),
    streets,
    addresses,
    features,
  }
}

const area = (ring: Ring) =>
  ring.reduce(
    (sum, a, i) => sum + a[0] * ring[(i + 1) % ring.length]![1] - ring[(i + 1) % ring.length]![0] * a[1],
    0,
  )
const within = (line: Line, plan: TownPlan) => line.filter((p) => Math.hypot(...p) < plan.radius * 1.3)
const forestName = (i: number) =>
  [
    'Stadtwald',
    'Hohenroder Forst',
    'Eichschlag',
    'Rodenbrucher Wald',
    'Lindenauer Mark',
    'Buchenhain',
    'Bannholz',
    'Fuchsgrund',
    'Tannenbusch',
    'Erlenbruch',
  ][i] ?? `Gehölz ${i}`

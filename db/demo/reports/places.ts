import type { Random } from '../random.ts'
import { along, inside, type Line, lengthOf, type Point, projector } from '../town/plane.ts'
import type { Polygon, Street, Town } from '../town/types.ts'
import type { Report } from './types.ts'

const fitting: Record<string, { kinds: string[]; share: number }> = {
  spielgeraet: { kinds: ['playground'], share: 1 },
  'spielplatz-sauberkeit': { kinds: ['playground'], share: 1 },
  schule: { kinds: ['school'], share: 1 },
  sportanlage: { kinds: ['school', 'park'], share: 0.9 },
  friedhof: { kinds: ['cemetery'], share: 1 },
  gewaesser: { kinds: ['lake', 'park'], share: 0.7 },
  bank: { kinds: ['park'], share: 0.7 },
  'baum-gefahr': { kinds: ['park'], share: 0.3 },
  'baum-pflege': { kinds: ['park'], share: 0.25 },
  hundekot: { kinds: ['park', 'playground'], share: 0.5 },
  papierkorb: { kinds: ['park', 'square'], share: 0.5 },
  schaedlinge: { kinds: ['park', 'playground'], share: 0.7 },
  unkraut: { kinds: ['park', 'square'], share: 0.3 },
  gebaeude: { kinds: ['square'], share: 0.6 },
}

/** Finds places that suit a category and says them as people do: nearest house, park or corner. */
export function placer(town: Town, rng: Random) {
  const { from, to } = projector(town.centre)
  const plane = (p: Polygon) => p.coordinates[0]!.slice(0, -1).map(from)
  const districts = town.districts.map((d) => ({ code: d.code, ring: plane(d.polygon) }))
  const districtOf = (p: Point) => districts.find((d) => inside(p, d.ring))?.code
  const areas = town.features
    .filter((f) => f.geometry.type === 'Polygon' && f.name)
    .map((f) => ({ kind: f.kind, name: f.name!, ring: plane(f.geometry as Polygon) }))
  const houses = new Map<string, { at: Point; label: string }[]>()
  for (const a of town.addresses) {
    if (!houses.has(a.street)) houses.set(a.street, [])
    houses.get(a.street)!.push({ at: from([a.lon, a.lat]), label: `${a.street} ${a.houseNumber}` })
  }
  const lines = (s: Street): Line =>
    (s.line.type === 'LineString' ? s.line.coordinates : s.line.coordinates[0]!).map(from)
  const streets = town.streets.map((s) => ({ ...s, plane: lines(s) }))
  // inner streets have more people, and more people see more
  const weigh = (s: (typeof streets)[number]) => {
    const [x, y] = s.plane[Math.floor(s.plane.length / 2)]!
    return (
      (s.class === 'main' ? 5 : s.class === 'path' ? 0.6 : 1) *
      (0.35 + Math.exp(-((x / 2100) ** 2) - (y / 2100) ** 2))
    )
  }
  const own = streets.filter((s) => s.owner === 'town').map((s) => [s, weigh(s)] as const)
  const foreign = streets
    .filter((s) => s.owner !== 'town')
    .map((s) => [s, s.name.startsWith('A ') ? 0.5 : 1] as const)

  return (category: string, elsewhere: boolean): Report['place'] => {
    const fit = elsewhere ? undefined : fitting[category]
    for (let attempt = 0; ; attempt++) {
      if (fit && attempt < 20 && rng.chance(fit.share)) {
        const area = rng.pick(areas.filter((a) => fit.kinds.includes(a.kind)))
        if (!area) continue
        const corner = rng.pick(area.ring)
        const middle = area.ring.reduce<Point>(
          (s, p) => [s[0] + p[0] / area.ring.length, s[1] + p[1] / area.ring.length],
          [0, 0],
        )
        const t = rng.float(0, 0.75)
        const at: Point = [middle[0] + (corner[0] - middle[0]) * t, middle[1] + (corner[1] - middle[1]) * t]
        const district = districtOf(at)
        if (!district) continue
        const [lon, lat] = to(at)
        return { lat, lon, address: area.name, street: area.name, district, owner: 'town' }
      }
      const street = rng.weighted(elsewhere && foreign.length ? foreign : own)
      const { at, direction } = along(street.plane, rng.float(0.05, 0.95) * lengthOf(street.plane))
      const aside = elsewhere ? rng.float(-2, 2) : rng.float(-7, 7)
      const p: Point = [at[0] - direction[1] * aside, at[1] + direction[0] * aside]
      const district = districtOf(p)
      if (!district) continue
      const near = (houses.get(street.name) ?? []).reduce<{ d: number; label: string }>(
        (best, h) => {
          const d = (h.at[0] - p[0]) ** 2 + (h.at[1] - p[1]) ** 2
          return d < best.d ? { d, label: h.label } : best
        },
        { d: 90 ** 2, label: street.name },
      )
      const [lon, lat] = to(p)
      return { lat, lon, address: near.label, street: street.name, district, owner: street.owner }
    }
  }
}

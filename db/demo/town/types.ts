export type Position = [number, number]
export type LineString = { type: 'LineString'; coordinates: Position[] }
export type MultiLineString = { type: 'MultiLineString'; coordinates: Position[][] }
export type Polygon = { type: 'Polygon'; coordinates: Position[][] }
export type MultiPolygon = { type: 'MultiPolygon'; coordinates: Position[][][] }
export type PointGeometry = { type: 'Point'; coordinates: Position }
export type Geometry = LineString | MultiLineString | Polygon | MultiPolygon | PointGeometry
export type Feature<G extends Geometry = Geometry, P = Record<string, unknown>> = {
  type: 'Feature'
  properties: P
  geometry: G
}
export type FeatureCollection<G extends Geometry = Geometry, P = Record<string, unknown>> = {
  type: 'FeatureCollection'
  features: Feature<G, P>[]
}

export type StreetClass = 'main' | 'residential' | 'path' | 'square'
export type StreetOwner = 'town' | 'state' | 'rail'
export type FeatureKind =
  | 'river'
  | 'lake'
  | 'park'
  | 'playground'
  | 'forest'
  | 'railway'
  | 'station'
  | 'school'
  | 'cemetery'
  | 'industry'
  | 'square'
  | 'bridge'
  | 'building'

export type District = { code: string; name: string; polygon: Polygon }
export type Street = {
  name: string
  class: StreetClass
  owner: StreetOwner
  /** Code of the authority in organisation.ts when the town is not the owner. */
  authority?: string
  line: LineString | MultiLineString
}
export type Address = {
  street: string
  houseNumber: string
  postcode: string
  place: string
  /** District code. */
  district: string
  lat: number
  lon: number
}
export type TownFeature = { kind: FeatureKind; name?: string; geometry: Geometry }
export type Town = {
  name: string
  centre: { lat: number; lon: number }
  boundary: Feature<Polygon, { name: string }>
  districts: District[]
  streets: Street[]
  addresses: Address[]
  features: TownFeature[]
}

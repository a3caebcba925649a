import type { InBoth } from '#modules/forms/index.ts'
import type { Geometry } from '#modules/geo/index.ts'
import type { Uuid } from '#platform/ids.ts'

export const workKinds = ['roadworks', 'closure', 'power', 'water', 'lighting', 'other'] as const
export type WorkKind = (typeof workKinds)[number]

/** What says where a work is; everything else that could say so is left empty. */
export const extents = ['point', 'streets', 'district', 'drawn', 'town'] as const
export type Extent = (typeof extents)[number]

/** What becomes of a report that a work answers: it stays open, or is closed. */
export const consequences = ['leave', 'close'] as const
export type Consequence = (typeof consequences)[number]

/** Lines and areas that a town may draw; a point has a radius and needs no drawing. */
export type Shape = Exclude<Geometry, { type: 'Point' }>

export interface Box {
  west: number
  south: number
  east: number
  north: number
}

export interface Where {
  extent: Extent
  /** Of a point; of everything else the middle, for a marker. Null for the whole town. */
  place: { lat: number; lon: number } | null
  /** Around a point, or on both sides of lines. */
  radius: number
  streets: readonly string[]
  areaId: Uuid | null
  shape: Shape | null
  box: Box | null
}

/** A building site, a closure, an outage: what the town plans or knows of already. */
export interface Work extends Where {
  id: Uuid
  kind: WorkKind
  title: InBoth
  body: InBoth
  beginsAt: Date
  /** Null: until further notice. */
  endsAt: Date | null
  /** Categories whose reports it answers by itself. */
  types: readonly string[]
  onMatch: Consequence
  onEnd: Consequence
  unitId: Uuid
  publishedAt: Date | null
  /** When the program, or somebody, ended it. */
  endedAt: Date | null
  updatedAt: Date
  version: number
}

export type WorkState = 'soon' | 'now' | 'past'

type Times = Pick<Work, 'beginsAt' | 'endsAt' | 'endedAt'>

/** Its last moment belongs to a work no more: at 18:00 a work until 18:00 is over. */
export const stateOf = ({ beginsAt, endsAt, endedAt }: Times, at: Date): WorkState =>
  endedAt !== null || (endsAt !== null && endsAt <= at) ? 'past' : beginsAt > at ? 'soon' : 'now'

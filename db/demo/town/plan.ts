/** What a planner would draw by hand: centres, river, railway and main roads, in metres east and north of the market. */
import type { Line, Point } from './plane.ts'

export type Quarter = {
  code: string
  name: string
  at: Point
  /** How far it is built up, in metres. */
  reach: number
  style: 'old' | 'grid' | 'curvy' | 'village' | 'works'
  postcode: string
  /** Turn of its streets in degrees. */
  turn: number
}
export type MainRoad = {
  name: string
  owner?: 'state'
  authority?: string
  motorway?: true
  via: Line
}
export type TownPlan = {
  name: string
  seed: string
  centre: { lat: number; lon: number }
  radius: number
  addresses: number
  quarters: Quarter[]
  roads: MainRoad[]
  river: {
    name: string
    via: Line
    width: number
    islandAt?: number
    islandName?: string
    promenades: [string, string]
  }
  brook?: { name: string; via: Line }
  railway?: { name: string; via: Line; station: Point; stationName: string; yard: string }
  parks: { name: string; at: Point; rx: number; ry: number; turn: number }[]
  cemeteries: { name: string; at: Point; rx: number; ry: number; turn: number }[]
  industry: { name: string; at: Point; width: number; height: number; turn: number }[]
  lakes: { name: string; at: Point; rx: number; ry: number; turn: number }[]
  squares: { name: string; at: Point; width: number; height: number; turn: number }[]
  landmarks: { name: string; at: Point; width: number; height: number; turn: number }[]
  forest: number
  playgrounds: number
  schools: number
}

import { sql } from 'kysely'
import type { InBoth } from '#modules/forms/index.ts'
import { mercator } from '#modules/geo/index.ts'
import type { Uuid } from '#platform/ids.ts'
import type { CaseStatus, Outcome } from './case.ts'

/** A case that was looked after elsewhere before: when it came in and how it ended is all that is known of it. */
export interface PastCase {
  id: Uuid
  /** What it was called there. */
  reference: string
  type: string
  title: InBoth
  channel: string
  public: boolean
  priority: number
  unitId: Uuid
  areaId: Uuid | null
  place: { lat: number; lon: number } | null
  address: string | null
  openedAt: Date
  dueAt: Date | null
  status: CaseStatus
  ending: PastEnding | null
  words: string
}

export interface PastEnding {
  at: Date
  outcome: Outcome
  note: string | null
}

export function caseRow(c: PastCase, number: string) {
  const point = c.place ? mercator(c.place) : null
  return {
    id: c.id,
    number,
    kind: 'report',
    type: c.type,
    title: c.title.de,
    title_en: c.title.en,
    status: c.status,
    outcome: c.ending?.outcome ?? null,
    priority: c.priority,
    channel: c.channel,
    public: c.public,
    unit_id: c.unitId,
    area_id: c.areaId,
    lat: c.place?.lat ?? null,
    lon: c.place?.lon ?? null,
    place: point ? sql<{ x: number; y: number }>`point(${point.x}, ${point.y})` : null,
    address: c.address,
    opened_at: c.openedAt,
    due_at: c.dueAt,
    closed_at: c.ending?.at ?? null,
    updated_at: c.ending?.at ?? c.openedAt,
    version: c.ending ? 2 : 1,
  }
}

export const firstMessage = (c: PastCase, id: Uuid) => ({
  ...messageRow(c, id, c.words, c.openedAt),
  direction: 'in',
  visibility: c.public ? 'public' : 'parties',
  author_kind: 'party',
})

export const messageRow = (c: PastCase, id: Uuid, body: string, at: Date) => ({
  id,
  case_id: c.id,
  channel: c.channel,
  body,
  lang: null,
  at,
})

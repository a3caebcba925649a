import type { Selectable } from 'kysely'
import { type Answers, type Field, fieldsSchema } from '#modules/forms/index.ts'
import type { Uuid } from '#platform/ids.ts'
import type { RoundsRound, RoundsRun } from '../../../db/types.ts'
import { type Rhythm, rhythmSchema } from './rhythm.ts'

/** A route over things of the town that is walked again and again. */
export interface Round {
  id: Uuid
  name: string
  unitId: Uuid
  /** Who walks it; null for whoever of the unit has time. */
  personId: Uuid | null
  /** The layer of objects, and the district where only its objects are meant. */
  layer: string
  areaId: Uuid | null
  rhythm: Rhythm
  skipHolidays: boolean
  /** For so many days it may still be walked before it counts as late. */
  daysToWalk: number
  /** What is asked at every object, beside whether it is in order. */
  questions: readonly Field[]
  /** The category of a report about what is found. */
  defectType: string
  active: boolean
  nextOn: Temporal.PlainDate
  version: number
}

/** One walk of it. */
export interface Run {
  id: Uuid
  roundId: Uuid
  dueOn: Temporal.PlainDate
  unitId: Uuid
  personId: Uuid | null
  questions: readonly Field[]
  finishedAt: Date | null
  finishedBy: Uuid | null
}

export const results = ['ok', 'defect', 'blocked'] as const
export type Result = (typeof results)[number]

/** Why something could not be looked at: codes, since the record is kept for good and must hold nobody's words. */
export const hindrances = ['locked', 'occupied', 'works', 'weather', 'gone', 'other'] as const
export type Hindrance = (typeof hindrances)[number]

/** What may be asked on a round, for the same reason. */
export const questionKinds = ['yesno', 'choice', 'multichoice', 'number'] as const

/** What was seen at an object, when and by whom. */
export interface Finding {
  id: Uuid
  runId: Uuid
  objectId: Uuid
  result: Result
  answers: Answers
  /** Why it could not be looked at. */
  reason: Hindrance | null
  caseId: Uuid | null
  by: Uuid
  byFor: Uuid | null
  at: Date
}

export const toRound = (r: Selectable<RoundsRound>): Round => ({
  id: r.id,
  name: r.name,
  unitId: r.unit_id,
  personId: r.person_id,
  layer: r.layer,
  areaId: r.area_id,
  rhythm: rhythmSchema.parse(r.rhythm),
  skipHolidays: r.skip_holidays,
  daysToWalk: r.days_to_walk,
  questions: fieldsSchema.parse(r.questions),
  defectType: r.defect_type,
  active: r.active,
  nextOn: Temporal.PlainDate.from(String(r.next_on)),
  version: r.version,
})

export const toRun = (r: Selectable<RoundsRun>): Run => ({
  id: r.id,
  roundId: r.round_id,
  dueOn: Temporal.PlainDate.from(String(r.due_on)),
  unitId: r.unit_id,
  personId: r.person_id,
  questions: fieldsSchema.parse(r.questions),
  finishedAt: r.finished_at,
  finishedBy: r.finished_by,
})

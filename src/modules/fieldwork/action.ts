import type { CaseStatus, Outcome } from '#modules/cases/index.ts'
import type { Uuid } from '#platform/ids.ts'

/** How a case ends that somebody has been to. That it repeats another one is a matter for the desk. */
export const fieldOutcomes = ['fixed', 'not_reproducible', 'no_action', 'not_responsible'] as const
export type FieldOutcome = (typeof fieldOutcomes)[number] & Outcome

/** Something that was done on the street. */
export type Deed =
  | { kind: 'arrive' }
  | { kind: 'start' }
  | { kind: 'photo'; stage: 'before' | 'after'; file: Uuid }
  | { kind: 'time'; minutes: number }
  | { kind: 'material'; material: Uuid; quantity: number }
  | { kind: 'note'; text: string }
  | { kind: 'finish'; outcome: FieldOutcome; note: string }

/** These change the case itself and are done only upon the version that the person saw; the others are added to it. */
export const strictKinds: ReadonlySet<Deed['kind']> = new Set(['start', 'finish'])

export interface Action {
  /** Made by the device: the same id is the same action. */
  id: Uuid
  case: Uuid
  /** The case's version that it was done upon. */
  base: number
  /** When, by the device's clock. */
  at: Date
  deed: Deed
}

export interface Applied {
  /** The case's version before and after: what else waits upon the first goes on upon the second. */
  from: number
  version: number
  status: CaseStatus
  /** It was asked to be closed and waits for a second person. */
  waits: boolean
}

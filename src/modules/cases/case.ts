import type { InBoth } from '#modules/forms/index.ts'
import type { Uuid } from '#platform/ids.ts'

export const statuses = ['open', 'scheduled', 'in_progress', 'closed'] as const
export type CaseStatus = (typeof statuses)[number]

export const outcomes = ['fixed', 'not_responsible', 'no_action', 'duplicate', 'not_reproducible'] as const
export type Outcome = (typeof outcomes)[number]

export const priorities = [0, 1, 2, 3] as const // low, normal, high, urgent

/** What may be done to a case in which status; button, API and test all ask this table. */
export const transitions = {
  take: ['open', 'scheduled', 'in_progress'],
  assign: ['open', 'scheduled', 'in_progress'],
  handover: ['open', 'scheduled', 'in_progress'],
  schedule: ['open', 'scheduled', 'in_progress'],
  start: ['open', 'scheduled'],
  prioritise: ['open', 'scheduled', 'in_progress'],
  reclassify: ['open', 'scheduled', 'in_progress'],
  identify: ['open', 'scheduled', 'in_progress'],
  note: ['open', 'scheduled', 'in_progress', 'closed'],
  reply: ['open', 'scheduled', 'in_progress', 'closed'],
  photo: ['open', 'scheduled', 'in_progress', 'closed'],
  close: ['open', 'scheduled', 'in_progress'],
  reopen: ['closed'],
  restrict: ['open', 'scheduled', 'in_progress', 'closed'],
  redact: ['open', 'scheduled', 'in_progress', 'closed'],
  publish: ['open', 'scheduled', 'in_progress', 'closed'],
  split: ['open', 'scheduled', 'in_progress'],
  merge: ['open', 'scheduled', 'in_progress'],
  unmerge: ['closed'],
} as const satisfies Record<string, readonly CaseStatus[]>

export type CaseAction = keyof typeof transitions

/** The permission that each action asks for, at the case's unit. */
export const permissionFor: Record<CaseAction, string> = {
  take: 'cases.take',
  assign: 'cases.assign',
  handover: 'cases.handover',
  schedule: 'cases.schedule',
  start: 'cases.schedule',
  prioritise: 'cases.prioritise',
  reclassify: 'cases.reclassify',
  // Which thing it is about belongs to what it is.
  identify: 'cases.reclassify',
  note: 'cases.note',
  reply: 'cases.reply',
  photo: 'cases.photo',
  close: 'cases.close',
  reopen: 'cases.reopen',
  restrict: 'cases.restrict',
  redact: 'cases.redact',
  publish: 'cases.publish',
  split: 'cases.split',
  merge: 'cases.merge',
  unmerge: 'cases.merge',
}

/** The kind of a part of another case (docs/adr/0033). */
export const CHILD = 'child'

/**
 * What is done to the whole: a part has no reporter to write to, is restricted with its whole, is about the same object,
 * and has no parts.
 */
const onWholesOnly: ReadonlySet<CaseAction> = new Set([
  'identify',
  'reply',
  'restrict',
  'split',
  'merge',
  'unmerge',
])

/** What was anonymised is a figure from then on: nothing new is said on it, and nothing would forget that again. */
export const caseCan = (
  action: CaseAction,
  c: { status: CaseStatus; anonymisedAt?: Date | null; kind?: string },
): boolean =>
  !c.anonymisedAt &&
  (transitions[action] as readonly CaseStatus[]).includes(c.status) &&
  !(c.kind === CHILD && onWholesOnly.has(action))

/** A case that is called by its category; the title of any other may be somebody's own words. */
export const isCalledByType = (kind: string): boolean => kind === 'report' || kind === CHILD

export interface Case {
  id: Uuid
  number: string
  kind: string
  /** The category code of a report; the service of an application. */
  type: string
  /** What it was called when it came in. */
  title: InBoth
  status: CaseStatus
  outcome: Outcome | null
  priority: number
  channel: string
  public: boolean
  /** Only named people know of it; never together with `public`. */
  restricted: boolean
  unitId: Uuid | null
  authorityId: Uuid | null
  assigneeId: Uuid | null
  areaId: Uuid | null
  place: { lat: number; lon: number } | null
  address: string | null
  openedAt: Date
  dueAt: Date | null
  scheduledFor: Date | null
  closedAt: Date | null
  updatedAt: Date
  /** When all that told of people was taken out of it. */
  anonymisedAt: Date | null
  version: number
}

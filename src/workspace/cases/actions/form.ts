import type { VNode } from 'preact'
import type { Case, CaseAction } from '#modules/cases/index.ts'
import type { Stage } from '#modules/files/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import type { StoredEvent } from '#platform/module.ts'
import type { Option } from '#ui/field/choice-field.tsx'
import type { IconName } from '#ui/icon.tsx'
import type { Desk } from '../desk.ts'

/** What came from a form, field by field, as a person wrote it. */
export type Values = Readonly<Record<string, string>>

/** What is wrong, by field; texts are whole sentences. */
export type Errors = Readonly<Record<string, string>>

/** What there is to choose from, where that takes a look beyond the desk. */
export interface Choices {
  options: readonly Option[]
  /** SVG of where they are. */
  picture: string | null
}

export const noChoices: Choices = { options: [], picture: null }

export interface FieldsProps {
  desk: Desk
  values: Values
  errors: Errors
  choices: Choices
}

/**
 * Something that may be done to a case: its noun in the address, the fields of its page, and what it does. One file
 * each; the routes know no more of them than this.
 */
export interface ActionForm {
  noun: string
  /** Asked of the same table as buttons and verbs. */
  does: CaseAction
  /** What stands in the history afterwards, one of these: by it a form that was sent twice is known. */
  event: string | readonly string[]
  /** Was this what the values ask for? Where one chooses: another choice, made a moment later, is no double click. */
  chose?: (ctx: Ctx, payload: StoredEvent['payload'], values: Values) => boolean
  icon: IconName
  /** Fields in the order of the page; a form without any asks for a plain yes. */
  fields?: (props: FieldsProps) => VNode
  initial?: (desk: Desk) => Values
  /** Looked up when the page is made, by what was typed so far. */
  choices?: (ctx: Ctx, desk: Desk, values: Values) => Promise<Choices>
  /** When it is offered, beside what status and permission say. */
  when?: (desk: Desk) => boolean
  /** What a person may get wrong, seen before anything is done. */
  check?: (values: Values, desk: Desk) => Record<string, string | undefined>
  /** Photos come along: at which stage of the work they were taken. */
  photos?: Stage
  run: (
    ctx: Ctx,
    c: Case,
    values: Values,
    more: { version: number | undefined; photos: readonly Uuid[] },
  ) => Promise<void>
  /** Fields whose id in the page is not their name. */
  idOf?: Readonly<Record<string, string>>
  /** Which field an error of the domain speaks of. */
  fieldOf?: Readonly<Record<string, string>>
}

/** For verbs whose options know no undefined. */
export const withVersion = (version: number | undefined): { version?: number } =>
  version === undefined ? {} : { version }

/** A day and hour as the browser writes it, in the town's time; null when it is none. */
export function instantOf(local: string | undefined, timeZone: string): Date | null {
  try {
    const zoned = Temporal.PlainDateTime.from(local ?? '').toZonedDateTime(timeZone)
    return zoned.year > 2000 && zoned.year < 2200 ? new Date(zoned.epochMilliseconds) : null
  } catch {
    return null
  }
}

/** The other way round, for the field's value: `2026-11-24T09:00`. */
export const localOf = (at: Date, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })

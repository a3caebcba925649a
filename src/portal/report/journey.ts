import type { VNode } from 'preact'
import type { Req } from '#http/env.ts'
import { type PageView, viewOf } from '#http/view.ts'
import { type Found, sameReports } from '#modules/duplicates/index.ts'
import { type FileInfo, type PhotoMarks, photoMarks, photosOf } from '#modules/files/index.ts'
import type { Answers } from '#modules/forms/index.ts'
import { type Layer, objectById, type TownObject } from '#modules/objects/index.ts'
import {
  type Category,
  catalogue,
  type Danger,
  type Draft,
  type DraftAnswers,
  dangersIn,
  type Roughly,
  requiredLayer,
} from '#modules/reports/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Facts, StepName } from './flow.ts'
import { askedQuestions } from './questions.ts'

/** What this form keeps in a draft beside what every report needs. */
export interface FormAnswers extends DraftAnswers {
  first?: 'fotos' | 'ort'
  photosDone?: boolean
  /** The person has seen the place on a map or picture and said yes. */
  placeConfirmed?: boolean
  /** Within how many metres of the place it is, by the person's own word. */
  roughly?: Roughly | null
  questionsDone?: boolean
  /** The thing that the report is about. */
  objectId?: string | null
  /** The layer in whose list the person did not find it, and the number that they read all the same. */
  objectMissing?: string | null
  objectNumber?: string
  /** Dangers that the person has been warned of. */
  warned?: string[]
  /** The text in which the person was shown what looks private. */
  privateSeen?: string
  /** Reports that the person has said theirs is not. */
  otherThan?: string[]
  reviewed?: boolean
  /** Words of a page that is not answered yet, from where a page has only its minute. */
  written?: Written | null
}

/** What stands in the fields of a page that is not answered yet. */
export interface Written {
  step: StepName
  values: Mistakes['values']
}

/** A draft on its way, with all that its pages show. */
export interface Journey {
  ctx: Ctx
  view: PageView
  draft: Draft
  answers: FormAnswers
  photos: FileInfo[]
  /** What is blacked out of a photo, and what the detector saw in it. */
  marksOf: (id: string) => PhotoMarks
  category: Category | null
  /** What the report is about, while it is there. */
  object: TownObject | null
  /** The layer of which the category wants one named. */
  wanted: Layer | null
  /** Not yet warned of. */
  dangers: Danger[]
  /** Open reports that may be this one, which the person has not been asked about yet. */
  same: Found[]
  facts: Facts
}

/** A person's mistakes by field, and their own words to be shown again. */
export interface Mistakes {
  errors: Record<string, string>
  values: Record<string, string | string[]>
}

export type Taken = { change: FormAnswers; to?: string } | { mistakes: Mistakes }

/** A page of the form: how it is shown, and what it makes of what was sent. */
export interface StepPage {
  show: (j: Journey, query: URLSearchParams, mistakes?: Mistakes) => VNode | Promise<VNode>
  take: (j: Journey, given: Given) => Taken | Promise<Taken>
  /** What stands in its fields, where one writes more than a word or two. */
  written?: (j: Journey, given: Given) => Mistakes['values']
}

/** A form as it was sent: every value a text, several under one name. */
export class Given {
  readonly #values: Record<string, unknown>

  constructor(values: Record<string, unknown>) {
    this.#values = values
  }

  all(name: string): string[] {
    const value = Object.hasOwn(this.#values, name) ? this.#values[name] : undefined
    return [value].flat().filter((v): v is string => typeof v === 'string')
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#values, name)
  }

  text(name: string): string {
    return this.all(name)[0] ?? ''
  }

  files(name: string): File[] {
    const value = Object.hasOwn(this.#values, name) ? this.#values[name] : undefined
    // A file field left empty is sent as a nameless file of no bytes.
    return [value].flat().filter((v): v is File => v instanceof File && (v.size > 0 || v.name !== ''))
  }

  get values(): Record<string, unknown> {
    return this.#values
  }
}

export const dangerKey = (danger: Danger): string => `${danger.number} ${danger.advice.de}`

export async function journeyOf(c: Req, ctx: Ctx, draft: Draft): Promise<Journey> {
  const answers = draft.answers as FormAnswers
  const view = await viewOf(c, ctx, 'portal')
  const photos = (await photosOf(ctx, [draft.id])).filter((photo) => photo.stage === 'report')
  const marks = await photoMarks(ctx, photos)
  const category = (await catalogue(ctx)).byCode.get(answers.category ?? '') ?? null
  const named = answers.objectId ? await objectById(ctx, answers.objectId) : null
  const object = named?.active ? named : null
  const wanted = await requiredLayer(ctx, category)
  const knowsObject = wanted && (object?.layer.code === wanted.code || answers.objectMissing === wanted.code)
  const warned = new Set(answers.warned)
  // Each by itself: half of a phrase in the description and half in the category's name is no danger.
  const spoken = [answers.text, category?.name[ctx.lang], ...wordsOf(answers.answers)].filter(
    (words) => words,
  )
  const found = (await Promise.all(spoken.map((words) => dangersIn(ctx, words!)))).flat()
  const dangers = [...new Set(found)].filter((danger) => !warned.has(dangerKey(danger)))
  const same = await unasked(ctx, draft.id, answers, object?.id ?? null)
  const done: [StepName, boolean][] = [
    ['fotos', answers.photosDone === true],
    ['ort', answers.place !== undefined && answers.placeConfirmed === true],
    ['beschreibung', Boolean(answers.text)],
    ['kategorie', category !== null],
    ['objekt', knowsObject === true],
    ['fragen', answers.questionsDone === true],
    ['kontakt', answers.contact !== undefined],
  ]
  const facts: Facts = {
    first: answers.first ?? 'fotos',
    answered: new Set(done.filter(([, is]) => is).map(([name]) => name)),
    hasQuestions: category !== null && askedQuestions(category).length > 0,
    asksObject: wanted !== null,
    knowsKind: category !== null && object?.layer.categories.includes(category.code) === true,
    hasDanger: dangers.length > 0,
    hasSame: same.length > 0,
    reviewed: answers.reviewed === true,
  }
  return {
    ctx,
    view,
    draft,
    answers,
    photos,
    marksOf: marks.of,
    category,
    object,
    wanted,
    dangers,
    same,
    facts,
  }
}

/** What the report may repeat, once it is said what and where; about what the person has answered nobody asks again. */
async function unasked(
  ctx: Ctx,
  folder: Uuid,
  answers: FormAnswers,
  objectId: Uuid | null,
): Promise<Found[]> {
  const { category, place, address = null, text, otherThan = [] } = answers
  if (!category || !place || !text || !answers.placeConfirmed) return []
  const found = await sameReports(ctx, { folder, category, place, address, objectId, text })
  return found.filter((one) => !otherThan.includes(one.case.id))
}

const wordsOf = (answers: Record<string, unknown> | undefined): string[] =>
  Object.values((answers ?? {}) as Answers).filter((value) => typeof value === 'string')

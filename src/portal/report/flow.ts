import { type Answers, type Field, reachable as isAsked } from '#modules/forms/index.ts'

/** The pages between start and receipt, as they stand in the address: `/melden/ort`. */
export const stepNames = [
  'fotos',
  'ort',
  'beschreibung',
  'gefahr',
  'kategorie',
  'objekt',
  'gleiche',
  'fragen',
  'kontakt',
  'pruefen',
] as const
export type StepName = (typeof stepNames)[number]
export const isStep = (name: string): name is StepName => (stepNames as readonly string[]).includes(name)

/** What the flow needs to know of a draft; everything else is the steps' own business. */
export interface Facts {
  /** The person begins with a photo or with the place. */
  first: 'fotos' | 'ort'
  answered: ReadonlySet<StepName>
  /** The chosen category asks something. */
  hasQuestions: boolean
  /** The chosen category wants to know which object it is about. */
  asksObject?: boolean
  /** The category came along with the chosen object: nobody is asked for it once more. */
  knowsKind?: boolean
  /** The words speak of a danger that the person has not been warned of yet. */
  hasDanger: boolean
  /** There are reports that may be the same one, which the person has not been asked about yet. */
  hasSame?: boolean
  /** The person has seen the review page: changing an answer leads back there. */
  reviewed: boolean
}

interface Step {
  name: StepName
  /** Pages of one chapter count as one step ("Schritt 4 von 6"); none for a page that interrupts. */
  chapter: 'photos' | 'place' | 'text' | 'kind' | 'contact' | 'review' | null
  applies: (facts: Facts) => boolean
  done: (facts: Facts) => boolean
}

const always = (): boolean => true
const answered =
  (name: StepName) =>
  (facts: Facts): boolean =>
    facts.answered.has(name)

const table: readonly Step[] = [
  { name: 'fotos', chapter: 'photos', applies: always, done: answered('fotos') },
  { name: 'ort', chapter: 'place', applies: always, done: answered('ort') },
  { name: 'beschreibung', chapter: 'text', applies: always, done: answered('beschreibung') },
  // A danger comes up before anything else is asked, wherever it was first spoken of.
  { name: 'gefahr', chapter: null, applies: (f) => f.hasDanger, done: (f) => !f.hasDanger },
  { name: 'kategorie', chapter: 'kind', applies: always, done: answered('kategorie') },
  { name: 'objekt', chapter: 'kind', applies: (f) => f.asksObject === true, done: answered('objekt') },
  { name: 'gleiche', chapter: null, applies: (f) => f.hasSame === true, done: (f) => !f.hasSame },
  { name: 'fragen', chapter: 'kind', applies: (f) => f.hasQuestions, done: answered('fragen') },
  { name: 'kontakt', chapter: 'contact', applies: always, done: answered('kontakt') },
  { name: 'pruefen', chapter: 'review', applies: always, done: () => false },
]

/** The steps of this report, in this person's order. */
function stepsOf(facts: Facts): Step[] {
  const steps = table.filter((step) => step.applies(facts))
  return facts.first === 'ort' ? [steps[1]!, steps[0]!, ...steps.slice(2)] : steps
}

/** The first question that is still open; the review page when none is. */
export const firstOpen = (facts: Facts): StepName => stepsOf(facts).find((step) => !step.done(facts))!.name

/** May this page be shown? Only when everything before it is answered. */
export function reachable(name: StepName, facts: Facts): boolean {
  const steps = stepsOf(facts)
  const at = steps.findIndex((step) => step.name === name)
  return at >= 0 && steps.slice(0, at).every((step) => step.done(facts))
}

/** Where an answered page leads: on, or back to the review page, and never past an open question. */
export function next(name: StepName, facts: Facts): StepName {
  const open = firstOpen(facts)
  // Who has seen the review page is led to what is open again, and to nothing that is answered.
  if (facts.reviewed) return open
  const names = stepsOf(facts).map((step) => step.name)
  const at = names.indexOf(name)
  // A page that has done its work and does not apply any more, such as the warning: on to what is open.
  if (at < 0) return open
  let after = names[at + 1] ?? 'pruefen'
  // Who has said that there are no photos is not asked once more.
  if (after === 'fotos' && facts.answered.has('fotos')) after = names[at + 2]!
  // Nor who has chosen a lamp, and with it what there is to say of one.
  while (facts.knowsKind && (after === 'kategorie' || after === 'objekt') && facts.answered.has(after))
    after = names[names.indexOf(after) + 1]!
  return names.indexOf(after) < names.indexOf(open) ? after : open
}

/** The page before; null for the first, whose way back is the start. */
export function previous(name: StepName, facts: Facts): StepName | null {
  const names = stepsOf(facts)
    .filter((step) => step.chapter !== null || step.name === name)
    .map((step) => step.name)
  return names[names.indexOf(name) - 1] ?? null
}

/** The chapters for "Schritt 2 von 6: Ort", and which one a page belongs to, from 1; 0 for none. */
export function progress(name: StepName, facts: Facts): { chapters: string[]; current: number } {
  const steps = stepsOf(facts)
  const chapters = [...new Set(steps.flatMap((step) => step.chapter ?? []))]
  const own = steps.find((step) => step.name === name)?.chapter
  return { chapters, current: own ? chapters.indexOf(own) + 1 : 0 }
}

/** Answers that still belong to the questions: others were asked by a category that is no longer chosen. */
export function pruned(fields: readonly Field[], answers: Answers): Answers {
  const kept: Answers = {}
  for (const field of fields) {
    const value = answers[field.code]
    if (value === undefined || !isAsked(field, kept)) continue
    const keys = field.options?.map((option) => option.key)
    const fits = !keys || [value].flat().every((key) => keys.includes(String(key)))
    if (fits) kept[field.code] = value
  }
  return kept
}

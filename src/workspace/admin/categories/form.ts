import { fieldKinds } from '#modules/forms/index.ts'
import type { ManagedCategory, Publish } from '#modules/reports/index.ts'

/** What a question may be here; other kinds come in by an import only. */
export const questionKinds = ['text', 'longtext', 'number', 'choice', 'multichoice', 'yesno', 'date'] as const

export interface QuestionForm {
  code: string
  kind: string
  de: string
  en: string
  required: boolean
  /** One option a line: "flach = shallow". */
  options: string
}

export interface DangerForm {
  number: string
  words: string
  wordsEn: string
  advice: string
  adviceEn: string
}

export interface CategoryForm {
  name: string
  nameEn: string
  description: string
  descriptionEn: string
  group: string
  newGroup: string
  keywords: string
  keywordsEn: string
  unit: string
  skill: string
  hours: string
  /** Metres. */
  same: string
  dispatch: string
  public: boolean
  publish: Publish
  publishPhotos: Publish
  priority: string
  level: string
  /** The layer of which an object is asked for. */
  layer: string
  active: boolean
  questions: QuestionForm[]
  dangers: DangerForm[]
}

export type CategoryFaults = Partial<
  Record<'name' | 'group' | 'keywords' | 'unit' | 'hours' | 'same', true>
> & {
  questions?: Record<number, 'label' | 'options' | 'kind'>
  dangers?: Record<number, true>
}

const listed = (items: readonly string[]): string => items.join(', ')

/** Kinds that the form does not offer are kept as they are, by their code. */
export const formOf = (c: ManagedCategory): CategoryForm => ({
  name: c.name.de,
  nameEn: c.name.en,
  description: c.description.de,
  descriptionEn: c.description.en,
  group: c.group,
  newGroup: '',
  keywords: listed(c.keywords.de),
  keywordsEn: listed(c.keywords.en),
  unit: c.unitId,
  skill: c.skill ?? '',
  hours: String(c.targetHours),
  same: String(c.sameWithinMetres),
  dispatch: c.dispatch,
  public: c.public,
  publish: c.publish,
  publishPhotos: c.publishPhotos,
  priority: String(c.priority),
  level: c.requiredLevel ?? '',
  layer: c.requiredLayer ?? '',
  active: c.active,
  questions: c.questions.map((q) => ({
    code: q.code,
    kind: q.kind,
    de: q.label.de,
    en: q.label.en,
    required: q.required,
    options: (q.options ?? [])
      .map((o) => (o.label.de === o.label.en ? o.label.de : `${o.label.de} = ${o.label.en}`))
      .join('\n'),
  })),
  dangers: c.dangers.map((d) => ({
    number: d.number,
    words: listed(d.words.de),
    wordsEn: listed(d.words.en),
    advice: d.advice.de,
    adviceEn: d.advice.en,
  })),
})

export const emptyCategory = (unit: string, group: string): CategoryForm => ({
  name: '',
  nameEn: '',
  description: '',
  descriptionEn: '',
  group,
  newGroup: '',
  keywords: '',
  keywordsEn: '',
  unit,
  skill: '',
  hours: '72',
  same: '30',
  dispatch: 'none',
  public: true,
  publish: 'at_once',
  publishPhotos: 'at_once',
  priority: '1',
  level: '',
  layer: '',
  active: true,
  questions: [],
  dangers: [],
})

export function readForm(body: Record<string, unknown>): CategoryForm {
  const text = (name: string): string => {
    const value = body[name]
    return typeof value === 'string' ? value.replaceAll('\r\n', '\n').slice(0, 5000).trim() : ''
  }
  const numbered = <X>(prefix: string, read: (at: string) => X, isEmpty: (x: X) => boolean): X[] =>
    Array.from({ length: 40 }, (_, i) => `${prefix}${i}`)
      .filter((at) => Object.keys(body).some((name) => name.startsWith(`${at}.`)))
      .map(read)
      .filter((x) => !isEmpty(x))
  return {
    name: text('name'),
    nameEn: text('name_en'),
    description: text('beschreibung'),
    descriptionEn: text('beschreibung_en'),
    group: text('gruppe'),
    newGroup: text('neue_gruppe'),
    keywords: text('stichworte'),
    keywordsEn: text('stichworte_en'),
    unit: text('einheit'),
    skill: text('qualifikation'),
    hours: text('stunden'),
    // A form from before this field existed says nothing of it.
    same: text('umkreis') || '30',
    dispatch: text('vergabe'),
    public: text('oeffentlich') === 'ja',
    publish: text('veroeffentlichen') === 'after_look' ? 'after_look' : 'at_once',
    publishPhotos: text('fotos') === 'after_look' ? 'after_look' : 'at_once',
    priority: text('prioritaet'),
    level: text('stufe'),
    layer: text('ebene'),
    active: text('aktiv') === 'ja',
    questions: numbered(
      'frage',
      (at) => ({
        code: text(`${at}.code`),
        kind: fieldKinds.find((kind) => kind === text(`${at}.art`)) ?? 'text',
        de: text(`${at}.de`),
        en: text(`${at}.en`),
        required: text(`${at}.pflicht`) === 'ja',
        options: text(`${at}.auswahl`),
      }),
      (q) => !q.de && !q.en && !q.options,
    ),
    dangers: numbered(
      'gefahr',
      (at) => ({
        number: text(`${at}.nummer`),
        words: text(`${at}.worte`),
        wordsEn: text(`${at}.worte_en`),
        advice: text(`${at}.rat`),
        adviceEn: text(`${at}.rat_en`),
      }),
      (d) => !d.number && !d.words && !d.advice,
    ),
  }
}

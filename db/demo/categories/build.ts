import type { Category, Danger, GroupCode, Question, QuestionKind, Text } from './types.ts'

const list = (text: string) => text.split(',').map((word) => word.trim())
export const text = (de: string, en: string): Text => ({ de, en })

type Row = Pick<Category, 'icon' | 'unit' | 'targetHours'> &
  Partial<
    Pick<
      Category,
      'skill' | 'dispatch' | 'public' | 'photoRecommended' | 'priority' | 'questions' | 'dangers'
    >
  > & {
    de: [name: string, description: string, keywords: string]
    en: [name: string, description: string, keywords: string]
  }

/** A category with the usual values filled in. */
export const category = (group: GroupCode, code: string, { de, en, ...row }: Row): Category => ({
  code,
  group,
  name: text(de[0], en[0]),
  description: text(de[1], en[1]),
  keywords: { de: list(de[2]), en: list(en[2]) },
  dispatch: 'propose',
  public: true,
  photoRecommended: true,
  priority: 'normal',
  questions: [],
  dangers: [],
  ...row,
})

const question =
  (kind: QuestionKind) =>
  (code: string, de: string, en: string, required = false): Question => ({
    code,
    kind,
    label: text(de, en),
    required,
  })
export const yesno = question('yesno')
export const number = question('number')
export const words = question('text')
export const date = question('date')

const withOptions =
  (kind: 'choice' | 'multichoice') =>
  (
    code: string,
    de: string,
    en: string,
    options: Record<string, [de: string, en: string]>,
    required = false,
  ): Question => ({
    code,
    kind,
    label: text(de, en),
    required,
    options: Object.entries(options).map(([key, [d, e]]) => ({ code: key, label: text(d, e) })),
  })
export const choice = withOptions('choice')
export const multichoice = withOptions('multichoice')

export const danger = (number: string, de: string, en: string, wordsDe: string, wordsEn: string): Danger => ({
  number,
  text: text(de, en),
  words: { de: list(wordsDe), en: list(wordsEn) },
})

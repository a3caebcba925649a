export type Text = { de: string; en: string }
export type QuestionKind = 'text' | 'number' | 'choice' | 'multichoice' | 'yesno' | 'date'
export type Question = {
  code: string
  kind: QuestionKind
  label: Text
  required: boolean
  options?: { code: string; label: Text }[]
}
/** Words that mean danger to life: the number to call comes before anything else. */
export type Danger = { words: { de: string[]; en: string[] }; number: string; text: Text }
export type GroupCode =
  | 'strasse'
  | 'licht'
  | 'sauberkeit'
  | 'gruen'
  | 'verkehr'
  | 'wasser'
  | 'freizeit'
  | 'ordnung'
  | 'sonstiges'
export type Category = {
  code: string
  group: GroupCode
  name: Text
  description: Text
  keywords: { de: string[]; en: string[] }
  /** A picture name of our own set; see `icons` in index.ts. */
  icon: string
  /** Code of the organisational unit that answers for it by default. */
  unit: string
  skill?: string
  /** Target in business hours of that unit. */
  targetHours: number
  dispatch: 'assign' | 'propose' | 'none'
  public: boolean
  photoRecommended: boolean
  priority: 'low' | 'normal' | 'high'
  questions: Question[]
  dangers: Danger[]
}

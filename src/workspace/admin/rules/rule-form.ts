import type { Authority } from '#modules/responsibility/index.ts'

/** A rule as it is typed. */
export interface RuleForm {
  category: string
  area: string
  owner: string
  from: string
  until: string
  /** 'amt:<id>' or 'behoerde:<id>' */
  target: string
  note: string
}

export const emptyRule: RuleForm = {
  category: '',
  area: '',
  owner: '',
  from: '',
  until: '',
  target: '',
  note: '',
}

export type Choice = { value: string; label: string }

export interface Names {
  categories: readonly Choice[]
  areas: readonly Choice[]
  units: readonly Choice[]
  authorities: readonly Authority[]
}

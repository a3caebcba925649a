import { LONGEST_TEXT } from '#modules/cases/index.ts'
import type { T } from '#ui/view.ts'

/** What is wrong with a text that must be there. */
export function textFault(text: string | undefined, t: T): string | undefined {
  const words = (text ?? '').trim()
  if (!words) return t('error.case.text_missing')
  return words.length > LONGEST_TEXT ? t('error.case.text_long', { most: LONGEST_TEXT }) : undefined
}

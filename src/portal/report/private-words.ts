import { findPrivate, type PrivateKind } from '#modules/cases/index.ts'

/** Which kinds of private things a text holds, for the review page: a warning, never a refusal. */
export const privateWords = (text: string): PrivateKind[] => [
  ...new Set(findPrivate(text).map(({ kind }) => kind)),
]

import type { z } from '@hono/zod-openapi'
import type { T } from '#platform/i18n.ts'
import { LONGEST_DESCRIPTION } from './report-input.ts'

/** One thing that is wrong with what was sent, in a sentence. */
export interface Fault {
  /** Where: `place.lat`, `answers.tiefe`. */
  path: string
  message: string
}

/** What was sent cannot be used. Carries every fault at once, so that nobody mends one after the other. */
export class Faulty extends Error {
  readonly faults: readonly Fault[]
  constructor(faults: readonly Fault[]) {
    super('faulty input')
    this.name = 'Faulty'
    this.faults = faults
  }
}

/** Our own messages are keys of texts; zod's (a wrong type somewhere) are sentences in English already. */
export const faultsOf = (error: z.ZodError, t: T): Fault[] =>
  error.issues.map((issue) => ({
    path: issue.path.map(String).join('.'),
    message: issue.message.startsWith('api.')
      ? t(issue.message, { most: LONGEST_DESCRIPTION })
      : issue.message,
  }))

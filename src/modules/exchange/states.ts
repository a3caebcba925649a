import type { CaseStatus, Outcome } from '#modules/cases/index.ts'

/** What their words for states mean to us: of GeoReport v2, and of FixMyStreet's extension. */
export interface Meaning {
  /** What becomes of a case; null where they only said something. */
  to: 'closed' | 'in_progress' | 'open' | null
  outcome?: Outcome
}

const meanings: Record<string, Meaning> = {
  OPEN: { to: 'open' },
  REOPEN: { to: 'open' },
  REOPENED: { to: 'open' },
  CLOSED: { to: 'closed', outcome: 'fixed' },
  FIXED: { to: 'closed', outcome: 'fixed' },
  NO_FURTHER_ACTION: { to: 'closed', outcome: 'no_action' },
  CANCELLED: { to: 'closed', outcome: 'no_action' },
  NOT_COUNCILS_RESPONSIBILITY: { to: 'closed', outcome: 'not_responsible' },
  DUPLICATE: { to: 'closed', outcome: 'no_action' },
  IN_PROGRESS: { to: 'in_progress' },
  INVESTIGATING: { to: 'in_progress' },
  PLANNED: { to: 'in_progress' },
  ACTION_SCHEDULED: { to: 'in_progress' },
  FOR_TRIAGE: { to: null },
  INTERNAL_REFERRAL: { to: null },
  UNCHANGED: { to: null },
}

/** Their word in one spelling: capitals, underscores. */
export const stateWord = (word: string): string =>
  word
    .trim()
    .toUpperCase()
    .replace(/[\s-]+/g, '_')
    .slice(0, 60)

/** What a state of theirs means; one that nobody knows says nothing. */
export const meaningOf = (word: string): Meaning => meanings[stateWord(word)] ?? { to: null }

export const isKnownState = (word: string): boolean => Object.hasOwn(meanings, stateWord(word))

const ofOutcome: Record<Outcome, string> = {
  fixed: 'FIXED',
  not_responsible: 'NOT_COUNCILS_RESPONSIBILITY',
  no_action: 'NO_FURTHER_ACTION',
  duplicate: 'DUPLICATE',
  not_reproducible: 'NO_FURTHER_ACTION',
}

/** How our state is called when we tell them. */
export const ourState = (status: CaseStatus, outcome: Outcome | null): string =>
  status === 'closed'
    ? outcome
      ? ofOutcome[outcome]
      : 'CLOSED'
    : status === 'scheduled'
      ? 'ACTION_SCHEDULED'
      : status === 'in_progress'
        ? 'IN_PROGRESS'
        : 'OPEN'

import type { Counts, Sums } from './sums.ts'

/** What reporters answered when they were asked once after closing. */
export interface Satisfaction {
  asked: number
  /** Said whether it is fixed. */
  answered: number
  /** yes, partly, no → how many. Empty where too few answered to be told. */
  fixed: Counts
  /** 1 (very dissatisfied) to 5 → how many, and their mean. */
  moods: Counts
  rated: number
  mean: number | null
}

const sum = (counts: Counts): number => Object.values(counts).reduce((all, n) => all + n, 0)

function of(asked: number, fixed: Counts, moods: Counts): Satisfaction {
  const rated = sum(moods)
  const points = Object.entries(moods).reduce((all, [mood, n]) => all + Number(mood) * n, 0)
  return {
    asked,
    answered: sum(fixed),
    fixed,
    moods,
    rated,
    mean: rated > 0 ? points / rated : null,
  }
}

export const satisfactionOf = ({ asked, fixed, mood }: Sums): Satisfaction => of(asked, fixed, mood)

export const noAnswers: Satisfaction = { ...of(-1, {}, {}), answered: -1, rated: -1 }

export function together(all: readonly Satisfaction[]): Satisfaction {
  const add = (which: 'fixed' | 'moods'): Counts => {
    const counts: Counts = {}
    for (const one of all)
      for (const [key, n] of Object.entries(one[which])) counts[key] = (counts[key] ?? 0) + n
    return counts
  }
  return of(
    all.reduce((n, one) => n + one.asked, 0),
    add('fixed'),
    add('moods'),
  )
}

/** Answers of a handful are nobody's business: they are left out, the mean with them. */
export function fewAnswers(s: Satisfaction, least: number): Satisfaction {
  const few = s.answered < least
  const fewRated = s.rated < least
  return {
    asked: s.asked >= least || s.asked === 0 ? s.asked : -1,
    answered: few && s.answered > 0 ? -1 : s.answered,
    fixed: few ? {} : s.fixed,
    moods: fewRated ? {} : s.moods,
    rated: fewRated && s.rated > 0 ? -1 : s.rated,
    mean: fewRated ? null : s.mean,
  }
}

import type { Line, Numbers } from './numbers.ts'
import { fewAnswers, noAnswers, together } from './satisfaction.ts'

/** Fewer than these could be told apart as people. */
export const SMALLEST_GROUP = 5

/**
 * What may be shown to everybody: values with fewer than five reports become one line "others" (key `*`), which takes
 * the next small one along until it holds five itself, so that nothing can be reckoned back from the sum. Times of
 * fewer than five are left out. Months keep their place, and one alone that is hidden takes another along.
 */
export function withoutSmall(n: Numbers): Numbers {
  const small = n.late.filter((l) => l.n < SMALLEST_GROUP)
  return {
    ...n,
    total: reduced(n.total),
    months: hideMonths(n.months),
    types: gathered(n.types),
    areas: gathered(n.areas),
    units: gathered(n.units),
    late: small.length > 0 ? [] : n.late,
  }
}

export const isHidden = (line: Line): boolean => line.received < 0

const hidden = (line: Line): Line => ({
  ...line,
  received: -1,
  closed: -1,
  judged: 0,
  inTime: 0,
  reopened: -1,
  doubts: -1,
  confirmed: -1,
  doubtsSure: -1,
  voicesSure: -1,
  voicesOther: -1,
  repeats: -1,
  answer: null,
  fix: null,
  satisfaction: noAnswers,
})

/** Without the times of a handful, and all of it when the reports themselves are one. */
function reduced(line: Line): Line {
  if (line.received > 0 && line.received < SMALLEST_GROUP) return hidden(line)
  const few = line.judged < SMALLEST_GROUP
  const enough = (spread: Line['fix']) => (spread && spread.n >= SMALLEST_GROUP ? spread : null)
  return {
    ...line,
    judged: few ? 0 : line.judged,
    inTime: few ? 0 : line.inTime,
    closed: inGroup(line.closed, line.received),
    reopened: inGroup(line.reopened, line.closed),
    doubts: inGroup(line.doubts, line.received),
    confirmed: inGroup(line.confirmed, Math.max(line.doubts, line.confirmed)),
    doubtsSure: inGroup(line.doubtsSure, line.doubts),
    ...voicesOf(line),
    repeats: inGroup(line.repeats, line.received),
    answer: enough(line.answer),
    fix: enough(line.fix),
    satisfaction: fewAnswers(line.satisfaction, SMALLEST_GROUP),
  }
}

/** Voices are told when there are none, or both kinds are more than a handful. */
function voicesOf({ voicesSure, voicesOther }: Line): Pick<Line, 'voicesSure' | 'voicesOther'> {
  const all = voicesSure + voicesOther
  const told = all === 0 || (all >= SMALLEST_GROUP && inGroup(voicesSure, all) >= 0)
  return told ? { voicesSure, voicesOther } : { voicesSure: -1, voicesOther: -1 }
}

/** A part is told when neither it nor the rest is a handful; none at all may be said. */
const inGroup = (part: number, of: number): number =>
  part === 0 || part === of || (part >= SMALLEST_GROUP && of - part >= SMALLEST_GROUP) ? part : -1

function gathered(lines: readonly Line[]): Line[] {
  const ascending = lines.toSorted((a, b) => a.received - b.received)
  const rest: Line[] = []
  let sum = 0
  for (const line of ascending) {
    if (line.received >= SMALLEST_GROUP && (rest.length === 0 || sum >= SMALLEST_GROUP)) break
    rest.push(line)
    sum += line.received
  }
  const shown = lines.filter((line) => !rest.includes(line)).map(reduced)
  if (rest.length === 0) return shown
  const add = (
    of:
      | 'received'
      | 'closed'
      | 'judged'
      | 'inTime'
      | 'reopened'
      | 'doubts'
      | 'confirmed'
      | 'doubtsSure'
      | 'voicesSure'
      | 'voicesOther'
      | 'repeats',
  ) => rest.reduce((s, l) => s + l[of], 0)
  const others: Line = {
    key: '*',
    received: add('received'),
    closed: add('closed'),
    judged: add('judged'),
    inTime: add('inTime'),
    reopened: add('reopened'),
    doubts: add('doubts'),
    confirmed: add('confirmed'),
    doubtsSure: add('doubtsSure'),
    voicesSure: add('voicesSure'),
    voicesOther: add('voicesOther'),
    repeats: add('repeats'),
    answer: null,
    fix: null,
    satisfaction: fewAnswers(together(rest.map((l) => l.satisfaction)), SMALLEST_GROUP),
  }
  return [...shown, reduced(others)]
}

function hideMonths(months: readonly Line[]): Line[] {
  const few = (m: Line) => m.received > 0 && m.received < SMALLEST_GROUP
  const alone = months.filter(few).length === 1
  const next = alone
    ? months.filter((m) => m.received >= SMALLEST_GROUP).toSorted((a, b) => a.received - b.received)[0]
    : undefined
  return months.map((m) => (m === next ? hidden(m) : reduced(m)))
}

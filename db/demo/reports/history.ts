import type { Random } from '../random.ts'
import { closings, notes, reopenings, replies } from './answers.ts'
import { atWork, DAY, MINUTE } from './time.ts'
import type { Outcome, Report, Step } from './types.ts'

export type People = { assignee?: string; clerk: string; head: string }

/** The steps of a case in order; none lies before its predecessor or after `now`. */
export function tell(
  report: Omit<Report, 'history'>,
  people: People,
  end: Date | undefined,
  now: Date,
  authority: string | undefined,
  rng: Random,
): Step[] {
  const steps: Step[] = [{ at: report.createdAt, type: 'opened' }]
  const limit = (end ?? now).getTime()
  let clock = report.createdAt.getTime()
  const words = (list: { de: string[]; en: string[] }) => rng.pick(list[report.language])
  /** Adds a step some time later, in working hours, if there is still time for it. */
  const step = (minutes: number, rest: Omit<Step, 'at'>): boolean => {
    const at = atWork(new Date(clock + minutes * MINUTE), rng).getTime()
    if (at >= limit) return false
    clock = at
    steps.push({ at: new Date(at), ...rest })
    return true
  }
  const close = (outcome: Outcome, by: string) =>
    steps.push({
      at: new Date(limit),
      type: 'closed',
      by,
      outcome,
      text: words(closings[outcome]!),
      ...(outcome === 'not_responsible' && authority && { authority }),
    })

  if (authority) {
    step(rng.int(3, 90), { type: 'handed_over', by: people.clerk, authority })
    if (report.status === 'closed') close('not_responsible', people.clerk)
    return steps
  }
  const { assignee } = report
  if (!assignee) {
    if (rng.chance(0.3)) step(rng.int(60, 900), { type: 'note', by: people.clerk, text: rng.pick(notes) })
    if (report.status === 'closed') close(report.outcome!, people.clerk)
    return steps
  }
  const room = Math.max(10, (limit - clock) / MINUTE)
  const short = Math.min(room * 0.08, 600)
  /** By the system, at any hour. */
  const assign = (minutes: number) => {
    clock += minutes * MINUTE
    steps.push({ at: new Date(clock), type: 'assigned', to: assignee })
  }
  if (rng.chance(0.6)) assign(Math.min(2, room * 0.02))
  else if (!step(rng.float(0.3, 1) * short, { type: 'assigned', by: people.clerk, to: assignee }))
    assign(Math.min(5, room * 0.05))
  step(rng.float(0.5, 2) * short, { type: 'accepted', by: assignee })
  if (rng.chance(0.4))
    step(rng.float(0.2, 1) * short, {
      type: 'note',
      by: rng.chance(0.5) ? assignee : people.clerk,
      text: rng.pick(notes),
    })
  if (report.reporter?.email && rng.chance(0.5))
    step(rng.float(0.2, 1) * short, { type: 'public_reply', by: people.clerk, text: words(replies) })
  if (report.status === 'scheduled' || (report.status === 'closed' && rng.chance(0.45))) {
    const planned =
      report.status === 'closed'
        ? limit
        : atWork(new Date(now.getTime() + rng.float(0.4, 9) * DAY), rng).getTime()
    const fits = step(rng.float(0.3, 1.4) * short, {
      type: 'scheduled',
      by: assignee,
      scheduledFor: new Date(planned),
    })
    if (!fits && report.status === 'scheduled')
      steps.push({
        at: new Date(Math.min(limit - 1000, clock + MINUTE)),
        type: 'scheduled',
        by: assignee,
        scheduledFor: new Date(planned),
      })
  }
  if (report.status === 'in_progress' || (report.status === 'closed' && rng.chance(0.5))) {
    const fits = step(rng.float(0.4, 2) * short, { type: 'in_progress', by: assignee })
    if (!fits && report.status === 'in_progress')
      steps.push({ at: new Date(Math.min(limit - 1000, clock + MINUTE)), type: 'in_progress', by: assignee })
  }
  if (report.status !== 'closed') {
    // the head asks about what lies too long
    if (report.dueAt < now && rng.chance(0.35))
      step(rng.float(0.1, 0.5) * short, {
        type: 'note',
        by: people.head,
        text: 'Bitte Stand mitteilen, die Frist ist vorbei.',
      })
    return steps
  }
  if (report.outcome === 'fixed' && rng.chance(0.06)) {
    const first = clock + (limit - clock) * 0.4
    steps.push({
      at: new Date(first),
      type: 'closed',
      by: assignee,
      outcome: 'fixed',
      text: words(closings.fixed!),
    })
    steps.push({ at: new Date(clock + (limit - clock) * 0.7), type: 'reopened', text: rng.pick(reopenings) })
  }
  close(report.outcome!, assignee)
  return steps
}

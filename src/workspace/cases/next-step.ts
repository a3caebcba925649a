import type { CaseAction } from '#modules/cases/index.ts'
import { selves } from '#platform/context/actor.ts'
import { forms } from './actions/all.ts'
import type { ActionForm } from './actions/form.ts'
import type { Desk } from './desk.ts'

/** What somebody would sensibly do next, first match first; the case's one primary button. */
const steps: readonly { noun: string; when: (desk: Desk) => boolean }[] = [
  { noun: 'rueckmeldung', when: ({ voices }) => Boolean(voices?.question) },
  { noun: 'wiederaufnahme', when: ({ case: c }) => c.status === 'closed' },
  { noun: 'weitergabe', when: ({ authority }) => authority !== null },
  { noun: 'vorschlag', when: ({ proposal }) => proposal !== null },
  { noun: 'uebernahme', when: ({ case: c }) => c.assigneeId === null },
  {
    noun: 'termin',
    when: ({ case: c, me }) => c.status === 'open' && selves(me).includes(c.assigneeId ?? ''),
  },
  { noun: 'abschluss', when: () => true },
]

export const may = (desk: Desk, form: ActionForm): boolean =>
  desk.can.has(form.does) &&
  (form.noun !== 'vorschlag' || desk.proposal !== null) &&
  (form.when?.(desk) ?? true)

export function nextStep(desk: Desk): ActionForm | null {
  for (const step of steps) {
    const form = forms.get(step.noun)!
    if (step.when(desk) && may(desk, form)) return form
  }
  return null
}

/** The rest: a few at hand, the others behind "Mehr". Words have their own place above the conversation. */
export function otherSteps(desk: Desk, next: ActionForm | null): { near: ActionForm[]; more: ActionForm[] } {
  const mine = desk.me.kind === 'staff' && desk.case.assigneeId === desk.me.id
  const rest = [...forms.values()].filter(
    (form) =>
      form !== next &&
      may(desk, form) &&
      !spoken.has(form.does) &&
      form.noun !== 'vorschlag' &&
      !(form.noun === 'uebernahme' && mine),
  )
  const far = new Set([
    'foto',
    'frist',
    'prioritaet',
    'kategorie',
    'objekt',
    'teil',
    'beginn',
    'beschraenkung',
    'zugriff',
    'freigabe',
    'veroeffentlichung',
    'nichtoeffentlich',
    'trennung',
  ])
  return { near: rest.filter((f) => !far.has(f.noun)), more: rest.filter((f) => far.has(f.noun)) }
}

const spoken = new Set<CaseAction>(['note', 'reply'])

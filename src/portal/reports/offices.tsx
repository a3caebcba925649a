import type { PageView } from '#http/view.ts'
import { type ChildStep, childSteps, type HistoryEntry } from '#modules/cases/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { Icon } from '#ui/icon.tsx'
import { Section } from '#ui/page-title.tsx'
import { Said } from './steps.tsx'

/** How far each office is, where several work on a report; its history says whether any does. */
export const officesOf = async (
  ctx: Ctx,
  id: Uuid,
  history: readonly HistoryEntry[],
): Promise<ChildStep[]> =>
  history.some((entry) => entry.event.type === 'case.split') ? childSteps(ctx, { id }) : []

/** "Straßenbeleuchtung: erledigt", one line an office; what they said only for whoever reported it. */
export function Offices({
  view,
  steps,
  notes = false,
}: {
  view: PageView
  steps: readonly ChildStep[]
  notes?: boolean
}) {
  if (steps.length === 0) return null
  return (
    <Section title={view.t('parts.offices.title')} intro={view.t('parts.offices.intro')}>
      <ul class="sd-offices">
        {steps.map((step) => (
          <li key={step.id}>
            <Icon name={step.done ? 'success' : 'clock'} size={20} /> {step.words}
            {notes && step.note && <Said text={step.note.body} lang={step.note.lang} />}
          </li>
        ))}
      </ul>
    </Section>
  )
}

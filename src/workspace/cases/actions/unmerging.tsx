import { unmergeCase } from '#modules/cases/index.ts'
import { Icon } from '#ui/icon.tsx'
import type { ActionForm } from './form.ts'
import { reaches } from './replying.tsx'

/** Two cases that were merged are two things after all. */
export const unmerging: ActionForm = {
  noun: 'trennung',
  does: 'unmerge',
  event: 'case.unmerged',
  icon: 'close',
  when: (desk) => desk.doubles.kept !== null,
  fields: ({ desk }) => (
    <>
      <p>{desk.view.t('same.partText', { number: desk.doubles.kept?.number ?? '' })}</p>
      <p class="goes">
        <Icon name="mail" size={20} />
        {reaches(desk)}
      </p>
    </>
  ),
  run: (ctx, c, _values, { version }) => unmergeCase(ctx, c.id, version),
}

import { reopenCase } from '#modules/cases/index.ts'
import { TextArea } from '#ui/field/text-area.tsx'
import { Icon } from '#ui/icon.tsx'
import { ClosedParts, chosenParts, endedTogether } from './closed-parts.tsx'
import { type ActionForm, withVersion } from './form.ts'
import { reaches } from './replying.tsx'
import { textFault } from './text-fault.ts'

export const reopening: ActionForm = {
  noun: 'wiederaufnahme',
  does: 'reopen',
  event: 'case.reopened',
  icon: 'route',
  fields: ({ desk, values, errors }) => (
    <>
      <TextArea
        t={desk.view.t}
        name="text"
        label={desk.view.t('workspace.form.reopenNote')}
        hint={desk.view.t('workspace.form.handNoteHint')}
        rows={3}
        value={values.text}
        error={errors.text}
      />
      <ClosedParts desk={desk} values={values} />
      <p class="goes">
        <Icon name="mail" size={20} />
        {reaches(desk)}
      </p>
    </>
  ),
  initial: (desk) => ({ teile: endedTogether(desk) }),
  check: (values, desk) => ({ text: textFault(values.text, desk.view.t) }),
  run: (ctx, c, values, { version }) =>
    reopenCase(ctx, c.id, {
      note: values.text!,
      parts: chosenParts(values),
      ...withVersion(version),
    }),
}

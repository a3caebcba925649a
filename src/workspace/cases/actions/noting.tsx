import { addNote } from '#modules/cases/index.ts'
import { TextArea } from '#ui/field/text-area.tsx'
import { Icon } from '#ui/icon.tsx'
import { type ActionForm, withVersion } from './form.ts'
import { namedIn, OnlyFor } from './restrict-names.tsx'
import { textFault } from './text-fault.ts'

/** The case's page holds the note's form and the answer's, each with a text. */
const TEXT_ID = 'notiz-text'

/** A word among colleagues, which never leaves the town hall. */
export const noting: ActionForm = {
  noun: 'notiz',
  does: 'note',
  event: 'case.noted',
  icon: 'lock',
  idOf: { text: TEXT_ID, person: 'notiz-person' },
  fields: ({ desk, values, errors }) => (
    <>
      <p class="goes goes--internal">
        <Icon name="lock" size={20} />
        {desk.view.t('workspace.form.noteGoes')}
      </p>
      <TextArea
        t={desk.view.t}
        name="text"
        id={TEXT_ID}
        label={desk.view.t('workspace.form.note')}
        value={values.text}
        error={errors.text}
        rows={5}
      />
      <OnlyFor
        desk={desk}
        values={values}
        error={errors.person}
        id="notiz"
        text={desk.view.t('restricted.only.text')}
      />
    </>
  ),
  check: (values, desk) => ({ text: textFault(values.text, desk.view.t) }),
  run: (ctx, c, values, { version }) =>
    addNote(ctx, c.id, values.text!, withVersion(version).version, namedIn(values)),
  fieldOf: { 'case.no_such_colleague': 'person', 'case.no_such_unit': 'person' },
}

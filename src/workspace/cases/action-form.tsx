import { Button } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { paths } from '../../paths.ts'
import { type ActionForm, type Choices, type Errors, noChoices, type Values } from './actions/form.ts'
import { type Desk, lastSeq } from './desk.ts'

interface Props {
  desk: Desk
  form: ActionForm
  values?: Values
  errors?: Errors
  /** What the form's `choices` found. */
  choices?: Choices
  /** What the case was when these words were written; by default what it is now. */
  version?: number
  seen?: number
  /** Photos that have been taken in already. */
  photos?: readonly string[]
  label?: string
  back?: string | null
}

/** The form of an action, on its own page or folded into the case's: it carries what it was written upon. */
export function CaseActionForm({
  desk,
  form,
  values,
  errors = {},
  choices = noChoices,
  version,
  seen,
  photos = [],
  label,
  back,
}: Props) {
  const { t } = desk.view
  const Fields = form.fields
  return (
    <Form
      action={paths.caseAction(desk.case.number, form.noun)}
      files={form.photos !== undefined}
      hidden={[
        ['version', String(version ?? desk.case.version)],
        ['stand', String(seen ?? lastSeq(desk))],
        ...photos.map((id) => ['foto', id] as const),
        ...(back ? [['zurueck', back] as const] : []),
      ]}
    >
      {photos.length > 0 && <p role="status">{t('workspace.photo.kept', { count: photos.length })}</p>}
      {Fields && (
        <Fields desk={desk} values={values ?? form.initial?.(desk) ?? {}} errors={errors} choices={choices} />
      )}
      <div class="sd-actions">
        <Button icon={form.icon}>{label ?? t(`workspace.submit.${form.noun}`)}</Button>
      </div>
    </Form>
  )
}

/** An action that asks nothing: one button, and it is done. */
export function QuickAction({
  desk,
  form,
  kind = 'primary',
}: {
  desk: Desk
  form: ActionForm
  kind?: 'primary' | 'secondary'
}) {
  return (
    <Form
      class="quick"
      action={paths.caseAction(desk.case.number, form.noun)}
      hidden={{ version: desk.case.version, stand: lastSeq(desk) }}
    >
      <Button icon={form.icon} kind={kind}>
        {desk.view.t(`workspace.do.${form.noun}`)}
      </Button>
    </Form>
  )
}

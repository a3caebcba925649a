import type { PageView } from '#http/view.ts'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { Section } from '#ui/page-title.tsx'
import { paths } from '../../../paths.ts'
import type { Refusal } from '../refused.ts'
import { DetailsFields, type DetailsForm } from './details-form.tsx'
import { PeopleFormPage } from './form-page.tsx'
import { RoleFields, type RoleFieldsProps } from './role-fields.tsx'

/** Somebody new: who they are and what they begin with. */
export function NewPersonPage({
  view,
  details,
  refusal,
  mails,
  ...role
}: RoleFieldsProps & {
  view: PageView
  details: DetailsForm
  refusal: Refusal | null
  /** Does the program send mail? Otherwise the link is shown afterwards. */
  mails: boolean
}) {
  const { t } = view
  return (
    <PeopleFormPage
      view={view}
      title={t('people.new')}
      lead={t(mails ? 'people.newLead' : 'people.newLeadByHand')}
      mistakes={role.mistakes}
      refusal={refusal}
    >
      <Form action={paths.personNew}>
        <DetailsFields view={view} form={details} mistakes={role.mistakes} />
        <Section title={t('people.firstRole')} intro={t('people.firstRoleLead')} />
        <RoleFields view={view} {...role} />
        <ActionBar>
          <Button icon={mails ? 'mail' : 'plus'}>{t(mails ? 'people.invite' : 'people.create')}</Button>
          <ButtonLink kind="tertiary" href={paths.people}>
            {t('ui.cancel')}
          </ButtonLink>
        </ActionBar>
      </Form>
    </PeopleFormPage>
  )
}

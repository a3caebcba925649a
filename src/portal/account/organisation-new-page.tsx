import { ActionBar, Button } from '#ui/button.tsx'
import { TextArea } from '#ui/field/text-area.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { paths } from '../../paths.ts'
import { AccountLayout } from './layout.tsx'
import type { Me } from './me.ts'

export interface OrganisationWords {
  name: string
  register: string
  adresse: string
  email: string
  telefon: string
  notiz: string
}

export function NewOrganisationPage({
  me,
  words,
  errors = {},
}: {
  me: Me
  words?: OrganisationWords
  errors?: Record<string, string>
}) {
  const { t } = me.view
  const field = (name: keyof OrganisationWords) => ({
    t,
    name,
    value: words?.[name] ?? '',
    error: errors[name],
  })
  return (
    <AccountLayout
      me={me}
      area="organisations"
      title={t('account.organisation.newTitle')}
      lead={t('account.organisation.newLead')}
      errors={Object.entries(errors).map(([name, message]) => ({ field: name, message }))}
    >
      <Form action={paths.accountOrganisationNew}>
        <TextField
          {...field('name')}
          label={t('account.organisation.name')}
          autocomplete="organization"
          maxlength={200}
        />
        <TextField
          {...field('register')}
          label={t('account.organisation.register')}
          hint={t('account.organisation.registerHint')}
          maxlength={100}
          optional
        />
        <TextField
          {...field('adresse')}
          label={t('account.profile.address')}
          hint={t('account.profile.addressHint')}
          maxlength={300}
          optional
        />
        <TextField
          {...field('email')}
          type="email"
          label={t('account.organisation.email')}
          hint={t('account.organisation.emailHint')}
          maxlength={320}
          optional
        />
        <TextField
          {...field('telefon')}
          type="tel"
          label={t('account.profile.phone')}
          maxlength={60}
          width="medium"
          optional
        />
        <TextArea
          {...field('notiz')}
          label={t('account.organisation.note')}
          hint={t('account.organisation.noteHint')}
          rows={3}
          maxlength={1000}
          optional
        />
        <ActionBar>
          <Button>{t('account.organisation.found')}</Button>
        </ActionBar>
      </Form>
    </AccountLayout>
  )
}

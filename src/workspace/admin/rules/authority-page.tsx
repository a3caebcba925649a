import type { PageView } from '#http/view.ts'
import type { AuthorityInput } from '#modules/responsibility/index.ts'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { TextArea } from '#ui/field/text-area.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { paths } from '../../../paths.ts'
import { AdminLayout } from '../admin-layout.tsx'

interface Props {
  view: PageView
  id: string
  input: AuthorityInput
  faults?: readonly ('name' | 'word' | 'email' | 'url')[]
}

/** Another authority: how it is called and reached, and what reporters are told. */
export function AuthorityPage({ view, id, input, faults = [] }: Props) {
  const { t } = view
  const names = { name: 'name', word: 'wort', email: 'email', url: 'adresse' } as const
  const say = (key: keyof typeof names) =>
    faults.includes(key) ? { error: t(`rules.authority.fault.${key}`) } : {}
  return (
    <AdminLayout
      view={view}
      title={input.name || t('rules.authority.title')}
      above={[{ label: t('admin.area.rules.title'), href: paths.rules }]}
      errors={faults.length > 0}
    >
      <ErrorSummary
        t={t}
        errors={faults.map((key) => ({ field: names[key], message: t(`rules.authority.fault.${key}`) }))}
      />
      <Form action={paths.authority(id)}>
        <TextField
          t={t}
          name="name"
          label={t('rules.authority.name')}
          value={input.name}
          maxlength={200}
          {...say('name')}
        />
        <TextField
          t={t}
          name="name_en"
          label={t('rules.authority.nameEn')}
          value={input.nameEn}
          maxlength={200}
          optional
        />
        <TextField
          t={t}
          name="email"
          type="email"
          label={t('rules.authority.email')}
          hint={t('rules.authority.emailHint')}
          value={input.email ?? ''}
          optional
          {...say('email')}
        />
        <TextField
          t={t}
          name="telefon"
          type="tel"
          label={t('rules.authority.phone')}
          value={input.phone ?? ''}
          width="medium"
          optional
        />
        <TextField
          t={t}
          name="adresse"
          type="url"
          label={t('rules.authority.url')}
          value={input.url ?? ''}
          optional
          {...say('url')}
        />
        <TextArea
          t={t}
          name="wort"
          label={t('rules.authority.word')}
          hint={t('rules.authority.wordHint')}
          value={input.word}
          rows={3}
          {...say('word')}
        />
        <TextArea
          t={t}
          name="wort_en"
          label={t('rules.authority.wordEn')}
          value={input.wordEn}
          rows={3}
          optional
        />
        <ActionBar>
          <Button>{t('rules.save')}</Button>
          <ButtonLink kind="tertiary" href={paths.rules}>
            {t('rules.cancel')}
          </ButtonLink>
        </ActionBar>
      </Form>
    </AdminLayout>
  )
}

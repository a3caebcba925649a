import type { PageView } from '#http/view.ts'
import { Button } from '#ui/button.tsx'
import { TextArea } from '#ui/field/text-area.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { Section } from '#ui/page-title.tsx'
import { paths } from '../../paths.ts'
import type { Feedback } from './feedback.ts'

interface Props {
  view: PageView
  words?: Feedback
  errors?: readonly { field: keyof Feedback; key: string }[]
}

/** Tell the town about a barrier, without an account and without a mail program. */
export function FeedbackForm({ view, words, errors = [] }: Props) {
  const { t } = view
  const errorAt = (field: keyof Feedback) => {
    const key = errors.find((e) => e.field === field)?.key
    return key ? { error: t(key) } : {}
  }
  return (
    <Section title={t('legal.feedback.title')} id="rueckmeldung" intro={t('legal.feedback.intro')}>
      <Form action={paths.accessibility}>
        <TextField
          t={t}
          name="seite"
          optional
          label={t('legal.feedback.page')}
          hint={t('legal.feedback.pageHint')}
          value={words?.seite ?? ''}
          {...errorAt('seite')}
        />
        <TextArea
          t={t}
          name="barriere"
          label={t('legal.feedback.barrier')}
          value={words?.barriere ?? ''}
          maxlength={5000}
          {...errorAt('barriere')}
        />
        <TextField
          t={t}
          name="email"
          optional
          type="email"
          autocomplete="email"
          label={t('legal.feedback.email')}
          hint={t('legal.feedback.emailHint')}
          value={words?.email ?? ''}
          {...errorAt('email')}
        />
        <Button icon="mail">{t('legal.feedback.send')}</Button>
      </Form>
    </Section>
  )
}

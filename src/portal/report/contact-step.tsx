import { paths } from '#paths.ts'
import { ActionBar, Button } from '#ui/button.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { Inset } from '#ui/notice.tsx'
import type { StepPage } from './journey.ts'
import { contactFields, readFields } from './questions.ts'
import { StepLayout } from './step-layout.tsx'

export const contactStep: StepPage = {
  show(j, _query, mistakes) {
    const { t } = j.view
    const kept = {
      name: j.answers.contact?.name,
      email: j.answers.contact?.email,
      telefon: j.answers.contact?.phone,
    }
    const p = (name: keyof typeof kept) => ({
      t,
      name,
      value: String(mistakes?.values[name] ?? kept[name] ?? ''),
      error: mistakes?.errors[name],
      optional: true,
    })
    return (
      <StepLayout
        j={j}
        name="kontakt"
        title={t('report.contact.title')}
        lead={t('report.contact.lead')}
        mistakes={mistakes}
      >
        <Form action={paths.reportStep('kontakt')}>
          <TextField
            {...p('email')}
            label={t('report.contact.email')}
            hint={t('report.contact.emailHint')}
            type="email"
            inputmode="email"
            autocomplete="email"
          />
          <TextField {...p('name')} label={t('report.contact.name')} autocomplete="name" />
          <TextField
            {...p('telefon')}
            label={t('report.contact.phone')}
            hint={t('report.contact.phoneHint')}
            type="tel"
            inputmode="tel"
            autocomplete="tel"
            width="medium"
          />
          <Inset>
            <p>{t('report.contact.why', { town: j.view.town.name })}</p>
            <p>
              <a href={paths.privacy}>{t('report.contact.privacy')}</a>
            </p>
          </Inset>
          <ActionBar>
            <Button iconAfter="arrow-right">{t('ui.next')}</Button>
          </ActionBar>
        </Form>
      </StepLayout>
    )
  },

  take(j, given) {
    const read = readFields(j.ctx, contactFields, given.values)
    if (!read.ok) return { mistakes: read.mistakes }
    const { name, email, telefon } = read.answers as Record<string, string | undefined>
    const contact = {
      ...(name ? { name } : {}),
      ...(email ? { email } : {}),
      ...(telefon ? { phone: telefon } : {}),
    }
    return { change: { contact: Object.keys(contact).length > 0 ? contact : null } }
  },
}

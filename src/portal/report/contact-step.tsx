import { paths } from '#paths.ts'
import { ActionBar, Button } from '#ui/button.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { Inset, Notice } from '#ui/notice.tsx'
import { knownContact } from './from-account.ts'
import type { StepPage } from './journey.ts'
import { contactFields, readFields } from './questions.ts'
import { StepLayout } from './step-layout.tsx'

export const contactStep: StepPage = {
  async show(j, _query, mistakes) {
    const { t } = j.view
    const { actor } = j.ctx
    const organisation = actor.kind === 'citizen' ? actor.organisation : undefined
    const known = j.answers.contact === undefined ? await knownContact(j.ctx) : j.answers.contact
    const kept = { name: known?.name, email: known?.email, telefon: known?.phone }
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
        {actor.kind === 'citizen' && (
          <Notice
            title={
              organisation
                ? t('report.contact.forOrganisation', { name: organisation.name })
                : t('report.contact.signedIn', { name: actor.name })
            }
          >
            <p>{t('report.contact.signedInText')}</p>
          </Notice>
        )}
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

import { paths } from '#paths.ts'
import { ActionBar, Button } from '#ui/button.tsx'
import { Details } from '#ui/details.tsx'
import { RadioField } from '#ui/field/choice-field.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { Inset, Notice } from '#ui/notice.tsx'
import { knownContact } from './from-account.ts'
import type { StepPage } from './journey.ts'
import { contactFields, otherFields, readFields } from './questions.ts'
import { StepLayout } from './step-layout.tsx'
import { WritingOn } from './writing-on.tsx'

export const contactStep: StepPage = {
  async show(j, _query, mistakes) {
    const { t } = j.view
    const { actor } = j.ctx
    const organisation = actor.kind === 'citizen' ? actor.organisation : undefined
    const known = j.answers.contact === undefined ? await knownContact(j.ctx) : j.answers.contact
    const { other, channel } = j.answers
    const kept = {
      name: known?.name,
      email: known?.email,
      telefon: known?.phone,
      fuer_name: other?.name,
      fuer_email: other?.email,
      fuer_telefon: other?.phone,
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
          {actor.kind === 'staff' && (
            <RadioField
              t={t}
              name="weg"
              label={t('other.channel')}
              hint={t('other.channelHint')}
              look="row"
              options={channels.map((value) => ({ value, label: t(`other.channels.${value}`) }))}
              value={channel ?? 'phone'}
            />
          )}
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
          <Details
            summary={t('other.title')}
            open={
              Boolean(other) ||
              otherFields.some(({ code }) => mistakes?.errors[code] ?? mistakes?.values[code])
            }
          >
            <p>{t('other.text')}</p>
            <TextField {...p('fuer_name')} label={t('other.name')} autocomplete="off" />
            <TextField
              {...p('fuer_email')}
              label={t('other.email')}
              hint={t('other.emailHint')}
              type="email"
              inputmode="email"
              autocomplete="off"
            />
            <TextField
              {...p('fuer_telefon')}
              label={t('other.phone')}
              type="tel"
              inputmode="tel"
              autocomplete="off"
              width="medium"
            />
          </Details>
          <Inset>
            <p>{t('report.contact.why', { town: j.view.town.name })}</p>
            <p>
              <a href={paths.privacy}>{t('report.contact.privacy')}</a>
            </p>
          </Inset>
          <ActionBar>
            <Button iconAfter="arrow-right">{t('ui.next')}</Button>
          </ActionBar>
          <WritingOn view={j.view} />
        </Form>
      </StepLayout>
    )
  },

  take(j, given) {
    const own = readFields(j.ctx, contactFields, given.values)
    const said = otherFields.some((field) => given.text(field.code).trim())
    const other = said ? readFields(j.ctx, otherFields, given.values) : null
    if (!own.ok || other?.ok === false) {
      const all = [own, other].flatMap((read) => (read && !read.ok ? [read.mistakes] : []))
      return {
        mistakes: {
          errors: Object.assign({}, ...all.map((m) => m.errors)),
          values: { ...given.values } as Record<string, string>,
        },
      }
    }
    const channel = j.ctx.actor.kind === 'staff' && channels.find((one) => one === given.text('weg'))
    return {
      change: {
        contact: contactOf(own.answers as Words, ''),
        other: other ? contactOf(other.answers as Words, 'fuer_') : null,
        ...(channel && { channel }),
      },
    }
  },

  written: (_j, given) =>
    Object.fromEntries([...contactFields, ...otherFields].map(({ code }) => [code, given.text(code)])),
}

/** How staff hear of something that they write down for somebody. */
const channels = ['phone', 'counter'] as const

type Words = Record<string, string | undefined>

function contactOf(answers: Words, prefix: string): { name?: string; email?: string; phone?: string } | null {
  const [name, email, phone] = ['name', 'email', 'telefon'].map((field) => answers[prefix + field])
  const contact = { ...(name && { name }), ...(email && { email }), ...(phone && { phone }) }
  return Object.keys(contact).length > 0 ? contact : null
}

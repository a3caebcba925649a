import type { PageView } from '#http/view.ts'
import type { Case } from '#modules/cases/index.ts'
import { LONGEST_SAYING } from '#modules/voice/index.ts'
import { shortAddress } from '#portal/reports/short-address.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Confirmation } from '#ui/confirmation.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { PhotoField } from '#ui/field/file-field.tsx'
import { TextArea } from '#ui/field/text-area.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { HowCounted } from '../following/how-counted.tsx'

export interface StillDraft {
  words: string
  email: string
  errors: { field: 'worte' | 'fotos' | 'email'; message: string }[]
}

interface Props {
  view: PageView
  case: Case
  of: 'closed' | 'open'
  action: string
  /** The page to go back to; null where the person has none. */
  back: string | null
  /** Asks for an address: of who is known by their link there is one. */
  mayLeaveEmail: boolean
  /** Nobody knows who they are: they are counted as a browser. */
  asBrowser: boolean
  draft?: StillDraft
}

/** "Still there": one button is enough, words, photos and an address are up to the person. */
export function StillPage({ view, case: c, of, action, back, mayLeaveEmail, asBrowser, draft }: Props) {
  const { t, lang } = view
  const errors = draft?.errors ?? []
  const errorAt = (field: string) => {
    const error = errors.find((e) => e.field === field)?.message
    return error ? { error } : {}
  }
  const title = t('voice.still.title')
  return (
    <PortalLayout
      view={view}
      title={`${errors.length > 0 ? `${t('ui.error.prefix')} ` : ''}${title} (${c.number})`}
      width="narrow"
      islands={['photo']}
      noIndex
      trail={[...(back ? [{ label: c.number, href: back }] : []), { label: title }]}
    >
      <ErrorSummary t={t} errors={errors} />
      <PageTitle
        preline={t('voice.still.of', {
          number: c.number,
          title: c.title[lang],
          address: shortAddress(c.address),
        })}
        lead={t(of === 'closed' ? 'voice.still.leadClosed' : 'voice.still.leadOpen')}
      >
        {title}
      </PageTitle>
      <Form action={action} files>
        <TextArea
          t={t}
          name="worte"
          optional
          rows={3}
          label={t('voice.still.words')}
          hint={t('voice.still.wordsHint')}
          value={draft?.words ?? ''}
          maxlength={LONGEST_SAYING}
          {...errorAt('worte')}
        />
        <PhotoField
          t={t}
          name="fotos"
          optional
          max={3}
          label={t('voice.still.photo')}
          hint={t('voice.still.photoHint')}
          {...errorAt('fotos')}
        />
        {mayLeaveEmail && of === 'closed' && (
          <TextField
            t={t}
            name="email"
            optional
            type="email"
            inputmode="email"
            autocomplete="email"
            label={t('voice.still.email')}
            hint={t('voice.still.emailHint')}
            value={draft?.email ?? ''}
            {...errorAt('email')}
          />
        )}
        <div class="sd-actions">
          <Button icon="megaphone">{t('voice.still.send')}</Button>
          {back && <ButtonLink href={back}>{t('voice.still.back')}</ButtonLink>}
        </div>
      </Form>
      {asBrowser && <HowCounted view={view} />}
    </PortalLayout>
  )
}

/** It was counted, or had been before. */
export function StillDonePage({
  view,
  known,
  due,
  back,
}: {
  view: PageView
  known: boolean
  /** Until when the unit decides; null of an open report. */
  due: Date | null
  back: string | null
}) {
  const { t, format } = view
  const title = t(known ? 'voice.still.known' : 'voice.still.done')
  return (
    <PortalLayout view={view} title={title} width="narrow" noIndex>
      <Confirmation
        t={t}
        title={title}
        lead={
          known
            ? t('voice.still.knownText')
            : due
              ? t('voice.still.doneClosed', { due: format.formatDay(due) })
              : t('voice.still.doneOpen')
        }
      >
        {back && (
          <div class="sd-actions">
            <ButtonLink href={back}>{t('voice.still.back')}</ButtonLink>
          </div>
        )}
      </Confirmation>
    </PortalLayout>
  )
}

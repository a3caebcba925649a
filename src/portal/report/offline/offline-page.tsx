import type { PageView } from '#http/view.ts'
import type { CategoryGroup } from '#modules/reports/index.ts'
import { paths } from '#paths.ts'
import { ActionBar, Button } from '#ui/button.tsx'
import { SelectField } from '#ui/field/choice-field.tsx'
import { PhotoField } from '#ui/field/file-field.tsx'
import { TextArea } from '#ui/field/text-area.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { Inset } from '#ui/notice.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { EmergencyLine } from '../emergency-line.tsx'
import { PHOTOS_FIELD } from '../photos-step.tsx'
import { LONGEST_TEXT } from '../questions.ts'

interface Props {
  view: PageView
  groups: readonly CategoryGroup[]
  /** For browsers without scripts; with them each report draws its own. */
  key_: string
}

/** Everything on one page, kept by the browser and sent when there is a network. */
export function OfflinePage({ view, groups, key_ }: Props) {
  const { t, lang } = view
  return (
    <PortalLayout
      view={view}
      title={t('offline.title')}
      islands={view.terminal ? [] : ['offline-report']}
      width="narrow"
      noIndex
    >
      <PageTitle lead={t('offline.lead')}>{t('offline.title')}</PageTitle>
      <noscript>
        <Inset>{t('offline.noScript')}</Inset>
      </noscript>
      <EmergencyLine view={view} />
      <OfflineState view={view} />
      <Form action={paths.reportOffline} files id="ohne-netz" hidden={{ schluessel: key_, lat: '', lon: '' }}>
        <PhotoField
          t={t}
          name={PHOTOS_FIELD}
          label={t('report.photo.label')}
          hint={t('offline.photosHint')}
          optional
        />
        <TextArea t={t} name="text" label={t('offline.text')} maxlength={LONGEST_TEXT} rows={4} />
        <SelectField
          t={t}
          name="kategorie"
          label={t('report.category.title')}
          placeholder={t('offline.unsure')}
          options={groups.map((group) => ({
            group: group.name[lang],
            options: group.categories.map((one) => ({ value: one.code, label: one.name[lang] })),
          }))}
          optional
        />
        <TextField t={t} name="adresse" label={t('offline.place')} hint={t('offline.placeHint')} optional />
        <div data-locate hidden>
          <Button type="button" kind="secondary" icon="pin">
            {t('offline.locate')}
          </Button>
          <p role="status" />
        </div>
        <TextField
          t={t}
          name="email"
          label={t('report.contact.email')}
          hint={t('report.contact.emailHint')}
          type="email"
          inputmode="email"
          autocomplete="email"
          optional
        />
        <TextField t={t} name="name" label={t('report.contact.name')} autocomplete="name" optional />
        <p>
          {t('offline.privacy')} <a href={paths.privacy}>{t('report.contact.privacy')}</a>
        </p>
        <ActionBar>
          <Button icon="check">{t('report.review.send')}</Button>
        </ActionBar>
      </Form>
    </PortalLayout>
  )
}

/** Where the island says what waits and what has been sent; its words stand here, in the person's language. */
export function OfflineState({ view }: { view: PageView }) {
  const { t } = view
  const words = Object.fromEntries(
    [
      'waiting',
      'waitingText',
      'sending',
      'sent',
      'open',
      'openText',
      'refused',
      'goOn',
      'status',
      'remove',
      'call',
      'missing',
      'located',
      'notLocated',
      'full',
      'tooLarge',
    ].map((key) => [key, t(`offline.state.${key}`)]),
  )
  return (
    <section
      class="sd-offline"
      data-offline-state
      data-words={JSON.stringify(words)}
      data-url={paths.reportOffline}
      data-on={paths.reportOfflineOn}
      aria-live="polite"
      hidden
    />
  )
}

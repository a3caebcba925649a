import type { PageView } from '#http/view.ts'
import { licences, type Settings } from '#modules/tenancy/index.ts'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { RadioField } from '#ui/field/choice-field.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { paths } from '../../../paths.ts'
import { AdminLayout } from '../admin-layout.tsx'

interface Props {
  view: PageView
  openData: Settings['openData']
  /** Names of settings that cannot be used so. */
  faults: readonly string[]
  done: boolean
}

const fields = { attribution: 'quelle', contributor: 'kennung', ags: 'ags' } as const

/** Licence and description of the open data. */
export function OpenDataSettingsPage({ view, openData, faults, done }: Props) {
  const { t } = view
  const wrong = (Object.keys(fields) as (keyof typeof fields)[]).filter((key) => faults.includes(key))
  const say = (key: keyof typeof fields) =>
    wrong.includes(key) ? { error: t(`openData.admin.fault.${key}`) } : {}
  return (
    <AdminLayout
      view={view}
      title={t('admin.area.openData.title')}
      lead={t('admin.area.openData.lead')}
      done={done ? t('openData.admin.saved') : null}
      errors={wrong.length > 0}
    >
      <ErrorSummary
        t={t}
        errors={wrong.map((key) => ({ field: fields[key], message: t(`openData.admin.fault.${key}`) }))}
      />
      <Form action={paths.adminOpenData}>
        <RadioField
          t={t}
          name="lizenz"
          label={t('openData.admin.licence')}
          hint={t('openData.admin.licenceHint')}
          value={openData.licence}
          options={Object.entries(licences).map(([value, licence]) => ({ value, label: licence.name }))}
        />
        <TextField
          t={t}
          name="quelle"
          label={t('openData.admin.attribution')}
          hint={t('openData.admin.attributionHint')}
          value={openData.attribution}
          maxlength={200}
          optional
          {...say('attribution')}
        />
        <TextField
          t={t}
          name="ags"
          label={t('openData.admin.ags')}
          hint={t('openData.admin.agsHint')}
          value={openData.ags}
          inputmode="numeric"
          width="short"
          maxlength={8}
          optional
          {...say('ags')}
        />
        <TextField
          t={t}
          name="kennung"
          label={t('openData.admin.contributor')}
          hint={t('openData.admin.contributorHint')}
          value={openData.contributor}
          maxlength={200}
          spellcheck={false}
          optional
          {...say('contributor')}
        />
        <ActionBar>
          <Button>{t('openData.admin.save')}</Button>
          <ButtonLink kind="tertiary" href={paths.openData}>
            {t('openData.admin.page')}
          </ButtonLink>
        </ActionBar>
      </Form>
    </AdminLayout>
  )
}

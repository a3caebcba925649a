import type { PageView } from '#http/view.ts'
import type { Area } from '#modules/geo/index.ts'
import type { Catalogue } from '#modules/reports/index.ts'
import { consequences, type Work, workKinds } from '#modules/works/index.ts'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { CheckboxGroup, type Option, RadioField, SelectField } from '#ui/field/choice-field.tsx'
import { DatePicker } from '#ui/field/date-field.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { TextArea } from '#ui/field/text-area.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { Section } from '#ui/page-title.tsx'
import { paths } from '../../../paths.ts'
import { AdminLayout } from '../admin-layout.tsx'
import { fieldNames as names, type WorkFaults, type WorkForm } from './form.ts'
import { WhereFields } from './where-fields.tsx'

export interface EditProps {
  view: PageView
  work: Work | null
  form: WorkForm
  version: number
  faults?: WorkFaults
  conflict?: boolean
  units: readonly Option[]
  districts: readonly Area[]
  catalogue: Catalogue
}

/** Writing down a work, or changing it. */
export function EditPage(p: EditProps) {
  const { view, work, form, faults = {} } = p
  const { t } = view
  const title = work ? t('adminWorks.edit') : t('adminWorks.new')
  const errors = (Object.keys(faults) as (keyof WorkForm)[]).map((key) => ({
    field: names[key],
    message: faults[key] ?? '',
  }))
  const back = work ? paths.adminWork(work.id) : paths.adminWorks
  return (
    <AdminLayout
      view={view}
      title={title}
      above={[
        { label: t('admin.area.works.title'), href: paths.adminWorks },
        ...(work ? [{ label: work.title[view.lang], href: back }] : []),
      ]}
      errors={errors.length > 0}
    >
      <ErrorSummary t={t} errors={errors} />
      {p.conflict && (
        <Notice tone="warning" title={t('error.work.changed_meanwhile')} live>
          <p>{t('adminWorks.conflict')}</p>
        </Notice>
      )}
      <Form
        action={work ? paths.adminWorkEdit(work.id) : paths.adminWorkNew}
        hidden={{ version: p.version }}
        files
      >
        <What {...p} />
        <WhereFields {...p} />
        <Section title={t('adminWorks.answers')} intro={t('adminWorks.answersText')}>
          <CheckboxGroup
            t={t}
            name={names.types}
            optional
            look="row"
            label={t('adminWorks.types')}
            hint={t('adminWorks.typesHint')}
            values={form.types}
            error={faults.types}
            options={p.catalogue.all.map((one) => ({ value: one.code, label: one.name[view.lang] }))}
          />
          {(['onMatch', 'onEnd'] as const).map((when) => (
            <RadioField
              key={when}
              t={t}
              name={names[when]}
              label={t(`adminWorks.${when}.label`)}
              value={form[when]}
              error={faults[when]}
              options={consequences.map((one) => ({
                value: one,
                label: t(`adminWorks.${when}.${one}`),
                detail: t(`adminWorks.${when}.${one}Detail`),
              }))}
            />
          ))}
        </Section>
        <ActionBar>
          <Button>{t('adminWorks.save')}</Button>
          <ButtonLink kind="tertiary" href={back}>
            {t('ui.cancel')}
          </ButtonLink>
        </ActionBar>
      </Form>
    </AdminLayout>
  )
}

function What({ view, form, faults = {}, units }: EditProps) {
  const { t } = view
  return (
    <Section title={t('adminWorks.what')}>
      <SelectField
        t={t}
        name={names.kind}
        label={t('works.page.kind')}
        value={form.kind}
        error={faults.kind}
        options={workKinds.map((kind) => ({ value: kind, label: t(`works.kind.${kind}`) }))}
      />
      <TextField
        t={t}
        name={names.title}
        label={t('adminWorks.title')}
        hint={t('adminWorks.titleHint')}
        value={form.title}
        error={faults.title}
        maxlength={150}
      />
      <TextField
        t={t}
        name={names.titleEn}
        label={t('adminWorks.titleEn')}
        optional
        value={form.titleEn}
        error={faults.titleEn}
        maxlength={150}
      />
      <TextArea
        t={t}
        name={names.body}
        label={t('adminWorks.body')}
        hint={t('adminWorks.bodyHint')}
        value={form.body}
        error={faults.body}
        rows={5}
        maxlength={4000}
      />
      <TextArea
        t={t}
        name={names.bodyEn}
        label={t('adminWorks.bodyEn')}
        optional
        value={form.bodyEn}
        error={faults.bodyEn}
        rows={4}
        maxlength={4000}
      />
      <DatePicker
        t={t}
        name={names.begins}
        kind="datetime-local"
        label={t('adminWorks.begins')}
        value={form.begins}
        error={faults.begins}
      />
      <DatePicker
        t={t}
        name={names.ends}
        kind="datetime-local"
        optional
        label={t('adminWorks.ends')}
        hint={t('adminWorks.endsHint')}
        value={form.ends}
        error={faults.ends}
      />
      <SelectField
        t={t}
        name={names.unit}
        label={t('adminWorks.unit')}
        value={form.unit}
        error={faults.unit}
        options={units}
      />
    </Section>
  )
}

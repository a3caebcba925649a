import type { PageView } from '#http/view.ts'
import { LONGEST_TEXT, stampOf } from '#modules/cases/index.ts'
import type { Catalogue, Danger, Report } from '#modules/reports/index.ts'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { SelectField } from '#ui/field/choice-field.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { TextArea } from '#ui/field/text-area.tsx'
import { Form } from '#ui/form.tsx'
import { Inset, Notice } from '#ui/notice.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import type { Owner } from './owner.ts'

export interface ChangeValues {
  kategorie: string
  text: string
}

/** What was reported can be put right until work begins. */
export function ChangePage({
  view,
  owner,
  report,
  catalogue,
  values,
  errors = [],
  dangers = [],
}: {
  view: PageView
  owner: Owner
  report: Report
  catalogue: Catalogue
  values?: ChangeValues
  errors?: readonly { field: 'kategorie' | 'text'; message: string }[]
  /** What the new words speak of, before anything is kept. */
  dangers?: readonly Danger[]
}) {
  const { t, lang } = view
  const title = t('own.change.title')
  const { case: c } = report
  const errorAt = (field: string) => errors.find((one) => one.field === field)?.message
  return (
    <PortalLayout
      view={view}
      title={errors.length > 0 ? `${t('ui.error.prefix')} ${title}` : title}
      trail={[...owner.trail, { label: title }]}
      width="narrow"
      noIndex
    >
      <ErrorSummary t={t} errors={errors} />
      <PageTitle lead={t('own.change.lead')}>{title}</PageTitle>
      {dangers.map((danger) => (
        <Notice
          key={danger.number}
          tone="danger"
          live
          title={danger.advice[lang]}
          actions={
            <ButtonLink kind="primary" icon="phone" href={`tel:${danger.number.replace(/[^\d+]/g, '')}`}>
              {t('own.change.call', { number: danger.number })}
            </ButtonLink>
          }
        />
      ))}
      <Form
        action={owner.links.change}
        hidden={{
          stand: stampOf(report.text),
          version: c.version,
          gewarnt: dangers.length > 0 ? 'ja' : undefined,
        }}
      >
        <SelectField
          t={t}
          name="kategorie"
          label={t('own.change.category')}
          value={values?.kategorie ?? c.type}
          error={errorAt('kategorie')}
          options={catalogue.groups.map((group) => ({
            group: group.name[lang],
            options: group.categories
              .filter((one) => one.requiredLevel === null || one.code === c.type)
              .map((one) => ({ value: one.code, label: one.name[lang] })),
          }))}
        />
        <TextArea
          t={t}
          name="text"
          label={t('own.change.text')}
          value={values?.text ?? report.text}
          error={errorAt('text')}
          rows={6}
          maxlength={LONGEST_TEXT}
        />
        <Inset>{t('own.change.effect')}</Inset>
        <ActionBar>
          <Button icon="check">{t(dangers.length > 0 ? 'own.change.still' : 'own.change.button')}</Button>
          <ButtonLink href={owner.links.back} kind="tertiary">
            {t('ui.cancel')}
          </ButtonLink>
        </ActionBar>
      </Form>
    </PortalLayout>
  )
}

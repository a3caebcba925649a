import type { PageView } from '#http/view.ts'
import type { openedPerDay, readings, Unusual } from '#modules/audit/index.ts'
import type { ReadSubject } from '#modules/cases/index.ts'
import type { Organisation, StaffMember } from '#modules/organisation/index.ts'
import { BarChart } from '#ui/bar-chart.tsx'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { SelectField } from '#ui/field/choice-field.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../../paths.ts'
import { ReadingTable } from './reading-table.tsx'
import { UnusualTable } from './unusual-table.tsx'

export interface ReadingsPageProps {
  view: PageView
  org: Organisation
  text: string
  by: StaffMember | null
  /** What the text was found to mean; null when nothing was asked. */
  found: readonly ReadSubject[] | null
  list: Awaited<ReturnType<typeof readings>> | null
  names: ReadonlyMap<string, ReadSubject>
  perDay: Awaited<ReturnType<typeof openedPerDay>> | null
  unusual: readonly Unusual[]
  first: boolean
}

/** Who has read what. Without a question only what is unusual stands here: nobody is watched by the way. */
export function ReadingsPage(p: ReadingsPageProps) {
  const { view, text, by, found, list } = p
  const { t } = view
  const asked = [text, by?.name].filter(Boolean).join(', ')
  return (
    <WorkspaceLayout view={view} title={`${asked ? `${asked} – ` : ''}${t('readings.title')}`}>
      <Breadcrumbs
        view={view}
        trail={[{ label: t('admin.title'), href: paths.admin }, { label: t('readings.title') }]}
      />
      <PageTitle lead={t('readings.lead')}>{t('readings.title')}</PageTitle>
      <Search {...p} />
      {text && found?.length === 0 && (
        <EmptyState icon="search" title={t('readings.unknown.title')}>
          {t('readings.unknown.text')}
        </EmptyState>
      )}
      {found && found.length > 0 && (
        <p>
          {t('readings.found', {
            what: found
              .map((s) => (s.kind === 'case' ? t('readings.case', { number: s.label }) : (s.label ?? text)))
              .join(', '),
          })}
        </p>
      )}
      {by && p.perDay && <PerDay {...p} name={by.name} />}
      {list && <ReadingTable {...p} list={list} />}
      {!list && !text && (
        <Section title={t('readings.unusual.title')} intro={t('readings.unusual.lead')}>
          <UnusualTable {...p} />
        </Section>
      )}
    </WorkspaceLayout>
  )
}

function Search({ view, org, text, by }: ReadingsPageProps) {
  const { t } = view
  return (
    <search>
      <Form method="get" action={paths.readings}>
        <TextField t={t} name="suche" label={t('readings.search')} optional value={text} />
        <SelectField
          t={t}
          name="wer"
          label={t('readings.reader')}
          optional
          placeholder={t('readings.anybody')}
          value={by?.id}
          options={[...org.staff.values()].map((person) => ({ value: person.id, label: person.name }))}
        />
        <div class="sd-actions">
          <Button icon="search">{t('readings.go')}</Button>
        </div>
      </Form>
    </search>
  )
}

function PerDay({ view, perDay, name }: ReadingsPageProps & { name: string }) {
  const { t, format } = view
  return (
    <BarChart
      t={t}
      title={t('readings.perDay.title', { name })}
      period={t('readings.perDay.period')}
      labelHeading={t('readings.perDay.day')}
      valueHeading={t('readings.perDay.cases')}
      level={2}
      bars={perDay!.map(({ day, cases }) => ({
        label: format.formatDate(Temporal.PlainDate.from(day)),
        value: cases,
        shown: format.formatNumber(cases),
      }))}
    />
  )
}

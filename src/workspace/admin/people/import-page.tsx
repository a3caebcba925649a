import type { PageView } from '#http/view.ts'
import type { ImportResult } from '#platform/import.ts'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { Details } from '#ui/details.tsx'
import { CheckboxField } from '#ui/field/choice-field.tsx'
import { FileField } from '#ui/field/file-field.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { Section } from '#ui/page-title.tsx'
import { Stats } from '#ui/stat.tsx'
import { Table } from '#ui/table.tsx'
import { paths } from '../../../paths.ts'
import { PeopleFormPage } from './form-page.tsx'

export interface Tried {
  csv: string
  result: ImportResult
}

/** People from a file: first what would happen, then the doing of it. */
export function ImportPage({
  view,
  tried,
  done,
  missing = false,
}: {
  view: PageView
  tried?: Tried
  done?: ImportResult
  missing?: boolean
}) {
  const { t } = view
  const wrong = tried ? tried.result.errors.length > 0 : false
  return (
    <PeopleFormPage
      view={view}
      title={t('people.import.title')}
      lead={t('people.import.lead')}
      mistakes={missing ? [{ field: 'datei', message: t('people.import.missing') }] : []}
      refusal={null}
    >
      {done && <Notice tone="success" title={t('people.import.done')} live />}
      {done && <Counts view={view} result={done} />}
      {tried && !wrong && <Ready view={view} tried={tried} />}
      {tried && wrong && <Wrong view={view} result={tried.result} />}
      <Section title={t(tried || done ? 'people.import.another' : 'people.import.choose')}>
        <Form action={paths.peopleImport} files>
          <FileField
            t={t}
            name="datei"
            label={t('people.import.file')}
            hint={t('people.import.fileHint')}
            accept=".csv,text/csv"
            error={missing ? t('people.import.missing') : undefined}
          />
          <ActionBar>
            <Button kind={tried && !wrong ? 'secondary' : 'primary'}>{t('people.import.try')}</Button>
            <ButtonLink kind="tertiary" href={paths.people}>
              {t('ui.cancel')}
            </ButtonLink>
          </ActionBar>
        </Form>
        <Details summary={t('people.import.how')}>
          <p>{t('people.import.columns')}</p>
          <pre class="mail-source" tabindex={0}>
            {t('people.import.example')}
          </pre>
        </Details>
      </Section>
    </PeopleFormPage>
  )
}

function Counts({ view, result }: { view: PageView; result: ImportResult }) {
  const { t, format } = view
  return (
    <Stats
      items={(['added', 'changed', 'unchanged'] as const).map((key) => ({
        value: format.formatNumber(result[key]),
        label: t(`people.import.${key}`),
      }))}
    />
  )
}

function Ready({ view, tried }: { view: PageView; tried: Tried }) {
  const { t } = view
  const { added, changed } = tried.result
  return (
    <>
      <Notice tone="info" title={t('people.import.ready')} live>
        <p>{t('people.import.readyText')}</p>
      </Notice>
      <Counts view={view} result={tried.result} />
      {added + changed > 0 && (
        <Form action={paths.peopleImport} hidden={{ csv: tried.csv }}>
          {added > 0 && (
            <CheckboxField
              t={t}
              name="einladen"
              optional
              checked
              label={t('people.import.invite', { count: added })}
            />
          )}
          <ActionBar>
            <Button name="aktion" value="einlesen">
              {t('people.import.doIt')}
            </Button>
          </ActionBar>
        </Form>
      )}
    </>
  )
}

function Wrong({ view, result }: { view: PageView; result: ImportResult }) {
  const { t } = view
  return (
    <>
      <Notice tone="danger" title={t('people.import.wrong', { count: result.errors.length })} live>
        <p>{t('people.import.wrongText')}</p>
      </Notice>
      <Table
        t={t}
        caption={t('people.import.mistakes')}
        small
        rows={result.errors}
        rowKey={(e) => `${e.line} ${e.column ?? ''} ${e.message}`}
        columns={[
          { key: 'line', label: t('people.import.line'), rowHeader: true, cell: (e) => String(e.line) },
          { key: 'column', label: t('people.import.column'), cell: (e) => e.column ?? '–' },
          { key: 'message', label: t('people.import.what'), cell: (e) => e.message },
        ]}
      />
    </>
  )
}

import type { PageView } from '#http/view.ts'
import type { CalendarEntry } from '#modules/organisation/index.ts'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { CheckboxGroup } from '#ui/field/choice-field.tsx'
import { Form } from '#ui/form.tsx'
import { Inset } from '#ui/notice.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { paths } from '../../paths.ts'
import { periodWords } from './days.ts'
import { DeputyLayout } from './layout.tsx'
import { writePick } from './picks.ts'

interface Props {
  view: PageView
  entries: readonly CalendarEntry[]
  /** Entries of the file that were taken over before: those that are not picked now are taken back. */
  gone: readonly string[]
  known: ReadonlySet<string>
  waiting: number
}

/** What a calendar file speaks of, to choose from. The titles are shown here and go no further. */
export function CalendarPage({ view, entries, gone, known, waiting }: Props) {
  const { t } = view
  return (
    <DeputyLayout view={view} title={t('deputies.preview.title')} at={paths.absence} waiting={waiting}>
      <div class="act">
        <PageTitle lead={t('deputies.preview.lead', { count: entries.length })}>
          {t('deputies.preview.title')}
        </PageTitle>
        {entries.length === 0 && gone.length === 0 ? (
          <EmptyState icon="calendar" title={t('deputies.preview.none.title')}>
            {t('deputies.preview.none.text')}
          </EmptyState>
        ) : (
          <Form action={paths.absenceImport} hidden={[['gezeigt', JSON.stringify(gone)]]}>
            <CheckboxGroup
              t={t}
              name="abwesend"
              label={t('deputies.preview.choose')}
              values={entries.filter((e) => e.suggested || known.has(e.uid)).map(writePick)}
              options={entries.map((e) => ({
                value: writePick(e),
                label: periodWords(view, new Date(e.from), new Date(e.until)),
                detail: e.title,
              }))}
            />
            <Inset>{t('deputies.preview.effect')}</Inset>
            <ActionBar>
              <Button icon="check">{t('deputies.preview.submit')}</Button>
              <ButtonLink href={paths.absence} kind="tertiary">
                {t('deputies.form.back')}
              </ButtonLink>
            </ActionBar>
          </Form>
        )}
        {entries.length === 0 && gone.length === 0 && (
          <p>
            <a class="kern-link" href={paths.absence}>
              {t('deputies.form.back')}
            </a>
          </p>
        )}
      </div>
    </DeputyLayout>
  )
}

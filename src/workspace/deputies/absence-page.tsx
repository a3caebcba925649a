import type { PageView } from '#http/view.ts'
import { ActionBar, Button } from '#ui/button.tsx'
import { ConfirmAction } from '#ui/details.tsx'
import { SelectField } from '#ui/field/choice-field.tsx'
import { DatePicker } from '#ui/field/date-field.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { FileField } from '#ui/field/file-field.tsx'
import { Form } from '#ui/form.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { Table } from '#ui/table.tsx'
import { paths } from '../../paths.ts'
import type { Board } from './board.ts'
import { localDay, periodWords } from './days.ts'
import { DeputyLayout } from './layout.tsx'
import { type Errors, one, type Sent } from './naming-input.ts'

interface Props {
  view: PageView
  board: Board
  sent?: Sent
  errors?: Errors
  done?: string | null
}

/** Being away: by hand, from a calendar file, and what is written down already. */
export function AbsencePage({ view, board, sent = {}, errors = {}, done }: Props) {
  const { t, timeZone } = view
  const mistakes = Object.entries(errors).map(([field, message]) => ({ field, message }))
  const today = localDay(view.now, timeZone).toString()
  const known = new Map(board.managed.map((p) => [p.id, p.name]))
  const listed = board.org.absences.filter((a) => a.account === board.me || known.has(a.account))
  return (
    <DeputyLayout
      view={view}
      title={t('deputies.absence.title')}
      at={paths.absence}
      waiting={board.waiting}
      errors={mistakes.length > 0}
      {...(done && { done })}
    >
      <ErrorSummary t={t} errors={mistakes} />
      <PageTitle lead={t('deputies.absence.lead')}>{t('deputies.absence.title')}</PageTitle>
      <div class="act">
        <Form action={paths.absence}>
          {board.managed.length > 0 && (
            <SelectField
              t={t}
              name="fuer"
              label={t('deputies.absence.who')}
              value={one(sent, 'fuer') || board.me}
              error={errors.fuer}
              options={[
                {
                  value: board.me,
                  label: t('deputies.form.myself', { name: board.org.staff.get(board.me)?.name ?? '' }),
                },
                ...board.managed.map((p) => ({ value: p.id, label: p.name })),
              ]}
            />
          )}
          <DatePicker
            t={t}
            name="von"
            label={t('deputies.absence.from')}
            value={one(sent, 'von') || today}
            error={errors.von}
          />
          <DatePicker
            t={t}
            name="bis"
            label={t('deputies.absence.until')}
            value={one(sent, 'bis')}
            error={errors.bis}
            min={today}
          />
          <ActionBar>
            <Button icon="check">{t('deputies.absence.submit')}</Button>
          </ActionBar>
        </Form>
        <Section title={t('deputies.calendar.title')} intro={t('deputies.calendar.intro')} id="kalender">
          <Form action={paths.absenceCalendar} files>
            <FileField
              t={t}
              name="datei"
              label={t('deputies.calendar.file')}
              hint={t('deputies.calendar.hint')}
              accept=".ics,text/calendar"
              error={errors.datei}
            />
            <ActionBar>
              <Button kind="secondary" icon="upload">
                {t('deputies.calendar.read')}
              </Button>
            </ActionBar>
          </Form>
        </Section>
      </div>
      <Section title={t('deputies.absence.listed')}>
        <Table
          t={t}
          caption={t('deputies.absence.listed')}
          captionHidden
          small
          rows={listed}
          rowKey={(a) => a.id}
          empty={<p class="sd-muted">{t('deputies.absence.none')}</p>}
          columns={[
            {
              key: 'who',
              label: t('deputies.column.who'),
              rowHeader: true,
              cell: (a) => board.org.staff.get(a.account)?.name ?? '',
            },
            {
              key: 'when',
              label: t('deputies.column.when'),
              cell: (a) => periodWords(view, a.from, a.until),
            },
            {
              key: 'source',
              label: t('deputies.column.source'),
              cell: (a) => t(`deputies.source.${a.source}`),
            },
            {
              key: 'remove',
              label: t('deputies.absence.remove'),
              action: true,
              cell: (a) => (
                <ConfirmAction
                  label={t('deputies.absence.remove')}
                  question={t('deputies.absence.removeQuestion', {
                    period: periodWords(view, a.from, a.until),
                  })}
                  action={paths.absenceRemoval(a.id)}
                  confirmLabel={t('deputies.absence.removeConfirm')}
                />
              ),
            },
          ]}
        />
      </Section>
    </DeputyLayout>
  )
}

import type { PageView } from '#http/view.ts'
import type { GivenAnswer, OpenQuestion } from '#modules/voice/index.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { Chips } from '#ui/filter-bar.tsx'
import { LongTable } from '#ui/long-table.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { Table } from '#ui/table.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../paths.ts'

interface Props {
  view: PageView
  questions: readonly OpenQuestion[]
  /** Null without the right to read them. */
  answers: readonly GivenAnswer[] | null
  wordsOnly: boolean
  /** Whoever only looks on is led to the case, not to a decision they may not take. */
  decides: boolean
}

const shortened = (text: string): string => (text.length > 160 ? `${text.slice(0, 159)}…` : text)

export function VoicesPage({ view, questions, answers, wordsOnly, decides }: Props) {
  const { t } = view
  return (
    <WorkspaceLayout view={view} title={t('voice.staff.title')}>
      <PageTitle lead={t('voice.staff.lead')}>{t('voice.staff.title')}</PageTitle>
      <Questions view={view} questions={questions} decides={decides} />
      {answers && <Answers view={view} answers={answers} wordsOnly={wordsOnly} />}
    </WorkspaceLayout>
  )
}

function Questions({ view, questions, decides }: Pick<Props, 'view' | 'questions' | 'decides'>) {
  const { t, format, lang } = view
  return (
    <Section title={t('voice.staff.questions')} intro={t('voice.staff.questionsIntro')}>
      {questions.length === 0 ? (
        <EmptyState icon="success" title={t('voice.staff.noQuestions')} />
      ) : (
        <Table
          t={t}
          caption={t('voice.staff.questions')}
          captionHidden
          rows={questions}
          rowKey={(q) => q.id}
          rowTone={(q) => (q.dueAt < view.now ? 'danger' : undefined)}
          columns={[
            {
              key: 'case',
              label: t('voice.staff.column.case'),
              rowHeader: true,
              cell: (q) => (
                <a href={decides ? paths.caseAction(q.number, 'rueckmeldung') : paths.case(q.number)}>
                  {q.number} {q.title[lang]}
                  {q.address && <>, {q.address.split(',')[0]}</>}
                </a>
              ),
            },
            {
              key: 'words',
              label: t('voice.staff.column.words'),
              cell: (q) => (
                <>
                  {q.words ? shortened(q.words) : t('voice.staff.wordless')}
                  {q.photos > 0 && <> ({t('voice.staff.photos', { count: q.photos })})</>}
                </>
              ),
            },
            {
              key: 'voices',
              label: t('voice.staff.column.voices'),
              numeric: true,
              cell: (q) => (
                <>
                  {format.formatNumber(q.voices)}
                  <span class="sd-muted">
                    {' '}
                    {t('voice.staff.ofThemSure', { n: format.formatNumber(q.sure) })}
                  </span>
                </>
              ),
            },
            {
              key: 'last',
              label: t('voice.staff.column.last'),
              nowrap: true,
              cell: (q) => format.formatDay(q.lastAt),
            },
            {
              key: 'due',
              label: t('voice.staff.column.due'),
              nowrap: true,
              cell: (q) => (
                <>
                  {format.formatDay(q.dueAt)}
                  {q.dueAt < view.now && <strong> {t('voice.staff.late')}</strong>}
                </>
              ),
            },
          ]}
        />
      )}
    </Section>
  )
}

function Answers({
  view,
  answers,
  wordsOnly,
}: {
  view: PageView
  answers: readonly GivenAnswer[]
  wordsOnly: boolean
}) {
  const { t, format, lang } = view
  return (
    <Section title={t('voice.staff.answers')} intro={t('voice.staff.answersIntro')}>
      <Chips
        label={t('ui.filter.label')}
        items={[
          { label: t('voice.staff.all'), href: paths.voices, current: !wordsOnly },
          { label: t('voice.staff.onlyWords'), href: `${paths.voices}?worte=ja`, current: wordsOnly },
        ]}
      />
      {answers.length === 0 ? (
        <EmptyState icon="chat" title={t('voice.staff.noAnswers')} />
      ) : (
        <LongTable
          t={t}
          caption={t('voice.staff.answers')}
          captionHidden
          rows={answers}
          rowKey={(a) => a.number}
          columns={[
            {
              key: 'case',
              label: t('voice.staff.column.case'),
              rowHeader: true,
              cell: (a) => (
                <a href={paths.case(a.number)}>
                  {a.number} {a.title[lang]}
                </a>
              ),
            },
            {
              key: 'at',
              label: t('voice.staff.column.at'),
              nowrap: true,
              cell: (a) => format.formatDay(a.at),
            },
            {
              key: 'fixed',
              label: t('voice.staff.column.fixed'),
              nowrap: true,
              cell: (a) => t(`voice.fixed.${a.fixed}`),
            },
            {
              key: 'mood',
              label: t('voice.staff.column.mood'),
              nowrap: true,
              cell: (a) => (a.mood === null ? '–' : t(`voice.mood.${a.mood}`)),
            },
            { key: 'words', label: t('voice.staff.column.words'), cell: (a) => a.words ?? '–' },
          ]}
        />
      )}
    </Section>
  )
}

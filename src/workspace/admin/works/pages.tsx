import type { PageView } from '#http/view.ts'
import { stateTone, whenWords } from '#http/works/words.ts'
import { stateOf, type TiedReport, type Work } from '#modules/works/index.ts'
import { Badge } from '#ui/badge.tsx'
import { Button, ButtonLink } from '#ui/button.tsx'
import { DescriptionList } from '#ui/description-list.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { Section } from '#ui/page-title.tsx'
import { Table } from '#ui/table.tsx'
import { When } from '#ui/when.tsx'
import { paths } from '../../../paths.ts'
import { AdminLayout } from '../admin-layout.tsx'

export const doneWords = [
  'neu',
  'geaendert',
  'veroeffentlichung',
  'ruecknahme',
  'ende',
  'meldungen',
  'loesung',
] as const
export type Done = (typeof doneWords)[number] | null

const doneText = (view: PageView, done: Done) => (done ? view.t(`adminWorks.done.${done}`) : null)

function WorkBadge({ view, work }: { view: PageView; work: Work }) {
  const { t, now } = view
  if (!work.publishedAt) return <Badge>{t('adminWorks.draft')}</Badge>
  const state = stateOf(work, now)
  return <Badge tone={stateTone[state]}>{t(`works.state.${state}`)}</Badge>
}

/** All works that one looks after. */
export function WorksAdminPage({
  view,
  works,
  unitOf,
  done,
}: {
  view: PageView
  works: readonly Work[]
  unitOf: (id: string) => string
  done: Done
}) {
  const { t, lang } = view
  const make = (
    <ButtonLink kind="primary" icon="plus" href={paths.adminWorkNew}>
      {t('adminWorks.new')}
    </ButtonLink>
  )
  return (
    <AdminLayout
      view={view}
      title={t('admin.area.works.title')}
      lead={t('admin.area.works.lead')}
      done={doneText(view, done)}
      actions={works.length > 0 ? make : undefined}
    >
      <Table
        t={t}
        caption={t('admin.area.works.title')}
        captionHidden
        small
        rows={works}
        rowKey={(work) => work.id}
        empty={
          <EmptyState title={t('adminWorks.none')} actions={make}>
            {t('adminWorks.noneText')}
          </EmptyState>
        }
        columns={[
          {
            key: 'title',
            label: t('adminWorks.title'),
            rowHeader: true,
            cell: (work) => <a href={paths.adminWork(work.id)}>{work.title[lang]}</a>,
          },
          { key: 'kind', label: t('works.page.kind'), cell: (work) => t(`works.kind.${work.kind}`) },
          { key: 'when', label: t('works.page.when'), cell: (work) => whenWords(view, work) },
          {
            key: 'state',
            label: t('adminWorks.state'),
            cell: (work) => <WorkBadge view={view} work={work} />,
          },
          { key: 'unit', label: t('adminWorks.unit'), cell: (work) => unitOf(work.unitId) },
        ]}
      />
    </AdminLayout>
  )
}

export interface WorkProps {
  view: PageView
  work: Work
  where: string
  answers: readonly string[]
  tied: { reports: readonly TiedReport[]; all: number }
  done: Done
  mistake?: { number: string; message: string }
}

/** One work: how it stands, what may be done to it, which reports it answered. */
export function WorkAdminPage({ view, work, where, answers, tied, done, mistake }: WorkProps) {
  const { t, lang, now } = view
  const act = (noun: string) => paths.adminWorkAction(work.id, noun)
  const state = stateOf(work, now)
  return (
    <AdminLayout
      view={view}
      title={work.title[lang]}
      above={[{ label: t('admin.area.works.title'), href: paths.adminWorks }]}
      done={doneText(view, done)}
      errors={mistake !== undefined}
      actions={<WorkBadge view={view} work={work} />}
    >
      {mistake && <ErrorSummary t={t} errors={[{ field: 'nummer', message: mistake.message }]} />}
      <div class="sd-actions">
        <Form action={act(work.publishedAt ? 'ruecknahme' : 'veroeffentlichung')} class="">
          <Button kind={work.publishedAt ? 'secondary' : 'primary'} icon={work.publishedAt ? 'lock' : 'eye'}>
            {t(work.publishedAt ? 'adminWorks.withdraw' : 'adminWorks.publish')}
          </Button>
        </Form>
        <ButtonLink icon="edit" href={paths.adminWorkEdit(work.id)}>
          {t('adminWorks.edit')}
        </ButtonLink>
        {state === 'now' && work.publishedAt && (
          <Form action={act('ende')} class="">
            <Button kind="secondary" icon="check">
              {t('adminWorks.end')}
            </Button>
          </Form>
        )}
        {work.publishedAt && (
          <ButtonLink kind="tertiary" icon="external" href={paths.work(work.id)}>
            {t('adminWorks.publicPage')}
          </ButtonLink>
        )}
      </div>
      <p class="sd-said" dir="auto">
        {work.body[lang]}
      </p>
      <DescriptionList
        items={[
          { term: t('works.page.kind'), value: t(`works.kind.${work.kind}`) },
          { term: t('works.page.when'), value: whenWords(view, work) },
          { term: t('works.page.where'), value: where },
          { term: t('adminWorks.types'), value: answers.join(', ') || t('adminWorks.noTypes') },
          { term: t('adminWorks.onMatch.label'), value: t(`adminWorks.onMatch.${work.onMatch}`) },
          { term: t('adminWorks.onEnd.label'), value: t(`adminWorks.onEnd.${work.onEnd}`) },
        ]}
      />
      <Section title={t('adminWorks.reports', { count: tied.all })} id="meldungen">
        <Table
          t={t}
          caption={t('adminWorks.reports', { count: tied.all })}
          captionHidden
          small
          rows={tied.reports}
          rowKey={(report) => report.id}
          empty={<EmptyState level={3} title={t('adminWorks.noReports')} />}
          columns={[
            {
              key: 'number',
              label: t('workspace.column.number'),
              rowHeader: true,
              nowrap: true,
              cell: (report) => <a href={paths.case(report.number)}>{report.number}</a>,
            },
            { key: 'what', label: t('workspace.column.what'), cell: (report) => report.title[lang] },
            { key: 'where', label: t('workspace.column.where'), cell: (report) => report.address ?? '' },
            {
              key: 'at',
              label: t('adminWorks.tiedAt'),
              cell: (report) => (
                <>
                  <When view={view} at={report.at} /> (
                  {t(report.byHand ? 'adminWorks.byHand' : 'history.system')})
                </>
              ),
            },
            {
              key: 'untie',
              label: t('works.case.untie'),
              action: true,
              cell: (report) =>
                report.untied ? (
                  t('adminWorks.untied')
                ) : (
                  <Form action={paths.adminWorkUntie(work.id, report.number)} class="">
                    <Button kind="tertiary" small>
                      {t('works.case.untie')}
                    </Button>
                  </Form>
                ),
            },
          ]}
        />
        {work.publishedAt && (
          <Form action={act('meldungen')}>
            <TextField
              t={t}
              name="nummer"
              width="medium"
              label={t('adminWorks.tie')}
              hint={t('adminWorks.tieHint')}
              value={mistake?.number ?? ''}
              {...(mistake ? { error: mistake.message } : {})}
            />
            <Button kind="secondary">{t('adminWorks.tieButton')}</Button>
          </Form>
        )}
      </Section>
    </AdminLayout>
  )
}

import type { PageView } from '#http/view.ts'
import type { Figures, Learned } from '#modules/reports/index.ts'
import { formatter } from '#platform/format.ts'
import { BarChart } from '#ui/bar-chart.tsx'
import { ActionBar, Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { Stats } from '#ui/stat.tsx'
import { Table } from '#ui/table.tsx'
import { paths } from '../../../paths.ts'
import { AdminLayout } from '../admin-layout.tsx'
import { DoneNotice } from '../done-notice.tsx'

interface Props {
  view: PageView
  learned: Learned
  fromHistory: boolean
  mayChange: boolean
  nameOf: (code: string) => string
}

/** What the town's own history teaches about categories, and how often it is right. */
export function SuggestionsPage({ view, learned, fromHistory, mayChange, nameOf }: Props) {
  const { t } = view
  const { figures } = learned
  return (
    <AdminLayout view={view} title={t('admin.area.suggestions.title')} lead={t('suggestions.lead')}>
      <DoneNotice view={view} texts="suggestions.done" known={['lernen', 'an', 'aus']} />
      {!fromHistory && <Notice tone="info" title={t('suggestions.off')} />}
      {fromHistory && learned.asked && <Notice tone="info" title={t('suggestions.asked')} />}
      {figures ? (
        <Measured view={view} learned={learned} figures={figures} nameOf={nameOf} />
      ) : (
        <EmptyState title={t('suggestions.empty')}>
          {t('suggestions.emptyText', { count: learned.reports })}
        </EmptyState>
      )}
      <section class="sd-section">
        <h2 class="kern-heading-medium">{t('suggestions.how')}</h2>
        <p>{t('suggestions.howText')}</p>
        <p>{t('suggestions.privacy')}</p>
        <ActionBar>
          {fromHistory && (
            <Form action={paths.suggestionsLearning}>
              <Button kind="secondary">{t('suggestions.learn')}</Button>
            </Form>
          )}
          {mayChange && (
            <Form action={paths.suggestionsSource}>
              <input type="hidden" name="geschichte" value={fromHistory ? 'nein' : 'ja'} />
              <Button kind="secondary">
                {t(fromHistory ? 'suggestions.turnOff' : 'suggestions.turnOn')}
              </Button>
            </Form>
          )}
        </ActionBar>
      </section>
    </AdminLayout>
  )
}

interface MeasuredProps {
  view: PageView
  learned: Learned
  figures: Figures
  nameOf: (code: string) => string
}

function Measured({ view, learned, figures, nameOf }: MeasuredProps) {
  const { t } = view
  const f = formatter(view.lang, view.timeZone)
  const percent = (share: number) => t('suggestions.percent', { n: f.formatNumber(Math.round(share * 100)) })
  const bar = (key: string, value: number, hue: 1 | 2) => ({
    label: t(`suggestions.bar.${key}`),
    value,
    shown: percent(value),
    hue,
  })
  const sure = figures.sure.filter((step) => step.n > 0)
  return (
    <>
      <Stats
        items={[
          {
            value: percent(figures.first),
            label: t('suggestions.first'),
            note: t('suggestions.of', { count: figures.heldBack, n: f.formatNumber(figures.heldBack) }),
          },
          { value: percent(figures.firstThree), label: t('suggestions.firstThree') },
          {
            value: f.formatNumber(learned.reports),
            label: t('suggestions.reports'),
            note: learned.at && t('suggestions.at', { at: f.formatDateTime(learned.at) }),
          },
        ]}
      />
      <section class="sd-section">
        <BarChart
          t={t}
          title={t('suggestions.compare')}
          period={t('suggestions.compareText', {
            learned: f.formatNumber(figures.learned),
            count: figures.heldBack,
            n: f.formatNumber(figures.heldBack),
          })}
          labelHeading={t('suggestions.way')}
          valueHeading={t('suggestions.first')}
          level={2}
          bars={[
            bar('history', figures.first, 1),
            bar('words', figures.wordsFirst, 2),
            bar('frequent', figures.mostFrequent, 2),
          ]}
        />
      </section>
      <section class="sd-section">
        <h2 class="kern-heading-medium">{t('suggestions.sure')}</h2>
        <p class="sd-muted">{t('suggestions.sureText')}</p>
        <Table
          t={t}
          caption={t('suggestions.sure')}
          captionHidden
          small
          rows={sure}
          rowKey={(row) => String(row.from)}
          columns={[
            {
              key: 'sure',
              label: t('suggestions.said'),
              rowHeader: true,
              cell: (row) => t('suggestions.range', { from: percent(row.from), to: percent(row.to) }),
            },
            { key: 'n', label: t('suggestions.count'), numeric: true, cell: (row) => f.formatNumber(row.n) },
            { key: 'right', label: t('suggestions.right'), numeric: true, cell: (row) => percent(row.right) },
          ]}
        />
      </section>
      <section class="sd-section">
        <h2 class="kern-heading-medium">{t('suggestions.kinds')}</h2>
        <Table
          t={t}
          caption={t('suggestions.kinds')}
          captionHidden
          small
          rows={figures.kinds}
          rowKey={(row) => row.code}
          columns={[
            { key: 'kind', label: t('suggestions.kind'), rowHeader: true, cell: (row) => nameOf(row.code) },
            { key: 'n', label: t('suggestions.count'), numeric: true, cell: (row) => f.formatNumber(row.n) },
            { key: 'right', label: t('suggestions.right'), numeric: true, cell: (row) => percent(row.right) },
          ]}
        />
      </section>
    </>
  )
}

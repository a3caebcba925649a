import type { ComponentChildren } from 'preact'
import type { PageView } from '#http/view.ts'
import type { Line, Numbers, Spread } from '#modules/analytics/index.ts'
import { BarChart } from '#ui/bar-chart.tsx'
import { ColumnChart } from '#ui/column-chart.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { SelectField } from '#ui/field/choice-field.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { Section } from '#ui/page-title.tsx'
import { Stats } from '#ui/stat.tsx'
import type { Asked } from './asked.ts'
import { LineTable } from './line-table.tsx'
import { VoicesPart } from './voices.tsx'
import { count, duration, percent, share } from './words.ts'

interface Props {
  view: PageView
  asked: Asked
  numbers: Numbers
  /** The page's own path. */
  path: string
  csvPath: string
  /** What only one of the two pages shows. */
  children?: ComponentChildren
}

/** Beyond these a picture is no help. */
const MOST_BARS = 10

/** Filters, the figures of all, and each way to look at them as a picture with its table. */
export function NumbersBody({ view, asked, numbers: n, path, csvPath, children }: Props) {
  const { t, format } = view
  const received = n.total.received
  return (
    <>
      <Filters view={view} asked={asked} path={path} />
      {received === 0 ? (
        <EmptyState icon="list" title={t(n.asOf ? 'numbers.empty.title' : 'numbers.empty.counting')}>
          {t(n.asOf ? 'numbers.empty.text' : 'numbers.empty.soon')}
        </EmptyState>
      ) : (
        <>
          <Stats items={statsOf(view, n.total)} />
          <p class="sd-muted">
            {n.asOf && t('numbers.asOf', { at: format.formatDateTime(n.asOf) })}{' '}
            <a href={asked.at(csvPath)}>{t('numbers.download')}</a>
          </p>
          <p class="sd-muted">{t('numbers.explained')}</p>
          <Part {...{ view, asked }} dim="month" lines={n.months} />
          <Part {...{ view, asked }} dim="type" lines={n.types} />
          {(n.areas.length > 1 || n.areas[0]?.key) && (
            <Part {...{ view, asked }} dim="area" lines={n.areas} />
          )}
          <Part {...{ view, asked }} dim="unit" lines={n.units} />
          <Late view={view} numbers={n} />
          <VoicesPart view={view} asked={asked} numbers={n} />
          {children}
        </>
      )}
    </>
  )
}

function Filters({ view: { t }, asked, path }: Pick<Props, 'view' | 'asked' | 'path'>) {
  const any = { value: '', label: t('numbers.filter.all') }
  return (
    <FilterBar t={t} action={path}>
      <SelectField
        t={t}
        name="zeitraum"
        label={t('numbers.filter.period')}
        value={asked.period}
        options={asked.periods.map((value) => ({
          value,
          label: /^\d{4}$/.test(value) ? value : t(`numbers.period.${value}`),
        }))}
      />
      <SelectField
        t={t}
        name="kategorie"
        optional
        label={t('numbers.filter.category')}
        value={asked.category}
        options={[any, ...asked.categories.map((c) => ({ value: c.code, label: c.name }))]}
      />
      {asked.districts.length > 0 && (
        <SelectField
          t={t}
          name="ortsteil"
          optional
          label={t('numbers.filter.district')}
          value={asked.district}
          options={[any, ...asked.districts.map((d) => ({ value: d.id, label: d.name }))]}
        />
      )}
    </FilterBar>
  )
}

function statsOf(view: PageView, total: Line) {
  const { t } = view
  const spread = (key: string, s: Spread | null) => ({
    label: t(`numbers.stat.${key}`),
    value: s ? duration(view, s.median) : t('numbers.unknown'),
    note: s ? t('numbers.stat.ninety', { time: duration(view, s.ninety) }) : t('numbers.stat.few'),
  })
  return [
    {
      label: t('numbers.column.received'),
      value: count(view, total.received),
      note: t('numbers.stat.closed', { n: count(view, total.closed) }),
    },
    {
      label: t('numbers.column.inTime'),
      value: share(view, total),
      note: t('numbers.stat.judged', { n: count(view, total.judged) }),
    },
    spread('answer', total.answer),
    spread('fix', total.fix),
    {
      label: t('numbers.column.reopened'),
      value: count(view, total.reopened),
      note:
        total.reopened >= 0 && total.received > 0
          ? t('numbers.stat.reopened', { share: percent(view, total.reopened / total.received) })
          : null,
    },
  ]
}

type Dim = Parameters<Asked['nameOf']>[0]

function Part({
  view,
  asked,
  dim,
  lines,
}: {
  view: PageView
  asked: Asked
  dim: Dim
  lines: readonly Line[]
}) {
  const { t } = view
  const title = t(`numbers.by.${dim}`)
  const items = lines.map((l) => ({
    label: asked.nameOf(dim, l.key),
    value: Math.max(0, l.received),
    shown: count(view, l.received),
  }))
  // A table begins with what is newest, a picture ends with it.
  const rows = dim === 'month' ? lines.toReversed() : lines
  const name = (l: Line) => asked.nameOf(dim, l.key)
  const table = { view, title, name, cells: figuresOf(view) }
  return (
    <Section title={title}>
      <div class="sd-numbers">
        <div class="sd-chart">
          {dim === 'month' ? (
            <ColumnChart t={t} title={title} columns={items} />
          ) : (
            <BarChart
              t={t}
              title={t('numbers.column.received')}
              period={items.length > MOST_BARS ? t('numbers.most', { n: MOST_BARS }) : ''}
              labelHeading={title}
              valueHeading={t('numbers.column.received')}
              bars={items.slice(0, MOST_BARS)}
            />
          )}
        </div>
        <div>
          <LineTable {...table} lines={rows} />
        </div>
      </div>
    </Section>
  )
}

/** How much, how quickly, and what came back. */
const figuresOf = (view: PageView): Record<string, (l: Line) => string> => ({
  received: (l) => count(view, l.received),
  inTime: (l) => share(view, l),
  answer: (l) => duration(view, l.answer?.median),
  fix: (l) => duration(view, l.fix?.median),
  fixNinety: (l) => duration(view, l.fix?.ninety),
  reopened: (l) => count(view, l.reopened),
})

function Late({ view, numbers: { late } }: Pick<Props, 'view' | 'numbers'>) {
  const { t, format } = view
  if (late.length === 0) return null
  return (
    <Section title={t('numbers.lateTitle')} intro={t('numbers.lateIntro')}>
      <BarChart
        t={t}
        title={t('numbers.lateReasons')}
        period=""
        labelHeading={t('numbers.reason')}
        valueHeading={t('numbers.column.received')}
        bars={late.map(({ why, n }) => ({
          label: t(`numbers.late.${why}`),
          value: n,
          shown: format.formatNumber(n),
        }))}
      />
    </Section>
  )
}

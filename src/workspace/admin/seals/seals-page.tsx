import type { PageView } from '#http/view.ts'
import type { Fault, Seal, VerificationRecord } from '#modules/audit/index.ts'
import { formatter } from '#platform/format.ts'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { Stats } from '#ui/stat.tsx'
import { Table } from '#ui/table.tsx'
import { When } from '#ui/when.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../../paths.ts'

interface Props {
  view: PageView
  seals: readonly Seal[]
  /** How many events there are in all. */
  events: number
  checked: VerificationRecord | null
  /** What was typed and led to no case. */
  unknown?: string | undefined
}

/** Whether the history is as it was written, its seals, and the proof of one case. */
export function SealsPage({ view, seals, events, checked, unknown }: Props) {
  const { t } = view
  const f = formatter(view.lang, view.timeZone)
  const title = t('admin.area.seals.title')
  const [last] = seals
  return (
    <WorkspaceLayout view={view} title={title}>
      <Breadcrumbs view={view} trail={[{ label: t('admin.title'), href: paths.admin }, { label: title }]} />
      {unknown !== undefined && (
        <ErrorSummary t={t} errors={[{ field: 'vorgang', message: t('seals.proof.unknown') }]} />
      )}
      <PageTitle lead={t('seals.lead')}>{title}</PageTitle>
      <Checked view={view} checked={checked} />
      <section class="sd-section" aria-labelledby="stand">
        <h2 class="kern-heading-medium" id="stand">
          {t('seals.state.title')}
        </h2>
        <Stats
          items={[
            {
              label: t('seals.state.sealed'),
              value: f.formatNumber(last?.to ?? 0),
              note: t('seals.state.sealedNote', { all: f.formatNumber(events) }),
            },
            {
              label: t('seals.state.last'),
              value: last ? f.formatTime(new Date(last.at)) : '–',
              note: last
                ? t('seals.state.number', { n: f.formatNumber(last.n), day: f.formatDay(new Date(last.at)) })
                : t('seals.state.never'),
            },
          ]}
        />
      </section>
      <section class="sd-section" aria-labelledby="nachweis">
        <h2 class="kern-heading-medium" id="nachweis">
          {t('seals.proof.title')}
        </h2>
        <p>{t('seals.proof.text')}</p>
        <Form action={paths.sealProof} method="get">
          <TextField
            t={t}
            id="vorgang"
            name="vorgang"
            label={t('seals.proof.number')}
            hint={t('seals.proof.hint')}
            value={unknown ?? ''}
            error={unknown === undefined ? undefined : t('seals.proof.unknown')}
          />
          <div class="sd-actions">
            <Button type="submit">{t('seals.proof.button')}</Button>
          </div>
        </Form>
      </section>
      <section class="sd-section" aria-labelledby="siegel">
        <h2 class="kern-heading-medium" id="siegel">
          {t('seals.list.title')}
        </h2>
        <SealTable view={view} seals={seals} />
        <p>
          {t('seals.list.public')} <a href={paths.seals}>{t('seals.list.json')}</a>
        </p>
      </section>
    </WorkspaceLayout>
  )
}

function SealTable({ view, seals }: Pick<Props, 'view' | 'seals'>) {
  const { t } = view
  const f = formatter(view.lang, view.timeZone)
  return (
    <Table
      t={t}
      caption={t('seals.list.title')}
      captionHidden
      rows={seals}
      rowKey={(seal) => String(seal.n)}
      empty={
        <EmptyState icon="lock" title={t('seals.list.empty')}>
          {t('seals.list.emptyText')}
        </EmptyState>
      }
      columns={[
        { key: 'n', label: t('seals.list.n'), rowHeader: true, cell: (s) => f.formatNumber(s.n) },
        { key: 'at', label: t('seals.list.at'), cell: (s) => <When view={view} at={new Date(s.at)} /> },
        {
          key: 'events',
          label: t('seals.list.events'),
          cell: (s) => t('seals.list.range', { from: f.formatNumber(s.from), to: f.formatNumber(s.to) }),
        },
        {
          key: 'hash',
          label: t('seals.list.hash'),
          cell: (s) => <code class="sd-hash">{s.hash}</code>,
        },
      ]}
    />
  )
}

function Checked({ view, checked }: Pick<Props, 'view' | 'checked'>) {
  const { t } = view
  const f = formatter(view.lang, view.timeZone)
  if (!checked) return <Notice title={t('seals.check.none')}>{t('seals.check.noneText')}</Notice>
  const at = f.formatDateTime(checked.at)
  if (checked.faults > 0)
    return (
      <Notice tone="danger" title={t('seals.check.bad')}>
        <p>{t('seals.check.badText', { at, count: checked.faults })}</p>
        {checked.fault && <p>{faultText(view, checked.fault)}</p>}
        <p>{t('seals.check.badNext')}</p>
      </Notice>
    )
  return (
    <Notice tone="success" title={t('seals.check.good')}>
      <p>
        {t('seals.check.goodText', { at, count: checked.seals, events: f.formatNumber(checked.events) })}{' '}
        {checked.published > 0
          ? t('seals.check.published', { count: checked.published })
          : t('seals.check.unpublished')}
      </p>
    </Notice>
  )
}

function faultText(view: PageView, fault: Fault): string {
  const f = formatter(view.lang, view.timeZone)
  const { kind, at, ...place } = fault
  return view.t(`seals.fault.${kind}`, { ...place, at: at ? f.formatDateTime(new Date(at)) : '' })
}

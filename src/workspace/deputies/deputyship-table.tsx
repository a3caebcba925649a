import type { PageView } from '#http/view.ts'
import { type Deputyship, unitName } from '#modules/organisation/index.ts'
import type { Catalogue } from '#modules/reports/index.ts'
import { Badge } from '#ui/badge.tsx'
import { ConfirmAction } from '#ui/details.tsx'
import { Table } from '#ui/table.tsx'
import { paths } from '../../paths.ts'
import type { Board } from './board.ts'
import { periodWords } from './days.ts'

interface Props {
  view: PageView
  board: Board
  catalogue: Catalogue
  caption: string
  rows: readonly Deputyship[]
}

/** Deputyships in a table: who for whom, when, for what, and the way to end them. */
export function DeputyshipTable({ view, board, catalogue, caption, rows }: Props) {
  const { t } = view
  const name = (id: string) => board.org.staff.get(id)?.name ?? ''
  const holds = new Set(board.org.holding.map((d) => d.id))
  return (
    <Table
      t={t}
      caption={caption}
      captionHidden
      small
      rows={rows}
      rowKey={(d) => d.id}
      columns={[
        { key: 'absent', label: t('deputies.column.absent'), rowHeader: true, cell: (d) => name(d.absent) },
        { key: 'deputy', label: t('deputies.column.deputy'), cell: (d) => name(d.deputy) },
        { key: 'when', label: t('deputies.column.when'), cell: (d) => periodWords(view, d.from, d.until) },
        {
          key: 'scope',
          label: t('deputies.column.scope'),
          cell: (d) => scopeWords(view, board, catalogue, d),
        },
        {
          key: 'state',
          label: t('deputies.column.state'),
          cell: (d) => (
            <Badge tone={holds.has(d.id) ? 'success' : 'neutral'} small>
              {t(`deputies.state.${holds.has(d.id) ? 'now' : d.from > view.now ? 'later' : 'rests'}`)}
            </Badge>
          ),
        },
        {
          key: 'end',
          label: t('deputies.end.label'),
          action: true,
          cell: (d) =>
            board.mayEnd.has(d.id) && (
              <ConfirmAction
                label={t('deputies.end.label')}
                question={t('deputies.end.question', { deputy: name(d.deputy), absent: name(d.absent) })}
                action={paths.deputyEnd(d.id)}
                confirmLabel={t('deputies.end.confirm')}
              />
            ),
        },
      ]}
    />
  )
}

/** For what somebody stands in, in words. */
function scopeWords({ t, lang }: PageView, { org }: Board, catalogue: Catalogue, d: Deputyship): string {
  const unit = d.unit ? org.units.get(d.unit) : null
  const types = d.types?.map((code) => catalogue.byCode.get(code)?.name[lang] ?? code)
  return [
    unit ? unitName(unit, lang) : types ? '' : t('deputies.scope.all'),
    types?.join(', '),
    d.onlyWhenAbsent ? t('deputies.scope.absent') : '',
  ]
    .filter(Boolean)
    .join(' · ')
}

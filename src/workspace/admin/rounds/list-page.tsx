import type { PageView } from '#http/view.ts'
import type { Round } from '#modules/rounds/index.ts'
import { Badge } from '#ui/badge.tsx'
import { ButtonLink } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Table } from '#ui/table.tsx'
import { paths } from '../../../paths.ts'
import { AdminLayout } from '../admin-layout.tsx'
import { weekdayName } from './edit-page.tsx'

interface Props {
  view: PageView
  rounds: readonly Round[]
  /** There is something that a round could go over. */
  hasLayers: boolean
  unitOf: (id: string) => string
  layerOf: (code: string) => string
  done: 'neu' | 'geaendert' | null
}

const rhythmWords = (view: PageView, { rhythm }: Round): string => {
  const { t } = view
  if (rhythm.every === 'week')
    return t('rounds.admin.said.week', { days: rhythm.days.map((d) => weekdayName(view, d)).join(', ') })
  return rhythm.every === 'month'
    ? t('rounds.admin.said.month', { day: rhythm.day })
    : t('rounds.admin.said.days', { n: rhythm.n })
}

/** The rounds that one looks after. */
export function RoundsAdminPage({ view, rounds, hasLayers, unitOf, layerOf, done }: Props) {
  const { t, format } = view
  const make = hasLayers ? (
    <ButtonLink kind="primary" icon="plus" href={paths.adminRoundNew}>
      {t('rounds.admin.new')}
    </ButtonLink>
  ) : undefined
  return (
    <AdminLayout
      view={view}
      title={t('admin.area.rounds.title')}
      lead={t('admin.area.rounds.lead')}
      done={done ? t(`rounds.just.${done}`) : null}
      actions={rounds.length > 0 ? make : undefined}
    >
      <Table
        t={t}
        caption={t('admin.area.rounds.title')}
        captionHidden
        small
        rows={rounds}
        rowKey={(round) => round.id}
        empty={
          <EmptyState title={t('rounds.admin.none')} actions={make}>
            {t(hasLayers ? 'rounds.admin.noneText' : 'rounds.admin.noLayers')}
          </EmptyState>
        }
        columns={[
          {
            key: 'name',
            label: t('rounds.admin.name'),
            rowHeader: true,
            cell: (round) => <a href={paths.adminRound(round.id)}>{round.name}</a>,
          },
          { key: 'layer', label: t('rounds.admin.layer'), cell: (round) => layerOf(round.layer) },
          { key: 'rhythm', label: t('rounds.admin.rhythm'), cell: (round) => rhythmWords(view, round) },
          {
            key: 'next',
            label: t('rounds.admin.next'),
            nowrap: true,
            cell: (round) =>
              round.active ? (
                format.formatDay(round.nextOn)
              ) : (
                <Badge small>{t('rounds.admin.inactive')}</Badge>
              ),
          },
          { key: 'unit', label: t('rounds.admin.unit'), cell: (round) => unitOf(round.unitId) },
        ]}
      />
      <p>
        <ButtonLink kind="tertiary" icon="list" href={paths.rounds}>
          {t('rounds.title')}
        </ButtonLink>
      </p>
    </AdminLayout>
  )
}

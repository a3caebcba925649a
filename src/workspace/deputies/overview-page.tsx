import type { PageView } from '#http/view.ts'
import type { Catalogue } from '#modules/reports/index.ts'
import { ButtonLink } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { paths } from '../../paths.ts'
import type { Board } from './board.ts'
import { DeputyshipTable } from './deputyship-table.tsx'
import { DeputyLayout } from './layout.tsx'
import { Timeline } from './timeline.tsx'

interface Props {
  view: PageView
  board: Board
  catalogue: Catalogue
  done: string | null
}

/** Who stands in for whom, and who is away: what somebody wants to know on coming in. */
export function OverviewPage({ view, board, catalogue, done }: Props) {
  const { t } = view
  const nothing = board.iStandIn.length + board.standInForMe.length + board.others.length === 0
  const parts = [
    ['mine', board.iStandIn],
    ['me', board.standInForMe],
    ['others', board.others],
  ] as const
  const now = new Set(board.org.holding.filter((d) => d.deputy === board.me).map((d) => d.absent))
  const names = [...now].map((id) => board.org.staff.get(id)?.name ?? '').join(', ')
  return (
    <DeputyLayout
      view={view}
      title={t('deputies.title')}
      at={paths.deputies}
      waiting={board.waiting}
      done={done}
    >
      <PageTitle
        lead={t('deputies.lead')}
        actions={
          <>
            <ButtonLink href={paths.deputyNew} kind="primary" icon="plus">
              {t('deputies.nav.name')}
            </ButtonLink>
            <ButtonLink href={paths.absence} icon="calendar">
              {t('deputies.nav.absence')}
            </ButtonLink>
          </>
        }
      >
        {t('deputies.title')}
      </PageTitle>
      {now.size > 0 && (
        <Notice title={t('deputies.now.title', { names })}>
          <p>{t('deputies.now.text')}</p>
        </Notice>
      )}
      {nothing && (
        <EmptyState icon="people" title={t('deputies.none.title')}>
          {t('deputies.none.text')}
        </EmptyState>
      )}
      {parts.map(
        ([key, rows]) =>
          rows.length > 0 && (
            <Section key={key} title={t(`deputies.part.${key}`)}>
              <DeputyshipTable
                view={view}
                board={board}
                catalogue={catalogue}
                caption={t(`deputies.part.${key}`)}
                rows={rows}
              />
            </Section>
          ),
      )}
      <Section title={t('deputies.timeline.title')} intro={t('deputies.timeline.intro')}>
        <Timeline view={view} board={board} />
      </Section>
    </DeputyLayout>
  )
}

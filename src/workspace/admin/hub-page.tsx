import type { PageView } from '#http/view.ts'
import { CardGrid, TaskCard } from '#ui/card.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import type { AdminArea } from './areas.ts'

const groups = ['people', 'town', 'privacy', 'machines'] as const

/** Where everything that can be set up is found. */
export function HubPage({ view, areas }: { view: PageView; areas: readonly AdminArea[] }) {
  const { t } = view
  return (
    <WorkspaceLayout view={view} title={t('admin.title')}>
      <PageTitle lead={t('admin.lead')}>{t('admin.title')}</PageTitle>
      {areas.length === 0 && <EmptyState title={t('admin.nothing')} />}
      {groups
        .map((group) => ({ group, own: areas.filter((area) => area.group === group) }))
        .filter(({ own }) => own.length > 0)
        .map(({ group, own }) => (
          <section class="sd-section" key={group} aria-labelledby={`bereich-${group}`}>
            <h2 class="kern-heading-medium" id={`bereich-${group}`}>
              {t(`admin.group.${group}`)}
            </h2>
            <CardGrid size="medium">
              {own.map((area) => (
                <TaskCard
                  key={area.key}
                  icon={area.icon}
                  title={t(`admin.area.${area.key}.title`)}
                  href={area.href}
                >
                  {t(`admin.area.${area.key}.lead`)}
                </TaskCard>
              ))}
            </CardGrid>
          </section>
        ))}
    </WorkspaceLayout>
  )
}

import type { PageView } from '#http/view.ts'
import type { Provider } from '#modules/identity/index.ts'
import { Badge } from '#ui/badge.tsx'
import { ButtonLink } from '#ui/button.tsx'
import { CardGrid, TaskCard } from '#ui/card.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { Table } from '#ui/table.tsx'
import { urlWith } from '#ui/url.ts'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../../paths.ts'
import { DoneNotice } from '../done-notice.tsx'
import { Trail } from './trail.tsx'

/** Who vouches for people in this town. */
export function ProvidersPage({ view, providers }: { view: PageView; providers: readonly Provider[] }) {
  const { t } = view
  const title = t('admin.area.signIn.title')
  const make = (['staff', 'citizens'] as const).map((audience) => (
    <ButtonLink
      key={audience}
      kind={audience === 'staff' ? 'primary' : 'secondary'}
      icon="plus"
      href={urlWith(paths.signOnProviderNew, { fuer: audience })}
    >
      {t(`sso.new.${audience}`)}
    </ButtonLink>
  ))
  return (
    <WorkspaceLayout view={view} title={title}>
      <Trail view={view} />
      <DoneNotice view={view} texts="sso.done" known={['entfernt']} />
      <PageTitle lead={t('sso.lead.all')}>{title}</PageTitle>
      <Table
        t={t}
        caption={title}
        captionHidden
        rows={providers}
        rowKey={(p) => p.id}
        empty={<EmptyState title={t('sso.none.title')}>{t('sso.none.text')}</EmptyState>}
        columns={[
          {
            key: 'name',
            label: t('sso.field.name.label'),
            rowHeader: true,
            cell: (p) => <a href={paths.signOnProvider(p.code)}>{p.name}</a>,
          },
          { key: 'audience', label: t('sso.for'), cell: (p) => t(`sso.audience.${p.audience}`) },
          { key: 'issuer', label: t('sso.address'), cell: (p) => <span class="wl-break">{p.issuer}</span> },
          { key: 'state', label: t('sso.state'), cell: (p) => <OfferBadge view={view} provider={p} /> },
        ]}
      />
      <div class="sd-actions">{make}</div>
      <Section title={t('sso.directory.section')}>
        <CardGrid size="large">
          <TaskCard icon="people" title={t('sso.directory.title')} href={paths.directory}>
            {t('sso.directory.card')}
          </TaskCard>
        </CardGrid>
      </Section>
    </WorkspaceLayout>
  )
}

export const OfferBadge = ({ view: { t }, provider }: { view: PageView; provider: Provider }) =>
  provider.offered ? (
    <Badge tone="success">{t('sso.offered')}</Badge>
  ) : (
    <Badge tone="neutral">{t('sso.notOffered')}</Badge>
  )

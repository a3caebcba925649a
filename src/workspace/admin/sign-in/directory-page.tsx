import type { PageView } from '#http/view.ts'
import type { DirectoryGroup } from '#modules/organisation/index.ts'
import type { Tenant } from '#platform/context/context.ts'
import { DescriptionList } from '#ui/description-list.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { Table } from '#ui/table.tsx'
import { When } from '#ui/when.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../../paths.ts'
import { DoneNotice } from '../done-notice.tsx'
import { type RulesProps, RulesSection } from './rules-section.tsx'
import { Trail } from './trail.tsx'

interface Props {
  view: PageView
  tenant: Tenant
  users: number
  groups: readonly (DirectoryGroup & { size: number })[]
  rules: RulesProps
  refusal?: string | null
}

/** The directory (SCIM): how to connect it, whom it looks after, and what its groups stand for. */
export function DirectoryPage({ view, tenant, users, groups, rules, refusal }: Props) {
  const { t, format } = view
  const title = t('sso.directory.title')
  const errors = Object.entries(rules.errors).map(([field, message]) => ({ field, message }))
  return (
    <WorkspaceLayout view={view} title={title} errors={errors.length > 0}>
      <Trail view={view} here={title} />
      <ErrorSummary t={t} errors={errors} />
      {refusal && <Notice tone="warning" title={refusal} live />}
      <DoneNotice view={view} texts="sso.done" known={['regel', 'regel-weg']} />
      <PageTitle lead={t('sso.directory.lead')}>{title}</PageTitle>
      <Section title={t('sso.directory.connect')} intro={t('sso.directory.adopting')}>
        <DescriptionList
          items={[
            {
              term: t('sso.directory.url'),
              value: <code class="wl-break">{tenant.publicUrl + paths.scim}</code>,
            },
            {
              term: t('sso.directory.key'),
              value: (
                <>
                  {t('sso.directory.keyHint')} <a href={paths.keys}>{t('sso.directory.keyLink')}</a>
                </>
              ),
            },
            { term: t('sso.directory.users'), value: format.formatNumber(users) },
          ]}
        />
      </Section>
      <RulesSection {...rules} directory />
      <Section title={t('sso.directory.groups')}>
        <Table
          t={t}
          caption={t('sso.directory.groups')}
          captionHidden
          rows={groups}
          rowKey={(group) => group.id}
          empty={<p>{t('sso.directory.noGroups')}</p>}
          columns={[
            { key: 'name', label: t('sso.field.group'), rowHeader: true, cell: (g) => g.name },
            {
              key: 'size',
              label: t('sso.directory.members'),
              numeric: true,
              cell: (g) => format.formatNumber(g.size),
            },
            {
              key: 'changed',
              label: t('sso.directory.changed'),
              nowrap: true,
              cell: (g) => <When view={view} at={g.changedAt} />,
            },
          ]}
        />
      </Section>
    </WorkspaceLayout>
  )
}

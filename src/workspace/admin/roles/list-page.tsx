import type { PageView } from '#http/view.ts'
import { type DefinedRole, isBuiltIn, roleName } from '#modules/organisation/index.ts'
import { Badge } from '#ui/badge.tsx'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'
import { ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { urlWith } from '#ui/url.ts'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../../paths.ts'
import { DoneNotice } from '../done-notice.tsx'
import { GroupBadges } from './what.tsx'

export interface RoleInList {
  role: DefinedRole
  /** How many people hold it, as far as the actor may know of them. */
  holders: number
}

export function RoleListPage({
  view,
  roles,
  mayDefine,
}: {
  view: PageView
  roles: readonly RoleInList[]
  mayDefine: boolean
}) {
  const { t, lang } = view
  return (
    <WorkspaceLayout view={view} title={t('roles.title')}>
      <Breadcrumbs
        view={view}
        trail={[{ label: t('admin.title'), href: paths.admin }, { label: t('roles.title') }]}
      />
      <PageTitle
        lead={t('roles.lead')}
        actions={
          mayDefine && (
            <ButtonLink kind="primary" icon="plus" href={paths.roleNew}>
              {t('roles.new')}
            </ButtonLink>
          )
        }
      >
        {t('roles.title')}
      </PageTitle>
      <DoneNotice view={view} texts="roles.done" known={['retired']} />
      <div class="org-cards">
        {roles.map(({ role, holders }) => (
          <Card
            key={role.code}
            level={2}
            plain
            title={<a href={paths.role(role.code)}>{roleName(role, lang)}</a>}
            footer={
              <a href={urlWith(paths.people, { rolle: role.code })}>
                {t('roles.holders', { count: holders })}
                <span class="kern-sr-only"> {roleName(role, lang)}</span>
              </a>
            }
          >
            <p>
              <Badge small>{t(isBuiltIn(role.code) ? 'roles.builtIn' : 'roles.own')}</Badge>
            </p>
            <GroupBadges view={view} permissions={role.permissions} />
          </Card>
        ))}
      </div>
    </WorkspaceLayout>
  )
}

import type { PageView } from '#http/view.ts'
import {
  type DefinedRole,
  type HeldRole,
  isBuiltIn,
  type Organisation,
  roleName,
} from '#modules/organisation/index.ts'
import { Badge } from '#ui/badge.tsx'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'
import { ButtonLink } from '#ui/button.tsx'
import { ConfirmAction } from '#ui/details.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { Table } from '#ui/table.tsx'
import { urlWith } from '#ui/url.ts'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../../paths.ts'
import { DoneNotice } from '../done-notice.tsx'
import { sayTerm, sayUnit } from '../people/words.tsx'
import type { Refusal } from '../refused.ts'
import { WhatItAllows } from './what.tsx'

export interface RolePageProps {
  view: PageView
  org: Organisation
  role: DefinedRole
  /** Those who hold it now or later, as far as the actor may know of them. */
  holders: readonly HeldRole[]
  mayDefine: boolean
  refusal?: Refusal | null
}

/** What a role allows, and who holds it. */
export function RolePage({ view, org, role, holders, mayDefine, refusal }: RolePageProps) {
  const { t, lang } = view
  const name = roleName(role, lang)
  return (
    <WorkspaceLayout view={view} title={`${name} – ${t('roles.title')}`}>
      <Breadcrumbs
        view={view}
        trail={[
          { label: t('admin.title'), href: paths.admin },
          { label: t('roles.title'), href: paths.roles },
          { label: name },
        ]}
      />
      <PageTitle
        preline={t(isBuiltIn(role.code) ? 'roles.builtIn' : 'roles.own')}
        actions={
          mayDefine &&
          !role.retired && (
            <>
              <ButtonLink icon="edit" href={paths.roleEdit(role.code)}>
                {t('roles.change')}
              </ButtonLink>
              <ButtonLink icon="copy" href={urlWith(paths.roleNew, { vorlage: role.code })}>
                {t('roles.copy')}
              </ButtonLink>
            </>
          )
        }
      >
        {name}
      </PageTitle>
      <DoneNotice view={view} texts="roles.done" known={['created', 'changed']} />
      {refusal && <Notice tone="warning" title={t(`error.${refusal.code}`, refusal.params)} live />}
      {role.retired && <Notice tone="info" title={t('roles.retired')} />}
      <Section title={t('roles.allows')}>
        <WhatItAllows view={view} permissions={role.permissions} />
      </Section>
      <Holders view={view} org={org} role={role} holders={holders} />
      {mayDefine && !isBuiltIn(role.code) && !role.retired && (
        <Section title={t('roles.remove.title')}>
          {holders.length > 0 ? (
            <p>{t('roles.remove.held')}</p>
          ) : (
            <ConfirmAction
              label={t('roles.remove.title')}
              icon="bin"
              question={t('roles.remove.question', { name })}
              action={paths.roleEnd(role.code)}
              confirmLabel={t('roles.remove.confirm')}
              hidden={{ version: role.version }}
              danger
            />
          )}
        </Section>
      )}
    </WorkspaceLayout>
  )
}

/** So many units stand by name in a line; of more their number. */
const NAMED_UNITS = 3

/** Who holds it at many units for the same time stands here once. */
function Holders({ view, org, role, holders }: Pick<RolePageProps, 'view' | 'org' | 'role' | 'holders'>) {
  const { t } = view
  const same = (held: HeldRole) => `${held.account} ${held.state} ${sayTerm(view, held)}`
  const rows = [...Map.groupBy(holders, same)].map(([key, all]) => ({
    key,
    ...all[0]!,
    units: all.map((held) => held.unit),
  }))
  return (
    <Section
      title={t('roles.heldBy')}
      actions={
        holders.length > 0 && <a href={urlWith(paths.people, { rolle: role.code })}>{t('units.toPeople')}</a>
      }
    >
      <Table
        t={t}
        caption={t('roles.heldBy')}
        captionHidden
        small
        rows={rows}
        rowKey={(held) => held.key}
        empty={<p>{t('roles.heldByNobody')}</p>}
        columns={[
          {
            key: 'name',
            label: t('people.name'),
            rowHeader: true,
            cell: (held) => (
              <>
                <a href={paths.person(held.account)}>{org.staff.get(held.account)?.name}</a>{' '}
                {held.state === 'future' && (
                  <Badge tone="info" small>
                    {t('people.later')}
                  </Badge>
                )}
              </>
            ),
          },
          {
            key: 'unit',
            label: t('people.unit'),
            cell: ({ units }) =>
              units.length > NAMED_UNITS
                ? t('people.atUnits', { count: units.length })
                : units.map((unit) => sayUnit(view, org, unit)).join(', '),
          },
          { key: 'term', label: t('people.when'), cell: (held) => sayTerm(view, held) },
        ]}
      />
    </Section>
  )
}

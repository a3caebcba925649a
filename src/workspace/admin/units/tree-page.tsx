import type { PageView } from '#http/view.ts'
import { type Organisation, unitName } from '#modules/organisation/index.ts'
import { Badge } from '#ui/badge.tsx'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'
import { ButtonLink } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Icon } from '#ui/icon.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { urlWith } from '#ui/url.ts'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../../paths.ts'
import { DoneNotice } from '../done-notice.tsx'
import { type Branch, treeOf } from '../unit-tree.ts'

interface Props {
  view: PageView
  org: Organisation
  /** With those that are dissolved. */
  dissolved: boolean
  /** May the actor add units at the top, or anywhere? */
  mayAdd: boolean
}

/** All units as a tree: who leads them, how many work there, how to reach them. */
export function TreePage({ view, org, dissolved, mayAdd }: Props) {
  const { t, lang } = view
  const tree = treeOf(org, lang, { dissolved })
  const gone = [...org.units.values()].filter((unit) => unit.dissolvedAt).length
  return (
    <WorkspaceLayout view={view} title={t('units.title')}>
      <Breadcrumbs
        view={view}
        trail={[{ label: t('admin.title'), href: paths.admin }, { label: t('units.title') }]}
      />
      <PageTitle
        lead={t('units.lead')}
        actions={
          mayAdd && (
            <ButtonLink kind="primary" icon="plus" href={paths.unitNew}>
              {t('units.new')}
            </ButtonLink>
          )
        }
      >
        {t('units.title')}
      </PageTitle>
      <DoneNotice view={view} texts="units.done" known={['dissolved']} />
      {tree.length === 0 && <EmptyState icon="home" title={t('units.empty')} />}
      <Branches view={view} org={org} tree={tree} label={t('units.title')} />
      {gone > 0 && (
        <p>
          <a href={urlWith(paths.units, { aufgeloeste: dissolved ? null : 'ja' })}>
            {t(dissolved ? 'units.hideDissolved' : 'units.showDissolved', { count: gone })}
          </a>
        </p>
      )}
    </WorkspaceLayout>
  )
}

function Branches({
  view,
  org,
  tree,
  label,
}: {
  view: PageView
  org: Organisation
  tree: readonly Branch[]
  label?: string
}) {
  return (
    <ul class="org-tree" aria-label={label}>
      {tree.map((branch) => (
        <li key={branch.unit.id} class="org-tree__branch">
          <UnitLine view={view} org={org} branch={branch} />
          {branch.below.length > 0 && <Branches view={view} org={org} tree={branch.below} />}
        </li>
      ))}
    </ul>
  )
}

function UnitLine({ view, org, branch: { unit } }: { view: PageView; org: Organisation; branch: Branch }) {
  const { t, lang } = view
  const head = unit.headId ? org.staff.get(unit.headId) : undefined
  const people = org.membersOf(unit.id).length
  return (
    <div class={`org-unit org-unit--line org-unit--${unit.kind}`}>
      <p class="org-unit__name">
        <a href={paths.unit(unit.id)}>{unitName(unit, lang)}</a> <span class="sd-muted">{unit.code}</span>{' '}
        {unit.dissolvedAt && <Badge small>{t('units.dissolved')}</Badge>}
      </p>
      <ul class="org-unit__facts">
        {(head || unit.kind === 'department') && (
          <li>
            <Icon name="user" size={16} />
            {head ? t('units.headIs', { name: head.name }) : t('units.noHead')}
          </li>
        )}
        <li>
          <Icon name="people" size={16} />
          <a href={urlWith(paths.people, { einheit: unit.id })}>{t('units.people', { count: people })}</a>
        </li>
        {unit.phone && (
          <li>
            <Icon name="phone" size={16} />
            <a href={`tel:${unit.phone.replace(/[^+\d]/g, '')}`}>{unit.phone}</a>
          </li>
        )}
        {unit.email && (
          <li>
            <Icon name="mail" size={16} />
            <a href={`mailto:${unit.email}`}>{unit.email}</a>
          </li>
        )}
      </ul>
    </div>
  )
}

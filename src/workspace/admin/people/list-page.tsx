import type { PageView } from '#http/view.ts'
import { type Organisation, roleName } from '#modules/organisation/index.ts'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'
import { ButtonLink } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { SelectField } from '#ui/field/choice-field.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { FilterBar, Tabs } from '#ui/filter-bar.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { Pagination } from '#ui/pagination.tsx'
import { Table } from '#ui/table.tsx'
import { urlWith } from '#ui/url.ts'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../../paths.ts'
import { unitOptions } from '../unit-tree.ts'
import { type FoundPerson, type findPeople, PAGE, type PeopleFilter, states } from './found.ts'
import { byRole, StateBadge, sayRole, sayUnit } from './words.tsx'

interface Props {
  view: PageView
  org: Organisation
  filter: PeopleFilter
  found: Awaited<ReturnType<typeof findPeople>>
  page: number
  /** Does the actor manage the whole town, and so everybody? */
  whole: boolean
}

export function PeopleListPage({ view, org, filter, found, page, whole }: Props) {
  const { t } = view
  return (
    <WorkspaceLayout view={view} title={t('people.title')}>
      <Breadcrumbs
        view={view}
        trail={[{ label: t('admin.title'), href: paths.admin }, { label: t('people.title') }]}
      />
      <PageTitle
        lead={t('people.lead')}
        actions={
          <>
            <ButtonLink kind="primary" icon="plus" href={paths.personNew}>
              {t('people.new')}
            </ButtonLink>
            {whole && (
              <ButtonLink icon="upload" href={paths.peopleImport}>
                {t('people.import.title')}
              </ButtonLink>
            )}
          </>
        }
      >
        {t('people.title')}
      </PageTitle>
      {!whole && (
        <Tabs
          label={t('people.scope.label')}
          items={[
            {
              label: t('people.scope.own'),
              href: urlWith(view.path, { alle: null, seite: null }),
              current: !filter.all,
              count: found.own,
            },
            {
              label: t('people.scope.all'),
              href: urlWith(view.path, { alle: 'ja', seite: null }),
              current: filter.all,
              count: found.everybody,
            },
          ]}
        />
      )}
      <Filter view={view} org={org} filter={filter} whole={whole} />
      <p role="status">{t('people.found', { count: found.total })}</p>
      <PeopleTable view={view} org={org} people={found.people} />
      <Pagination t={t} path={view.path} page={page} pageSize={PAGE} total={found.total} />
    </WorkspaceLayout>
  )
}

function Filter({ view, org, filter, whole }: Pick<Props, 'view' | 'org' | 'filter' | 'whole'>) {
  const { t, lang } = view
  const any = filter.search || filter.unit || filter.role || filter.state
  return (
    <FilterBar
      t={t}
      action={paths.people}
      hidden={!whole && filter.all ? [['alle', 'ja']] : []}
      resetHref={any ? urlWith(paths.people, { alle: !whole && filter.all && 'ja' }) : undefined}
      active={[
        ...(filter.search
          ? [{ label: filter.search, removeHref: urlWith(view.path, { suche: null, seite: null }) }]
          : []),
        ...(filter.unit
          ? [
              {
                label: sayUnit(view, org, filter.unit),
                removeHref: urlWith(view.path, { einheit: null, seite: null }),
              },
            ]
          : []),
        ...(filter.role
          ? [
              {
                label: sayRole(view, org, filter.role),
                removeHref: urlWith(view.path, { rolle: null, seite: null }),
              },
            ]
          : []),
        ...(filter.state
          ? [
              {
                label: t(`people.state.${filter.state}`),
                removeHref: urlWith(view.path, { stand: null, seite: null }),
              },
            ]
          : []),
      ]}
    >
      <TextField
        t={t}
        name="suche"
        type="search"
        label={t('people.search')}
        value={filter.search}
        optional
        maxlength={100}
      />
      <SelectField
        t={t}
        name="einheit"
        label={t('people.unit')}
        optional
        value={filter.unit}
        placeholder={t('people.anyUnit')}
        options={unitOptions(org, lang)}
      />
      <SelectField
        t={t}
        name="rolle"
        label={t('people.role')}
        optional
        value={filter.role}
        placeholder={t('people.anyRole')}
        options={[...org.roles.values()]
          .filter((role) => !role.retired)
          .map((role) => ({ value: role.code, label: roleName(role, lang) }))}
      />
      <SelectField
        t={t}
        name="stand"
        label={t('people.stateLabel')}
        optional
        value={filter.state}
        placeholder={t('people.anyState')}
        options={states.map((state) => ({ value: state, label: t(`people.state.${state}`) }))}
      />
    </FilterBar>
  )
}

function PeopleTable({
  view,
  org,
  people,
}: {
  view: PageView
  org: Organisation
  people: readonly FoundPerson[]
}) {
  const { t } = view
  return (
    <Table
      t={t}
      caption={t('people.title')}
      captionHidden
      small
      rows={people}
      rowKey={(person) => person.id}
      columns={[
        {
          key: 'name',
          label: t('people.name'),
          rowHeader: true,
          cell: (person) => (
            <>
              <a href={paths.person(person.id)}>{person.name}</a>
              {person.email && <small class="org-mail">{person.email}</small>}
            </>
          ),
        },
        {
          key: 'roles',
          label: t('people.roles'),
          cell: (person) => <Roles view={view} org={org} person={person} />,
        },
        {
          key: 'state',
          label: t('people.stateLabel'),
          cell: (person) => (person.managed ? <StateBadge view={view} state={person.state} /> : '–'),
        },
      ]}
      empty={
        <EmptyState icon="people" title={t('people.empty.title')}>
          {t('people.empty.text')}
        </EmptyState>
      }
    />
  )
}

function Roles({ view, org, person }: { view: PageView; org: Organisation; person: FoundPerson }) {
  const { t } = view
  if (person.roles.length === 0)
    return <span class="sd-muted">{t(person.managed ? 'people.noRole' : 'people.elsewhere')}</span>
  return (
    <ul class="org-roles">
      {byRole(person.roles).map(({ role, units }) => (
        <li key={role}>
          <strong>{sayRole(view, org, role)}</strong>{' '}
          {units.length <= 2
            ? units.map((unit) => sayUnit(view, org, unit)).join(', ')
            : t('people.atUnits', { count: units.length })}
        </li>
      ))}
    </ul>
  )
}

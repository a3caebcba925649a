import type { PageView } from '#http/view.ts'
import type { HeldRole } from '#modules/organisation/index.ts'
import type { CategoryGroup } from '#modules/reports/index.ts'
import { Badge } from '#ui/badge.tsx'
import { ButtonLink } from '#ui/button.tsx'
import { ConfirmAction, Details } from '#ui/details.tsx'
import { Section } from '#ui/page-title.tsx'
import { Table } from '#ui/table.tsx'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../../paths.ts'
import type { PersonFile } from './person.ts'
import { sayRole, sayTerm, sayUnit } from './words.tsx'

interface Props {
  view: PageView
  file: PersonFile
  groups: readonly CategoryGroup[]
}

/** What somebody holds now and later, and what they held before. */
export function PersonRoles({ view, file, groups }: Props) {
  const { t } = view
  const past = file.roles.filter((h) => h.state === 'past')
  const lasting = file.roles.filter((h) => h.state !== 'past')
  return (
    <Section
      title={t('people.roles')}
      actions={
        <ButtonLink icon="plus" small href={paths.personAction(file.account.id, 'rolle')}>
          {t('people.give')}
        </ButtonLink>
      }
    >
      {lasting.length > 0 && (
        <RoleTable
          view={view}
          file={file}
          groups={groups}
          roles={lasting}
          caption={t('people.rolesNow')}
          actions
        />
      )}
      {lasting.length === 0 && <p>{t(file.managed ? 'people.noRoleText' : 'people.noRoleHere')}</p>}
      {past.length > 0 && (
        <Details summary={t('people.rolesPast', { count: past.length })}>
          <RoleTable
            view={view}
            file={file}
            groups={groups}
            roles={past}
            caption={t('people.rolesPast', { count: past.length })}
          />
        </Details>
      )}
    </Section>
  )
}

function RoleTable({
  view,
  file,
  groups,
  roles,
  caption,
  actions = false,
}: Props & { roles: readonly HeldRole[]; caption: string; actions?: boolean }) {
  const { t } = view
  return (
    <Table
      t={t}
      caption={caption}
      captionHidden
      small
      rows={roles}
      rowKey={(held) => `${held.unit} ${held.role}`}
      columns={[
        {
          key: 'role',
          label: t('people.role'),
          rowHeader: true,
          cell: (held) => (
            <>
              <a href={paths.role(held.role)}>{sayRole(view, file.org, held.role)}</a>{' '}
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
          cell: (held) => <a href={paths.unit(held.unit)}>{sayUnit(view, file.org, held.unit)}</a>,
        },
        {
          key: 'types',
          label: t('people.only'),
          cell: (held) =>
            held.types?.map((code) => sayCategory(view, groups, code)).join(', ') ?? t('people.everything'),
        },
        { key: 'term', label: t('people.when'), cell: (held) => sayTerm(view, held) },
        ...(actions
          ? [
              {
                key: 'do',
                label: t('people.actions'),
                action: true,
                cell: (held: HeldRole) =>
                  file.manages(file.org.units.get(held.unit)!) && (
                    <Actions view={view} file={file} held={held} />
                  ),
              },
            ]
          : []),
      ]}
    />
  )
}

const sayCategory = (view: PageView, groups: readonly CategoryGroup[], code: string): string =>
  groups.flatMap((g) => g.categories).find((c) => c.code === code)?.name[view.lang] ?? code

function Actions({ view, file, held }: { view: PageView; file: PersonFile; held: HeldRole }) {
  const { t } = view
  const names = { role: sayRole(view, file.org, held.role), unit: sayUnit(view, file.org, held.unit) }
  const which = { einheit: held.unit, rolle: held.role }
  return (
    <div class="org-actions">
      <ButtonLink small href={urlWith(paths.personAction(file.account.id, 'rolle'), which)}>
        {t('people.change')}
        <span class="kern-sr-only"> {t('people.roleAt', names)}</span>
      </ButtonLink>
      <ConfirmAction
        label={t('people.end')}
        question={t('people.endQuestion', { ...names, name: file.account.name })}
        action={paths.personAction(file.account.id, 'rollenende')}
        confirmLabel={t('people.endConfirm')}
        hidden={which}
        danger
      />
    </div>
  )
}

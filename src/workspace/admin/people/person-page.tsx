import type { PageView } from '#http/view.ts'
import type { CategoryGroup } from '#modules/reports/index.ts'
import { ButtonLink } from '#ui/button.tsx'
import { DescriptionList } from '#ui/description-list.tsx'
import { Inset, Notice } from '#ui/notice.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../../paths.ts'
import { DoneNotice } from '../done-notice.tsx'
import type { Refusal } from '../refused.ts'
import type { PersonFile } from './person.ts'
import { PersonAccess } from './person-access.tsx'
import { PersonRoles } from './person-roles.tsx'
import { PersonTrail } from './person-trail.tsx'
import { PersonWork } from './person-work.tsx'
import { StateBadge } from './words.tsx'

export const doneHere = [
  'invited',
  'details',
  'role',
  'ended',
  'work',
  'link',
  'disabled',
  'enabled',
  'sessions',
  'factors',
] as const

interface Props {
  view: PageView
  file: PersonFile
  groups: readonly CategoryGroup[]
  /** Where the person starts, in words. */
  base: string | null
  refusal?: Refusal | null
}

/** A person: who they are, what they hold, how they work, and their way in. */
export function PersonPage({ view, file, groups, base, refusal }: Props) {
  const { t } = view
  const { account, managed } = file
  return (
    <WorkspaceLayout view={view} title={`${account.name} – ${t('people.title')}`} islands={['copy']}>
      <PersonTrail view={view} file={file} />
      <PageTitle
        actions={
          <>
            {managed && <StateBadge view={view} state={file.state} />}
            {managed && (
              <ButtonLink icon="eye" href={paths.personRights(account.id)}>
                {t('people.rights')}
              </ButtonLink>
            )}
          </>
        }
      >
        {account.name}
      </PageTitle>
      <DoneNotice view={view} texts="people.done" known={doneHere} />
      {refusal && <Notice tone="warning" title={t(`error.${refusal.code}`, refusal.params)} live />}
      {!managed && <Inset>{t('people.notYours')}</Inset>}
      {managed && <Details view={view} file={file} />}
      <PersonRoles view={view} file={file} groups={groups} />
      {managed && file.member && <PersonWork view={view} file={file} base={base} />}
      {managed && <PersonAccess view={view} file={file} />}
    </WorkspaceLayout>
  )
}

function Details({ view, file: { account } }: { view: PageView; file: PersonFile }) {
  const { t } = view
  return (
    <Section
      title={t('people.details.title')}
      actions={
        <ButtonLink icon="edit" small href={paths.personAction(account.id, 'angaben')}>
          {t('people.change')}
        </ButtonLink>
      }
    >
      <DescriptionList
        items={[
          { term: t('people.email'), value: <a href={`mailto:${account.email}`}>{account.email}</a> },
          { term: t('people.lang'), value: t(`people.language.${account.lang}`) },
        ]}
      />
    </Section>
  )
}

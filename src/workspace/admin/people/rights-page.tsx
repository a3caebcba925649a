import type { PageView } from '#http/view.ts'
import { allPermissions } from '#modules/organisation/index.ts'
import type { CategoryGroup } from '#modules/reports/index.ts'
import { ButtonLink } from '#ui/button.tsx'
import { Details } from '#ui/details.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../../paths.ts'
import { GroupBadges } from '../roles/what.tsx'
import { sayGround, type Words } from './ground.tsx'
import type { PersonFile } from './person.ts'
import { PersonTrail } from './person-trail.tsx'
import type { Rights } from './rights.ts'
import { RightsTable } from './rights-table.tsx'
import { RightsTree } from './rights-tree.tsx'
import { TryOut, type TryProps } from './rights-try.tsx'

interface Props {
  view: PageView
  file: PersonFile
  groups: readonly CategoryGroup[]
  rights: Rights
  tried: TryProps['tried']
}

/** What a person could see and do, and why. */
export function RightsPage({ view, file, groups, rights, tried }: Props) {
  const { t } = view
  const { account, org } = file
  const words: Words = { view, org, groups }
  const { access } = rights
  const not = allPermissions.filter((permission) => !access.permissions.includes(permission))
  return (
    <WorkspaceLayout view={view} title={`${t('rights.title')} – ${account.name}`}>
      <PersonTrail view={view} file={file} here={t('rights.title')} />
      <PageTitle
        preline={account.name}
        lead={t(account.disabledAt ? 'rights.disabled' : 'rights.lead')}
        actions={
          <ButtonLink icon="arrow-left" href={paths.person(account.id)}>
            {t('rights.toPerson')}
          </ButtonLink>
        }
      >
        {t('rights.title')}
      </PageTitle>
      <TryOut view={view} words={words} account={account} access={access} tried={tried} />
      {access.grounds.length === 0 ? (
        <EmptyState icon="lock" title={t('rights.nothing')}>
          {t('rights.nothingText')}
        </EmptyState>
      ) : (
        <>
          <Grounds words={words} rights={rights} />
          <RightsTree words={words} rights={rights} />
          <RightsTable words={words} access={access} />
        </>
      )}
      {not.length > 0 && access.grounds.length > 0 && (
        <Section title={t('rights.not')}>
          <Details summary={t('rights.notCount', { count: not.length })}>
            <ul class="org-plain">
              {not.map((permission) => (
                <li key={permission}>{t(`permission.${permission}`)}</li>
              ))}
            </ul>
          </Details>
        </Section>
      )}
    </WorkspaceLayout>
  )
}

function Grounds({ words, rights }: { words: Words; rights: Rights }) {
  const { t } = words.view
  return (
    <Section title={t('rights.grounds')} intro={t('rights.groundsLead')}>
      <ol class="org-grounds">
        {rights.access.grounds.map((ground) => (
          <li key={ground.n} id={`grund-${ground.n}`} class="org-ground" tabindex={-1}>
            <span class={`org-mark org-mark--${((ground.n - 1) % 6) + 1}`} aria-hidden="true">
              {ground.n}
            </span>
            <div>
              <p>
                <strong>{sayGround(words, ground)}</strong>
              </p>
              <GroupBadges view={words.view} permissions={ground.permissions} />
            </div>
          </li>
        ))}
      </ol>
    </Section>
  )
}

import type { ComponentChildren } from 'preact'
import { Button } from '#ui/button.tsx'
import { SelectField } from '#ui/field/choice-field.tsx'
import { ErrorSummary, type FieldMistake } from '#ui/field/error-summary.tsx'
import { Form } from '#ui/form.tsx'
import { Icon, type IconName } from '#ui/icon.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { paths } from '../../paths.ts'
import type { Me } from './me.ts'

/** The areas of the account in their order (texts `account.area.<key>`). */
const areas: readonly { key: string; href: string; icon: IconName; group: 'cases' | 'self' }[] = [
  { key: 'overview', href: paths.account, icon: 'home', group: 'cases' },
  { key: 'cases', href: paths.accountCases, icon: 'list', group: 'cases' },
  { key: 'messages', href: paths.accountMessages, icon: 'chat', group: 'cases' },
  { key: 'appointments', href: paths.accountAppointments, icon: 'calendar', group: 'cases' },
  { key: 'documents', href: paths.accountDocuments, icon: 'document', group: 'cases' },
  { key: 'drafts', href: paths.accountDrafts, icon: 'edit', group: 'cases' },
  { key: 'subscriptions', href: paths.accountSubscriptions, icon: 'bell', group: 'cases' },
  { key: 'profile', href: paths.accountProfile, icon: 'user', group: 'self' },
  { key: 'access', href: paths.accountAccess, icon: 'lock', group: 'self' },
  { key: 'organisations', href: paths.accountOrganisations, icon: 'people', group: 'self' },
  { key: 'consents', href: paths.accountConsents, icon: 'check', group: 'self' },
  { key: 'readings', href: paths.accountReadings, icon: 'eye', group: 'self' },
  { key: 'data', href: paths.accountData, icon: 'share', group: 'self' },
]
export type AreaKey =
  | 'overview'
  | 'cases'
  | 'messages'
  | 'appointments'
  | 'documents'
  | 'drafts'
  | 'subscriptions'
  | 'profile'
  | 'access'
  | 'organisations'
  | 'consents'
  | 'readings'
  | 'data'

interface Props {
  me: Me
  area: AreaKey
  /** The page's own title where it is not the area's. */
  title?: string
  lead?: ComponentChildren
  actions?: ComponentChildren
  errors?: readonly FieldMistake[]
  islands?: readonly string[]
  children: ComponentChildren
}

/** A page of the account: its areas at the side (folded on phones), for whom one acts, then the page itself. */
export function AccountLayout({
  me,
  area,
  title,
  lead,
  actions,
  errors = [],
  islands = [],
  children,
}: Props) {
  const { view, citizen } = me
  const { t } = view
  const name = t(`account.area.${area}`)
  const own = title ?? name
  const overview = area === 'overview'
  return (
    <PortalLayout
      view={view}
      title={`${errors.length > 0 ? `${t('ui.error.prefix')} ` : ''}${overview ? t('account.title') : `${own} – ${t('account.title')}`}`}
      width="wide"
      noIndex
      styles={['account.css']}
      islands={islands}
      trail={
        overview
          ? [{ label: t('account.title') }]
          : [
              { label: t('account.title'), href: paths.account },
              ...(title
                ? [{ label: name, href: areas.find((one) => one.key === area)!.href }, { label: title }]
                : [{ label: name }]),
            ]
      }
    >
      <div class="sd-konto">
        <div class="sd-konto__side">
          <Acting me={me} />
          <nav class="sd-konto__nav sd-konto__nav--wide" aria-label={t('account.nav')}>
            <Areas me={me} area={area} />
          </nav>
          <details class="sd-konto__nav sd-konto__nav--folded">
            <summary>
              <Icon name="menu" size={20} />
              {t('account.navFolded', { area: name })}
            </summary>
            <nav aria-label={t('account.nav')}>
              <Areas me={me} area={area} />
            </nav>
          </details>
        </div>
        <div class="sd-konto__main">
          <ErrorSummary t={t} errors={errors} />
          {me.done && <Notice tone="success" live title={t(`account.done.${me.done}`)} />}
          {citizen.organisation && (
            <p class="sd-konto__for">
              <Icon name="people" size={20} />
              <span>{t('account.acting.for', { name: citizen.organisation.name })}</span>
            </p>
          )}
          <PageTitle lead={lead} actions={actions}>
            {own}
          </PageTitle>
          {children}
        </div>
      </div>
    </PortalLayout>
  )
}

function Areas({ me, area }: { me: Me; area: AreaKey }) {
  const { t } = me.view
  return (
    <>
      {(['cases', 'self'] as const).map((group) => (
        <ul key={group}>
          {areas
            .filter((one) => one.group === group)
            .map((one) => (
              <li key={one.key}>
                <a href={one.href} aria-current={one.key === area ? 'page' : undefined}>
                  <Icon name={one.icon} size={20} />
                  {t(`account.area.${one.key}`)}
                </a>
              </li>
            ))}
        </ul>
      ))}
    </>
  )
}

/** For oneself, or for one of the organisations that one has powers in. */
function Acting({ me }: { me: Me }) {
  const { view, citizen } = me
  const { t } = view
  const able = me.organisations.filter((one) => one.state === 'confirmed')
  if (able.length === 0) return null
  return (
    <Form action={paths.accountActing} class="sd-konto__acting">
      <SelectField
        t={t}
        name="organisation"
        label={t('account.acting.label')}
        value={citizen.organisation?.id ?? ''}
        options={[
          { value: '', label: t('account.acting.self', { name: citizen.name }) },
          ...able.map((one) => ({ value: one.id, label: one.party.name ?? '' })),
        ]}
      />
      <Button kind="tertiary" small>
        {t('account.acting.change')}
      </Button>
    </Form>
  )
}

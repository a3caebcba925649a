import type { PageView } from '#http/view.ts'
import { isTownWide, type PermissionGroup, permissionGroups } from '#modules/organisation/index.ts'
import { Badge } from '#ui/badge.tsx'
import { Icon, type IconName } from '#ui/icon.tsx'

/** Each group of permissions has its icon and its colour, the same wherever it is drawn. */
export const groupIcon: Record<PermissionGroup, IconName> = {
  cases: 'list',
  people: 'people',
  town: 'home',
  privacy: 'lock',
  machines: 'wrench',
}

export const groupsOf = (permissions: readonly string[]) =>
  permissionGroups
    .map(({ key, codes }) => ({
      key,
      held: codes.filter((code) => permissions.includes(code)),
      of: codes.length,
    }))
    .filter(({ held }) => held.length > 0)

/** How much of what: "Vorgänge 15 von 16", one badge a group. */
export function GroupBadges({ view, permissions }: { view: PageView; permissions: readonly string[] }) {
  const { t } = view
  const groups = groupsOf(permissions)
  if (groups.length === 0) return <span class="sd-muted">{t('roles.nothing')}</span>
  return (
    <ul class="org-badges">
      {groups.map(({ key, held, of }) => (
        <li key={key} class={`org-group org-group--${key}`}>
          <Icon name={groupIcon[key]} size={16} />
          {t(`roles.group.${key}`)}{' '}
          <span class="sd-muted">{t('roles.ofAll', { held: held.length, all: of })}</span>
        </li>
      ))}
    </ul>
  )
}

/** What these permissions allow, in sentences. `before` marks what would be new or gone. */
export function WhatItAllows({
  view,
  permissions,
  before,
  level = 3,
}: {
  view: PageView
  permissions: readonly string[]
  before?: readonly string[]
  level?: 3 | 4
}) {
  const { t } = view
  const H = `h${level}` as const
  const all = [...new Set([...permissions, ...(before ?? [])])]
  if (all.length === 0) return <p>{t('roles.allowsNothing')}</p>
  return (
    <div class="org-allows">
      {groupsOf(all).map(({ key, held }) => (
        <section key={key}>
          <H class="kern-heading-small org-allows__group">
            <Icon name={groupIcon[key]} size={20} /> {t(`roles.group.${key}`)}
          </H>
          <ul>
            {held.map((code) => (
              <Allowed
                key={code}
                view={view}
                code={code}
                now={permissions.includes(code)}
                before={before ? before.includes(code) : null}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function Allowed(p: { view: PageView; code: string; now: boolean; before: boolean | null }) {
  const { t } = p.view
  const added = p.before === false
  const gone = !p.now
  return (
    <li class={gone ? 'org-allows__gone' : undefined}>
      <Icon name={gone ? 'close' : 'check'} size={20} class={gone ? 'sd-tone--danger' : 'sd-tone--success'} />
      <span>
        {gone ? <del>{t(`permission.${p.code}`)}</del> : t(`permission.${p.code}`)}{' '}
        {added && (
          <Badge tone="info" small icon={null}>
            {t('roles.added')}
          </Badge>
        )}
        {gone && (
          <Badge tone="warning" small icon={null}>
            {t('roles.gone')}
          </Badge>
        )}
        {isTownWide(p.code) && !gone && <small class="sd-muted"> {t('roles.townWide')}</small>}
      </span>
    </li>
  )
}

import type { ComponentChildren } from 'preact'
import type { PageView } from '#http/view.ts'
import { Icon } from '#ui/icon.tsx'
import { SideNav, type SideNavItem } from '#ui/side-nav.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../paths.ts'

interface Props {
  view: PageView
  title: string
  /** The address of the page on the left that this one is or belongs to. */
  at: string
  /** How many questions of colleagues wait for this person. */
  waiting: number
  /** What has just been done, as a sentence. */
  done?: string | null
  errors?: boolean
  children: ComponentChildren
}

/** The frame of everything about absences, deputies and decisions of two. */
export function DeputyLayout({ view, title, at, waiting, done, errors, children }: Props) {
  const { t } = view
  const item = (key: string, href: string, more: Partial<SideNavItem>): SideNavItem => ({
    label: t(`deputies.nav.${key}`),
    href,
    current: href === at,
    ...more,
  })
  return (
    <WorkspaceLayout
      view={view}
      title={title}
      {...(errors && { errors })}
      sideLabel={t('deputies.nav.label')}
      side={
        <SideNav
          label={t('deputies.nav.label')}
          groups={[
            {
              title: t('deputies.title'),
              items: [
                item('overview', paths.deputies, { icon: 'people' }),
                item('name', paths.deputyNew, { icon: 'plus' }),
                item('absence', paths.absence, { icon: 'calendar' }),
                item('mails', paths.staffMails, { icon: 'mail' }),
              ],
            },
            {
              title: t('approvals.title'),
              items: [
                item('approvals', paths.approvals, {
                  icon: 'eye',
                  ...(waiting > 0 && { count: waiting, urgent: true }),
                }),
              ],
            },
          ]}
        />
      }
    >
      {done && (
        <p class="wl-done" role="status">
          <Icon name="success" size={20} />
          {done}
        </p>
      )}
      {children}
    </WorkspaceLayout>
  )
}

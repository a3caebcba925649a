import type { ComponentChildren } from 'preact'
import type { PageView } from '#http/view.ts'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../paths.ts'

interface Props {
  view: PageView
  title: string
  lead?: string
  /** Pages between the administration and this one. */
  above?: readonly { label: string; href: string }[]
  /** What was just done, in a sentence. */
  done?: string | null
  errors?: boolean
  actions?: ComponentChildren
  children: ComponentChildren
}

/** A page of the administration: the way here, what was just done, the title. */
export function AdminLayout({ view, title, lead, above = [], done, errors, actions, children }: Props) {
  const { t } = view
  return (
    <WorkspaceLayout view={view} title={`${title} – ${t('admin.title')}`} {...(errors && { errors })}>
      <Breadcrumbs
        view={view}
        trail={[{ label: t('admin.title'), href: paths.admin }, ...above, { label: title }]}
      />
      {done && <Notice tone="success" title={done} live />}
      <PageTitle lead={lead} actions={actions}>
        {title}
      </PageTitle>
      {children}
    </WorkspaceLayout>
  )
}

import type { ComponentChildren } from 'preact'
import type { PageView } from '#http/view.ts'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'
import { ErrorSummary, type FieldMistake } from '#ui/field/error-summary.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../paths.ts'

interface Props {
  view: PageView
  title: string
  lead?: string
  errors?: readonly FieldMistake[]
  islands?: readonly string[]
  children: ComponentChildren
}

/** A page below "Mein Zugang". */
export function AccessFrame({ view, title, lead, errors = [], islands = [], children }: Props) {
  const { t } = view
  return (
    <WorkspaceLayout view={view} title={title} errors={errors.length > 0} islands={islands}>
      <div class="access">
        <Breadcrumbs
          view={view}
          trail={[{ label: t('access.title'), href: paths.access }, { label: title }]}
        />
        <ErrorSummary t={t} errors={errors} />
        <PageTitle lead={lead}>{title}</PageTitle>
        {children}
      </div>
    </WorkspaceLayout>
  )
}

import type { ComponentChildren } from 'preact'
import type { PageView } from '#http/view.ts'
import { Breadcrumbs, type Crumb } from '#ui/breadcrumbs.tsx'
import { ErrorSummary, type FieldMistake } from '#ui/field/error-summary.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../../paths.ts'
import type { Refusal } from '../refused.ts'

interface Props {
  view: PageView
  title: string
  lead?: string
  /** Between the list of people and this page. */
  trail?: readonly Crumb[]
  mistakes: readonly FieldMistake[]
  refusal: Refusal | null
  /** What stands there now, when somebody else was faster. */
  now?: ComponentChildren
  islands?: readonly string[]
  children: ComponentChildren
}

/** The frame of a form about people: what went wrong first, then the fields with the person's own words. */
export function PeopleFormPage({ view, title, lead, trail = [], mistakes, refusal, now, ...p }: Props) {
  const { t } = view
  const between = trail.map((crumb) => crumb.label).join(' – ')
  return (
    <WorkspaceLayout
      view={view}
      errors={mistakes.length > 0}
      title={[title, between || t('people.title')].join(' – ')}
      islands={p.islands ? [...p.islands] : undefined}
    >
      <ErrorSummary t={t} errors={mistakes} />
      <Breadcrumbs
        view={view}
        trail={[
          { label: t('admin.title'), href: paths.admin },
          { label: t('people.title'), href: paths.people },
          ...trail,
          { label: title },
        ]}
      />
      <PageTitle lead={lead}>{title}</PageTitle>
      {refusal && (
        <Notice tone="warning" title={t(`error.${refusal.code}`, refusal.params)} live>
          {now && (
            <>
              <p>{t('people.conflict')}</p>
              {now}
            </>
          )}
        </Notice>
      )}
      {p.children}
    </WorkspaceLayout>
  )
}

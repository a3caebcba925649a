import type { PageView } from '#http/view.ts'
import type { Case } from '#modules/cases/index.ts'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../../paths.ts'

interface Props {
  view: PageView
  case: Case
  /** The number as it was typed. */
  asked: string
  error?: string | undefined
}

/** With which other case to compare: asked again where the number typed beside the case was none. */
export function AskPage({ view, case: c, asked, error }: Props) {
  const { t, lang } = view
  const title = t('same.compareOther')
  return (
    <WorkspaceLayout view={view} title={`${title} – ${c.number}`} errors={Boolean(error)}>
      <Breadcrumbs
        view={view}
        trail={[
          { label: t('nav.cases'), href: paths.cases },
          { label: c.number, href: paths.case(c.number) },
          { label: title },
        ]}
      />
      <div class="act">
        {error && <ErrorSummary t={t} errors={[{ field: 'mit', message: error }]} />}
        <PageTitle preline={`${c.number} · ${c.title[lang]}`}>{title}</PageTitle>
        <Form action={paths.caseComparison(c.number)} method="get">
          <TextField
            t={t}
            name="mit"
            width="medium"
            label={t('same.compareWith')}
            value={asked}
            maxlength={30}
            autocomplete="off"
            {...(error ? { error } : {})}
          />
          <ActionBar>
            <Button>{t('same.compare')}</Button>
            <ButtonLink kind="tertiary" href={paths.case(c.number)}>
              {t('workspace.backToCase')}
            </ButtonLink>
          </ActionBar>
        </Form>
      </div>
    </WorkspaceLayout>
  )
}

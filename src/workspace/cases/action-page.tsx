import { Breadcrumbs } from '#ui/breadcrumbs.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../paths.ts'
import { CaseActionForm } from './action-form.tsx'
import type { ActionForm, Choices, Errors, Values } from './actions/form.ts'
import type { Desk } from './desk.ts'
import { DueMark, PriorityMark, StatusBadge } from './due.tsx'
import { may } from './next-step.ts'
import { Entry } from './stream.tsx'

interface Props {
  desk: Desk
  form: ActionForm
  values?: Values
  errors?: Errors
  choices?: Choices
  version?: number
  seen?: number
  photos?: readonly string[]
  /** The case has moved on since the person looked: the last thing they knew of. */
  conflict?: { since: number } | null
  back?: string | null
}

/** One action on a page of its own: what works without JavaScript, and where mistakes and conflicts are mended. */
export function ActionPage({ desk, form, errors = {}, conflict, ...rest }: Props) {
  const { view, case: c } = desk
  const { t, lang } = view
  const title = t(`workspace.do.${form.noun}`)
  const mistakes = Object.entries(errors).map(([field, message]) => ({
    field: form.idOf?.[field] ?? field,
    message,
  }))
  return (
    <WorkspaceLayout view={view} title={`${title} – ${c.number}`}>
      <Breadcrumbs
        view={view}
        trail={[
          { label: t('workspace.case', { number: c.number }), href: paths.case(c.number) },
          { label: title },
        ]}
      />
      <div class="act">
        <ErrorSummary t={t} errors={mistakes} />
        <PageTitle preline={`${c.number} · ${c.title[lang]}`}>{title}</PageTitle>
        <p class="case-marks">
          <StatusBadge view={view} case={c} />
          <DueMark view={view} case={c} />
          <PriorityMark view={view} case={c} />
          {c.address && <span class="sd-muted">{c.address}</span>}
        </p>
        {conflict && <Changed desk={desk} form={form} since={conflict.since} />}
        {may(desk, form) ? (
          <CaseActionForm
            desk={desk}
            form={form}
            errors={errors}
            {...rest}
            {...(conflict ? { label: t('workspace.conflict.again') } : {})}
          />
        ) : (
          <Kept desk={desk} values={rest.values ?? {}} />
        )}
        <p>
          <a class="kern-link" href={paths.case(c.number)}>
            {t('workspace.backToCase')}
          </a>
        </p>
      </div>
    </WorkspaceLayout>
  )
}

/** What others did meanwhile, before one sends again. */
function Changed({ desk, form, since }: { desk: Desk; form: ActionForm; since: number }) {
  const { t } = desk.view
  const news = desk.history.filter((entry) => entry.event.seq > since)
  return (
    <Notice tone="warning" title={t('workspace.conflict.title')} live>
      <p>{t(may(desk, form) ? 'workspace.conflict.text' : 'workspace.conflict.over')}</p>
      {news.length > 0 && (
        <ol class="stream">
          {news.map((entry) => (
            <Entry key={entry.event.id} desk={desk} entry={entry} />
          ))}
        </ol>
      )}
    </Notice>
  )
}

/** It can no longer be done, but what was typed is not lost. */
function Kept({ desk, values }: { desk: Desk; values: Values }) {
  const { t } = desk.view
  if (!values.text) return <p>{t('error.case.state')}</p>
  return (
    <div class="kern-form-input">
      <label class="kern-label" for="text">
        {t('workspace.conflict.kept')}
      </label>
      <textarea class="kern-form-input__input sd-textarea" id="text" rows={6} readonly>
        {values.text}
      </textarea>
    </div>
  )
}

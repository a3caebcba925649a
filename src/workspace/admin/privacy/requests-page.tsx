import type { PageView } from '#http/view.ts'
import type { FoundPerson } from '#modules/cases/index.ts'
import { identifications, requestKinds, type SubjectRequest } from '#modules/privacy/index.ts'
import { Badge } from '#ui/badge.tsx'
import { ActionBar, Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { CheckboxGroup, RadioField } from '#ui/field/choice-field.tsx'
import { ErrorSummary, type FieldMistake } from '#ui/field/error-summary.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { Table } from '#ui/table.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../../paths.ts'
import type { RequestForm } from './request-form.ts'
import { PrivacyTabs, PrivacyTrail } from './tabs.tsx'

interface Props {
  view: PageView
  requests: readonly SubjectRequest[]
  manages: boolean
  words: string
  /** Null before anything was looked for. */
  found: readonly FoundPerson[] | null
  form: RequestForm
  mistakes: readonly FieldMistake[]
}

/** Somebody asks what is known of them, or to be forgotten: finding them, and what was asked before. */
export function RequestsPage(p: Props) {
  const { view, mistakes } = p
  const { t } = view
  const title = t('privacy.requests.title')
  return (
    <WorkspaceLayout view={view} title={mistakes.length > 0 ? `${t('ui.error.prefix')} ${title}` : title}>
      <PrivacyTrail view={view} title={title} />
      <ErrorSummary t={t} errors={mistakes} />
      <PageTitle lead={t('privacy.requests.lead')}>{title}</PageTitle>
      <PrivacyTabs view={view} at={paths.subjectRequests} />
      {p.manages && (
        <Section title={t('privacy.requests.find')}>
          <Form action={paths.subjectRequests} method="get">
            <TextField
              t={t}
              name="suche"
              type="search"
              label={t('privacy.requests.findLabel')}
              hint={t('privacy.requests.findHint')}
              value={p.words}
            />
            <ActionBar>
              <Button icon="search">{t('privacy.requests.search')}</Button>
            </ActionBar>
          </Form>
        </Section>
      )}
      {p.found && <Found {...p} found={p.found} />}
      <RequestTable {...p} />
    </WorkspaceLayout>
  )
}

export const nameOf = ({ t }: PageView, person: FoundPerson): string =>
  [person.name ?? t('privacy.requests.unnamed'), person.email, person.phone].filter(Boolean).join(', ')

function Found({ view, found, form, mistakes }: Props & { found: readonly FoundPerson[] }) {
  const { t } = view
  const error = (field: string) => {
    const message = mistakes.find((m) => m.field === field)?.message
    return message === undefined ? {} : { error: message }
  }
  if (found.length === 0) return <EmptyState icon="user" title={t('privacy.requests.nobody')} />
  return (
    <Section title={t('privacy.requests.found')}>
      <Form action={paths.subjectRequests} hidden={{ suche: form.words }}>
        <CheckboxGroup
          t={t}
          name="person"
          label={t('privacy.requests.choose')}
          hint={t('privacy.requests.chooseHint')}
          options={found.map((person) => ({
            value: person.id,
            label: nameOf(view, person),
            detail: t('privacy.requests.cases', {
              count: person.numbers.length,
              numbers: person.numbers.join(', '),
            }),
          }))}
          values={form.parties}
          {...error('person')}
        />
        <RadioField
          t={t}
          name="antrag"
          look="cards"
          label={t('privacy.requests.kind')}
          options={requestKinds.map((value) => ({
            value,
            label: t(`privacy.requests.kinds.${value}`),
            detail: t(`privacy.requests.kindDetail.${value}`),
          }))}
          value={form.kind}
          {...error('antrag')}
        />
        <RadioField
          t={t}
          name="erkannt"
          label={t('privacy.requests.identified')}
          options={identifications.map((value) => ({ value, label: t(`privacy.requests.by.${value}`) }))}
          value={form.identifiedBy}
          {...error('erkannt')}
        />
        <ActionBar>
          <Button icon="check">{t('privacy.requests.open')}</Button>
        </ActionBar>
      </Form>
    </Section>
  )
}

function RequestTable({ view, requests }: Props) {
  const { t, format } = view
  return (
    <Section title={t('privacy.requests.list')}>
      <Table
        t={t}
        caption={t('privacy.requests.list')}
        captionHidden
        rows={requests}
        rowKey={(r) => r.id}
        columns={[
          {
            key: 'kind',
            label: t('privacy.requests.about'),
            rowHeader: true,
            cell: (r) => (
              <a href={paths.subjectRequest(r.id)}>
                {t('privacy.requests.show', {
                  kind: t(`privacy.requests.kinds.${r.kind}`),
                  at: format.formatDay(r.at),
                })}
              </a>
            ),
          },
          {
            key: 'due',
            label: t('privacy.requests.due'),
            nowrap: true,
            cell: (r) => format.formatDay(r.dueAt),
          },
          {
            key: 'status',
            label: t('privacy.requests.status'),
            cell: (r) => <RequestBadge view={view} request={r} />,
          },
        ]}
        empty={<EmptyState icon="document" level={3} title={t('privacy.requests.none')} />}
      />
    </Section>
  )
}

export function RequestBadge({ view, request: r }: { view: PageView; request: SubjectRequest }) {
  const late = r.status === 'open' && r.dueAt < view.now
  const tone = late ? 'danger' : r.status === 'open' ? 'info' : r.status === 'done' ? 'success' : 'warning'
  return (
    <Badge small tone={tone}>
      {view.t(`privacy.requests.statuses.${r.status}`)}
    </Badge>
  )
}

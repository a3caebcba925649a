import type { PageView } from '#http/view.ts'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'
import { ActionBar, Button } from '#ui/button.tsx'
import { DescriptionList } from '#ui/description-list.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { TextArea } from '#ui/field/text-area.tsx'
import { Form } from '#ui/form.tsx'
import { Inset } from '#ui/notice.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { When } from '#ui/when.tsx'
import { paths } from '../../paths.ts'
import { ApprovalBadge } from './approval-list-page.tsx'
import type { Asked } from './approval-words.ts'
import { DeputyLayout } from './layout.tsx'

interface Props {
  view: PageView
  asked: Asked
  waiting: number
  /** Whether this person may answer, or why not. */
  role: 'decider' | 'asker' | 'same person' | 'deputy'
  decider: string | null
  words?: string
  error?: string | null
}

/** One question to a second person: what it is about, and the answer. */
export function ApprovalPage({ view, asked, waiting, role, decider, words = '', error }: Props) {
  const { t } = view
  const { approval } = asked
  const open = !approval.decision && approval.expiresAt > view.now
  return (
    <DeputyLayout
      view={view}
      title={asked.title}
      at={paths.approvals}
      waiting={waiting}
      errors={Boolean(error)}
    >
      <Breadcrumbs
        view={view}
        trail={[{ label: t('approvals.title'), href: paths.approvals }, { label: asked.title }]}
      />
      <div class="act">
        <ErrorSummary t={t} errors={error ? [{ field: 'grund', message: error }] : []} />
        <PageTitle preline={<ApprovalBadge view={view} asked={asked} />}>{asked.title}</PageTitle>
        <DescriptionList
          items={[
            ...asked.facts.map(({ term, value, href }) => ({
              term,
              value: href ? <a href={href}>{value}</a> : value,
            })),
            { term: t('approvals.column.who'), value: asked.asker },
            { term: t('approvals.column.when'), value: <When view={view} at={approval.askedAt} /> },
            ...(open
              ? [{ term: t('approvals.column.expires'), value: <When view={view} at={approval.expiresAt} /> }]
              : []),
            ...(decider ? [{ term: t('approvals.decider'), value: decider }] : []),
            ...(approval.reason ? [{ term: t('approvals.reason'), value: approval.reason }] : []),
          ]}
        />
        {open && role === 'decider' && (
          <Answer view={view} asked={asked} words={words} error={error ?? null} />
        )}
        {open && role === 'asker' && (
          <Form action={paths.approvalWithdrawal(approval.id)}>
            <Inset>{t('approvals.yourOwn')}</Inset>
            <ActionBar>
              <Button kind="secondary">{t('approvals.withdraw')}</Button>
            </ActionBar>
          </Form>
        )}
        {open && (role === 'same person' || role === 'deputy') && (
          <Inset>{t(role === 'deputy' ? 'error.approval.deputy' : 'error.approval.same_person')}</Inset>
        )}
      </div>
    </DeputyLayout>
  )
}

function Answer({
  view: { t },
  asked,
  words,
  error,
}: {
  view: PageView
  asked: Asked
  words: string
  error: string | null
}) {
  return (
    <Section title={t('approvals.decide')} intro={t('approvals.decideIntro', { name: asked.asker })}>
      <Form action={paths.approval(asked.approval.id)}>
        <TextArea
          t={t}
          name="grund"
          label={t('approvals.reason')}
          hint={t('approvals.reasonHint')}
          optional
          rows={3}
          value={words}
          {...(error && { error })}
        />
        <ActionBar>
          <Button name="antwort" value="ja" icon="check">
            {t('approvals.yes')}
          </Button>
          <Button name="antwort" value="nein" kind="secondary" icon="close" danger>
            {t('approvals.no')}
          </Button>
        </ActionBar>
      </Form>
    </Section>
  )
}

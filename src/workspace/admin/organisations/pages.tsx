import type { PageView } from '#http/view.ts'
import type { CitizenOrganisation } from '#modules/citizens/index.ts'
import type { Party } from '#modules/parties/index.ts'
import { Badge } from '#ui/badge.tsx'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'
import { ActionBar, Button } from '#ui/button.tsx'
import { DescriptionList } from '#ui/description-list.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { TextArea } from '#ui/field/text-area.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { Table } from '#ui/table.tsx'
import { When } from '#ui/when.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../../paths.ts'

const tones = { waiting: 'warning', confirmed: 'success', refused: 'danger' } as const

const State = ({ view, one }: { view: PageView; one: CitizenOrganisation }) => (
  <Badge small tone={tones[one.state]}>
    {view.t(`account.organisation.state.${one.state}`)}
  </Badge>
)

export function RequestsPage({
  view,
  waiting,
  decided,
  done,
}: {
  view: PageView
  waiting: readonly CitizenOrganisation[]
  decided: readonly CitizenOrganisation[]
  done: string | null
}) {
  const { t } = view
  const table = (caption: string, rows: readonly CitizenOrganisation[]) => (
    <Table
      t={t}
      caption={caption}
      captionHidden
      rows={rows}
      rowKey={(one) => one.id}
      empty={<EmptyState icon="people" level={3} title={t('doubles.organisation.none')} />}
      columns={[
        {
          key: 'name',
          label: t('account.organisation.name'),
          rowHeader: true,
          cell: (one) => <a href={paths.organisationRequest(one.id)}>{one.party.name}</a>,
        },
        { key: 'register', label: t('doubles.fact.register'), cell: (one) => one.party.register ?? '–' },
        {
          key: 'at',
          label: t('doubles.organisation.asked'),
          cell: (one) => <When view={view} at={one.createdAt} as="day" />,
        },
        {
          key: 'state',
          label: t('doubles.organisation.state'),
          cell: (one) => <State view={view} one={one} />,
        },
      ]}
    />
  )
  return (
    <WorkspaceLayout view={view} title={t('doubles.organisation.title')}>
      <Breadcrumbs
        view={view}
        trail={[{ label: t('admin.title'), href: paths.admin }, { label: t('doubles.organisation.title') }]}
      />
      <PageTitle lead={t('doubles.organisation.lead')}>{t('doubles.organisation.title')}</PageTitle>
      {done && <Notice tone="success" live title={t(`doubles.organisation.done.${done}`)} />}
      <Section title={t('doubles.organisation.waiting')}>
        {table(t('doubles.organisation.waiting'), waiting)}
      </Section>
      {decided.length > 0 && (
        <Section title={t('doubles.organisation.decided')}>
          {table(t('doubles.organisation.decided'), decided)}
        </Section>
      )}
    </WorkspaceLayout>
  )
}

/** The request with all that it says, and the two answers. */
export function RequestPage({
  view,
  organisation,
  founder,
  fault,
}: {
  view: PageView
  organisation: CitizenOrganisation
  founder: Party | null
  fault?: { reason: string; message: string }
}) {
  const { t } = view
  const { party } = organisation
  const title = party.name ?? ''
  return (
    <WorkspaceLayout view={view} title={title}>
      <Breadcrumbs
        view={view}
        trail={[
          { label: t('admin.title'), href: paths.admin },
          { label: t('doubles.organisation.title'), href: paths.organisationRequests },
          { label: title },
        ]}
      />
      <ErrorSummary t={t} errors={fault ? [{ field: 'grund', message: fault.message }] : []} />
      <PageTitle actions={<State view={view} one={organisation} />}>{title}</PageTitle>
      <DescriptionList
        items={[
          { term: t('doubles.fact.register'), value: party.register ?? '–' },
          { term: t('doubles.fact.address'), value: party.address ?? '–' },
          { term: t('doubles.fact.email'), value: party.email ?? '–' },
          { term: t('doubles.fact.phone'), value: party.phone ?? '–' },
          {
            term: t('doubles.organisation.by'),
            value: founder ? [founder.name, founder.email].filter(Boolean).join(', ') : '–',
          },
          { term: t('doubles.organisation.note'), value: organisation.note ?? '–' },
          { term: t('doubles.organisation.asked'), value: <When view={view} at={organisation.createdAt} /> },
          ...(organisation.state === 'confirmed'
            ? [
                {
                  term: t('doubles.organisation.how'),
                  value: t(`doubles.organisation.confirmedBy.${organisation.how ?? 'staff'}`),
                },
              ]
            : []),
          ...(organisation.refusal
            ? [{ term: t('doubles.organisation.refusal'), value: organisation.refusal }]
            : []),
        ]}
      />
      <Section title={t('doubles.organisation.decide')}>
        {organisation.state !== 'confirmed' && (
          <Form
            action={paths.organisationDecision(organisation.id)}
            hidden={{ stand: organisation.version, antwort: 'ja' }}
            class="sd-plainform"
          >
            <p>{t('doubles.organisation.confirmText')}</p>
            <ActionBar>
              <Button icon="check">{t('doubles.organisation.confirm')}</Button>
            </ActionBar>
          </Form>
        )}
        {organisation.state !== 'refused' && (
          <details class="sd-details" open={Boolean(fault)}>
            <summary>
              {t(
                organisation.state === 'confirmed'
                  ? 'doubles.organisation.close'
                  : 'doubles.organisation.refuse',
              )}
            </summary>
            <div class="sd-details__body">
              <Form
                action={paths.organisationDecision(organisation.id)}
                hidden={{ stand: organisation.version, antwort: 'nein' }}
              >
                <TextArea
                  t={t}
                  name="grund"
                  rows={3}
                  label={t('doubles.organisation.reason')}
                  hint={t('doubles.organisation.reasonHint')}
                  value={fault?.reason ?? ''}
                  maxlength={1000}
                  error={fault?.message}
                />
                <Button danger>
                  {t(
                    organisation.state === 'confirmed'
                      ? 'doubles.organisation.close'
                      : 'doubles.organisation.refuse',
                  )}
                </Button>
              </Form>
            </div>
          </details>
        )}
      </Section>
    </WorkspaceLayout>
  )
}

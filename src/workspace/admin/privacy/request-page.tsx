import type { PageView } from '#http/view.ts'
import type { ErasureLine, FoundPerson } from '#modules/cases/index.ts'
import type { SubjectRequest } from '#modules/privacy/index.ts'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'
import { ActionBar, ButtonLink } from '#ui/button.tsx'
import { DescriptionList } from '#ui/description-list.tsx'
import { ConfirmAction } from '#ui/details.tsx'
import { Inset, Notice } from '#ui/notice.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { Table } from '#ui/table.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../../paths.ts'
import { DoneNotice } from '../done-notice.tsx'
import type { Refusal } from '../refused.ts'
import { nameOf, RequestBadge } from './requests-page.tsx'

export interface RequestFile {
  id: string
  name: string
  number: string
}

interface Props {
  view: PageView
  request: SubjectRequest
  people: readonly FoundPerson[]
  by: string
  decidedBy: string
  files: readonly RequestFile[]
  /** What becomes of their cases, or what became of them. */
  lines: readonly ErasureLine[]
  /** A second person was asked. */
  asked: boolean
  refusal: Refusal | null
}

/** One request: who, until when, and what is to be done about it. */
export function RequestPage(p: Props) {
  const { view, request: r, refusal } = p
  const { t, format } = view
  const title = t('privacy.requests.show', {
    kind: t(`privacy.requests.kinds.${r.kind}`),
    at: format.formatDay(r.at),
  })
  const handled = [p.by, p.decidedBy].filter(Boolean).join(', ')
  return (
    <WorkspaceLayout view={view} title={title}>
      <Breadcrumbs
        view={view}
        trail={[
          { label: t('admin.title'), href: paths.admin },
          { label: t('privacy.requests.title'), href: paths.subjectRequests },
          { label: title },
        ]}
      />
      {refusal && <Notice tone="danger" live title={t(`error.${refusal.code}`, refusal.params)} />}
      <PageTitle actions={<RequestBadge view={view} request={r} />}>{title}</PageTitle>
      <DoneNotice view={view} texts="privacy.requests" known={['finished', 'asked']} />
      <DescriptionList
        items={[
          {
            term: t('privacy.requests.people'),
            value: p.people.map((one) => (
              <div key={one.id}>
                {one.name || one.email || one.phone ? nameOf(view, one) : t('privacy.requests.erased')}
              </div>
            )),
          },
          { term: t('privacy.requests.how'), value: t(`privacy.requests.by.${r.identifiedBy}`) },
          { term: t('privacy.requests.due'), value: format.formatDate(r.dueAt) },
          ...(handled ? [{ term: t('privacy.requests.handled'), value: handled }] : []),
        ]}
      />
      {r.kind === 'access' ? <Access {...p} /> : <Erasure {...p} />}
      {r.status === 'open' && !p.asked && <Ending {...p} />}
    </WorkspaceLayout>
  )
}

function Access({ view, request: r, files }: Props) {
  const { t } = view
  if (r.status !== 'open') return null
  return (
    <Section title={t('privacy.requests.export')} intro={t('privacy.requests.exportLead')}>
      <div class="sd-actions">
        <ButtonLink kind="primary" icon="document" href={paths.subjectRequestPart(r.id, 'auskunft.pdf')}>
          {t('privacy.requests.pdf')}
        </ButtonLink>
        <ButtonLink icon="document" href={paths.subjectRequestPart(r.id, 'auskunft.json')}>
          {t('privacy.requests.json')}
        </ButtonLink>
      </div>
      <Section level={3} title={t('privacy.requests.photos')}>
        {files.length === 0 ? (
          <p>{t('privacy.requests.noPhotos')}</p>
        ) : (
          <ul>
            {files.map((f) => (
              <li key={f.id}>
                <a href={paths.subjectRequestFile(r.id, f.id)}>
                  {f.name || t('privacy.export.photo')} ({f.number})
                </a>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </Section>
  )
}

/** Done, refused, or (for an erasure) the second person. */
function Ending({ view, request: r }: Props) {
  const { t } = view
  return (
    <ActionBar>
      {r.kind === 'access' ? (
        <ConfirmAction
          label={t('privacy.requests.finish')}
          question={t('privacy.requests.finishQuestion')}
          confirmLabel={t('privacy.requests.finish')}
          action={paths.subjectRequestPart(r.id, 'erledigt')}
        />
      ) : (
        <ConfirmAction
          danger
          icon="bin"
          label={t('privacy.requests.erase')}
          question={t('privacy.requests.eraseQuestion')}
          confirmLabel={t('privacy.requests.erase')}
          action={paths.subjectRequestPart(r.id, 'loeschung')}
        />
      )}
      <ConfirmAction
        label={t('privacy.requests.refuse')}
        question={t('privacy.requests.refuseQuestion')}
        confirmLabel={t('privacy.requests.refuse')}
        action={paths.subjectRequestPart(r.id, 'ablehnung')}
      />
    </ActionBar>
  )
}

function Erasure({ view, request: r, lines, asked }: Props) {
  const { t, format } = view
  const over = r.status !== 'open'
  const words = (line: ErasureLine): string =>
    line.kept === 'statutory' && line.until
      ? t('privacy.requests.keptUntil', { date: format.formatDay(line.until) })
      : line.kept
        ? t(`privacy.requests.kept.${line.kept}`)
        : t(`privacy.requests.${over ? 'did' : 'doing'}.${line.does}`)
  const stays = lines.some((line) => line.kept)
  return (
    <Section
      title={t(over ? 'privacy.requests.erasureDone' : 'privacy.requests.erasure')}
      {...(!over && { intro: t('privacy.requests.erasureLead') })}
    >
      <Table
        t={t}
        caption={t('privacy.requests.erasure')}
        captionHidden
        rows={lines}
        rowKey={(line) => line.case}
        columns={[
          {
            key: 'case',
            label: t('privacy.requests.case'),
            rowHeader: true,
            nowrap: true,
            cell: (l) => l.number,
          },
          { key: 'does', label: t('privacy.requests.does'), cell: words },
        ]}
        empty={
          <Inset>
            <p>{t('privacy.requests.nothing')}</p>
          </Inset>
        }
      />
      <p>{t(stays ? 'privacy.requests.contactStays' : 'privacy.requests.contactGoes')}</p>
      {asked && <Notice tone="info" title={t('privacy.requests.waits')} />}
    </Section>
  )
}

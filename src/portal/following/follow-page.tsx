import { waitingWords } from '#http/counted.ts'
import type { PageView } from '#http/view.ts'
import type { Case, Waiting } from '#modules/cases/index.ts'
import type { Actor } from '#platform/context/actor.ts'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { Confirmation } from '#ui/confirmation.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { paths } from '../../paths.ts'
import { FollowFields } from './follow-fields.tsx'
import { HowCounted } from './how-counted.tsx'
import { SameReport } from './same-report.tsx'

export interface FollowPageProps {
  view: PageView
  actor: Actor
  report: Case
  photo: string | null
  waiting: Waiting
  /** Whether the citizen hears of it already, and as what. */
  follows: 'follower' | 'part' | null
  /** What was done a moment ago. */
  just: 'folgt' | 'bestaetigen' | 'gezaehlt' | 'bekannt' | 'voll' | 'dabei' | 'beendet' | null
  /** Photos that did not fit any more. */
  lost?: boolean
  email?: string
  error?: string
}

/** "Me too": hear of a public report without reporting it again. */
export function FollowPage(p: FollowPageProps) {
  const { view, report, just } = p
  const { t } = view
  if (just && just !== 'beendet' && just !== 'voll') return <Done {...p} just={just} />
  const title = t('following.title')
  const errors = p.error ? [{ field: 'email', message: p.error }] : []
  return (
    <PortalLayout
      view={view}
      title={p.error ? `${t('ui.error.prefix')} ${title}` : `${title} – ${report.number}`}
      trail={[
        { label: t('reports.title'), href: paths.list },
        { label: report.number, href: paths.publicReport(report.number) },
        { label: title },
      ]}
      width="narrow"
      noIndex
    >
      <ErrorSummary t={t} errors={errors} />
      {just === 'beendet' && <Notice live tone="success" title={t('following.ended')} />}
      {just === 'voll' && (
        <Notice live tone="warning" title={t('following.full')}>
          <p>{t('following.fullText')}</p>
        </Notice>
      )}
      <PageTitle lead={t('following.lead')}>{title}</PageTitle>
      <ul class="sd-reports">
        <SameReport view={view} report={report} photo={p.photo} waiting={p.waiting} />
      </ul>
      {p.follows ? <Already {...p} follows={p.follows} /> : <FollowForm {...p} />}
      <HowCounted view={view} />
    </PortalLayout>
  )
}

function FollowForm({ view, actor, report, email, error }: FollowPageProps) {
  const { t } = view
  return (
    <Form action={paths.follow(report.number)}>
      <FollowFields view={view} actor={actor} email={email ?? ''} error={error} />
      <ActionBar>
        <Button icon="people">{t(actor.kind === 'citizen' ? 'following.follow' : 'following.button')}</Button>
      </ActionBar>
    </Form>
  )
}

function Already({ view, report, follows }: FollowPageProps & { follows: 'follower' | 'part' }) {
  const { t } = view
  return (
    <Notice title={t(`following.already.${follows}`)}>
      {follows === 'follower' ? (
        <Form action={paths.followEnd(report.number)} class="sd-plainform">
          <Button kind="secondary">{t('following.end')}</Button>
        </Form>
      ) : (
        <p>
          <a href={paths.accountCase(report.number)}>{t('following.toCase')}</a>
        </p>
      )}
    </Notice>
  )
}

function Done({ view, report, waiting, just, lost }: FollowPageProps & { just: string }) {
  const { t } = view
  const title = t(`following.done.${just}.title`)
  return (
    <PortalLayout view={view} title={title} width="narrow" noIndex>
      <Confirmation t={t} title={title} lead={t(`following.done.${just}.text`)}>
        <p>
          {report.title[view.lang]}, {report.address ?? report.number}: {waitingWords(view, waiting)}.
        </p>
      </Confirmation>
      {lost && <Notice tone="warning" title={t('following.photosLost')} />}
      <ActionBar>
        <ButtonLink href={paths.publicReport(report.number)}>{t('following.toReport')}</ButtonLink>
        <ButtonLink kind="tertiary" href={paths.start}>
          {t('following.toStart')}
        </ButtonLink>
      </ActionBar>
    </PortalLayout>
  )
}

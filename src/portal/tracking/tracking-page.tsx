import type { ComponentChildren } from 'preact'
import type { PageView } from '#http/view.ts'
import type { ChildStep, HistoryEntry, Message } from '#modules/cases/index.ts'
import type { FileInfo } from '#modules/files/index.ts'
import type { TownObject } from '#modules/objects/index.ts'
import type { Report } from '#modules/reports/index.ts'
import type { Tally } from '#modules/voice/index.ts'
import { objectItem } from '#portal/objects/object-item.tsx'
import { Offices } from '#portal/reports/offices.tsx'
import { ReportPhotos } from '#portal/reports/report-photos.tsx'
import { shortAddress } from '#portal/reports/short-address.ts'
import { type Situation, statusLook, statusWord } from '#portal/reports/status.ts'
import { stepsOf } from '#portal/reports/steps.tsx'
import { Badge } from '#ui/badge.tsx'
import type { Crumb } from '#ui/breadcrumbs.tsx'
import { Button, ButtonLink } from '#ui/button.tsx'
import { DescriptionList } from '#ui/description-list.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { Timeline } from '#ui/timeline.tsx'
import { StillSection } from '../still/still-section.tsx'
import { Conversation } from './conversation.tsx'
import type { CaseLinks } from './links.ts'
import { OwnLinks, type OwnParts, OwnPhotos, Publicly } from './own-parts.tsx'
import { WriteForm } from './write-form.tsx'

/** What was done a moment ago, as it stands in the address. */
export const told = [
  'gesendet',
  'ruhe',
  'danke',
  'uebernommen',
  'geschwaerzt',
  'zurueckgezogen',
  'geaendert',
] as const

export interface TrackingPageProps {
  view: PageView
  links: CaseLinks
  /** The way here, for the breadcrumbs. */
  trail: readonly Crumb[]
  /** May add words and photos; who reads for an organisation may only read. */
  mayWrite: boolean
  /** Beside the place: what else can be done here, in the account or with it. */
  aside?: ComponentChildren
  report: Report
  situation: Situation
  history: readonly HistoryEntry[]
  /** How far each office is, where several work on it. */
  offices: readonly ChildStep[]
  messages: readonly Message[]
  photos: readonly FileInfo[]
  /** What the person was asked when they reported, and said. */
  answers: readonly { code: string; label: string; value: string }[]
  district: string | null
  /** What it is about, where it is about one of the town's objects. */
  object: TownObject | null
  picture: string | null
  notified: boolean
  /** How many say that it is still there. */
  tally: Tally | null
  /** What of this is the person's own, and whether it can still be put right. */
  own: OwnParts
  /** Asked once, when the matter is said to be fixed. */
  mayThank: boolean
  /** What was done a moment ago. */
  just: (typeof told)[number] | null
  /** After a mistake: the person's own words, and what to mend. */
  draft?: { text: string; errors: { field: 'nachricht' | 'foto'; message: string }[] }
}

/** What only the bearer of the link sees of their own report. */
export function TrackingPage(p: TrackingPageProps) {
  const { view, report, situation, links } = p
  const { t, lang } = view
  const c = report.case
  const look = statusLook(c)
  const title = c.title[lang]
  const errors = p.draft?.errors ?? []
  return (
    <PortalLayout
      view={view}
      title={`${errors.length > 0 ? `${t('ui.error.prefix')} ` : ''}${t('tracking.title', { number: c.number })} – ${p.trail[0]?.label ?? ''}`}
      trail={p.trail}
      noIndex
    >
      <ErrorSummary t={t} errors={errors} />
      {p.just && <Notice live tone="success" title={t(`tracking.just.${p.just}`)} />}
      <PageTitle
        preline={`${title} · ${shortAddress(c.address)}`}
        actions={
          <Badge tone={look.tone} icon={look.icon}>
            {statusWord(t, c)}
          </Badge>
        }
      >
        {t('tracking.title', { number: c.number })}
      </PageTitle>
      <p class="sd-case__sentence">
        {situation.sentence} {situation.next}
      </p>
      {situation.authority && c.status === 'closed' && (
        <Notice
          title={t('reports.authority', { authority: situation.authority.name })}
          actions={
            situation.authority.url ? (
              <ButtonLink href={situation.authority.url} icon="external">
                {t('reports.authorityLink')}
              </ButtonLink>
            ) : undefined
          }
        >
          <p>{situation.authority.word}</p>
        </Notice>
      )}
      <div class="sd-case">
        <div class="sd-case__main">
          <Section title={t('tracking.steps')}>
            <Timeline t={t} label={t('tracking.steps')} items={stepsOf(view, c, p.history, situation)} />
          </Section>
          <Offices view={view} steps={p.offices} notes />
          {p.mayThank && (
            <Section title={t('tracking.good.title')}>
              <Form action={links.thanks} class="sd-plainform sd-actions">
                <Button icon="check">{t('tracking.good.yes')}</Button>
                <ButtonLink href="#nachrichten">{t('tracking.good.no')}</ButtonLink>
              </Form>
            </Section>
          )}
          <Section title={t('tracking.conversation')} id="nachrichten">
            <Conversation view={view} messages={p.messages} own={p.own.messages} wordsHref={links.words} />
            {p.mayWrite && (
              <WriteForm view={view} action={links.messages} closed={c.status === 'closed'} draft={p.draft} />
            )}
          </Section>
          {p.photos.length > 0 && (
            <Section title={t('tracking.photos')}>
              <ReportPhotos t={t} photos={p.photos} title={title} srcOf={links.photo} />
              <OwnPhotos t={t} photos={p.photos} own={p.own.photos} hrefOf={links.picture} />
            </Section>
          )}
        </div>
        <div class="sd-case__side">
          <Section title={t('reports.place')}>
            {/* Drawn by ourselves from the town's own data. */}
            {p.picture && <div class="sd-case__map" dangerouslySetInnerHTML={{ __html: p.picture }} />}
            <DescriptionList
              items={[
                { term: t('reports.address'), value: c.address || t('reports.noAddress') },
                ...objectItem(view, p.object),
                ...(p.district ? [{ term: t('reports.filter.district'), value: p.district }] : []),
                { term: t('reports.filter.category'), value: title },
                ...p.answers.map(({ label, value }) => ({ term: label, value })),
              ]}
            />
          </Section>
          <Publicly t={t} publication={p.own.publication} isPublic={c.public} />
          <OwnLinks t={t} own={p.own} change={links.change} number={c.public ? c.number : null} />
          {p.notified && (
            <Section title={t('tracking.mails')}>
              <p>{t('tracking.mailsText')}</p>
              <Form action={links.silence} class="sd-plainform">
                <Button kind="secondary">{t('tracking.stopMails')}</Button>
              </Form>
            </Section>
          )}
          {p.mayWrite && <StillSection view={view} case={c} tally={p.tally} href={links.still} />}
          {p.aside}
        </div>
      </div>
    </PortalLayout>
  )
}

import type { PageView } from '#http/view.ts'
import type { ChildStep, HistoryEntry } from '#modules/cases/index.ts'
import type { FileInfo } from '#modules/files/index.ts'
import type { TownObject } from '#modules/objects/index.ts'
import type { Report } from '#modules/reports/index.ts'
import type { Tally } from '#modules/voice/index.ts'
import { objectItem } from '#portal/objects/object-item.tsx'
import { streetHref } from '#portal/subscriptions/entry.ts'
import { Badge } from '#ui/badge.tsx'
import { ButtonLink } from '#ui/button.tsx'
import { CopyLink } from '#ui/copy-link.tsx'
import { DescriptionList } from '#ui/description-list.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { Timeline } from '#ui/timeline.tsx'
import { When } from '#ui/when.tsx'
import { paths } from '../../paths.ts'
import { FollowSection, MergedNotice } from '../following/follow-section.tsx'
import type { Together } from '../following/together.ts'
import { StillSection } from '../still/still-section.tsx'
import { Offices } from './offices.tsx'
import { ReportPhotos } from './report-photos.tsx'
import { shortAddress } from './short-address.ts'
import { type Situation, statusLook, statusWord } from './status.ts'
import { Said, stepsOf } from './steps.tsx'

export interface ReportPageProps {
  view: PageView
  report: Report
  situation: Situation
  history: readonly HistoryEntry[]
  /** How far each office is, where several work on it. */
  offices: readonly ChildStep[]
  photos: readonly FileInfo[]
  district: string | null
  /** SVG drawn by the server. */
  picture: string | null
  /** How many say that it is still there. */
  tally: Tally | null
  /** Who else waits, and what was merged with it. */
  together: Together
  /** What it is about, where it is about one of the town's objects. */
  object: TownObject | null
}

/** The public page of a report. */
export function ReportPage({
  view,
  report,
  situation,
  history,
  offices,
  photos,
  district,
  picture,
  tally,
  together,
  object,
}: ReportPageProps) {
  const { t, lang } = view
  const c = report.case
  const look = statusLook(c)
  const title = c.title[lang]
  const place = [shortAddress(c.address), district].filter(Boolean).join(', ')
  const url = paths.publicReport(c.number)
  const subscribe = streetHref(c.address)
  return (
    <PortalLayout
      view={view}
      title={`${title}, ${place} (${c.number})`}
      description={situation.sentence}
      trail={[{ label: t('reports.title'), href: paths.list }, { label: c.number }]}
      islands={['copy']}
    >
      <PageTitle
        preline={t('reports.number', { number: c.number })}
        actions={
          <Badge tone={look.tone} icon={look.icon}>
            {statusWord(t, c)}
          </Badge>
        }
      >
        {title}
      </PageTitle>
      <p class="sd-case__sentence">
        {situation.sentence} {situation.next}
      </p>
      {together.kept && <MergedNotice view={view} number={together.kept} />}
      {situation.authority?.url && c.status === 'closed' && (
        <p>
          <ButtonLink href={situation.authority.url} icon="external">
            {t('reports.authorityLink')}
          </ButtonLink>
        </p>
      )}
      <div class="sd-case">
        <div class="sd-case__main">
          <ReportPhotos
            t={t}
            photos={photos}
            title={title}
            srcOf={(id, variant) => paths.photo(id, variant)}
          />
          {together.photos.length > 0 && (
            <Section title={t('following.alsoPhotos')}>
              <ReportPhotos
                t={t}
                photos={together.photos}
                title={title}
                srcOf={(id, variant) => paths.photo(id, variant)}
              />
            </Section>
          )}
          <Section title={t('reports.words')}>
            <Said text={report.text} />
            <p class="sd-muted sd-case__since">
              {t('reports.reported')} <When view={view} at={c.openedAt} as="date" />
            </p>
          </Section>
          <Offices view={view} steps={offices} />
          <Section title={t('reports.history')}>
            <Timeline t={t} label={t('reports.history')} items={stepsOf(view, c, history, situation)} />
          </Section>
        </div>
        <div class="sd-case__side">
          <Section title={t('reports.place')}>
            {/* Drawn by ourselves from the town's own data; words in it are escaped there. */}
            {picture && <div class="sd-case__map" dangerouslySetInnerHTML={{ __html: picture }} />}
            <DescriptionList
              items={[
                { term: t('reports.address'), value: c.address || t('reports.noAddress') },
                ...(report.roughly
                  ? [{ term: t('rough.term'), value: t('rough.about', { metres: report.roughly }) }]
                  : []),
                ...objectItem(view, object),
                ...(district ? [{ term: t('reports.filter.district'), value: district }] : []),
                { term: t('reports.filter.category'), value: title },
                ...(situation.unit && c.status !== 'closed'
                  ? [{ term: t('reports.unit'), value: situation.unit }]
                  : []),
              ]}
            />
            <p class="sd-case__links">
              <a href={`${paths.list}?nahe=${encodeURIComponent(c.address ?? '')}`}>{t('reports.nearby')}</a>
            </p>
            {subscribe && (
              <p class="sd-case__links">
                <a href={subscribe}>{t('near.street')}</a>
              </p>
            )}
          </Section>
          {c.status !== 'closed' && <FollowSection view={view} case={c} together={together} />}
          <StillSection view={view} case={c} tally={tally} href={paths.publicStill(c.number)} />
          <Section title={t('reports.share')}>
            <CopyLink t={t} href={url}>
              {t('reports.permalink')}
            </CopyLink>
          </Section>
        </div>
      </div>
      <Section title={t('reports.nextSteps')}>
        <ul class="sd-links">
          <li>
            <a href={paths.status}>{t('reports.nextMine')}</a>
          </li>
          <li>
            <a href={paths.report}>{t('reports.nextReport')}</a>
          </li>
          <li>
            <a href={paths.list}>{t('reports.nextList')}</a>
          </li>
        </ul>
      </Section>
    </PortalLayout>
  )
}

import type { PageView } from '#http/view.ts'
import type { FixedReport } from '#modules/reports/index.ts'
import { StatusForm } from '#portal/tracking/status-form.tsx'
import { CardGrid, TaskCard } from '#ui/card.tsx'
import { Hero } from '#ui/hero.tsx'
import { Section } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { type StatItem, Stats } from '#ui/stat.tsx'
import { paths } from '../../paths.ts'
import { Contact } from './contact.tsx'
import { FixedCards } from './fixed-cards.tsx'
import type { OpeningToday } from './opening.ts'

export interface StartPageProps {
  view: PageView
  figures: { opened: number; closed: number; withinThreeDays: number | null }
  /** SVG of the town with what is being worked on now. */
  picture: string
  working: number
  fixed: readonly FixedReport[]
  opening: OpeningToday
}

export function StartPage({ view, figures, picture, working, fixed, opening }: StartPageProps) {
  const { t } = view
  return (
    <PortalLayout
      view={view}
      title={view.town.name}
      description={t('start.description', { town: view.town.name })}
      hero={
        <Hero
          title={t('start.question')}
          search={{
            action: paths.search,
            label: t('start.search.label'),
            button: t('start.search.button'),
            placeholder: t('start.search.placeholder'),
          }}
        />
      }
    >
      <h2 class="kern-sr-only">{t('start.tasks')}</h2>
      <div class="sd-start__tasks">
        <CardGrid>
          <TaskCard icon="megaphone" href={paths.report} title={t('start.task.report')}>
            {t('start.task.reportText')}
          </TaskCard>
          <TaskCard icon="clock" href={paths.status} title={t('start.task.status')}>
            {t('start.task.statusText')}
          </TaskCard>
          <TaskCard icon="map" href={paths.map} title={t('start.task.map')}>
            {t('start.task.mapText')}
          </TaskCard>
          <TaskCard icon="list" href={paths.list} title={t('start.task.list')}>
            {t('start.task.listText')}
          </TaskCard>
          <TaskCard icon="bell" href={paths.near} title={t('start.task.near')}>
            {t('start.task.nearText')}
          </TaskCard>
          <TaskCard icon="warning" href={paths.works} title={t('start.task.works')}>
            {t('start.task.worksText')}
          </TaskCard>
          <TaskCard icon="pin" href={paths.objects} title={t('start.task.objects')}>
            {t('start.task.objectsText')}
          </TaskCard>
          <TaskCard icon="phone" href="#kontakt" title={t('start.task.contact')}>
            {t('start.task.contactText')}
          </TaskCard>
          <TaskCard icon="book" href={paths.plainLanguage} title={t('start.task.plain')}>
            {t('start.task.plainText')}
          </TaskCard>
        </CardGrid>
      </div>
      <div class="sd-start__now">
        <Section title={t('start.now.title')}>
          <Stats items={statsOf(view, figures, working)} />
          <div class="sd-start__mine">
            <h3 class="kern-heading-small">{t('start.mine')}</h3>
            <StatusForm t={t} />
          </div>
        </Section>
        <figure class="sd-start__town">
          {/* Drawn by ourselves from the town's own data. */}
          <div class="sd-start__picture" dangerouslySetInnerHTML={{ __html: picture }} />
          <figcaption>
            {t('start.now.dots', { count: working })} <a href={paths.map}>{t('start.now.toMap')}</a>
          </figcaption>
        </figure>
      </div>
      {fixed.length > 0 && (
        <Section title={t('start.fixed.title')} intro={t('start.fixed.intro')}>
          <FixedCards view={view} reports={fixed} />
          <p class="sd-start__more">
            <a href={`${paths.list}?status=erledigt`}>{t('start.fixed.all')}</a>
          </p>
        </Section>
      )}
      <Contact view={view} opening={opening} />
    </PortalLayout>
  )
}

/** The week in figures; a share is only said where there are enough cases for one. */
function statsOf({ t, format }: PageView, figures: StartPageProps['figures'], working: number): StatItem[] {
  return [
    {
      value: format.formatNumber(figures.opened),
      label: t('start.now.opened'),
      href: `${paths.list}?tage=7`,
    },
    figures.withinThreeDays === null
      ? { value: format.formatNumber(figures.closed), label: t('start.now.closed') }
      : {
          value: format.formatNumber(figures.withinThreeDays, { style: 'percent', maximumFractionDigits: 0 }),
          label: t('start.now.quick'),
          note: t('start.now.basis', { count: figures.closed, n: format.formatNumber(figures.closed) }),
          tone: 'success',
        },
    ...(working > 0
      ? [
          {
            value: format.formatNumber(working),
            label: t('start.now.working'),
            href: paths.map,
            tone: 'info' as const,
          },
        ]
      : []),
  ]
}

import type { PageView } from '#http/view.ts'
import { stateTone, whenWords } from '#http/works/words.ts'
import type { Area } from '#modules/geo/index.ts'
import { stateOf, type Work, type WorkState } from '#modules/works/index.ts'
import { paths } from '#paths.ts'
import { Badge } from '#ui/badge.tsx'
import { ButtonLink } from '#ui/button.tsx'
import { Card, CardGrid } from '#ui/card.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { SelectField } from '#ui/field/choice-field.tsx'
import { Chips, FilterBar } from '#ui/filter-bar.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { urlWith } from '#ui/url.ts'

export const times: readonly { key: string; state: WorkState }[] = [
  { key: 'jetzt', state: 'now' },
  { key: 'bald', state: 'soon' },
  { key: 'vorbei', state: 'past' },
]

export interface ListProps {
  view: PageView
  works: readonly { work: Work; where: string }[]
  counts: Record<WorkState, number>
  state: WorkState
  districts: readonly Area[]
  district: string
}

/** What the town builds, closes or repairs: now, soon, and what is over; by district. */
export function WorksPage({ view, works, counts, state, districts, district }: ListProps) {
  const { t } = view
  const feed = urlWith(paths.worksAtom, { ortsteil: district || null })
  const key = times.find((one) => one.state === state)!.key
  return (
    <PortalLayout
      view={view}
      title={t('works.title')}
      description={t('works.lead')}
      trail={[{ label: t('works.title') }]}
      head={<link rel="alternate" type="application/atom+xml" title={t('works.feed.link')} href={feed} />}
    >
      <PageTitle
        lead={t('works.lead')}
        actions={
          <ButtonLink href={paths.map} icon="map">
            {t('works.page.onMap')}
          </ButtonLink>
        }
      >
        {t('works.title')}
      </PageTitle>
      <Chips
        label={t('works.filter.label')}
        items={times.map((one) => ({
          label: t(`works.filter.${one.state}`),
          href: urlWith(paths.works, { zeit: one.key, ortsteil: district || null }),
          count: counts[one.state],
          current: one.state === state,
        }))}
      />
      {districts.length > 1 && (
        <FilterBar t={t} action={paths.works} hidden={[['zeit', key]]}>
          <SelectField
            t={t}
            name="ortsteil"
            optional
            label={t('works.filter.district')}
            value={district}
            placeholder={t('works.filter.all')}
            options={districts.map((d) => ({ value: d.id, label: d.name }))}
          />
        </FilterBar>
      )}
      {works.length === 0 ? (
        <EmptyState
          title={t(`works.none.${state}`)}
          actions={<ButtonLink href={paths.report}>{t('nav.report')}</ButtonLink>}
        >
          {t('works.none.text')}
        </EmptyState>
      ) : (
        <>
          <p class="sd-find__count" role="status">
            {t('works.count', { count: works.length })}
          </p>
          <CardGrid>
            {works.map(({ work, where }) => (
              <WorkCard key={work.id} view={view} work={work} where={where} />
            ))}
          </CardGrid>
        </>
      )}
      <p class="sd-case__links">
        <a href={feed}>{t('works.feed.link')}</a>
      </p>
    </PortalLayout>
  )
}

function WorkCard({ view, work, where }: { view: PageView; work: Work; where: string }) {
  const { t, lang, now } = view
  const state = stateOf(work, now)
  return (
    <Card
      level={2}
      href={paths.work(work.id)}
      preline={t(`works.kind.${work.kind}`)}
      title={work.title[lang]}
      footer={
        <Badge tone={stateTone[state]} small>
          {t(`works.state.${state}`)}
        </Badge>
      }
    >
      <p>{where}</p>
      <p class="sd-muted">{whenWords(view, work)}</p>
    </Card>
  )
}

import type { PageView } from '#http/view.ts'
import { COUNT_LIMIT, type View, views, type WorkList } from '#modules/cases/index.ts'
import type { Unit } from '#modules/organisation/index.ts'
import { ButtonLink } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import type { IconName } from '#ui/icon.tsx'
import { KeyPager } from '#ui/pagination.tsx'
import { SideNav } from '#ui/side-nav.tsx'
import { urlWith } from '#ui/url.ts'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../paths.ts'
import { writeCursor } from '../cursor.ts'
import { KeyHelp } from './key-help.tsx'
import { ListFilter } from './list-filter.tsx'
import { type ListQuery, viewNames } from './list-query.ts'
import { type Look, Preview } from './preview.tsx'
import { WorkTable } from './work-table.tsx'

export interface ListPageProps {
  view: PageView
  query: ListQuery
  list: WorkList
  counts: Record<View, number>
  words: ReadonlyMap<string, string>
  names: Names
  choices: {
    categories: { group: string; options: { value: string; label: string }[] }[]
    areas: { value: string; label: string }[]
    units: { value: string; label: string }[]
  }
  preview: { look: Look; asked: boolean } | null
  /** What has just been done, as a sentence. */
  done: string | null
  /** Without any role there is nothing to see, and that is said kindly. */
  roleless: boolean
  /** They look after something in the administration. */
  administers: boolean
  /** Questions "still there?" that wait for a decision. */
  waiting: { n: number; late: number }
  /** Whether any report here is looked at before it is public, and which of these wait for that. */
  looks: boolean
  awaiting: ReadonlySet<string>
  /** Whether they may open restricted cases when there is danger. */
  emergency: boolean
}

/** What ids in a list are called. */
export interface Names {
  person: (id: string | null) => string | null
  /** Whoever looks at the list stands in for this person. */
  standsInFor: (id: string | null) => boolean
  unit: (id: string | null) => Unit | null
  unitName: (id: string | null) => string
  area: (id: string | null) => string
  /** Whether cases of several units stand in the list, so that each must say whose it is. */
  several: boolean
}

const icons: Record<View, IconName> = {
  mine: 'user',
  unit: 'people',
  unassigned: 'plus',
  overdue: 'warning',
  today: 'clock',
  scheduled: 'calendar',
  closed: 'success',
}

export function ListPage(p: ListPageProps) {
  const { view, query, list, preview } = p
  const { t } = view
  const title = t(`workspace.view.${query.filter.view}`)
  if (p.roleless) return <Roleless view={view} elsewhere={p.administers} />
  return (
    <WorkspaceLayout
      view={view}
      title={`${title} – ${t('workspace.list.title')}`}
      islands={['work-list']}
      side={<Views {...p} />}
      aside={
        <div
          class={preview?.asked ? 'wl-preview' : 'wl-preview wl-preview--unasked'}
          id="vorschau"
          data-preview
        >
          {preview ? (
            <Preview look={preview.look} back={view.path} />
          ) : (
            <p class="sd-muted">{t('workspace.preview.none')}</p>
          )}
        </div>
      }
      asideLabel={t('workspace.preview.label')}
    >
      <div
        class="wl"
        data-island="work-list"
        data-poll={`${paths.cases}/neu?seit=${encodeURIComponent(view.now.toISOString())}`}
      >
        <header class="wl-head">
          <h1 class="kern-heading-large">{title}</h1>
          <a class="wl-keys" href="#hilfe" data-key="?">
            <kbd>?</kbd> {t('workspace.keys.title')}
          </a>
        </header>
        {p.done && (
          <p class="wl-done" role="status">
            {p.done}
          </p>
        )}
        {p.waiting.n > 0 && (
          <p class="sd-news">
            <a href={paths.voices}>
              {t('voice.staff.waiting', { count: p.waiting.n, n: view.format.formatNumber(p.waiting.n) })}
              {p.waiting.late > 0 && <> ({t('voice.staff.waitingLate', { n: p.waiting.late })})</>}
            </a>
          </p>
        )}
        {p.looks && !query.chosen.freigabe && (
          <p class="wl-looks">
            <a
              class="sd-chip"
              href={urlWith(view.path, { freigabe: 'offen', nach: null, vorschau: null, getan: null })}
            >
              {t('workspace.black.awaitsFilter')}
            </a>
          </p>
        )}
        <ListFilter view={view} query={query} choices={p.choices} />
        <p
          class="sd-news"
          hidden
          data-news
          data-one={t('workspace.news.one')}
          data-many={t('workspace.news.many')}
          role="status"
        >
          <span data-news-words />
          <a href={urlWith(view.path, { nach: null, getan: null, nummer: null })}>
            {t('workspace.news.refresh')}
          </a>
        </p>
        <WorkTable {...p} empty={<Empty {...p} />} />
        <KeyPager
          t={t}
          label={t('workspace.list.further')}
          path={urlWith(view.path, { vorschau: null, getan: null })}
          started={Boolean(query.filter.after)}
          next={list.next && writeCursor(list.next)}
        />
      </div>
      <KeyHelp view={view} />
    </WorkspaceLayout>
  )
}

function Views({ view, query, counts, emergency }: ListPageProps) {
  const { t, format } = view
  const shown = (n: number) =>
    n > COUNT_LIMIT ? `${format.formatNumber(COUNT_LIMIT)}+` : format.formatNumber(n)
  const item = (v: View) => ({
    label: t(`workspace.view.${v}`),
    href: urlWith(paths.cases, { ansicht: viewNames[v], amt: query.chosen.amt }),
    current: v === query.filter.view,
    icon: icons[v],
    ...(v === 'closed' ? {} : { count: shown(counts[v]) }),
    urgent: v === 'overdue' && counts[v] > 0,
  })
  return (
    <SideNav
      label={t('ui.views')}
      groups={[
        { items: views.slice(0, 3).map(item) },
        { title: t('workspace.view.byDate'), items: views.slice(3).map(item) },
        ...(emergency
          ? [
              {
                items: [
                  {
                    label: t('nav.emergency'),
                    href: paths.emergency,
                    current: false,
                    icon: 'danger' as const,
                  },
                ],
              },
            ]
          : []),
      ]}
    />
  )
}

function Empty({ view, query }: ListPageProps) {
  const { t } = view
  const narrowed = Object.keys(query.chosen).length > 0
  if (narrowed || query.filter.after)
    return (
      <EmptyState icon="filter" title={t('workspace.empty.filtered.title')}>
        <a href={urlWith(paths.cases, { ansicht: viewNames[query.filter.view] })}>
          {t('workspace.empty.filtered.reset')}
        </a>
      </EmptyState>
    )
  const good = ['overdue', 'today', 'unassigned'].includes(query.filter.view)
  return (
    <EmptyState icon={good ? 'success' : 'list'} title={t(`workspace.empty.${query.filter.view}.title`)}>
      {t(`workspace.empty.${query.filter.view}.text`)}
    </EmptyState>
  )
}

/** Somebody who has nothing to do with cases: their work is in the administration, or nobody has given them any yet. */
function Roleless({ view, elsewhere }: { view: PageView; elsewhere: boolean }) {
  const { t } = view
  return (
    <WorkspaceLayout view={view} title={t('workspace.list.title')}>
      <h1 class="kern-heading-large">{t('workspace.list.title')}</h1>
      {elsewhere ? (
        <EmptyState
          icon="list"
          title={t('workspace.empty.caseless.title')}
          actions={
            <ButtonLink kind="primary" href={paths.admin}>
              {t('admin.back')}
            </ButtonLink>
          }
        >
          {t('workspace.empty.caseless.text')}
        </EmptyState>
      ) : (
        <EmptyState icon="people" title={t('workspace.empty.roleless.title')}>
          {t('workspace.empty.roleless.text')}
        </EmptyState>
      )}
    </WorkspaceLayout>
  )
}

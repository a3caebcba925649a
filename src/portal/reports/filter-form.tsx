import type { PageView } from '#http/view.ts'
import { objectLabel } from '#modules/objects/index.ts'
import { TextField } from '#ui/field/text-field.tsx'
import { Icon } from '#ui/icon.tsx'
import { type Change, hrefOf, type ListFilter, textOfBox } from './filter.ts'
import { AgeField, CategoryField, DistrictField, FilterFold, StatusChips } from './narrowing.tsx'

interface Props {
  view: PageView
  filter: ListFilter
  /** The list's or the map's path. */
  path: string
}

/** One line of states as links, one field for words, the rest behind a click; all of it one GET form. */
export function ReportFilters({ view, filter, path, compact }: Props & { compact?: boolean }) {
  const { t } = view
  const { asked } = filter
  const more = [asked.kategorie.length > 0, asked.ortsteil, asked.tage, asked.nahe].filter(Boolean).length
  const all = compact && asked.q ? more + 1 : more
  return (
    <div class={compact ? 'sd-find sd-find--compact' : 'sd-find'}>
      <search aria-label={t('ui.filter.label')}>
        <form class="sd-find__form" method="get" action={path}>
          {asked.status && <input type="hidden" name="status" value={asked.status} />}
          {asked.bereich && <input type="hidden" name="bereich" value={textOfBox(asked.bereich)} />}
          {asked.ebene.map((code) => (
            <input key={code} type="hidden" name="ebene" value={code} />
          ))}
          {asked.objekt && <input type="hidden" name="objekt" value={asked.objekt} />}
          {!compact && <Words view={view} text={asked.q} />}
          <FilterFold
            t={t}
            label={t(compact ? 'reports.filter.all' : 'reports.filter.more')}
            count={all}
            open={!compact && more > 0}
          >
            {compact && (
              <TextField
                t={t}
                name="q"
                optional
                type="search"
                label={t('reports.filter.text')}
                value={asked.q}
              />
            )}
            <Fields view={view} filter={filter} />
          </FilterFold>
        </form>
      </search>
      <StatusChips view={view} chosen={asked.status} href={(change) => hrefOf(path, filter, change)} />
      <ActiveFilters view={view} filter={filter} href={(change) => hrefOf(path, filter, change)} all={path} />
    </div>
  )
}

function Words({ view: { t }, text }: { view: PageView; text: string }) {
  return (
    <div class="sd-find__words">
      <TextField t={t} name="q" optional type="search" label={t('reports.filter.text')} value={text} />
      <button class="kern-btn kern-btn--primary" type="submit">
        <Icon name="search" size={20} />
        <span class="kern-label">{t('reports.filter.search')}</span>
      </button>
    </div>
  )
}

function Fields({ view, filter }: { view: PageView; filter: ListFilter }) {
  const { t } = view
  const { asked, districts } = filter
  return (
    <>
      <CategoryField view={view} filter={filter} />
      <DistrictField view={view} chosen={asked.ortsteil} districts={districts} />
      <AgeField view={view} days={asked.tage} />
      <TextField
        t={t}
        name="nahe"
        optional
        label={t('reports.filter.near')}
        hint={t('reports.filter.nearHint')}
        value={asked.nahe}
        autocomplete="street-address"
      />
    </>
  )
}

/** What narrows the list now, each with a link that takes it away. */
export function ActiveFilters({
  view,
  filter,
  href,
  all,
}: {
  view: PageView
  filter: ListFilter
  /** The same page with a filter changed. */
  href: (change: Change) => string
  /** The page without any filter. */
  all: string
}) {
  const { t, lang } = view
  const { asked } = filter
  const active = [
    ...asked.kategorie.map((code) => ({
      label: filter.catalogue.byCode.get(code)?.name[lang] ?? code,
      href: href({ kategorie: asked.kategorie.filter((other) => other !== code) }),
    })),
    ...(asked.ortsteil
      ? [
          {
            label: filter.districts.find((d) => d.code === asked.ortsteil)?.name ?? '',
            href: href({ ortsteil: '' }),
          },
        ]
      : []),
    ...(asked.tage ? [{ label: t(`reports.age.${asked.tage}`), href: href({ tage: null }) }] : []),
    ...(asked.q ? [{ label: t('reports.filter.textActive', { text: asked.q }), href: href({ q: '' }) }] : []),
    ...(filter.object ? [{ label: objectLabel(filter.object, lang), href: href({ objekt: '' }) }] : []),
    ...(asked.bereich ? [{ label: t('reports.filter.boxActive'), href: href({ bereich: null }) }] : []),
    ...(asked.nahe
      ? [
          {
            label: t('reports.filter.nearActive', { address: filter.near?.label ?? asked.nahe }),
            href: href({ nahe: '' }),
          },
        ]
      : []),
  ]
  if (active.length === 0) return null
  return (
    <ul class="sd-chips" aria-label={t('ui.filter.active')}>
      {active.map((one) => (
        <li key={one.href}>
          <a class="sd-chip sd-chip--active" href={one.href}>
            {one.label}
            <Icon name="close" size={16} />
            <span class="kern-sr-only"> {t('ui.filter.remove')}</span>
          </a>
        </li>
      ))}
      <li>
        <a class="sd-chip sd-chip--plain" href={all}>
          {t('ui.filter.reset')}
        </a>
      </li>
    </ul>
  )
}

import type { PageView } from '#http/view.ts'
import { priorities, statuses } from '#modules/cases/index.ts'
import { SelectField } from '#ui/field/choice-field.tsx'
import { Icon } from '#ui/icon.tsx'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../paths.ts'
import type { ListPageProps } from './list-page.tsx'
import { type ListQuery, viewNames } from './list-query.ts'

/** Search at hand, further filters behind one press, what is active as links that take it away. */
export function ListFilter({
  view,
  query,
  choices,
}: {
  view: PageView
  query: ListQuery
  choices: ListPageProps['choices']
}) {
  const { t } = view
  const { chosen } = query
  const name = viewNames[query.filter.view]
  const flat = choices.categories.flatMap((g) => g.options)
  const labels: Record<string, string | undefined> = {
    kategorie: flat.find((o) => o.value === chosen.kategorie)?.label,
    ortsteil: choices.areas.find((o) => o.value === chosen.ortsteil)?.label,
    amt: choices.units.find((o) => o.value === chosen.amt)?.label,
    stand: chosen.stand && t(`workspace.status.${chosen.stand}`),
    prioritaet:
      chosen.prioritaet === undefined
        ? undefined
        : t('workspace.filter.withPriority', { priority: t(`history.priority.${chosen.prioritaet}`) }),
    freigabe: chosen.freigabe && t('workspace.black.awaitsFilter'),
    suche: chosen.suche && `„${chosen.suche}“`,
  }
  const active = Object.entries(labels).filter((e): e is [string, string] => Boolean(e[1]))
  const narrowing = active.filter(([key]) => key !== 'suche').length
  const newest = query.filter.sort === 'newest'
  const sorted = (by: string | null) =>
    urlWith(view.path, { sortierung: by, nach: null, vorschau: null, getan: null })
  return (
    <div class="wl-filter">
      <search aria-label={t('ui.filter.label')}>
        <form method="get" action={paths.cases} class="wl-filter__form">
          <input type="hidden" name="ansicht" value={name} />
          {chosen.freigabe && <input type="hidden" name="freigabe" value={chosen.freigabe} />}
          {newest && <input type="hidden" name="sortierung" value="neu" />}
          <div class="wl-search">
            <label class="kern-sr-only" for="suche">
              {t('workspace.filter.search')}
            </label>
            <Icon name="search" size={20} />
            <input
              id="suche"
              name="suche"
              type="search"
              value={chosen.suche ?? ''}
              placeholder={t('workspace.filter.search')}
              data-key="/"
            />
            <button type="submit" class="kern-btn kern-btn--secondary sd-btn--small">
              <span class="kern-label">{t('workspace.filter.go')}</span>
            </button>
          </div>
          <details class="wl-more">
            <summary>
              <Icon name="filter" size={20} />
              {t('workspace.filter.more')}
              {narrowing > 0 && <span class="sd-count">{narrowing}</span>}
            </summary>
            <div class="wl-more__fields">
              <SelectField
                t={t}
                name="kategorie"
                label={t('workspace.filter.category')}
                optional
                placeholder={t('workspace.filter.any')}
                value={chosen.kategorie ?? ''}
                options={choices.categories}
              />
              <SelectField
                t={t}
                name="ortsteil"
                label={t('workspace.filter.district')}
                optional
                placeholder={t('workspace.filter.any')}
                value={chosen.ortsteil ?? ''}
                options={choices.areas}
              />
              {choices.units.length > 1 && (
                <SelectField
                  t={t}
                  name="amt"
                  label={t('workspace.filter.unit')}
                  optional
                  placeholder={t('workspace.filter.any')}
                  value={chosen.amt ?? ''}
                  options={choices.units}
                />
              )}
              <SelectField
                t={t}
                name="stand"
                label={t('workspace.filter.status')}
                optional
                placeholder={t('workspace.filter.any')}
                value={chosen.stand ?? ''}
                options={statuses
                  .filter((s) => s !== 'closed')
                  .map((s) => ({ value: s, label: t(`workspace.status.${s}`) }))}
              />
              <SelectField
                t={t}
                name="prioritaet"
                label={t('workspace.filter.priority')}
                optional
                placeholder={t('workspace.filter.any')}
                value={chosen.prioritaet === undefined ? '' : String(chosen.prioritaet)}
                options={priorities.map((n) => ({ value: String(n), label: t(`history.priority.${n}`) }))}
              />
              <button class="kern-btn kern-btn--primary" type="submit">
                <span class="kern-label">{t('ui.filter.apply')}</span>
              </button>
            </div>
          </details>
          {query.filter.view !== 'closed' && (
            <p class="wl-sort">
              <span class="sd-muted">{t('workspace.sort.by')}</span>{' '}
              <a href={sorted(null)} aria-current={newest ? undefined : 'true'}>
                {t('workspace.sort.due')}
              </a>{' '}
              <a href={sorted('neu')} aria-current={newest ? 'true' : undefined}>
                {t('workspace.sort.newest')}
              </a>
            </p>
          )}
        </form>
      </search>
      {active.length > 0 && (
        <ul class="sd-chips" aria-label={t('ui.filter.active')}>
          {active.map(([key, label]) => (
            <li key={key}>
              <a
                class="sd-chip sd-chip--active"
                href={urlWith(view.path, { [key]: null, nach: null, vorschau: null, getan: null })}
              >
                {label}
                <Icon name="close" size={16} />
                <span class="kern-sr-only"> {t('ui.filter.remove')}</span>
              </a>
            </li>
          ))}
          <li>
            <a class="sd-chip sd-chip--plain" href={urlWith(paths.cases, { ansicht: name })}>
              {t('ui.filter.reset')}
            </a>
          </li>
        </ul>
      )}
    </div>
  )
}

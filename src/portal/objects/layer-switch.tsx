import type { PageView } from '#http/view.ts'
import { hrefOf, type ListFilter } from '#portal/reports/filter.ts'
import { Chips } from '#ui/filter-bar.tsx'
import { Icon } from '#ui/icon.tsx'
import { paths } from '../../paths.ts'

interface Props {
  view: PageView
  filter: ListFilter
}

/** Which objects of the town the map shows beside the reports: links, so that every choice has its address. */
export function LayerSwitch({ view: { t, lang }, filter }: Props) {
  const { asked, layers } = filter
  if (layers.length === 0) return null
  const turned = (code: string): string[] =>
    asked.ebene.includes(code) ? asked.ebene.filter((one) => one !== code) : [...asked.ebene, code]
  return (
    <details class="sd-find__more" open={asked.ebene.length > 0}>
      <summary>
        <Icon name="pin" size={20} />
        {t('objects.layers')}
        {asked.ebene.length > 0 && <span class="sd-count">{asked.ebene.length}</span>}
      </summary>
      <Chips
        label={t('objects.onMap')}
        items={layers.map((layer) => ({
          label: layer.name[lang],
          href: hrefOf(paths.map, filter, { ebene: turned(layer.code) }),
          current: asked.ebene.includes(layer.code),
        }))}
      />
      {asked.ebene.length > 0 && <p class="sd-muted">{t('objects.zoomIn')}</p>}
    </details>
  )
}

/** The same as lists, for whoever does not use the map. */
export function ObjectLists({ view: { t, lang }, filter }: Props) {
  const shown = filter.layers.filter((layer) => filter.asked.ebene.includes(layer.code))
  if (shown.length === 0) return null
  return (
    <>
      <h2 class="kern-heading-small">{t('objects.asList')}</h2>
      <ul class="sd-links">
        {shown.map((layer) => (
          <li key={layer.code}>
            <a href={paths.objectLayer(layer.code)}>{layer.name[lang]}</a>
          </li>
        ))}
      </ul>
    </>
  )
}

import type { PageView } from '#http/view.ts'
import { metres, type Place } from '#modules/geo/index.ts'
import { type Layer, objectLabel, type TownObject } from '#modules/objects/index.ts'
import { DistrictField } from '#portal/reports/narrowing.tsx'
import { shortAddress } from '#portal/reports/short-address.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { KeyPager } from '#ui/pagination.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../paths.ts'

export interface LayerPageProps {
  view: PageView
  layer: Layer
  objects: readonly TownObject[]
  /** How people call the places, by object. */
  addresses: ReadonlyMap<string, string>
  asked: { q: string; nahe: string; ortsteil: string; nach: string }
  districts: readonly { id: string; code: string; name: string }[]
  near: (Place & { label: string }) | null
  next: string | null
}

/** The objects of a layer: by number, by district, or near an address. */
export function LayerPage({ view, layer, objects, addresses, asked, districts, near, next }: LayerPageProps) {
  const { t, lang, format } = view
  const here = paths.objectLayer(layer.code)
  const filtered = asked.q !== '' || asked.nahe !== '' || asked.ortsteil !== ''
  return (
    <PortalLayout
      view={view}
      title={layer.name[lang]}
      description={t('objects.layerLead', { layer: layer.name[lang] })}
      trail={[{ label: t('objects.title'), href: paths.objects }, { label: layer.name[lang] }]}
      noIndex={filtered || asked.nach !== ''}
    >
      <PageTitle
        lead={t('objects.layerLead', { layer: layer.name[lang] })}
        actions={
          <ButtonLink href={urlWith(paths.map, { ebene: layer.code })} icon="map">
            {t('objects.toMap')}
          </ButtonLink>
        }
      >
        {layer.name[lang]}
      </PageTitle>
      <search class="sd-find" aria-label={t('ui.filter.label')}>
        <form class="sd-find__fields" method="get" action={here}>
          <TextField t={t} name="q" optional label={t('objects.number')} value={asked.q} type="search" />
          <TextField
            t={t}
            name="nahe"
            optional
            label={t('reports.filter.near')}
            value={asked.nahe}
            autocomplete="street-address"
          />
          <DistrictField view={view} chosen={asked.ortsteil} districts={districts} />
          <Button kind="secondary" icon="search">
            {t('reports.filter.search')}
          </Button>
        </form>
      </search>
      {asked.nahe && !near && (
        <Notice tone="warning" title={t('reports.nearUnknown', { address: asked.nahe })} />
      )}
      {near && <p class="sd-find__count">{t('objects.nearest', { address: near.label })}</p>}
      {objects.length === 0 ? (
        <EmptyState
          title={t('objects.noneFound')}
          actions={filtered && <ButtonLink href={here}>{t('objects.showAll')}</ButtonLink>}
        />
      ) : (
        <ul class="sd-reports" id="objekte">
          {objects.map((object) => (
            <li key={object.id} class="sd-report sd-report--slim">
              <p class="sd-report__title">
                <a href={paths.object(object.code)}>{objectLabel(object, lang)}</a>
              </p>
              <p class="sd-report__meta sd-muted">
                {[
                  shortAddress(addresses.get(object.id) ?? null) ||
                    districts.find((d) => d.id === object.areaId)?.name,
                  near &&
                    t('reports.away', {
                      metres: format.formatNumber(Math.round(metres(near, object.place))),
                    }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </li>
          ))}
        </ul>
      )}
      <KeyPager t={t} path={urlWith(here, asked)} started={asked.nach !== ''} next={next} />
    </PortalLayout>
  )
}

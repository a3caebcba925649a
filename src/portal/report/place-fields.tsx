import type { ComponentChildren, VNode } from 'preact'
import type { Address, Place } from '#modules/geo/index.ts'
import type { Layer } from '#modules/objects/index.ts'
import { paths } from '#paths.ts'
import { Details } from '#ui/details.tsx'
import { AddressField } from '#ui/field/address-field.tsx'
import { PlaceField } from '#ui/field/place-field.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { urlWith } from '#ui/url.ts'
import type { Journey, Mistakes } from './journey.ts'
import type { Candidate, Where } from './where.ts'

/** All that the page shows, looked up before it is drawn. */
export interface PlaceView {
  j: Journey
  mistakes: Mistakes | undefined
  /** The place that is proposed, or was given before. */
  candidate: (Candidate & { where: Where; picture: string }) | null
  foreignPhoto: boolean
  typed: string
  hits: readonly Address[] | null
  district: (written: string | null) => string
  centre: Place
  /** What stands near the proposed place, to be chosen. */
  objects: VNode | null
  /** The layers whose objects the map shows. */
  layers: readonly Layer[]
}

/** The server's picture of the place, which the island replaces by a map to tap on. */
export function PlaceOnMap({
  j,
  candidate,
  centre,
  layers,
  children,
}: PlaceView & { children?: ComponentChildren }) {
  const { t, town, settings } = j.view
  return (
    <PlaceField
      t={t}
      name="ort"
      label={t(candidate ? 'report.place.onMap' : 'report.place.label')}
      lat={candidate?.place.lat ?? null}
      lon={candidate?.place.lon ?? null}
      {...(candidate ? { chosen: candidate.where.words } : {})}
      picture={
        candidate && <div class="sd-report-picture" dangerouslySetInnerHTML={{ __html: candidate.picture }} />
      }
      map={{
        'data-centre': `${centre.lat},${centre.lon}`,
        'data-zoom': settings.map.zoom,
        'data-near': paths.placeNear,
        'data-objects': urlWith(paths.mapObjects, { ebene: layers.map((layer) => layer.code) }),
        'data-objects-near': paths.placeObjects,
        'data-object-chosen': t('objects.near.chosen', { label: '%label%' }),
        'data-suggest': paths.placeAddresses,
        'data-device': t('report.place.device'),
        'data-device-busy': t('report.place.deviceBusy'),
        'data-device-denied': t('report.place.deviceDenied'),
        'data-device-far': t('report.place.deviceFar', { town: town.name }),
        'data-hint': t('report.place.mapHint'),
        'data-hits': t('report.place.hits'),
        'data-none': t('ui.address.none'),
      }}
    >
      {children}
    </PlaceField>
  )
}

export function AddressSearch({ j, candidate, typed, hits, district, mistakes }: PlaceView) {
  const { t } = j.view
  const found = hits?.map((hit) => ({
    value: hit.id,
    label: hit.label,
    ...(hit.district ? { detail: district(hit.district) } : {}),
  }))
  return (
    <AddressField
      t={t}
      name="adresse"
      label={t('report.place.address')}
      hint={t('report.place.addressHint')}
      value={typed}
      error={mistakes?.errors.adresse ?? mistakes?.errors.adresseId}
      optional={candidate !== null}
      hitName="adresseId"
      {...(found ? { hits: found } : {})}
    />
  )
}

/** By links alone, or by figures from another map: whatever the map can say can be said here too. */
export function OtherWays({ j, mistakes }: PlaceView) {
  const { t } = j.view
  return (
    <Details summary={t('report.place.otherWays')} open={Boolean(mistakes?.errors.koordinaten)}>
      <p>
        <a href={paths.placeList}>{t('report.place.fromList')}</a>
      </p>
      <TextField
        t={t}
        name="koordinaten"
        label={t('report.place.figures')}
        hint={t('report.place.figuresHint')}
        value={String(mistakes?.values.koordinaten ?? '')}
        error={mistakes?.errors.koordinaten}
        width="medium"
        optional
      />
    </Details>
  )
}

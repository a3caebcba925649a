import type { VNode } from 'preact'
import { metres, type Place } from '#modules/geo/index.ts'
import { type Layer, layers, objectLabel, objectsOf, type TownObject } from '#modules/objects/index.ts'
import { layersFor } from '#modules/reports/index.ts'
import { Details } from '#ui/details.tsx'
import { type Option, RadioField } from '#ui/field/choice-field.tsx'
import type { Journey } from './journey.ts'

/** As far as a phone's position errs in a street. */
const NEAR_METRES = 60
const MOST = 6

/** Layers that fit what is being reported: the category's own, else those that name it, else all. */
export async function offeredLayers(j: Journey): Promise<readonly Layer[]> {
  return j.category ? layersFor(j.ctx, j.category) : layers(j.ctx)
}

/** How far away it stands, to the metre. */
export const optionOf = (j: Journey, object: TownObject, from: Place): Option => ({
  value: object.id,
  label: objectLabel(object, j.view.lang),
  detail: j.view.t('objects.near.away', { metres: Math.round(metres(from, object.place)) }),
})

/** "Is it one of these?" beside a place: shut away for who reports a pothole, open for who reports a lamp. */
export async function objectsNear(j: Journey, place: Place, error?: string): Promise<VNode | null> {
  const { ctx, view } = j
  const offered = await offeredLayers(j)
  const near = { ...place, within: NEAR_METRES }
  const found = await objectsOf(ctx, { layer: offered.map((layer) => layer.code), near }, MOST)
  if (found.length === 0 && !error) return null
  const { t } = view
  const chosen = found.some((object) => object.id === j.object?.id) ? j.object!.id : ''
  return (
    <Details summary={t('objects.near.title')} open={j.category !== null || chosen !== '' || Boolean(error)}>
      <RadioField
        t={t}
        name="objekt"
        label={t('objects.near.label')}
        hint={t('objects.near.hint')}
        error={error}
        value={chosen}
        options={[
          ...found.map((object) => optionOf(j, object, place)),
          { value: '', label: t('objects.near.neither') },
        ]}
      />
    </Details>
  )
}

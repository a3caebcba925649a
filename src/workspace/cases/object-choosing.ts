import type { Case } from '#modules/cases/index.ts'
import { metres, type Place, placePicture } from '#modules/geo/index.ts'
import { layers, objectLabel, objectsOf, objectsTyped, type TownObject } from '#modules/objects/index.ts'
import { catalogue, objectOfReport, requiredLayer } from '#modules/reports/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Invalid } from '#platform/errors.ts'
import { formatter } from '#platform/format.ts'
import { isUuid, type Uuid } from '#platform/ids.ts'
import type { Option } from '#ui/field/choice-field.tsx'
import type { Choices, Values } from './actions/form.ts'
import type { Desk } from './desk.ts'

/** Whoever reports a thing stands by it; of what is further away somebody must say that it is meant. */
const NEAR_METRES = 200
const MOST_NEAR = 8
const MOST_TYPED = 10
const LONGEST = 300
/** Instead of an id. */
export const NO_OBJECT = 'keines'

const typedIn = (values: Values): string => (values.nummer ?? '').trim().slice(0, LONGEST)

/**
 * What may be chosen: what it is about now, what was typed, what cases that were merged into this one name, and what
 * stands near its place. What stands near is numbered as in the picture.
 */
export async function objectChoices(ctx: Ctx, desk: Desk, values: Values): Promise<Choices> {
  const { object, required } = desk.object
  const from = desk.case.place
  const typed = typedIn(values) ? await meant(ctx, desk.case, typedIn(values)) : []
  const found = [
    ...(object ? [object] : []),
    ...typed.slice(0, MOST_TYPED),
    ...desk.namedInMerged.map((one) => one.object),
    ...(await nearby(ctx, desk)),
  ]
  const all = [...new Map(found.map((one) => [one.id, one])).values()]
  const drawn = all.filter((one) => from && metres(from, one.place) <= NEAR_METRES)
  const options = all.map((one) => optionOf(desk, one, drawn.indexOf(one) + 1))
  const removable = object !== null && object.layer.code !== required?.code
  return {
    options: removable
      ? [...options, { value: NO_OBJECT, label: desk.view.t('objects.choose.none') }]
      : options,
    picture: from && drawn.length > 0 ? await pictureOf(ctx, from, drawn) : null,
  }
}

function optionOf(desk: Desk, one: TownObject, n: number): Option {
  const { t, format, lang } = desk.view
  const from = desk.case.place
  const label = objectLabel(one, lang)
  const merged = desk.namedInMerged.find(({ object }) => object.id === one.id)
  const detail = [
    one.id === desk.object.object?.id && t('objects.choose.now'),
    from && t('objects.near.away', { metres: format.formatNumber(Math.round(metres(from, one.place))) }),
    merged && t('objects.choose.merged', { number: merged.number }),
    !one.active && t('objects.side.gone'),
  ]
  return { value: one.id, label: n ? `${n}. ${label}` : label, detail: detail.filter(Boolean).join(' · ') }
}

/** As close as shows them all, and the street they stand in. */
function pictureOf(ctx: Ctx, from: Place, drawn: readonly TownObject[]): Promise<string> {
  const farthest = Math.max(20, ...drawn.map((one) => metres(from, one.place)))
  const reach = (156_543 * Math.cos((from.lat * Math.PI) / 180) * 135) / farthest
  return placePicture(ctx, from, {
    // No wider than a phone shows legibly.
    width: 440,
    height: 320,
    zoom: Math.min(19, Math.log2(reach)),
    points: drawn.map((one) => one.place),
    what: ctx.t('objects.choose.picture'),
  })
}

/** The nearest of the layers that the category is about; of all where it is about none in particular. */
async function nearby(ctx: Ctx, { case: c, object: { fitting } }: Desk): Promise<TownObject[]> {
  if (!c.place) return []
  const wanted = fitting.length > 0 ? fitting : await layers(ctx)
  const near = { ...c.place, within: NEAR_METRES }
  return objectsOf(ctx, { layer: wanted.map((layer) => layer.code), near }, MOST_NEAR)
}

/** What a number or a sticker's code may mean; where the case's category asks for one of a layer, that is meant. */
async function meant(ctx: Ctx, c: Case, typed: string): Promise<TownObject[]> {
  const found = await objectsTyped(ctx, typed)
  const required = await requiredLayer(ctx, (await catalogue(ctx)).byCode.get(c.type) ?? null)
  const asked = found.filter((one) => one.layer.code === required?.code)
  return asked.length > 0 ? asked : found
}

/**
 * The object that a form names, null for none. What is typed is taken as it is where there is one such object and it
 * stands near by; else the page shows what may be meant, and a choice there says so. Throws Invalid.
 */
export async function chosenObject(ctx: Ctx, c: Case, values: Values): Promise<Uuid | null> {
  const chosen = values.objekt ?? ''
  const typed = typedIn(values)
  const picked = chosen !== '' && chosen !== (await objectOfReport(ctx, c.id))?.id
  if (!typed) {
    if (chosen === NO_OBJECT) return null
    if (!isUuid(chosen)) throw new Invalid('objects.choose')
    return chosen
  }
  const found = await meant(ctx, c, typed)
  if (picked) {
    if (found.some((one) => one.id === chosen)) return chosen
    throw new Invalid('objects.two_said', { typed })
  }
  const [one, ...more] = found
  if (!one) throw new Invalid('objects.unknown_number', { typed })
  if (more.length > 0) throw new Invalid('objects.several', { typed })
  const away = c.place ? metres(c.place, one.place) : 0
  if (away > NEAR_METRES) {
    const format = formatter(ctx.lang, ctx.tenant.timeZone)
    throw new Invalid('objects.far', {
      label: objectLabel(one, ctx.lang),
      metres: format.formatNumber(Math.round(away)),
    })
  }
  return one.id
}

import { clean } from '#modules/forms/index.ts'
import { addressById, type Place } from '#modules/geo/index.ts'
import { type PlacedBy, ROUGHLY } from '#modules/reports/index.ts'
import { paths } from '#paths.ts'
import { isUuid } from '#platform/ids.ts'
import { urlWith } from '#ui/url.ts'
import type { FormAnswers, Given, Journey, Taken } from './journey.ts'
import { aboutObject } from './object-choosing.ts'
import { isFar, placeFrom, validPlace } from './where.ts'

/** What a person made of the place page: an address, a house of the list, figures, or a place on the map. */
export async function takePlace(j: Journey, given: Given): Promise<Taken> {
  const { ctx } = j
  const typed = clean(given.text('adresse')).slice(0, 200)
  const wrong = (field: string, key: string): Taken => ({
    mistakes: {
      errors: { [field]: ctx.t(`report.place.${key}`, { town: ctx.tenant.name }) },
      values: { adresse: typed, koordinaten: clean(given.text('koordinaten')).slice(0, 100) },
    },
  })
  const search = { change: {}, to: `${urlWith(paths.reportStep('ort'), { adresse: typed })}#adresse` }
  if (given.text('aktion') === 'adresse-suchen') return typed ? search : wrong('adresse', 'addressMissing')

  const object = given.text('objekt')
  if (isUuid(object)) return takeObject(j, object)

  const hit = given.text('adresseId')
  if (isUuid(hit)) {
    const address = await addressById(ctx, hit)
    if (!address) return wrong('adresse', 'addressGone')
    const { lat, lon, label } = address
    const by = given.text('weg') === 'liste' ? 'list' : 'address'
    return chosen(given, { place: { lat, lon }, placedBy: by, address: label })
  }

  if (given.text('weg') === 'liste') {
    const back = { bezirk: given.text('bezirk'), strasse: given.text('strasse'), fehlt: '1' }
    return { change: {}, to: urlWith(paths.placeList, back) }
  }

  const figures = clean(given.text('koordinaten'))
  if (figures) {
    const place = placeFrom(figures)
    if (!place) return wrong('koordinaten', 'figuresWrong')
    if (await isFar(ctx, place)) return wrong('koordinaten', 'far')
    return {
      change: { place, placedBy: 'map', address: null, placeConfirmed: false, objectId: null },
      to: paths.reportStep('ort'),
    }
  }

  const by = placedBy(given.text('von'))
  const onMap = ['map', 'device'].includes(given.text('von'))
  // Words typed and nothing picked: the person means these words, not the place proposed before.
  if (typed && !onMap) return given.text('gesucht') === typed ? wrong('adresseId', 'pick') : search
  const [lat = '', lon = ''] = [given.text('lat'), given.text('lon')]
  const place = [lat, lon].every((text) => /^-?\d+(\.\d+)?$/.test(text))
    ? validPlace(Number(lat), Number(lon))
    : null
  if (!place) return wrong('adresse', 'missing')
  if (await isFar(ctx, place)) return wrong('adresse', 'far')
  const same = j.answers.place?.lat === place.lat && j.answers.place.lon === place.lon
  const address = same ? (j.answers.address ?? null) : null
  // The place of an object that was chosen before, and is not contradicted.
  if (same && j.object && !given.has('objekt')) return takeObject(j, j.object.id)
  return chosen(given, { place, placedBy: same ? (j.answers.placedBy ?? by) : by, address })
}

/** A place that was seen on a map or picture is confirmed; any other is shown first. */
function chosen(given: Given, change: FormAnswers & { place: Place }): Taken {
  // Elsewhere stands something else.
  const roughly = ROUGHLY.find((metres) => String(metres) === given.text('genau')) ?? null
  change = { ...change, objectId: null, objectMissing: null, roughly }
  const seen = given.text('gesehen') === seenAs(change.place)
  return seen
    ? { change: { ...change, placeConfirmed: true } }
    : { change: { ...change, placeConfirmed: false }, to: paths.reportStep('ort') }
}

/** How a form says which place was on the picture. */
export const seenAs = ({ lat, lon }: Place): string => `${lat},${lon}`

const placedBy = (word: string): PlacedBy =>
  (['photo', 'map', 'address', 'list', 'device', 'object'] as const).find((by) => by === word) ?? 'map'

/** An object of the list or the map: it says where it is better than anybody. */
async function takeObject(j: Journey, id: string): Promise<Taken> {
  const change = await aboutObject(j, id)
  return change ? { change } : { mistakes: { errors: { objekt: j.ctx.t('objects.near.gone') }, values: {} } }
}

import { recordChange } from '#modules/audit/index.ts'
import { areaAt, metres, readGeoJson, townBox } from '#modules/geo/index.ts'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Forbidden, NotFound } from '#platform/errors.ts'
import { Complaints, type ImportOptions, type ImportResult, readCsv } from '#platform/import.ts'
import { applyObjects } from './applying.ts'
import { type IncomingObject, LONGEST_NUMBER, middleOf, nameNames, numberNames, wordsOf } from './incoming.ts'
import { everyLayer, type Layer, type System } from './layer.ts'
import { projectionFrom, systemIn, type ToPlace } from './projection.ts'

export interface ObjectsImported extends ImportResult {
  vanished: number
}

/** A thing further from the town than this is a slip in the file, mostly of its coordinates. */
const FAR_METRES = 25_000

/**
 * The objects of a layer from GeoJSON or CSV, all or nothing: an object is known by its number, so twice is once, and
 * what the file does not have any more becomes inactive. Coordinates are the layer's, unless the file says otherwise.
 * Throws Forbidden, NotFound (layer).
 */
export async function importObjects(
  ctx: Ctx,
  layerCode: string,
  text: string,
  { dryRun = false }: ImportOptions = {},
): Promise<ObjectsImported> {
  if (!may(ctx.actor, 'objects.manage')) throw new Forbidden()
  const layer = (await everyLayer(ctx)).find((one) => one.code === layerCode)
  if (!layer) throw new NotFound()
  const complaints = new Complaints(ctx.t)
  const isJson = /^\ufeff?\s*[[{]/.test(text)
  const objects = isJson ? await fromGeoJson(layer, text, complaints) : await fromCsv(layer, text, complaints)
  await look(ctx, objects, complaints)
  if (objects.length === 0 && !complaints.any) complaints.add(1, 'empty')
  const none = {
    added: 0,
    changed: 0,
    unchanged: 0,
    vanished: 0,
    errors: complaints.list.toSorted((a, b) => a.line - b.line),
  }
  if (complaints.any) return none
  const difference = await applyObjects(ctx, layer, objects, { dryRun })
  if (!dryRun)
    recordChange(ctx, {
      type: 'tenant.objects_imported',
      payload: { tenant: ctx.tenant.id, code: layer.code },
      before: null,
      after: { layer: layer.code, ...difference },
    })
  return { ...difference, errors: [] }
}

const ANY = { x: 1e9, y: 1e9 }

async function fromGeoJson(layer: Layer, text: string, complaints: Complaints): Promise<IncomingObject[]> {
  // Older files say so themselves (GeoJSON 2008); since RFC 7946 it is degrees, or what both sides agreed on.
  const said = /"crs"\s*:\s*\{[^{}]*\{[^{}]*?"name"\s*:\s*"([^"]{1,100})"/.exec(text.slice(0, 4000))?.[1]
  const srs: System = (said && systemIn(said)) || layer.srs
  const kinds = ['Point', 'Polygon', 'MultiPolygon', 'LineString', 'MultiLineString'] as const
  const most = srs === 'EPSG:4326' ? undefined : ANY
  const toPlace = await projectionFrom(srs)
  return readGeoJson(text, kinds, complaints, most).flatMap(({ line, feature, id, properties, geometry }) => {
    const place = middleOf(geometry, toPlace)
    if (!place) complaints.add(line, 'objects_coordinates', { feature })
    const words = wordsOf(layer, id === null ? properties : { id, ...properties })
    return place ? [{ line, place, ...words }] : []
  })
}

const xNames = ['x', 'ost', 'ostwert', 'rechtswert', 'east', 'easting', 'utm_ost', 'e']
const yNames = ['y', 'nord', 'nordwert', 'hochwert', 'north', 'northing', 'utm_nord', 'n']

async function fromCsv(layer: Layer, text: string, complaints: Complaints): Promise<IncomingObject[]> {
  const names = (own: string, usual: readonly string[]) =>
    (own ? [own.toLowerCase()] : usual) as [string, ...string[]]
  const columns = {
    number: { names: names(layer.numberFrom, numberNames), required: true },
    name: { names: names(layer.nameFrom, nameNames) },
    lat: { names: ['lat', 'breite', 'latitude', 'breitengrad'] as [string, ...string[]] },
    lon: { names: ['lon', 'lng', 'laenge', 'länge', 'longitude', 'laengengrad'] as [string, ...string[]] },
    x: { names: xNames as [string, ...string[]] },
    y: { names: yNames as [string, ...string[]] },
    ...Object.fromEntries(
      layer.shown.map(({ from }) => [`_${from}`, { names: [from.toLowerCase()] as [string] }]),
    ),
  }
  const rows = readCsv<string>(text, columns, complaints)
  const inDegrees = await projectionFrom('EPSG:4326')
  const projected = await projectionFrom(layer.srs)
  return rows.flatMap(({ line, values }) => {
    const degrees = values.lat !== '' || values.lon !== ''
    const [x, y] = degrees ? [values.lon!, values.lat!] : [values.x!, values.y!]
    const place = placeOf(x, y, degrees ? inDegrees : projected)
    if (!place) complaints.add(line, 'objects_place', { value: `${y} ${x}`.trim() || '–' })
    const properties = Object.fromEntries(layer.shown.map(({ from }) => [from, values[`_${from}`]]))
    const { attributes } = wordsOf(layer, properties)
    const name = values.name || null
    return place
      ? [{ line, place, number: values.number!, name: name?.slice(0, 200) ?? null, attributes }]
      : []
  })
}

function placeOf(x: string, y: string, toPlace: ToPlace) {
  const number = (text: string): number =>
    /^[+-]?\d{1,10}([.,]\d+)?$/.test(text.replace(/\s/g, ''))
      ? Number(text.replace(/\s/g, '').replace(',', '.'))
      : Number.NaN
  return toPlace(number(x), number(y))
}

/** What only the whole file shows: numbers twice or missing, and things that are elsewhere. */
async function look(ctx: Ctx, objects: readonly IncomingObject[], complaints: Complaints): Promise<void> {
  const lines = new Map<string, number>()
  const town = await townBox(ctx)
  for (const { line, number, place } of objects) {
    // Of an empty cell the reader of the file has told.
    if (!number && !complaints.list.some((e) => e.line === line)) complaints.add(line, 'objects_number')
    if (number.length > LONGEST_NUMBER) complaints.add(line, 'long', { max: LONGEST_NUMBER })
    const before = lines.get(number)
    if (before && number) complaints.add(line, 'objects_twice', { number, line: before })
    lines.set(number, line)
    if (!town || (await areaAt(ctx, place)).inside || metres(place, town.centre) < FAR_METRES) continue
    const turned = (await areaAt(ctx, { lat: place.lon, lon: place.lat })).inside
    complaints.add(line, turned ? 'objects_turned' : 'objects_far', { number })
  }
}

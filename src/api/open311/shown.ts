import { showAnswers } from '#modules/forms/index.ts'
import { addressBook, districts } from '#modules/geo/index.ts'
import { organisation, unitName } from '#modules/organisation/index.ts'
import {
  catalogue,
  type ExchangedReport,
  objectsOfReports,
  publicAnswers,
  publicWords,
} from '#modules/reports/index.ts'
import { authorities } from '#modules/responsibility/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { formatter } from '#platform/format.ts'
import { w3c } from '#platform/moment.ts'
import { paths } from '../../paths.ts'
import type { Value } from './xml.ts'

/** GeoReport v2 ends descriptions here; what was written in the town's own form may be longer. */
const LONGEST = 4000
const shortened = (text: string): string =>
  text.length > LONGEST ? `${[...text.slice(0, LONGEST - 2)].slice(0, -1).join('')}…` : text

/** Reports as service requests, with every field of the specification, in its order. */
export async function serviceRequests(
  ctx: Ctx,
  reports: readonly ExchangedReport[],
  extensions: boolean,
): Promise<Value[]> {
  const [org, others, { byCode }, book] = await Promise.all([
    organisation(ctx),
    authorities(ctx),
    catalogue(ctx),
    addressBook(ctx),
  ])
  const more = extensions ? await extended(ctx, reports) : null
  const format = formatter(ctx.lang, ctx.tenant.timeZone)
  const authority = new Map(others.map((a) => [a.id, ctx.lang === 'en' ? a.nameEn : a.name]))
  return reports.map((r) => {
    const unit = r.unitId ? org.units.get(r.unitId) : undefined
    const closed = r.status === 'closed'
    return {
      service_request_id: r.number,
      status: closed ? 'closed' : 'open',
      status_notes:
        [r.lastWord, r.duplicateOf && ctx.t('api.duplicateOf', { number: r.duplicateOf })]
          .filter(Boolean)
          .join(' ') || (closed && r.outcome ? ctx.t(`api.outcome.${r.outcome}`) : null),
      service_name: byCode.get(r.type)?.name[ctx.lang] ?? r.title[ctx.lang],
      service_code: r.type,
      description: shortened(r.text) || null,
      agency_responsible:
        (r.authorityId && authority.get(r.authorityId)) || (unit ? unitName(unit, ctx.lang) : null),
      service_notice:
        !closed && r.scheduledFor
          ? ctx.t('api.notice.scheduled', { date: format.formatDate(r.scheduledFor) })
          : null,
      requested_datetime: w3c(r.openedAt),
      updated_datetime: w3c(closed ? (r.closedAt ?? r.updatedAt) : r.updatedAt),
      expected_datetime: r.dueAt ? w3c(r.dueAt) : null,
      address: r.address,
      address_id: (r.address && book?.idOf(r.address)) || null,
      zipcode: /\b\d{5}\b/.exec(r.address ?? '')?.[0] ?? null,
      lat: r.place?.lat ?? null,
      long: r.place?.lon ?? null,
      media_url: r.photos[0] ? photoUrl(ctx, r.photos[0]) : null,
      ...more?.(r),
    }
  })
}

const photoUrl = (ctx: Ctx, id: string): string => `${ctx.tenant.publicUrl}${paths.photo(id, 'gross')}`

/** What clients of Mark-a-Spot and others ask for with `extensions=true`; public things only. */
async function extended(ctx: Ctx, reports: readonly ExchangedReport[]) {
  // Few ask for metres, and what reckons them is big.
  const { default: proj4 } = await import('proj4')
  const ids = reports.map((r) => r.id)
  const [words, areas, objects, answers, { byCode }] = await Promise.all([
    publicWords(ctx, ids),
    districts(ctx),
    objectsOfReports(ctx, ids),
    publicAnswers(ctx, ids),
    catalogue(ctx),
  ])
  const area = new Map(areas.map((a) => [a.id, a]))
  return (r: ExchangedReport): Record<string, Value> => {
    const object = objects.get(r.id)
    const questions = byCode.get(r.type)?.questions ?? []
    return {
      attributes: showAnswers(questions, answers.get(r.id) ?? {}, ctx.lang).map(({ code, label, value }) => ({
        code,
        label,
        value,
      })),
      extended_attributes: {
        channel: r.channel,
        status: r.status,
        outcome: r.outcome,
        district: (r.areaId && area.get(r.areaId)?.name) || null,
        area: (r.areaId && area.get(r.areaId)?.code) || null,
        object: object
          ? {
              code: object.code,
              number: object.number,
              name: object.name,
              kind: object.layer.one[ctx.lang],
            }
          : null,
        ...(r.place ? inMetres(proj4, r.place) : { x: null, y: null, srs: null }),
        url: `${ctx.tenant.publicUrl}${paths.publicReport(r.number)}`,
        photos: r.photos.map((id) => photoUrl(ctx, id)),
      },
      // The first word is the description itself.
      notes: (words.get(r.id) ?? []).slice(1).map((word) => ({
        datetime: w3c(word.at),
        type: word.direction === 'out' ? 'agency' : 'public',
        description: word.body,
      })),
    }
  }
}

type Project = (from: string, to: string, place: [number, number]) => number[]

/** Easting and northing as German authorities draw them: ETRS89 / UTM, zone 32 or 33. */
function inMetres(proj4: Project, { lat, lon }: { lat: number; lon: number }) {
  const zone = lon < 12 ? 32 : 33
  const [x, y] = proj4('EPSG:4326', `+proj=utm +zone=${zone} +ellps=GRS80 +units=m +no_defs`, [lon, lat])
  return { x: Math.round(x! * 100) / 100, y: Math.round(y! * 100) / 100, srs: `EPSG:258${zone}` }
}

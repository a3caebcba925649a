import { csvCell } from '#http/numbers/csv.ts'
import { districts } from '#modules/geo/index.ts'
import { organisation, unitName } from '#modules/organisation/index.ts'
import { catalogue, type OpenReport } from '#modules/reports/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { paths } from '../../paths.ts'

/** What is told of a report, under the names that Open311 has for it; the same in every format. */
export const columns = [
  'service_request_id',
  'service_code',
  'service_name',
  'status',
  'outcome',
  'requested_datetime',
  'updated_datetime',
  'closed_datetime',
  'address',
  'district',
  'agency_responsible',
  'url',
] as const

export type Told = Record<(typeof columns)[number], string | null>

/** Turns reports into what is told of them, with the names that codes and ids stand for. */
export async function telling(ctx: Ctx): Promise<(report: OpenReport) => Told> {
  const [{ byCode }, areas, org] = await Promise.all([catalogue(ctx), districts(ctx), organisation(ctx)])
  const area = new Map(areas.map((a) => [a.id, a.name]))
  const { lang, tenant } = ctx
  return (r) => {
    const unit = r.unitId ? org.units.get(r.unitId) : undefined
    return {
      service_request_id: r.number,
      service_code: r.type,
      service_name: byCode.get(r.type)?.name[lang] ?? r.type,
      status: r.status,
      outcome: r.outcome,
      requested_datetime: iso(r.openedAt),
      updated_datetime: iso(r.updatedAt),
      closed_datetime: r.closedAt && iso(r.closedAt),
      address: r.address,
      district: (r.areaId && area.get(r.areaId)) || null,
      agency_responsible: unit ? unitName(unit, lang) : null,
      url: `${tenant.publicUrl}${paths.publicReport(r.number)}`,
    }
  }
}

const iso = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`

/** A format: what stands before, for each row, between rows, and after. */
export interface Format {
  type: string
  begin: string
  row: (report: OpenReport, told: Told) => string
  between: string
  end: string
}

export const csv: Format = {
  type: 'text/csv; charset=utf-8; header=present',
  // The mark at the beginning tells Excel that this is UTF-8.
  begin: `\ufeff${[...columns, 'lat', 'long'].join(';')}\r\n`,
  row: (r, told) => `${[...columns.map((c) => csvCell(told[c])), r.lat, r.lon].join(';')}\r\n`,
  between: '',
  end: '',
}

export const geojson: Format = {
  type: 'application/geo+json',
  begin: '{"type":"FeatureCollection","features":[\n',
  row: (r, told) =>
    JSON.stringify({
      type: 'Feature',
      id: r.id,
      geometry:
        r.lat === null || r.lon === null
          ? null
          : { type: 'Point', coordinates: [round(r.lon), round(r.lat)] },
      properties: told,
    }),
  between: ',\n',
  end: '\n]}\n',
}

/** A tenth of a metre. */
const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6

import { z } from 'zod'
import { type Address, districts, mercator, searchAddresses } from '#modules/geo/index.ts'
import { type Layer, layers, objectByCode, type TownObject } from '#modules/objects/index.ts'
import { type Catalogue, catalogue, type GeoBox, type ReportFilter } from '#modules/reports/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { isUuid } from '#platform/ids.ts'
import { urlWith } from '#ui/url.ts'

/** What the address says → what the domain asks for. `offen` is everything that is not done. */
const statusWords = {
  offen: 'unfinished',
  neu: 'open',
  geplant: 'scheduled',
  'in-arbeit': 'in_progress',
  erledigt: 'closed',
} as const
export type StatusWord = keyof typeof statusWords
export const statusFilters = Object.keys(statusWords) as StatusWord[]
export const ages = [7, 30, 90, 365] as const

/** Every state of list and map has its own address; what an address says wrongly is left out of account. */
const asked = z.object({
  kategorie: z.array(z.string().max(80)).max(60).catch([]),
  ortsteil: z.string().max(80).catch(''),
  status: z
    .enum(statusFilters as [StatusWord, ...StatusWord[]])
    .nullable()
    .catch(null),
  tage: z.coerce
    .number()
    .pipe(z.union(ages.map((n) => z.literal(n)) as unknown as [z.ZodLiteral<7>, z.ZodLiteral<30>]))
    .nullable()
    .catch(null),
  q: z.string().trim().max(200).catch(''),
  nahe: z.string().trim().max(200).catch(''),
  /** Layers of objects that the map shows, and the one object that reports are about. */
  ebene: z.array(z.string().max(80)).max(40).catch([]),
  objekt: z.string().max(20).catch(''),
  bereich: z
    .string()
    .transform(boxOfText)
    .refine((box) => box !== null)
    .nullable()
    .catch(null),
  vor: z
    .string()
    .transform((text) => text.split('_'))
    .refine(
      ([at, id]) =>
        /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(at ?? '') && !Number.isNaN(Date.parse(at!)) && isUuid(id ?? ''),
    )
    .transform(([at, id]) => ({ at: at!, id: id! }))
    .nullable()
    .catch(null),
})

/** "8.91,50.12,8.92,50.13": west, south, east, north in degrees; null for anything else. */
export function boxOfText(text: string): GeoBox | null {
  const numbers = text
    .split(',')
    .map((part) => (/^-?\d{1,3}(\.\d{1,12})?$/.test(part) ? Number(part) : Number.NaN))
  const [west, south, east, north] = numbers
  return numbers.length === 4 &&
    west! >= -180 &&
    east! <= 180 &&
    south! >= -90 &&
    north! <= 90 &&
    west! < east! &&
    south! < north!
    ? { west: west!, south: south!, east: east!, north: north! }
    : null
}

/** The same as text, to a tenth of a metre. */
export const textOfBox = ({ west, south, east, north }: GeoBox): string =>
  [west, south, east, north].map((n) => Number(n.toFixed(6))).join(',')

export type Asked = z.output<typeof asked>

export function parseAsked(query: URLSearchParams): Asked {
  const value = (name: string) => query.get(name) ?? undefined
  return asked.parse({
    kategorie: query.getAll('kategorie').filter(Boolean),
    ortsteil: value('ortsteil'),
    status: value('status'),
    tage: value('tage') || null,
    q: value('q'),
    nahe: value('nahe'),
    ebene: query.getAll('ebene').filter(Boolean),
    objekt: value('objekt'),
    bereich: value('bereich') ?? null,
    vor: value('vor') ?? null,
  })
}

/** A filter as it was asked for, and as the domain takes it. */
export interface ListFilter {
  asked: Asked
  filter: ReportFilter
  catalogue: Catalogue
  districts: readonly { id: string; code: string; name: string }[]
  /** The address that `nahe` was understood as, and others that it might have meant. */
  near: Address | null
  alsoNear: readonly Address[]
  layers: readonly Layer[]
  object: TownObject | null
}

/** Reads a filter from an address. Codes that the town does not have are dropped, so that no link leads nowhere. */
export async function readFilter(ctx: Ctx, query: URLSearchParams): Promise<ListFilter> {
  const [all, areas, shown] = await Promise.all([catalogue(ctx), districts(ctx), layers(ctx)])
  const raw = parseAsked(query)
  const object = raw.objekt ? await objectByCode(ctx, raw.objekt) : null
  const area = areas.find((a) => a.code === raw.ortsteil)
  const known = {
    ...raw,
    kategorie: raw.kategorie.filter((code) => all.byCode.has(code)),
    ortsteil: area?.code ?? '',
    ebene: raw.ebene.filter((code) => shown.some((layer) => layer.code === code)),
    objekt: object?.code ?? '',
  }
  const [near = null, ...alsoNear] = known.nahe ? await searchAddresses(ctx, known.nahe, 5) : []
  return {
    asked: known,
    catalogue: all,
    districts: areas,
    near,
    alsoNear,
    layers: shown,
    object,
    filter: {
      ...(known.kategorie.length > 0 ? { category: known.kategorie } : {}),
      ...(area ? { areaId: area.id } : {}),
      ...(known.status ? { status: statusWords[known.status] } : {}),
      ...(known.tage ? { days: known.tage } : {}),
      ...(known.q ? { text: known.q } : {}),
      ...(known.bereich ? { box: known.bereich } : {}),
      ...(object ? { objectId: object.id } : {}),
      ...(near ? { near: mercator(near) } : {}),
      ...(known.vor && !near ? { after: known.vor } : {}),
    },
  }
}

export type Change = Partial<Omit<Asked, 'vor'> & { vor: Asked['vor'] }>

/** The address of the list or the map with this filter, changed here and there. A changed filter begins on its first page. */
export function hrefOf(path: string, filter: Pick<ListFilter, 'asked'>, change: Change = {}): string {
  const { kategorie, ortsteil, status, tage, q, nahe, ebene, objekt, bereich, vor } = {
    ...filter.asked,
    vor: null,
    ...change,
  }
  return urlWith(path, {
    q,
    kategorie,
    ortsteil,
    status,
    tage,
    nahe,
    ebene,
    objekt,
    bereich: bereich && textOfBox(bereich),
    vor: vor ? `${vor.at}_${vor.id}` : null,
  })
}

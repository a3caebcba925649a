import type { ExchangeFilter } from '#modules/reports/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { isUuid } from '#platform/ids.ts'
import { moment } from '#platform/moment.ts'
import { type Fault, Faulty } from '../faults.ts'

/** GeoReport v2: at most a thousand at once, and a range of at most 90 days. */
export const MOST_REQUESTS = 1000
const MOST_DAYS = 90
const DAY = 86_400_000
/** Turning pages by number reads all that comes before; who wants more follows the `Link` of a full page instead. */
const FURTHEST = 100_000

export interface Asked {
  filter: ExchangeFilter
  /** With notes, photos and more of each. */
  extensions: boolean
  /** Only these of each; null for all. */
  fields: ReadonlySet<string> | null
  /** With how many there are. */
  meta: boolean
}

const list = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
    .slice(0, MOST_REQUESTS)

/** Reads what `GET requests` is asked for. An empty parameter is an absent one. Throws Faulty. */
export function readAsked(ctx: Ctx, query: (name: string) => string | undefined): Asked {
  const faults: Fault[] = []
  const given = (...names: string[]): string | undefined =>
    names.map((name) => query(name)?.trim()).find(Boolean)
  const fault = (name: string, key: string): undefined => {
    faults.push({
      path: name,
      message: ctx.t(`api.fault.${key}`, { name, most: MOST_REQUESTS, days: MOST_DAYS }),
    })
  }
  const time = (name: string, edge: 'begin' | 'end'): Date | undefined => {
    const text = given(name)
    if (text === undefined) return undefined
    return moment(text, ctx.tenant.timeZone, edge) ?? fault(name, 'time')
  }
  const whole = (least: number, ...names: string[]): number | undefined => {
    const text = given(...names)
    if (text === undefined) return undefined
    return /^\d{1,9}$/.test(text) ? Math.max(least, Number(text)) : fault(names[0]!, 'whole')
  }
  const decimal = (...names: string[]): number | undefined => {
    const text = given(...names)
    if (text === undefined) return undefined
    return /^[+-]?\d{1,9}(\.\d+)?$/.test(text) ? Number(text) : fault(names[0]!, 'decimal')
  }

  const size = Math.min(MOST_REQUESTS, whole(1, 'page_size', 'limit', 'max_requests') ?? MOST_REQUESTS)
  const page = whole(1, 'page')
  const offset = page === undefined ? (whole(0, 'offset') ?? 0) : (page - 1) * size
  if (offset > FURTHEST) fault('page', 'page')
  const paging = { limit: size, offset: Math.min(offset, FURTHEST) }
  const yes = (name: string): boolean => ['true', '1', 'yes'].includes((given(name) ?? '').toLowerCase())
  const named = list(query('fields'))
  const shape = {
    extensions: yes('extensions'),
    fields: named.length > 0 ? new Set(named) : null,
    meta: yes('meta'),
  }

  const ids = list(query('service_request_id'))
  if (ids.length > 0) {
    // It overrides all other parameters, whatever stands in them.
    return { filter: { ids: ids.map((id) => id.toLowerCase()), limit: MOST_REQUESTS, offset: 0 }, ...shape }
  }

  const statuses = new Set(list(query('status')).map((s) => s.toLowerCase()))
  if ([...statuses].some((s) => s !== 'open' && s !== 'closed')) fault('status', 'status')
  const updatedFrom = time('updated_after', 'begin')
  const updatedUntil = time('updated_before', 'end')
  const range = rangeOf(
    ctx,
    time('start_date', 'begin'),
    time('end_date', 'end'),
    Boolean(updatedFrom || updatedUntil),
  )
  if (range === null) fault('end_date', 'range')

  const sort = given('sort')
  const sorted =
    sort === undefined
      ? ['', '-', 'created']
      : /^([+-]?)(created|updated|requested_datetime|updated_datetime)$/.exec(sort)
  if (!sorted) fault('sort', 'sort')

  const [lat, long] = [decimal('lat'), decimal('long', 'lng', 'lon')]
  const radius = decimal('radius') ?? 1000
  const place = lat !== undefined && long !== undefined && Math.abs(lat) <= 85 && Math.abs(long) <= 180
  if ((lat !== undefined || long !== undefined) && !place) fault('lat', 'lat')

  const corners = list(query('bbox')).map(Number)
  const boxed =
    corners.length === 4 &&
    corners.every(Number.isFinite) &&
    corners[0]! <= corners[2]! &&
    corners[1]! <= corners[3]!
  if (corners.length > 0 && !boxed) fault('bbox', 'bbox')

  const after = cursorIn(given('cursor'))
  if (after === null) fault('cursor', 'cursor')
  const codes = list(query('service_code'))
  if (faults.length > 0) throw new Faulty(faults)
  return {
    filter: {
      ...paging,
      ...range,
      categories: codes.length > 0 ? codes : undefined,
      closed: statuses.size === 1 ? statuses.has('closed') : undefined,
      updatedFrom,
      updatedUntil,
      box: boxed
        ? { west: corners[0]!, south: corners[1]!, east: corners[2]!, north: corners[3]! }
        : undefined,
      near: place ? { lat: lat!, lon: long!, metres: Math.min(Math.max(radius, 1), 50_000) } : undefined,
      text: given('q')?.slice(0, 200),
      hasPhoto: given('has_photo') === undefined ? undefined : yes('has_photo'),
      agency: given('agency_responsible')?.slice(0, 200),
      after: after ?? undefined,
      sort: sorted?.[2]?.startsWith('updated') ? 'updated' : 'opened',
      ascending: sorted?.[1] !== '-',
    },
    ...shape,
  }
}

/** Where the next page begins: the time by which the list is sorted, and the id. Undefined without one, null for none of ours. */
function cursorIn(text: string | undefined): { at: Date; id: string } | null | undefined {
  if (text === undefined) return undefined
  const [ms = '', id = ''] = Buffer.from(text, 'base64url').toString('utf8').split(' ')
  return /^\d{1,15}$/.test(ms) && isUuid(id) ? { at: new Date(Number(ms)), id } : null
}

/** The same, written. */
export const cursorAt = ({ at, id }: { at: Date; id: string }): string =>
  Buffer.from(`${at.getTime()} ${id}`).toString('base64url')

/** The last 90 days unless asked otherwise; one end alone means 90 days from there. Null when it is longer than that. */
function rangeOf(
  ctx: Ctx,
  start: Date | undefined,
  end: Date | undefined,
  updated: boolean,
): { from?: Date; until?: Date } | null {
  // Who asks for what has changed does not care how old it is.
  if (!start && !end && updated) return {}
  const from = start ?? new Date((end ?? ctx.now).getTime() - MOST_DAYS * DAY)
  const until = end ?? new Date(start ? start.getTime() + MOST_DAYS * DAY : ctx.now.getTime())
  // Two changes of the clock make a quarter of a year an hour longer.
  return until.getTime() - from.getTime() > MOST_DAYS * DAY + 90 * 60_000 + DAY ? null : { from, until }
}

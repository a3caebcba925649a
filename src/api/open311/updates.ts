import type { Outcome } from '#modules/cases/index.ts'
import { type ReportUpdate, reportUpdates } from '#modules/reports/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { moment, w3c } from '#platform/moment.ts'
import { paths } from '../../paths.ts'
import { type Fault, Faulty } from '../faults.ts'
import type { Value } from './xml.ts'

/** FixMyStreet's extension, read: what has happened since, in its words for states. */

const HOUR = 3_600_000
const MOST_DAYS = 90
const MOST = 1000
const FURTHEST = 100_000

const outcomes: Record<Outcome, string> = {
  fixed: 'FIXED',
  not_responsible: 'NOT_COUNCILS_RESPONSIBILITY',
  no_action: 'NO_FURTHER_ACTION',
  duplicate: 'DUPLICATE',
  not_reproducible: 'NO_FURTHER_ACTION',
}

const states: Record<Exclude<ReportUpdate['type'], 'case.closed' | 'case.forwarded'>, string> = {
  'case.scheduled': 'ACTION_SCHEDULED',
  'case.started': 'IN_PROGRESS',
  'case.replied': 'UNCHANGED',
  'case.reopened': 'OPEN',
}

/** How an event is called. One that is only passed on while we follow it is not done with. */
export function stateOf({ type, outcome, follow }: ReportUpdate): string {
  if (type === 'case.closed') return outcome ? outcomes[outcome] : 'CLOSED'
  if (type === 'case.forwarded') return follow ? 'INTERNAL_REFERRAL' : 'NOT_COUNCILS_RESPONSIBILITY'
  return states[type]
}

/** `GET servicerequestupdates`: of the last two hours unless asked otherwise. Throws Faulty. */
export async function updates(ctx: Ctx, query: (name: string) => string | undefined): Promise<Value[]> {
  const faults: Fault[] = []
  const given = (name: string): string | undefined => query(name)?.trim() || undefined
  const time = (name: string, edge: 'begin' | 'end', otherwise: Date): Date => {
    const text = given(name)
    const at = text ? moment(text, ctx.tenant.timeZone, edge) : otherwise
    if (!at) faults.push({ path: name, message: ctx.t('api.fault.time', { name }) })
    return at ?? otherwise
  }
  const whole = (name: string, least: number, otherwise: number): number => {
    const text = given(name)
    if (text === undefined) return otherwise
    if (/^\d{1,9}$/.test(text)) return Math.max(least, Number(text))
    faults.push({ path: name, message: ctx.t('api.fault.whole', { name }) })
    return otherwise
  }
  const until = time('end_date', 'end', ctx.now)
  const from = time('start_date', 'begin', new Date(until.getTime() - 2 * HOUR))
  if (until.getTime() - from.getTime() > (MOST_DAYS + 1) * 24 * HOUR)
    faults.push({ path: 'end_date', message: ctx.t('api.fault.range', { days: MOST_DAYS }) })
  const limit = Math.min(MOST, whole(given('page_size') ? 'page_size' : 'limit', 1, MOST))
  const offset = given('page') ? (whole('page', 1, 1) - 1) * limit : whole('offset', 0, 0)
  if (offset > FURTHEST) faults.push({ path: 'page', message: ctx.t('api.fault.page') })
  if (faults.length > 0) throw new Faulty(faults)
  const numbers = given('service_request_id')?.split(',')
  const found = await reportUpdates(ctx, {
    from,
    until,
    numbers: numbers?.map((n) => n.trim()).filter(Boolean),
    limit,
    offset,
  })
  return found.map((update) => ({
    update_id: update.id,
    service_request_id: update.number,
    status: stateOf(update),
    external_status_code: update.type.replace('case.', ''),
    updated_datetime: w3c(update.at),
    description: update.word ?? '',
    media_url: update.photos[0] ? photoUrl(ctx, update.photos[0]) : null,
    ...(update.photos.length > 1 && { media_urls: update.photos.map((id) => photoUrl(ctx, id)) }),
  }))
}

const photoUrl = (ctx: Ctx, id: string): string => `${ctx.tenant.publicUrl}${paths.photo(id, 'gross')}`

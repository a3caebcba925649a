import type { PageView } from '#http/view.ts'
import { addressBook, districts, nearestAddress } from '#modules/geo/index.ts'
import { stateOf, type Work } from '#modules/works/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Tone } from '#ui/notice.tsx'

const LONG = 36 * 3_600_000

/** From when until when, to the hour for what takes hours, to the day for what takes weeks; no day is said twice. */
export function whenWords({ t, format, now }: Pick<PageView, 't' | 'format' | 'now'>, work: Work): string {
  const { beginsAt, endsAt } = work
  const long = endsAt === null || endsAt.getTime() - beginsAt.getTime() > LONG
  const say = long ? format.formatDate : format.formatDateTime
  const state = stateOf(work, now)
  const until = (at: Date) =>
    !long && format.formatDay(at) === format.formatDay(beginsAt) ? format.formatTime(at) : say(at)
  const words = { from: say(beginsAt), until: endsAt ? until(endsAt) : '' }
  if (state === 'past') return t('works.when.over', { ...words, until: until(endsAt ?? work.endedAt ?? now) })
  if (!endsAt) return t(`works.when.${state === 'now' ? 'open' : 'from'}`, words)
  return t(`works.when.${state === 'now' ? 'since' : 'between'}`, words)
}

/** Where, in words: streets, the district, or the address next to its middle. */
export async function whereWords(ctx: Ctx, work: Work): Promise<string> {
  const { t } = ctx
  if (work.extent === 'town' || (work.extent !== 'district' && !work.place)) return t('works.where.town')
  if (work.extent === 'streets') return t('works.where.streets', { names: work.streets.join(', ') })
  if (work.extent === 'district') {
    const area = (await districts(ctx)).find((one) => one.id === work.areaId)
    return t('works.where.district', { name: area?.name ?? '' })
  }
  const book = await addressBook(ctx)
  const near = book ? book.nearest(work.place!, 400) : await nearestAddress(ctx, work.place!)
  const place = near
    ? near.label.split(',')[0]!
    : `${work.place!.lat.toFixed(4)}, ${work.place!.lon.toFixed(4)}`
  return work.extent === 'point'
    ? t('works.where.around', { radius: work.radius, place })
    : t('works.where.near', { place })
}

export const stateTone: Record<ReturnType<typeof stateOf>, Tone | 'neutral'> = {
  now: 'warning',
  soon: 'info',
  past: 'neutral',
}

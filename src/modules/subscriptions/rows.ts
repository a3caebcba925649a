import type { Selectable } from 'kysely'
import type { Lang } from '#platform/i18n.ts'
import type { Uuid } from '#platform/ids.ts'
import type { SubscriptionsSubscriber, SubscriptionsSubscription } from '../../../db/types.ts'
import type { Rhythm, Topic, Where, Wish } from './wish.ts'

/** Whoever hears: one address, or one device. */
export interface Subscriber {
  id: Uuid
  email: string | null
  device: { endpoint: string; p256dh: string; auth: string } | null
  account: Uuid | null
  lang: Lang
  createdAt: Date
  /** Since when they are asked whether they want to go on; null while nothing is to be asked. */
  askedAt: Date | null
}

export interface Subscription extends Wish {
  id: Uuid
  subscriber: Uuid
  pausedAt: Date | null
  createdAt: Date
  /** Nothing older of the feed is told. */
  sinceN: number
  /** The key that it waits under (cells.ts). */
  cell: string
  version: number
}

export const subscriberColumns = [
  'id',
  'email',
  'endpoint',
  'p256dh',
  'auth',
  'account_id',
  'lang',
  'created_at',
  'asked_at',
] as const

export const subscriptionColumns = [
  'id',
  'subscriber_id',
  'kind',
  'label',
  'lat',
  'lon',
  'radius',
  'street',
  'area_id',
  'categories',
  'topics',
  'rhythm',
  'cell',
  'since_n',
  'paused_at',
  'created_at',
  'version',
] as const

type SubscriberRow = Pick<Selectable<SubscriptionsSubscriber>, (typeof subscriberColumns)[number]>
type SubscriptionRow = Pick<Selectable<SubscriptionsSubscription>, (typeof subscriptionColumns)[number]>

export const toSubscriber = (r: SubscriberRow): Subscriber => ({
  id: r.id,
  email: r.email,
  device: r.endpoint ? { endpoint: r.endpoint, p256dh: r.p256dh!, auth: r.auth! } : null,
  account: r.account_id,
  lang: r.lang === 'en' ? 'en' : 'de',
  createdAt: r.created_at,
  askedAt: r.asked_at,
})

export const toSubscription = (r: SubscriptionRow): Subscription => ({
  id: r.id,
  subscriber: r.subscriber_id,
  where: whereOf(r),
  categories: r.categories,
  topics: r.topics as Topic[],
  rhythm: r.rhythm as Rhythm,
  pausedAt: r.paused_at,
  createdAt: r.created_at,
  sinceN: Number(r.since_n),
  cell: r.cell,
  version: r.version,
})

function whereOf(r: SubscriptionRow): Where {
  const { label } = r
  if (r.kind === 'radius')
    return { kind: 'radius', label, lat: r.lat!, lon: r.lon!, radius: r.radius!, areaId: r.area_id }
  if (r.kind === 'street') return { kind: 'street', label, street: r.street!, areaId: r.area_id }
  if (r.kind === 'district') return { kind: 'district', label, areaId: r.area_id! }
  return { kind: 'town', label }
}

/** The columns of a place. */
export const placeColumns = (where: Where) => ({
  kind: where.kind,
  label: where.label,
  lat: where.kind === 'radius' ? where.lat : null,
  lon: where.kind === 'radius' ? where.lon : null,
  radius: where.kind === 'radius' ? where.radius : null,
  street: where.kind === 'street' ? where.street : null,
  area_id: where.kind === 'town' ? null : where.areaId,
})

export { addSubscription, MOST_SUBSCRIPTIONS } from './adding.ts'
export { askToSubscribe, CONFIRM_DAYS, confirmRequest, lookAtRequest } from './asking.ts'
export { type Happening, hears } from './cells.ts'
export { type SubscriptionHealth, subscriptionHealth } from './counting.ts'
export { type Device, isDevice, subscriberByDevice, subscriberOfDevice } from './device.ts'
export { type DueLetter, type Heard, LETTERS_AT_ONCE, takeDue } from './due.ts'
export { eraseSubscribers, eraseSubscribersTo } from './erasing.ts'
export { managerByToken, manageToken, seriesByToken, stopSeriesToken } from './links.ts'
export { changeSubscription, endSeries, endSubscription, pauseSubscription } from './managing.ts'
export { markDue } from './marking.ts'
export {
  ownSubscription,
  ownSubscriptions,
  subscriberById,
  subscribersOfAccount,
  subscribersTo,
} from './own.ts'
export { pushPublicKey } from './push-keys.ts'
export { type PushMessage, queuePush } from './push-queue.ts'
export { progressOf, recordHappenings } from './recording.ts'
export type { Subscriber, Subscription } from './rows.ts'
export { renewSubscriber, subscriberByMail } from './subscriber.ts'
export {
  type Rhythm,
  radii,
  rhythms,
  type Topic,
  topics,
  type Where,
  type Wish,
  wishSchema,
} from './wish.ts'

export { sendWebhooks } from './delivering.ts'
export { isTypePattern } from './event-types.ts'
export { eventsAfter, type HeardEvent } from './events-after.ts'
export {
  changeHook,
  createHook,
  type Hook,
  type HookInput,
  hookById,
  hookFaults,
  hooks,
  hooksHealth,
  pauseHook,
  removeHook,
  resumeHook,
} from './hook.ts'
export { hookSecret, renewSecret } from './hook-secret.ts'
export { type Delivery, type DeliveryStatus, deliveries, deliveryStatuses, replay, tryOut } from './log.ts'

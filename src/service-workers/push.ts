import { workerScope } from './lib/scope.ts'

const worker = workerScope()

/** What the town sends (src/modules/subscriptions/push-queue.ts); addresses are paths of this very site. */
interface Message {
  title: string
  body: string
  url: string
  manage: string
  manageLabel: string
}

worker.addEventListener('push', (event) => {
  const message = event.data?.json() as Message | undefined
  if (!message) return
  const { title, body, url, manage, manageLabel } = message
  const options = { body, data: { url, manage }, actions: [{ action: 'manage', title: manageLabel }] }
  event.waitUntil(worker.registration.showNotification(title, options as NotificationOptions))
})

worker.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const { url, manage } = event.notification.data as { url: string; manage: string }
  event.waitUntil(worker.clients.openWindow(event.action === 'manage' ? manage : url))
})

/** An event that ends when its work does. */
export interface LifeEvent extends Event {
  waitUntil(work: Promise<unknown>): void
}

export interface FetchEvent extends LifeEvent {
  readonly request: Request
  readonly clientId: string
  respondWith(answer: Promise<Response> | Response): void
}

export interface MessageWith<T> extends LifeEvent {
  readonly data: T
}

/** A push message, or a click on what it showed. */
export interface PushEvent extends LifeEvent {
  readonly data: { json(): unknown; text(): string } | null
}

export interface NoticeEvent extends LifeEvent {
  readonly notification: Notification
  readonly action: string
}

export interface SyncEvent extends LifeEvent {
  readonly tag: string
}

export interface WindowClient {
  readonly id: string
  readonly url: string
  focus(): Promise<WindowClient>
  navigate(url: string): Promise<WindowClient | null>
  postMessage(message: unknown): void
}

interface Events<M> {
  install: LifeEvent
  activate: LifeEvent
  fetch: FetchEvent
  message: MessageWith<M>
  push: PushEvent
  notificationclick: NoticeEvent
  pushsubscriptionchange: LifeEvent
  sync: SyncEvent
}

/** What of a service worker's surroundings is used here; TypeScript has them only instead of a page's. */
export interface WorkerScope<Given, Message> {
  readonly given: Given
  readonly location: Location
  readonly registration: ServiceWorkerRegistration
  readonly clients: {
    claim(): Promise<void>
    matchAll(options?: { type?: 'window'; includeUncontrolled?: boolean }): Promise<WindowClient[]>
    openWindow(url: string): Promise<WindowClient | null>
  }
  skipWaiting(): Promise<void>
  addEventListener<K extends keyof Events<Message>>(
    type: K,
    listener: (event: Events<Message>[K]) => void,
  ): void
}

/** The worker itself, with what the server gave it and the messages that its pages send. */
export const workerScope = <Given = object, Message = unknown>(): WorkerScope<Given, Message> =>
  globalThis as unknown as WorkerScope<Given, Message>

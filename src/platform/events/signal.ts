import type pg from 'pg'
import type { Signals } from '#platform/platform.ts'

/**
 * Tells the worker that an outbox has rows: directly when it lives in this process, else by a NOTIFY
 * at most every 100 ms (a NOTIFY in each commit would make commits queue up behind one lock).
 */
export class OutboxSignals implements Signals {
  readonly #pool: pg.Pool
  readonly #channel: string
  #worker: { outbox(): void; mail(): void } | null = null
  #pending = false

  constructor(pool: pg.Pool, channel: string) {
    this.#pool = pool
    this.#channel = channel
  }

  /** The worker half runs in this process. */
  attach(worker: { outbox(): void; mail(): void }): void {
    this.#worker = worker
  }

  outbox(): void {
    this.#worker?.outbox()
    if (this.#worker || this.#pending) return
    this.#pending = true
    setTimeout(() => {
      this.#pending = false
      this.#pool.query(`notify ${this.#channel}`).catch(() => {}) // the worker polls anyway
    }, 100).unref()
  }

  #stopping = false

  get stopping(): boolean {
    return this.#stopping
  }

  /** From here on nothing new is begun that would keep the process. */
  stop(): void {
    this.#stopping = true
  }

  mail(): void {
    this.#worker?.mail() // mail is queued by the worker's own handlers; elsewhere its sweep finds it
  }
}

import { fetchDay, sendOrder } from './fetching.ts'
import type { DayData, DeedData, Given, Item, StopData } from './model.ts'
import { forgetPhotos, keepPhotos } from './photo-cache.ts'
import { backoff, baseOf, unsent } from './queue.ts'
import { sendAll } from './sender.ts'
import { accounts, becomeCurrent, forgetAccount, Store } from './store.ts'

export interface Account {
  id: string
  name: string
}

/** All that the pages show. */
export interface State {
  account: Account | null
  day: DayData | null
  /** When the server last said how things are. */
  asOf: string | null
  items: Item[]
  order: string[] | null
  net: boolean
  /** The server says that nobody is signed in. */
  login: boolean
  sending: boolean
  /** Others who have something waiting on this device. */
  others: (Account & { count: number })[]
}

/** What is on this device, and how it gets to the town and back. Draws nothing. */
export class FieldApp {
  readonly state: State = {
    account: null,
    day: null,
    asOf: null,
    items: [],
    order: null,
    net: navigator.onLine,
    login: false,
    sending: false,
    others: [],
  }
  readonly #given: Given
  readonly #draw: () => void
  #store: Store | null = null
  #running = false
  #again = false
  #failures = 0
  #timer = 0

  constructor(given: Given, draw: () => void) {
    this.#given = given
    this.#draw = draw
  }

  /** Opens what this device has: of whom the page is, or of whoever was here last. */
  async open(account: Account | null): Promise<void> {
    const known = await accounts()
    const who = account ?? known.find((one) => one.current) ?? null
    if (who) await this.#become(who)
    await this.#lookForOthers()
  }

  async #become(account: Account): Promise<void> {
    const before = this.#store
    if (before?.account === account.id) return
    before?.close()
    this.#store = await Store.open(account.id)
    this.state.account = account
    this.state.day = null
    await becomeCurrent(account)
    this.state.items = await this.#store.items()
    const kept = await this.#store.day()
    // What was fetched yesterday is of no use today, and should not lie around. Both days are the device's: its clock
    // may be wrong, and then it is wrong twice.
    if (kept && this.#dayOf(kept.at) === this.#dayOf(new Date().toISOString())) {
      this.state.day = kept.data
      this.state.asOf = kept.at
    } else {
      await this.#store.forgetDay()
      const old = this.state.items.filter((item) => item.state === 'sent').map((item) => item.seq)
      await this.#store.drop(old)
      await this.refresh()
    }
    const plan = await this.#store.plan()
    this.state.order = plan?.dirty && plan.day === this.state.day?.day ? plan.order : null
  }

  /** Of everybody else only what was never sent stays, and nobody sees it. */
  async #lookForOthers(): Promise<void> {
    this.state.others = []
    for (const one of await accounts()) {
      if (one.id === this.state.account?.id) continue
      const store = await Store.open(one.id)
      await store.forgetDay()
      const count = unsent(await store.items()).length
      store.close()
      if (count > 0) this.state.others.push({ id: one.id, name: one.name, count })
      else await forgetAccount(one.id)
    }
  }

  #dayOf(at: string): string {
    return new Intl.DateTimeFormat('sv-SE', { timeZone: this.#given.timeZone }).format(new Date(at))
  }

  async refresh(): Promise<void> {
    this.state.items = (await this.#store?.items()) ?? []
    this.#draw()
  }

  stop(id: string): StopData | undefined {
    return this.state.day?.stops.find((stop) => stop.id === id)
  }

  /** Keeps what was done, on disk, before anything is sent. Rejects when the device cannot keep it. */
  async add(
    stop: StopData,
    deed: DeedData,
    photo?: File,
    base = baseOf(stop, this.state.items),
  ): Promise<void> {
    const { id, number, title, status, scheduledFor, dueAt } = stop
    const bytes = photo && { bytes: await photo.arrayBuffer(), type: photo.type, name: photo.name }
    await this.#store!.append({
      id: crypto.randomUUID(),
      case: id,
      number,
      title,
      base,
      at: new Date().toISOString(),
      deed,
      seen: { status, scheduledFor, dueAt },
      state: 'waiting',
      ...(bytes && { photo: bytes }),
    })
    await this.refresh()
    void navigator.storage?.persist?.()
  }

  async write(items: readonly Item[]): Promise<void> {
    await this.#store?.write(items)
    await this.refresh()
  }

  async drop(item: Item): Promise<void> {
    await this.#store?.drop([item.seq])
    await this.refresh()
  }

  async arrange(order: string[]): Promise<void> {
    const day = this.state.day?.day
    if (!day || !this.#store) return
    this.state.order = order
    await this.#store.keepPlan({ day, order, dirty: true })
    this.#draw()
  }

  /** Sends what waits, then asks how things are. Once at a time; comes again by itself as long as something waits. */
  async sync(): Promise<void> {
    if (this.#running) {
      this.#again = true
      return
    }
    this.#running = true
    clearTimeout(this.#timer)
    try {
      do {
        this.#again = false
        await this.#once()
      } while (this.#again)
    } finally {
      this.#running = false
      this.state.sending = false
      this.#draw()
      this.#failures = this.state.net ? 0 : this.#failures + 1
      const wait = this.state.net ? 60 : backoff(this.#failures, Math.random())
      this.#timer = window.setTimeout(() => void this.sync(), wait * 1000)
    }
  }

  async #once(): Promise<void> {
    const { urls } = this.#given
    const waiting = this.state.items.some((item) => item.state === 'waiting')
    if (this.#store && waiting && !this.state.login) {
      this.state.sending = true
      this.#draw()
      const stopped = await sendAll(this.#store, urls.actions, () => this.refresh())
      if (stopped === 'network') {
        this.state.net = false
        return
      }
      if (stopped === 'login') return this.#lock()
    }
    const plan = await this.#store?.plan()
    if (plan?.dirty && !this.state.login && (await sendOrder(urls.order, plan.day, plan.order)))
      await this.#store?.keepPlan(null)
    const kept = await this.#store?.day()
    const got = await fetchDay(urls.day, this.state.day ? (kept?.etag ?? null) : null)
    this.state.net = got.kind !== 'network'
    if (got.kind === 'login') return this.#lock()
    if (got.kind === 'network') return
    const at = new Date().toISOString()
    const wasLocked = this.state.login
    this.state.login = false
    this.state.asOf = at
    if (got.kind === 'day') {
      const { data, etag } = got
      if (data.account.id !== this.state.account?.id) {
        await this.#become(data.account)
        await forgetPhotos()
        await this.#lookForOthers()
      }
      this.state.day = data
      this.state.order = (await this.#store!.plan())?.order ?? null
      await this.#store!.keepDay({ data, etag, at })
      this.#draw()
      await keepPhotos(data.stops.flatMap((stop) => stop.photos.map((photo) => photo.large)))
    }
    // Signed in again, or the network came back while this ran: what waited may go now.
    if (wasLocked || (!waiting && this.state.items.some((item) => item.state === 'waiting')))
      this.#again = true
  }

  /** Nobody is signed in: what others wrote goes from this device, what was entered here stays until it can be sent. */
  async #lock(): Promise<void> {
    this.state.login = true
    this.state.net = true
    this.state.day = null
    await this.#store?.forgetDay()
    await forgetPhotos()
  }

  /** Leaves the device as if one had never been here, but for what was not sent. */
  async leave(): Promise<void> {
    await forgetPhotos()
    if (!this.#store || !this.state.account) return
    await this.#store.forgetDay()
    const left = unsent(await this.#store.items()).length
    this.#store.close()
    this.#store = null
    if (left === 0) await forgetAccount(this.state.account.id)
  }

  async forgetOther(id: string): Promise<void> {
    await forgetAccount(id)
    await this.#lookForOthers()
    this.#draw()
  }
}

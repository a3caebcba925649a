import { render } from 'preact'
import { type Account, FieldApp } from './lib/field/app.ts'
import { showDayMap } from './lib/field/day-map.ts'
import { readDeeds } from './lib/field/deeds.ts'
import { localStops } from './lib/field/local.ts'
import type { Given } from './lib/field/model.ts'
import type { Tools } from './lib/field/parts.tsx'
import { baseOf, insist, unsent } from './lib/field/queue.ts'
import { FieldView, titleOf } from './lib/field/view.tsx'
import { timesOf, wordsOf } from './lib/field/words.ts'

/** The app on the street: keeps the day on the device, and everything that is done until the town has it. */
const root = document.querySelector<HTMLElement>('[data-island="field"]')
// Without a secure connection browsers keep nothing in safety; then the plain forms do it all.
if (root && isSecureContext) void start(root)

async function start(element: HTMLElement): Promise<void> {
  const given = JSON.parse(element.dataset.given!) as Given
  const account = element.dataset.account ? (JSON.parse(element.dataset.account) as Account) : null
  const t = wordsOf(given.texts, given.lang)
  const times = timesOf(given.lang, given.timeZone)
  let fault: Tools['fault'] = null
  let message: string | null = null
  let leaving = false
  const town = document.title.split(' – ').at(-1)
  /** What is being adapted: replaced by what the form brings. */
  let adapting: string | null = null
  let mapped: Element | null = null

  const app = new FieldApp(given, draw)
  const { state } = app

  function draw(): void {
    const first = element.dataset.ready === undefined
    // The server's page stands, and its forms work by themselves, until the device knows the day or has more to say.
    const silent = !state.day && !state.login && state.net && unsent(state.items).length === 0
    if (first && silent && (account || !state.account)) return
    const tools: Tools = {
      t,
      times,
      home: given.home,
      urls: given.urls,
      scripted: true,
      newId: () => '',
      fault,
    }
    const path = location.pathname + location.search
    const unfolded = first ? [...element.querySelectorAll<HTMLDetailsElement>('details[id][open]')] : []
    // The first time over what the server drew: what somebody has begun to write in it stays.
    render(<FieldView {...{ state, given, tools, path, message, leaving }} />, element)
    for (const fold of unfolded) fold.open = true
    const slot = element.querySelector<HTMLElement>('[data-field-map]')
    if (slot && slot !== mapped && state.day) {
      mapped = slot
      showDayMap(slot, given, localStops(state.day, state.items, state.order), (number) =>
        go(`${given.home}/${number}`),
      ).catch(() => {
        slot.hidden = true
        element.querySelector('[data-no-map]')?.removeAttribute('hidden')
      })
    }
    element.dataset.ready = ''
    document.title = `${titleOf(state, given, t, path)} – ${town}`
  }

  function go(href: string): void {
    history.pushState(null, '', href)
    fault = message = adapting = null
    draw()
    element.querySelector('[data-scroll]')?.scrollTo(0, 0)
    element.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true })
  }

  const say = (noun: string, text: string, values: Record<string, string> = {}): void => {
    fault = { noun, message: text, values }
    draw()
    element.querySelector(`#fehler-${noun}`)?.scrollIntoView({ block: 'center' })
  }

  async function deed(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
    const noun = form.dataset.deed!
    const data = new FormData(form, submitter)
    const field = (name: string): string => {
      const value = data.get(name)
      return typeof value === 'string' ? value : ''
    }
    const stop = app.stop(form.dataset.case!)
    if (!stop) return
    const photos = data.getAll('foto').filter((file): file is File => file instanceof File && file.size > 0)
    const begun = state.items.some((item) => item.case === stop.id && item.deed.kind === 'start')
    const read = readDeeds(noun, field, { start: stop.can.start && !begun })
    const values = Object.fromEntries(
      [...data].filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
    )
    if (read.fault !== undefined) return say(noun, t(`field.fault.${read.fault}`), values)
    if (read.deeds[0]?.kind === 'photo' && photos.length === 0) return say(noun, t('field.fault.photo'))
    const old = state.items.find((item) => item.id === adapting)
    try {
      for (const one of read.deeds)
        if (one.kind === 'photo') for (const photo of photos) await app.add(stop, one, photo)
        else await app.add(stop, one, undefined, old?.present?.version ?? baseOf(stop, state.items))
    } catch (error) {
      const full = (error as Error).name === 'QuotaExceededError'
      return say(noun, t(full ? 'field.fault.full' : 'field.fault.storage'), values)
    }
    if (old) await app.drop(old)
    fault = adapting = null
    form.reset()
    const fold = form.closest('details')
    if (fold) fold.open = false
    draw()
    await wake()
    void app.sync()
  }

  /** The browser may send it when the network is back and this page is long closed. */
  async function wake(): Promise<void> {
    const worker = await navigator.serviceWorker?.getRegistration(given.home)
    await (worker as { sync?: { register(tag: string): Promise<void> } } | undefined)?.sync
      ?.register('unterwegs')
      .catch(() => {})
  }

  async function resolve(id: string, how: string): Promise<void> {
    const item = state.items.find((one) => one.id === id)
    if (!item) return
    const { present, deed: done } = item
    const words = done.kind === 'finish' ? done.note : done.kind === 'note' ? done.text : ''
    if (how === 'mine' && present) await app.write(insist(state.items, id, present))
    else if (how === 'again') await app.write(insist(state.items, id, { version: item.base }))
    else if (how === 'drop') await app.drop(item)
    else if (how === 'note') {
      const { present: _, reason: __, ...rest } = item
      await app.write([
        { ...rest, id: crypto.randomUUID(), deed: { kind: 'note', text: words }, state: 'waiting' },
      ])
    } else if (how === 'adapt') {
      adapting = id
      const noun = done.kind === 'finish' ? 'abschluss' : 'notiz'
      return say(noun, '', { text: words, ergebnis: done.kind === 'finish' ? done.outcome : '' })
    }
    void app.sync()
  }

  async function signOut(form: HTMLFormElement): Promise<void> {
    if (!state.net) {
      message = t('field.leave.offline')
      return draw()
    }
    if (unsent(state.items).length > 0 && !leaving) {
      leaving = true
      draw()
      return element.querySelector<HTMLElement>('[data-do="stay"]')?.focus()
    }
    await app.leave()
    form.submit()
  }

  async function order(value: string): Promise<void> {
    const ids = value ? value.split(' ') : []
    await app.arrange(ids)
    void app.sync()
  }

  function fromHere(): void {
    navigator.geolocation.getCurrentPosition(
      async ({ coords }) => {
        const body = new URLSearchParams({ ab: `${coords.latitude},${coords.longitude}` })
        const headers = { accept: 'application/json' }
        await fetch(given.urls.order, { method: 'POST', body, headers }).catch(() => {})
        void app.sync()
      },
      () => {
        message = t('field.noPlace')
        draw()
      },
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 30_000 },
    )
  }

  element.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement
    const submitter = (event as SubmitEvent).submitter
    if (!state.account || element.dataset.ready === undefined) return
    event.preventDefault()
    if (form.dataset.deed) void deed(form, submitter)
    else if ('signOut' in form.dataset) void signOut(form)
    else if ('order' in form.dataset) void order((submitter as HTMLButtonElement | null)?.value ?? '')
  })
  element.addEventListener('click', (event) => {
    const target = event.target as HTMLElement
    const at = <E extends HTMLElement>(selector: string): E | null => target.closest<E>(selector)
    const link = at<HTMLAnchorElement>('a[href]')
    const inside = link?.origin === location.origin && `${link.pathname}/`.startsWith(`${given.home}/`)
    if (
      link &&
      inside &&
      element.dataset.ready !== undefined &&
      state.account &&
      !event.ctrlKey &&
      !event.metaKey &&
      !event.shiftKey
    ) {
      event.preventDefault()
      return go(link.pathname + link.search)
    }
    const choice = at('[data-resolve]')
    if (choice)
      return void resolve(choice.closest<HTMLElement>('[data-item]')!.dataset.item!, choice.dataset.resolve!)
    if (at('[data-here]')) return fromHere()
    const other = at('[data-wipe]')
    if (other && confirm(t('field.others.sure'))) return void app.forgetOther(other.dataset.wipe!)
    const what = at('[data-do]')?.dataset.do
    if (what === 'stay') {
      leaving = false
      draw()
    } else if (what === 'leave') {
      const form = element.querySelector<HTMLFormElement>('[data-sign-out]')
      if (form) void signOut(form)
    }
  })
  element.addEventListener('change', (event) => {
    const input = event.target as HTMLInputElement
    if (input.type === 'file' && input.files?.length) input.form?.requestSubmit()
  })
  addEventListener('popstate', draw)
  addEventListener('online', () => {
    state.net = true
    void app.sync()
  })
  addEventListener('offline', () => {
    state.net = false
    draw()
  })
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) void app.sync()
  })
  navigator.serviceWorker?.addEventListener('message', () => void app.refresh())
  navigator.serviceWorker?.register(given.urls.worker, { scope: given.home }).catch((error: unknown) => {
    console.warn('service worker', error)
  })

  await app.open(account)
  draw()
  await app.sync()
}

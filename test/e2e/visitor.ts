import { get, type IncomingHttpHeaders } from 'node:http'
import type { BrowserContext, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { PASSWORD, type Stage } from './server.ts'

export const phone = { width: 360, height: 780 }
export const desk = { width: 1280, height: 900 }

interface How {
  /** With our scripts, or with JavaScript switched off. */
  js: boolean
  viewport?: { width: number; height: number }
  lang?: 'de' | 'en'
  dark?: boolean
}

/** Somebody at a browser. `faults` collects what must never happen, whatever the journey is about. */
export class Visitor {
  readonly page: Page
  readonly context: BrowserContext
  readonly faults: string[] = []
  readonly #stage: Stage
  readonly #expected = new Set<string>()
  readonly #own: string[] = []
  #islands = true

  private constructor(stage: Stage, context: BrowserContext, page: Page) {
    this.#stage = stage
    this.context = context
    this.page = page
    this.#watch()
  }

  static async come(
    stage: Stage,
    { js, viewport = phone, lang = 'de', dark = false }: How,
  ): Promise<Visitor> {
    const context = await stage.browser.newContext({
      javaScriptEnabled: js,
      viewport,
      locale: lang === 'en' ? 'en-GB' : 'de-DE',
      timezoneId: 'Europe/Berlin',
      colorScheme: dark ? 'dark' : 'light',
    })
    context.setDefaultTimeout(10_000)
    const visitor = new Visitor(stage, context, await context.newPage())
    visitors.add(visitor)
    return visitor
  }

  /** Console errors (the browser reports CSP violations there), failed scripts, foreign hosts, faults of the server. */
  #watch(): void {
    const own = this.#own
    own.push(new URL(this.#stage.url).host, new URL(this.#stage.otherUrl).host)
    this.context.on('request', (request) => {
      const url = new URL(request.url())
      if (!own.includes(url.host) && !['data:', 'blob:', 'about:'].includes(url.protocol))
        this.faults.push(`asked a foreign host: ${request.url()}`)
    })
    this.context.on('response', (response) => {
      if (response.status() >= 500) this.faults.push(`${response.status()} from ${response.url()}`)
      // A page that says what is wrong (422, 404, 409) is a good answer to a person; the browser calls it an error.
      if (response.status() >= 400 && response.request().isNavigationRequest())
        this.#expected.add(bare(response.url()))
    })
    this.context.on('weberror', (error) => this.faults.push(`script failed: ${error.error().message}`))
    this.context.on('console', (message) => {
      if (message.type() !== 'error') return
      if (/^Failed to load resource/.test(message.text()) && this.#expected.has(bare(message.location().url)))
        return
      if (!this.#islands && message.location().url.includes('/assets/islands/')) return
      this.faults.push(`console: ${message.text()} (${message.location().url})`)
    })
  }

  /** Pages of others that a journey leads to on purpose: a provider of single sign-on. */
  mayVisit(...hosts: string[]): void {
    this.#own.push(...hosts)
  }

  /** Opens a page of the town. */
  async open(path: string): Promise<number> {
    const url = path.startsWith('http') ? path : this.#stage.url + path
    return (await this.page.goto(url))?.status() ?? 0
  }

  get path(): string {
    return new URL(this.page.url()).pathname
  }

  get h1(): Promise<string> {
    return this.text('h1')
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name }).filter({ visible: true })
  }

  link(name: string | RegExp): Locator {
    return this.page.getByRole('link', { name }).filter({ visible: true })
  }

  /** Presses and waits for the page that follows. */
  async press(name: string | RegExp): Promise<void> {
    await this.#leave(() => this.button(name).first().click())
  }

  async follow(name: string | RegExp): Promise<void> {
    await this.#leave(() => this.link(name).first().click())
  }

  async #leave(act: () => Promise<unknown>): Promise<void> {
    const arrived = this.page.waitForEvent('domcontentloaded')
    arrived.catch(() => {})
    await act()
    await arrived
  }

  fill(label: string | RegExp, text: string): Promise<void> {
    return this.page.getByLabel(label).filter({ visible: true }).first().fill(text)
  }

  /**
   * Ticks a radio or box. KERN draws them itself, so it is the label that a finger hits; while a map is growing beside
   * it, a finger may miss once.
   */
  async choose(label: string | RegExp): Promise<void> {
    const input = this.page
      .getByLabel(label, { exact: typeof label === 'string' })
      .filter({ visible: true })
      .first()
    await input.waitFor()
    const id = await input.getAttribute('id')
    for (let tries = 0; tries < 3 && !(await input.isChecked()); tries++)
      await this.page.locator(`label[for="${id}"]`).click()
    expect(await input.isChecked()).toBe(true)
  }

  /** Chooses photos; the island sends them at once, without it a button does. */
  async upload(files: readonly Upload[], { js = true } = {}): Promise<void> {
    await this.#leave(async () => {
      await this.page
        .locator('input[type=file]')
        .first()
        .setInputFiles([...files])
      if (!js) await this.button('Hochladen').or(this.button('Upload')).first().click()
    })
  }

  async text(selector = 'main'): Promise<string> {
    await this.page.locator(selector).first().waitFor()
    return (await this.page.locator(selector).allInnerTexts())[0] ?? ''
  }

  async sees(...words: (string | RegExp)[]): Promise<void> {
    const text = (await this.text()).replace(/\s+/g, ' ')
    for (const word of words)
      if (typeof word === 'string') expect(text).toContain(word)
      else expect(text).toMatch(word)
  }

  /** Fetches with this visitor's cookies, byte by byte: what a browser would show, it might have mended. */
  async fetch(where: string): Promise<{ status: number; headers: IncomingHttpHeaders; body: Buffer }> {
    const { host, port, pathname, search } = new URL(where, this.#stage.url)
    const cookies = await this.context.cookies(`http://${host}`)
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    return new Promise((resolve, reject) => {
      get(
        { host: '127.0.0.1', port, path: pathname + search, headers: { host, cookie, connection: 'close' } },
        (answer) => {
          const parts: Buffer[] = []
          answer.on('data', (part: Buffer) => parts.push(part))
          answer.on('end', () =>
            resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }),
          )
        },
      ).on('error', reject)
    })
  }

  async signIn(
    who: 'worker' | 'clerk' | 'head' | 'admin' | 'gardener' | 'officer',
    town = 'teststadt',
  ): Promise<void> {
    await this.open(`${town === 'teststadt' ? this.#stage.url : this.#stage.otherUrl}/anmeldung`)
    await this.fill(/E-Mail|Email/, `${who}@${town}.example`)
    await this.fill(/Passwort|Password/, PASSWORD)
    await this.press(/^(Anmelden|Sign in)$/)
  }

  /** The test holds back our own scripts; that they fail to load is no news then. */
  expectNoIslands(): void {
    this.#islands = false
  }

  /** Goes home before the test is over. */
  async leave(): Promise<void> {
    await this.context.close()
  }
}

export interface Upload {
  name: string
  mimeType: string
  buffer: Buffer
}

const bare = (url: string): string => url.replace(/#.*$/, '')

const visitors = new Set<Visitor>()

/** For afterEach: everybody goes home, and none has seen anything that must not happen. */
export async function allLeave(): Promise<void> {
  const faults = [...visitors].flatMap((visitor) => visitor.faults)
  await Promise.all([...visitors].map((visitor) => visitor.context.close()))
  visitors.clear()
  expect(faults).toEqual([])
}

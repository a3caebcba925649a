import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Assets, prepareAssets } from '#platform/assets/assets.ts'
import { type Lang, translator } from '#platform/i18n.ts'
import { KitConfirmationPage, KitHeroPage, KitPage, KitWorkspacePage } from '#portal/kit/kit-page.tsx'
import { renderPage } from '#ui/render.ts'
import { townStyles } from '#ui/town-styles.ts'
import type { View } from '#ui/view.ts'
import { axe, openBrowser, scrollsSideways } from '../../../test/browser.ts'

const pages = {
  '/bausteine': KitPage,
  '/start': KitHeroPage,
  '/arbeit': KitWorkspacePage,
  '/fertig': KitConfirmationPage,
}

const csp =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; form-action 'self'"

function viewOf(lang: Lang, path: string, assets: Assets): View {
  const town = { name: lang === 'de' ? 'Musterstadt' : 'Nachbarstadt', logo: null, colours: lang === 'en' }
  return {
    lang,
    t: translator(lang),
    timeZone: 'Europe/Berlin',
    path,
    asset: assets.url,
    town,
    nav: [
      { label: 'Melden', href: '/melden' },
      { label: 'Karte', href: '/karte', current: true },
      { label: 'Meldungen', href: '/meldungen' },
    ],
    user: path === '/arbeit' ? { name: 'Kim Muster', role: 'Tiefbauamt' } : null,
    signInHref: '/anmeldung',
    signOutHref: '/abmeldung',
    homeHref: '/',
    languages: [
      { lang: 'de', label: 'Deutsch', href: '?sprache=de', current: lang === 'de' },
      { lang: 'en', label: 'English', href: '?sprache=en', current: lang === 'en' },
    ],
    footer: [
      { label: 'Impressum', href: '/impressum' },
      { label: 'Datenschutz', href: '/datenschutz' },
      { label: 'Barrierefreiheit', href: '/barrierefreiheit' },
    ],
    demo: true,
    plainLanguageHref: '/leichte-sprache',
    signLanguageHref: '/gebaerdensprache',
  }
}

let server: Server
let browser: Browser
let base: string
let bytes = 0

beforeAll(async () => {
  const assets = await prepareAssets({ root: join(import.meta.dirname, '../../..'), log: () => undefined })
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const asset = assets.serve(url.pathname)
    const send = (type: string, body: Buffer | string, encoding?: string): void => {
      bytes += body.length
      response.writeHead(200, {
        'content-type': type,
        'content-security-policy': csp,
        ...(encoding && { 'content-encoding': encoding }),
      })
      response.end(body)
    }
    if (asset) return send(asset.type, asset.encodings.gzip ?? asset.body, asset.encodings.gzip && 'gzip')
    if (url.pathname === '/farben.css') return send('text/css', townStyles({ primary: '#a8123e' }))
    const Shown = pages[url.pathname as keyof typeof pages]
    const lang = url.searchParams.get('sprache') === 'en' ? 'en' : 'de'
    if (Shown)
      return send('text/html; charset=utf-8', renderPage(<Shown view={viewOf(lang, url.pathname, assets)} />))
    response.writeHead(404).end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  server?.close()
})

async function open(
  path: string,
  width: number,
  scheme: 'light' | 'dark',
): Promise<{ page: Page; errors: string[] }> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme })
  const page = await context.newPage()
  const errors: string[] = []
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  await page.goto(base + path)
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  return { page, errors }
}

/** SHOTS=folder keeps pictures of everything, to look at. */
const shots = process.env.SHOTS

describe.each(Object.keys(pages))('%s', (path) => {
  it.each([
    [1280, 'light', 'de'],
    [1280, 'dark', 'de'],
    [360, 'light', 'en'],
    [360, 'dark', 'en'],
  ] as const)('is sound at %i px, %s, in %s', async (width, scheme, lang) => {
    const { page, errors } = await open(`${path}?sprache=${lang}`, width, scheme)
    expect(await axe(page)).toEqual([])
    expect(errors, 'nothing inline, nothing missing').toEqual([])
    if (shots)
      await page.screenshot({
        path: `${shots}${path.replace('/', '/kit-')}-${width}-${scheme}.png`,
        fullPage: true,
      })
    await page.context().close()
  })

  it('has no style attributes, one h1, and does not scroll sideways at 320 px', async () => {
    const { page } = await open(path, 320, 'light')
    expect(await page.locator('[style]').count()).toBe(0)
    expect(await page.locator('h1').count()).toBe(1)
    expect(await scrollsSideways(page)).toBe(false)
    await page.context().close()
  })
})

it('opens the menu on a phone without any script', async () => {
  const context = await browser.newContext({
    viewport: { width: 360, height: 800 },
    javaScriptEnabled: false,
  })
  const page = await context.newPage()
  await page.goto(`${base}/start`)
  await page.locator('.sd-menu > summary').click()
  await expect(page.locator('.sd-menu .sd-nav').isVisible()).resolves.toBe(true)
  if (shots) await page.screenshot({ path: `${shots}/kit-menu-360.png` })
  await context.close()
})

it('starts with less than 60 kB of page, styles and fonts', async () => {
  bytes = 0
  const { page } = await open('/start', 1280, 'light')
  expect(bytes).toBeLessThan(60_000)
  await page.context().close()
})

it('prints without navigation', async () => {
  const { page } = await open('/fertig', 900, 'dark')
  await page.emulateMedia({ media: 'print', colorScheme: 'light' })
  expect(await page.locator('.sd-header__wide').isVisible()).toBe(false)
  expect(await page.locator('h1').isVisible()).toBe(true)
  if (shots) await page.screenshot({ path: `${shots}/kit-print.png`, fullPage: true })
  await page.context().close()
})

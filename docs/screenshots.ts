import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import { freePort, root, startServer, stopServer } from '../bench/processes.ts'
import { demoLogins, demoPassword } from '../db/demo/logins.ts'
import { scenePhoto, withExif } from '../db/demo/photos.ts'
import { openBrowser } from '../test/browser.ts'

// The pictures of the README, from a demo of their own: `npm run screenshots`. DATA_DIR may name one that is
// seeded already; a report is added to it.

const pictures = join(root, 'docs/pictures')

/**
 * At the desk and on a telephone, whose small picture is drawn twice as sharp. Each reports a pothole in a street of
 * its own, else the second would be asked whether it is not the first.
 */
const screens = [
  { width: 1280, height: 1000, scale: 1, colours: 200, street: 'Schlossgasse' },
  { width: 360, height: 860, scale: 2, colours: 96, street: 'Löwengasse' },
] as const
/** A README should not weigh more than what it is about. */
const MOST_BYTES = 250_000
type Screen = (typeof screens)[number]

const port = Number(process.env.PORT) || (await freePort())
const base = `http://localhost:${port}`
const ownFolder = process.env.DATA_DIR ? null : mkdtempSync(join(tmpdir(), 'stadtdraht-pictures-'))
// As root the database runs as somebody else, who must get there.
if (ownFolder) chmodSync(ownFolder, 0o755)
const server = await startServer(
  join(root, 'src/main.ts'),
  { DATA_DIR: process.env.DATA_DIR ?? join(ownFolder!, 'data'), PUBLIC_URL: base, DEMO: 'true' },
  port,
)
const browser = await openBrowser({ webgl: true })
try {
  mkdirSync(pictures, { recursive: true })
  for (const screen of screens) await takeAll(browser, screen)
} finally {
  await browser.close()
  await stopServer(server)
  if (ownFolder) rmSync(ownFolder, { recursive: true, force: true })
}

async function takeAll(browser: Browser, screen: Screen): Promise<void> {
  const visit = (): Promise<BrowserContext> =>
    browser.newContext({
      viewport: screen,
      deviceScaleFactor: screen.scale,
      locale: 'de-DE',
      timezoneId: 'Europe/Berlin',
      reducedMotion: 'reduce',
    })
  const context = await visit()
  const page = await context.newPage()
  const take = (name: string) => picture(page, screen, name)

  await page.goto(base)
  await take('start')
  const fixed = await page.locator('main a[href^="/meldungen/20"]').first().getAttribute('href')
  await page.goto(base + fixed)
  await take('report')
  await page.goto(`${base}/karte`)
  await page.locator('.sd-map[data-ready]').waitFor()
  await take('map')

  const { number, link } = await report(page, screen, take)
  const desk = await visit()
  const staff = await desk.newPage()
  await signIn(staff, 'leitung')
  await staff.goto(`${base}/vorgaenge?ansicht=amt`)
  // At the desk with a case in the preview that has a photo.
  for (let i = 1; screen.width > 1200 && i < 12; i++) {
    await staff.locator('tr[data-row]').nth(i).locator('td').last().click()
    await staff.waitForLoadState('networkidle')
    if ((await staff.locator('[data-preview] img').count()) > 0) break
  }
  await picture(staff, screen, 'work-list')
  await work(staff, number)
  await staff.goto(`${base}/vorgaenge/${number}`)
  await picture(staff, screen, 'case')

  await street(await visit(), screen)
  await page.goto(`${base}/karte?ansicht=dichte`)
  await page.waitForTimeout(3000)
  await take('density')
  await page.goto(link)
  await take('tracking')
  await desk.close()
  await administer(await visit(), screen)
  await context.close()
}

/** A pothole on its way from the photo to the receipt; pictures of the pages on it. */
async function report(
  page: Page,
  screen: Screen,
  take: (name: string) => Promise<void>,
): Promise<{ number: string; link: string }> {
  const found = await page.request.get(`${base}/melden/ort/adressen?q=${encodeURIComponent(screen.street)}`)
  const [{ lat, lon }] = (await found.json()) as [{ lat: number; lon: number }]
  const photo = withExif(await scenePhoto('schlagloch-1'), {
    lat,
    lon,
    takenAt: new Date(Date.now() - 3_600_000),
  })
  await page.goto(`${base}/melden`)
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'IMG_2041.jpg', mimeType: 'image/jpeg', buffer: photo })
  await page.waitForURL('**/melden/fotos')
  await take('report-photo')
  await next(page, 'Weiter', 'ort')
  await page.locator('.sd-place[data-ready]').waitFor()
  // A telephone shows question and map together once one has moved a little.
  if (screen.width < 400) await page.locator('h1').evaluate((title) => title.scrollIntoView())
  await take('report-place')
  await next(page, 'Ja, weiter', 'beschreibung')
  await page
    .getByLabel('Beschreibung')
    .fill('Tiefes Schlagloch in der rechten Spur, direkt vor dem Zebrastreifen.')
  await next(page, 'Weiter', 'kategorie')
  await page
    .locator('label', { hasText: /^Schlagloch/ })
    .first()
    .click()
  await next(page, 'Weiter', '*')
  if (page.url().endsWith('/fragen')) {
    for (const question of await page.locator('main form fieldset').all())
      await question.locator('label[for]').first().click()
    await next(page, 'Weiter', 'kontakt')
  }
  await page.locator('#email').fill('erika.mustermann@buerger.example')
  await page.locator('#name').fill('Erika Mustermann')
  await next(page, 'Weiter', 'pruefen')
  await take('report-review')
  await next(page, 'Meldung abschicken', 'fertig')
  await take('report-receipt')
  const text = await page.locator('.sd-done__number strong').textContent()
  const link = await page.locator('.sd-done__link a').getAttribute('href')
  return { number: /\b20\d\d-\d+/.exec(text ?? '')![0], link: link! }
}

async function next(page: Page, button: string, step: string): Promise<void> {
  const before = page.url()
  await Promise.all([
    page.waitForURL((url) => url.href !== before),
    page.getByRole('button', { name: button, exact: true }).first().click(),
  ])
  if (step !== '*' && !page.url().endsWith(`/${step}`)) throw new Error(`at ${page.url()} instead of ${step}`)
}

async function signIn(page: Page, who: string): Promise<void> {
  const { email } = demoLogins.find((login) => login.email.startsWith(who))!
  await page.goto(`${base}/anmeldung`)
  await page.getByLabel('E-Mail-Adresse').first().fill(email)
  await page.getByLabel('Passwort').first().fill(demoPassword)
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click()
  await page.waitForURL('**/vorgaenge**')
}

/** What the department does with it first, so that there is something to see. */
async function work(page: Page, number: string): Promise<void> {
  const act = async (noun: string, fill: () => Promise<void>): Promise<void> => {
    await page.goto(`${base}/vorgaenge/${number}/${noun}`)
    await fill()
    await page.locator('main form button.kern-btn--primary').first().click()
    await page.waitForURL(`**/vorgaenge/${number}?getan=${noun}`)
  }
  await act('termin', async () => {})
  await act('nachricht', () =>
    page
      .getByLabel('Nachricht', { exact: true })
      .fill('Danke für das Foto. Wir sichern die Stelle noch heute ab.'),
  )
  await act('notiz', () =>
    page.getByLabel('Notiz', { exact: true }).fill('Kaltasphalt reicht, Halteverbot ist bestellt.'),
  )
}

/** Today's way of somebody who mends what is broken. */
async function street(context: BrowserContext, screen: Screen): Promise<void> {
  const page = await context.newPage()
  await page.goto(`${base}/anmeldung`)
  await page.getByLabel('E-Mail-Adresse').first().fill(demoLogins[0]!.email)
  await page.getByLabel('Passwort').first().fill(demoPassword)
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click()
  await page.waitForURL((url) => url.pathname !== '/anmeldung')
  await page.goto(`${base}/unterwegs`)
  await page.waitForTimeout(1500)
  await picture(page, screen, 'field')
  await page.goto(`${base}/unterwegs/karte`)
  await page.waitForTimeout(3000)
  await picture(page, screen, 'field-map')
  await context.close()
}

/** Who stands in for whom, what somebody may do and why, and the seals on the history. */
async function administer(context: BrowserContext, screen: Screen): Promise<void> {
  const page = await context.newPage()
  await signIn(page, 'verwaltung')
  await page.goto(`${base}/vertretung`)
  await picture(page, screen, 'deputies')
  await page.goto(`${base}/verwaltung/personen?suche=${encodeURIComponent(demoLogins[1]!.email)}`)
  await page.locator('main table a[href^="/verwaltung/personen/"]').first().click()
  await page.waitForURL(/\/personen\/[0-9a-f-]{36}/)
  await page.goto(`${page.url().replace(/[?#].*/, '')}/rechte`)
  await picture(page, screen, 'rights')
  await page.goto(`${base}/verwaltung/siegel`)
  await picture(page, screen, 'seals')
  await context.close()
}

/** What stands on the screen, in as few colours as do not show. */
async function picture(page: Page, screen: Screen, name: string): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode().catch(() => {}))))
  await page.waitForTimeout(400)
  const shot = await page.screenshot()
  const drawn = (width: number): Promise<Buffer> =>
    sharp(shot)
      .resize({ width })
      .png({ palette: true, colours: screen.colours, quality: 90, effort: 8 })
      .toBuffer()
  let bytes = await drawn(screen.width * screen.scale)
  // Photos have grain, which no palette packs.
  if (bytes.length > MOST_BYTES) bytes = await drawn(screen.width * 1.5)
  writeFileSync(join(pictures, `${name}-${screen.width}.png`), bytes)
  console.log(`${name}-${screen.width}.png ${Math.round(bytes.length / 1000)} kB`)
}

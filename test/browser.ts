import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { type Browser, type BrowserContext, type Page, chromium as playwright } from 'playwright-core'

const require = createRequire(import.meta.url)

/**
 * Unpacks the Chromium that npm brought. The package puts it into the temporary folder under a fixed name and
 * reuses what lies there, whatever version that is; so each version gets a folder of its own, which appears
 * whole because several test files may do this at once.
 */
async function chromiumPath(): Promise<string> {
  const { version } = JSON.parse(
    readFileSync(join(require.resolve('@sparticuz/chromium'), '../../package.json'), 'utf8'),
  ) as { version: string }
  const folder = join(tmpdir(), `stadtdraht-chromium-${version}-${process.getuid?.() ?? 0}`)
  if (existsSync(join(folder, 'chromium'))) return join(folder, 'chromium')
  const fresh = mkdtempSync(`${folder}-`)
  const before = process.env.TMPDIR
  process.env.TMPDIR = fresh
  try {
    await chromium.executablePath()
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
  mkdirSync(tmpdir(), { recursive: true })
  try {
    renameSync(fresh, folder)
  } catch {
    // Somebody else was faster.
    rmSync(fresh, { recursive: true, force: true })
  }
  return join(folder, 'chromium')
}

/** For maps: WebGL by software. */
const webglFlags = [
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
]

/** Not the package's own flags: those switch web security off, and tests should see what a browser sees. */
const flags = [
  '--headless',
  '--no-sandbox',
  '--no-zygote',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
  '--hide-scrollbars',
  '--font-render-hinting=none',
  // Tenants are found by host name; the server listens on IPv4 loopback only.
  '--host-resolver-rules=MAP *.localhost 127.0.0.1',
]

/** A browser; open one in beforeAll, close it in afterAll. Contexts are cheap: one a journey. */
export async function openBrowser({ webgl = false }: { webgl?: boolean } = {}): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromiumPath(),
    headless: true,
    ignoreDefaultArgs: ['--enable-unsafe-swiftshader'],
    args: [...flags, ...(webgl ? webglFlags : ['--disable-gpu'])],
  })
}

/** The same with a profile on disk, as a phone has one: what it keeps is there when it is opened again. */
export async function openPhone(folder: string): Promise<BrowserContext> {
  return playwright.launchPersistentContext(folder, {
    executablePath: await chromiumPath(),
    headless: true,
    args: [...flags, '--disable-gpu'],
    viewport: { width: 360, height: 780 },
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
  })
}

export interface Violation {
  id: string
  impact: string
  help: string
  nodes: string[]
}

const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

/**
 * What axe finds on the page as it is. Needs JavaScript in the page: to see it without islands, block them
 * with withoutIslands instead of switching JavaScript off, since axe then hangs. With `only`, these rules alone: for a
 * page that was looked at before in another look.
 */
export async function axe(
  page: Page,
  { exclude = [], only = null }: { exclude?: string[]; only?: string[] | null } = {},
): Promise<Violation[]> {
  // As an expression, because a script element would break the page's own CSP. Half a megabyte: once a page.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource)
  return page.evaluate(
    async ([without, rules]) => {
      interface Result {
        id: string
        impact: string | null
        help: string
        nodes: { html: string; failureSummary?: string }[]
      }
      const { axe } = globalThis as unknown as {
        axe: { run(context: unknown, options: unknown): Promise<{ violations: Result[] }> }
      }
      const { violations } = await axe.run(
        { include: [['html']], exclude: without.map((selector) => [selector]) },
        {
          resultTypes: ['violations'],
          rules: { 'target-size': { enabled: true } },
          ...(rules && { runOnly: { type: 'rule', values: rules } }),
        },
      )
      return violations.map((one) => ({
        id: one.id,
        impact: one.impact ?? '',
        help: one.help,
        nodes: one.nodes.map((node) => `${node.html.slice(0, 200)} — ${node.failureSummary ?? ''}`),
      }))
    },
    [exclude, only] as const,
  )
}

/** The page as someone sees it whose browser does not run our scripts. */
export const withoutIslands = (page: Page): Promise<unknown> =>
  page.route('**/assets/islands/**', (route) => route.abort())

/** Whether the page can be scrolled sideways, which must not be from 320 px on. */
export const scrollsSideways = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)

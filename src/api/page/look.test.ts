import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { expect, it } from 'vitest'
import { prepareAssets } from '#platform/assets/assets.ts'
import { axe, openBrowser, scrollsSideways } from '../../../test/browser.ts'
import { testTown } from '../../../test/helpers.ts'
import { createApp } from '../../app.ts'

it('is accessible, and as wide as the screen', async () => {
  const town = await testTown({ config: { demo: true } })
  const assets = await prepareAssets({ root: join(import.meta.dirname, '../../..'), log: () => undefined })
  const server = serve({
    fetch: createApp({ platform: town.platform, assets }).fetch,
    port: 0,
    hostname: '127.0.0.1',
  })
  const browser = await openBrowser()
  try {
    await new Promise<void>((done) => (server.listening ? done() : server.once('listening', () => done())))
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    for (const [width, colorScheme] of [
      [1280, 'light'],
      [360, 'dark'],
      [320, 'light'],
    ] as const) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme })
      const page = await context.newPage()
      await page.goto(`${base}/api`)
      for (const details of await page.locator('details.sd-details').all())
        await details.evaluate((d) => d.setAttribute('open', ''))
      if (process.env.SHOTS)
        await page.screenshot({
          path: `${process.env.SHOTS}/api-${width}.png`,
          fullPage: width === 1280,
        })
      expect(await axe(page)).toEqual([])
      expect(await scrollsSideways(page)).toBe(false)
      await context.close()
    }
  } finally {
    await browser.close()
    server.close()
    await town.close()
  }
}, 120_000)

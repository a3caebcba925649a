import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Assets, prepareAssets } from './assets.ts'

const root = join(import.meta.dirname, '../../..')
const out = mkdtempSync(join(tmpdir(), 'assets-'))
const said: string[] = []
const prepare = (): Promise<Assets> => prepareAssets({ root, out, log: (message) => said.push(message) })
let assets: Assets

beforeAll(async () => {
  assets = await prepare()
})
afterAll(() => rmSync(out, { recursive: true, force: true }))

describe('assets', () => {
  it('are small: styles and the first fonts of a page', () => {
    const sheet = assets.serve(assets.url('portal.css'))
    expect(sheet?.encodings.gzip?.length).toBeLessThan(25_000)
    expect(sheet?.encodings.br?.length).toBeLessThan(sheet?.encodings.gzip?.length ?? 0)
    for (const font of ['fonts/regular-latin.woff2', 'fonts/semibold-latin.woff2'])
      expect(assets.serve(assets.url(font))?.body.length).toBeLessThan(30_000)
  })

  it('keep what pages need of KERN and drop the rest', () => {
    const css = assets.serve(assets.url('portal.css'))?.body.toString() ?? ''
    for (const kept of [
      '.kern-btn--primary',
      '.kern-alert--danger',
      '.kern-badge--success',
      '.kern-form-check__radio',
    ])
      expect(css).toContain(kept)
    for (const dropped of ['kern-kopfzeile', 'kern-dialog__', 'kern-col-', 'kern-icon--'])
      expect(css).not.toContain(dropped)
  })

  it('fetch nothing from elsewhere', () => {
    for (const name of ['portal.css', 'workspace.css']) {
      const css = assets.serve(assets.url(name))?.body.toString() ?? ''
      for (const [, address = ''] of css.matchAll(/url\("?([^")]+)/g))
        expect(address).toMatch(/^(\/assets\/|data:)/)
    }
  })

  it('are served by their hashed name only, and nothing else is', () => {
    const url = assets.url('icon.svg')
    expect(url).toMatch(/^\/assets\/icon\.[\w-]{10}\.svg$/)
    expect(assets.serve(url)).toMatchObject({ type: 'image/svg+xml', immutable: true })
    for (const path of [
      '/assets/icon.svg',
      '/assets/styles.json',
      '/assets/../package.json',
      '/',
      url.slice(7),
    ])
      expect(assets.serve(path)).toBeNull()
    expect(() => assets.url('nothing.css')).toThrow('nothing.css')
  })

  it('hold each service worker as one piece, and know all that an island comes to load', () => {
    const code = assets.serve(assets.url('service-workers/field.js'))?.body.toString() ?? ''
    expect(code).toMatch(/addEventListener\(.fetch/)
    expect(code).not.toMatch(/\bimport\b|\bexport\b|importScripts/)
    const map = assets.needs('islands/map.js')
    expect(map[0]).toBe(assets.url('islands/map.js'))
    for (const part of [/maplibre-gl\.[\w-]+\.js$/, /worker\.[\w-]+\.mjs$/, /\.css$/])
      expect(
        map.find((file) => part.test(file)),
        String(part),
      ).toBeDefined()
    for (const file of map) expect(assets.serve(file), file).not.toBeNull()
    expect(assets.needs('icon.svg')).toEqual([assets.url('icon.svg')])
  })

  it('are not built again', async () => {
    const built = said.length
    const start = performance.now()
    const again = await prepare()
    expect(performance.now() - start).toBeLessThan(100)
    expect(said.length).toBe(built)
    expect(again.url('portal.css')).toBe(assets.url('portal.css'))
  })
})

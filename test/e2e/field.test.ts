import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { addNote, assignCase, visibleCase } from '#modules/cases/index.ts'
import { saveMaterial } from '#modules/fieldwork/index.ts'
import { endSessions } from '#modules/organisation/index.ts'
import { axe, openPhone, scrollsSideways } from '../browser.ts'
import { somewhere } from '../helpers.ts'
import { reportByApp } from './app.ts'
import { Network } from './network.ts'
import { jpegAt } from './photos.ts'
import { openStage, PASSWORD, type Stage, until } from './server.ts'
import { allLeave, Visitor } from './visitor.ts'

// One long day of one phone: each test goes on where the one before it left off.

let stage: Stage
let network: Network
let folder: string
let phone: BrowserContext
let page: Page
let url: string
const jobs: { number: string; id: string }[] = []

beforeAll(async () => {
  stage = await openStage()
  network = await Network.to(stage.url)
  url = stage.url.replace(/\d+$/, String(network.port))
  folder = mkdtempSync(join(tmpdir(), 'stadtdraht-phone-'))
  const photo = await jpegAt(somewhere)
  for (const text of ['Loch vor der Schule', 'Loch am Markt', 'Loch im Gartenweg']) {
    const number = await reportByApp(stage, { text, ...(jobs.length === 0 && { photo }) })
    jobs.push({ number, id: '' })
  }
  await stage.town.tx('system', async (ctx) => {
    await saveMaterial(ctx, { name: 'Kaltasphalt', nameEn: 'Cold asphalt', unit: 'Sack' })
    for (const job of jobs) {
      job.id = (await visibleCase(ctx, job.number)).id
      await assignCase(ctx, job.id, stage.town.ids.worker).catch(() => {})
    }
  })
  await open()
})
afterEach(allLeave)
afterAll(async () => {
  await phone?.close()
  await network?.close()
  await stage?.close()
  rmSync(folder, { recursive: true, force: true })
})

async function open(): Promise<void> {
  phone = await openPhone(folder)
  phone.setDefaultTimeout(10_000)
  page = phone.pages()[0] ?? (await phone.newPage())
}

async function signIn(who: 'worker' | 'clerk'): Promise<void> {
  await page.goto(`${url}/anmeldung?weiter=/unterwegs`)
  await page.getByLabel('E-Mail').fill(`${who}@teststadt.example`)
  await page.getByLabel('Passwort', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click()
  await page.waitForURL(/unterwegs/)
}

const state = (words: string | RegExp) => page.locator('.fd-state').filter({ hasText: words }).waitFor()
/** Nothing on the page is a barrier, and nothing runs over its edge. */
const isFine = async (): Promise<void> => {
  expect((await axe(page)).map((one) => `${one.id} ${one.nodes[0]}`)).toEqual([])
  expect(await scrollsSideways(page)).toBe(false)
}
const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
const unfold = (id: string) => page.locator(`#${id} > summary`).click()
const stopPage = async (n: number): Promise<void> => {
  await page.goto(`${url}/unterwegs/${jobs[n]!.number}`)
  await page.locator('.fd-stop h1').waitFor()
}
const done = (n: number): Promise<string[]> =>
  stage.town.tx('system', async (ctx) =>
    (
      await ctx.db
        .selectFrom('platform.event')
        .select(['type', 'actor_id'])
        .where('tenant_id', '=', ctx.tenant.id)
        .where('stream', '=', jobs[n]!.id)
        .where('actor_kind', '=', 'staff')
        .orderBy('seq')
        .execute()
    ).map((e) => (e.actor_id === stage.town.ids.worker ? e.type.slice(5) : `${e.type.slice(5)} by another`)),
  )

test('without network the day is there, and what is done waits', async () => {
  // The list that the server drew stays until the device has the day: it is not drawn away and back.
  await phone.addInitScript(() => {
    let most = 0
    new MutationObserver(() => {
      const now = document.querySelectorAll('.fd-card').length
      if (now < most) document.documentElement.dataset.lost = ''
      most = Math.max(most, now)
    }).observe(document, { childList: true, subtree: true })
  })
  await signIn('worker')
  await page.locator('[data-island="field"][data-ready] .fd-card').nth(2).waitFor()
  expect(await page.locator('html[data-lost]').count()).toBe(0)
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    const photos = await caches.open('unterwegs-fotos')
    for (let i = 0; i < 200 && (await photos.keys()).length === 0; i++)
      await new Promise((go) => setTimeout(go, 25))
  })
  network.off()
  await page.goto(`${url}/unterwegs`)
  await state('Ohne Netz')
  await page
    .getByRole('link', { name: /Weiter|Schlagloch|Loch/ })
    .first()
    .waitFor()
  await stopPage(0)
  expect(await page.locator('.fd-words').first().innerText()).toContain('Loch vor der Schule')
  const shown = await page.locator('.fd-photos img').evaluate(async (img: HTMLImageElement) => {
    img.loading = 'eager'
    await img.decode()
    return img.naturalWidth
  })
  expect(shown).toBeGreaterThan(100)
  expect(await page.evaluate(async () => (await fetch('/karte/stadt.json')).status)).toBe(200)
  await press('Ich bin da')
  await unfold('foto-vorher')
  const { name, mimeType, buffer } = await jpegAt(somewhere, 'schlagloch-2')
  await page.locator('#foto-vorher-datei').setInputFiles([{ name, mimeType, buffer }])
  await unfold('zeit')
  await press('30 min')
  await unfold('material')
  await page.getByLabel('Menge').fill('zwei')
  await press('Material speichern')
  await page.getByText('größer als 0').waitFor()
  await page.getByLabel('Menge').fill('2,5')
  await press('Material speichern')
  await unfold('abschluss')
  await page.getByLabel(/Wort an die meldende/).fill('Das Loch ist zu.')
  await press('Auftrag abschließen')
  await state('Ohne Netz – 6 Änderungen warten')
  await isFine()
  expect(await done(0)).toEqual([])
})

test('a dead battery loses nothing, and a line that breaks while sending does nothing twice', async () => {
  const session = await phone.newCDPSession(page)
  const gone = new Promise((resolve) => phone.once('close', resolve))
  session.send('Browser.crash' as never).catch(() => {})
  await gone
  await open()
  await page.goto(`${url}/unterwegs`)
  await state('Ohne Netz – 6 Änderungen warten')
  // The sign-in lived as long as the browser.
  network.on()
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await page.getByRole('heading', { name: 'Bitte neu anmelden, 6 Änderungen warten' }).waitFor()
  // Two answers arrive; the third action is done, and nobody hears of it.
  network.onUntil(2)
  await signIn('worker')
  await until('three are done', async () => (await done(0)).length === 3)
  await state('Ohne Netz – 4 Änderungen warten')
  expect(await done(0)).toEqual(['arrived', 'started', 'photographed'])
  network.on()
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await state(/Gesendet \d\d:\d\d/)
  expect(await done(0)).toEqual([
    'arrived',
    'started',
    'photographed',
    'time_recorded',
    'material_recorded',
    'closed',
  ])
  const figures = await stage.town.tx('system', (ctx) =>
    ctx.db
      .selectFrom('fieldwork.entry')
      .select(['kind', 'minutes', 'quantity'])
      .where('tenant_id', '=', ctx.tenant.id)
      .orderBy('kind')
      .execute(),
  )
  expect(figures).toEqual([
    { kind: 'arrival', minutes: null, quantity: null },
    { kind: 'material', minutes: null, quantity: '2.50' },
    { kind: 'time', minutes: 30, quantity: null },
  ])
})

test('a sign-in that ended meanwhile keeps what waits, for nobody but its owner', async () => {
  await stopPage(1)
  network.off()
  await press('Ich bin da')
  await unfold('notiz')
  await page.getByLabel('Was sollen die anderen wissen?').fill('Schranke ist zu')
  await press('Notiz speichern')
  await state('Ohne Netz – 3 Änderungen warten')
  await stage.town.tx('system', (ctx) => endSessions(ctx, stage.town.ids.worker))
  network.on()
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await page.getByRole('heading', { name: 'Bitte neu anmelden, 3 Änderungen warten' }).waitFor()
  // Whoever holds the phone now sees nothing of the cases any more.
  expect(await page.locator('main').innerText()).not.toContain('Markt')
  await signIn('clerk')
  await page.getByText('wartet noch etwas von Mira Vogt').waitFor()
  await isFine()
  expect(await page.locator('main').innerText()).toContain('3 Änderungen sind nicht gesendet')
  expect(await done(1)).toEqual([])
  await press('Abmelden')
  await page.waitForURL(/anmeldung/)
  await signIn('worker')
  await state(/Gesendet \d\d:\d\d/)
  expect(await done(1)).toEqual(['arrived', 'started', 'noted'])
})

test('what was changed meanwhile is shown beside one’s own, and the person decides', async () => {
  await stopPage(1)
  await phone.setOffline(true)
  await unfold('abschluss')
  await page.getByLabel(/Wort an die meldende/).fill('Alles wieder gut.')
  await press('Auftrag abschließen')
  await state('Ohne Netz – 1 Änderung wartet')
  await stage.town.tx(await stage.town.staff(stage.town.ids.clerk), (ctx) =>
    addNote(ctx, jobs[1]!.id, 'Bitte offen lassen, der Gutachter kommt noch'),
  )
  await phone.setOffline(false)
  await state('1 Änderung braucht Ihre Entscheidung')
  const card = page.locator('.fd-conflict')
  for (const words of [
    'Das haben Sie eingetragen',
    'Alles wieder gut.',
    'Das steht jetzt da',
    'Bitte offen lassen',
  ])
    expect((await card.innerText()).replace(/\s+/g, ' ')).toContain(words)
  expect(await done(1)).not.toContain('closed')
  await isFine()
  await press('Anpassen')
  await page.getByLabel(/Wort an die meldende/).fill('Gesichert, der Gutachter kommt noch.')
  await press('Auftrag abschließen')
  await state(/Gesendet \d\d:\d\d/)
  expect((await done(1)).slice(-2)).toEqual(['noted by another', 'closed'])
  // Nothing waits: signing out leaves nothing of the day on the device.
  await press('Abmelden')
  await page.waitForURL(/anmeldung/)
  expect(await page.evaluate(async () => (await indexedDB.databases()).map((db) => db.name))).toEqual([
    'unterwegs',
  ])
  expect(await page.evaluate(() => caches.has('unterwegs-fotos'))).toBe(false)
})

test('without scripts the forms do the same', async () => {
  const v = await Visitor.come(stage, { js: false })
  await v.signIn('worker')
  await v.open('/unterwegs')
  await v.follow('Schlagloch')
  await v.press('Ich bin da')
  await v.sees('Angekommen um')
  await v.page.locator('#zeit > summary').click()
  await v.press('15 min')
  await v.page.locator('#abschluss > summary').click()
  await v.press('Auftrag abschließen')
  await v.sees('Dieser Auftrag ist erledigt.')
  expect(await done(2)).toEqual(['arrived', 'started', 'time_recorded', 'closed'])
})

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { followNumbers } from '#modules/analytics/index.ts'
import { closeCase } from '#modules/cases/index.ts'
import { askDue } from '#modules/voice/index.ts'
import { scrollsSideways } from '../browser.ts'
import { somewhere } from '../helpers.ts'
import { reportByApp } from './app.ts'
import { jpegAt } from './photos.ts'
import { openStage, type Stage } from './server.ts'
import { allLeave, desk, phone, Visitor } from './visitor.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ webgl: true })
})
afterEach(allLeave)
afterAll(() => stage?.close())

async function closed(text: string, email?: string): Promise<string> {
  const number = await reportByApp(stage, { text, ...(email && { email }) })
  const { tx } = stage.town
  await tx('system', async (ctx) => {
    const { id } = await ctx.db
      .selectFrom('cases.case')
      .select('id')
      .where('tenant_id', '=', ctx.tenant.id)
      .where('number', '=', number)
      .executeTakeFirstOrThrow()
    await closeCase(ctx, id, { outcome: 'fixed' })
  })
  await stage.quiet()
  return number
}

for (const js of [false, true])
  describe(js ? 'with JavaScript' : 'without JavaScript', () => {
    it('somebody says that it is still there, and staff opens the case again', async () => {
      const number = await closed(`Loch, das wiederkommt (${js})`)
      const v = await Visitor.come(stage, { js, viewport: phone })
      await v.open(`/meldungen/${number}`)
      await v.follow('Immer noch da')
      await v.fill('Was sehen Sie?', 'Nach dem Regen wieder offen.')
      await v.page
        .locator('input[type=file]')
        .first()
        .setInputFiles(await jpegAt(somewhere))
      const passer = `passant-${js}@example.org`
      await v.page.getByRole('textbox', { name: /E-Mail/ }).fill(passer)
      await v.press('Immer noch da')
      expect(await v.h1).toBe('Danke, das zählt')
      expect(await scrollsSideways(v.page)).toBe(false)
      await v.open(new URL((await stage.letterTo(passer, 'Bitte bestätigen')).link('/noch-da/')).pathname)
      await v.press('Ja, das war ich')
      expect(await v.h1).toBe('Danke, Ihre Stimme ist bestätigt')
      const clerk = await Visitor.come(stage, { js, viewport: desk })
      await clerk.signIn('clerk')
      await clerk.open('/rueckmeldungen')
      await clerk.sees('Nach dem Regen wieder offen.')
      await clerk.sees('(bestätigt: 1)')
      await clerk.follow(new RegExp(number))
      await clerk.page.getByLabel('Wieder aufnehmen').check()
      await clerk.press('Entscheiden')
      await stage.quiet()
      const letter = await stage.letterTo(passer, 'wird wieder bearbeitet')
      expect(letter.text).toContain('wieder aufgenommen')
    })

    it('the reporter answers the letter, and the page keeps what they chose', async () => {
      const email = `frage-${js}@example.org`
      await closed(`Lampe, die flackert (${js})`, email)
      stage.town.clock.advance({ days: 4 })
      await askDue(stage.town.platform)
      const link = (await stage.letterTo(email, 'Ist es behoben?')).link('/rueckfrage/')
      const v = await Visitor.come(stage, { js, viewport: phone })
      await v.open(new URL(link).pathname + new URL(link).search)
      expect(await v.page.getByLabel('ja', { exact: true }).isChecked()).toBe(true)
      await v.page.getByLabel('sehr zufrieden', { exact: true }).check()
      await v.press('Antwort absenden')
      expect(await v.h1).toBe('Danke für Ihre Antwort')
    })
  })

it('the map shows where reports lie thick, and the table says the same', async () => {
  await followNumbers(stage.town.platform)
  const plain = await Visitor.come(stage, { js: false, viewport: phone })
  await plain.open('/karte')
  await plain.follow('Dichte')
  await plain.sees('Wo sich Meldungen häufen')
  expect(await plain.page.locator('.map-picture a').count()).toBeGreaterThan(0)
  await plain.follow('Entwicklung')
  await plain.sees('Wo es mehr oder weniger')
  const v = await Visitor.come(stage, { js: true, viewport: desk })
  await v.open('/karte')
  await v.page.locator('[data-island="map"][data-ready]').waitFor({ timeout: 30_000 })
  await v.follow('Dichte')
  await v.page.locator('[data-island="heat"][data-ready]').waitFor({ timeout: 30_000 })
  expect(await v.page.locator('canvas').count()).toBe(1)
  expect(await v.page.locator('.sd-mapview__list tbody tr').count()).toBeGreaterThan(0)
  await v.follow(/^Ort/)
  await v.sees('Wo sich Meldungen häufen')
})

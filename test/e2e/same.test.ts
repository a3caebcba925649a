import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { reportByApp } from './app.ts'
import { findAddress, words } from './reporting.ts'
import { openStage, type Stage } from './server.ts'
import { allLeave, desk, phone, Visitor } from './visitor.ts'

let stage: Stage
let known: string
beforeAll(async () => {
  stage = await openStage()
  known = await reportByApp(stage, { text: 'Tiefes Loch vor der Bäckerei' })
  await stage.quiet()
})
afterEach(allLeave)
afterAll(() => stage?.close())

/** Up to the question whether it is this one. */
async function upTo(v: Visitor, text: string): Promise<void> {
  await v.open('/melden')
  await v.press(words.de.without)
  await findAddress(v, 'Hauptstraße 12')
  await v.fill(words.de.description, text)
  await v.press(words.de.next)
  await v.choose(words.de.category.pothole)
  await v.press(words.de.next)
  expect(v.path).toBe('/melden/gleiche')
  expect(await v.h1).toBe('Ist es dieses?')
}

describe.each([
  ['with scripts on a phone', true, phone],
  ['without scripts', false, desk],
] as const)('is it this one? %s', (_, js, viewport) => {
  it('is joined by a letter’s link instead of being reported twice', async () => {
    const email = `mit-${js}@buerger.example`
    const v = await Visitor.come(stage, { js, viewport })
    await upTo(v, 'Da ist ein tiefes Loch')
    await v.follow(/Ja, das ist es/)
    await v.fill(/^E-Mail-Adresse/, email)
    await v.choose('Meine Beschreibung dazugeben')
    await v.press('Ich warte auch darauf')
    expect(await v.h1).toBe('Bitte sehen Sie in Ihr Postfach')
    const letter = await stage.letterTo(email, 'Bitte bestätigen')
    await v.open(new URL(letter.link('/folgen/')).pathname)
    await v.press('Ja, Nachrichten bekommen')
    expect(await v.h1).toBe('Ihre Adresse ist bestätigt')
    expect(await v.text()).toContain('warten auf die Lösung')
  })

  it('counts who leaves nothing once, and apart', async () => {
    const v = await Visitor.come(stage, { js, viewport })
    const told = new Set<string | undefined>()
    for (const title of ['Danke, wir haben Sie mitgezählt', 'Wir haben Sie schon mitgezählt']) {
      await v.open(`/meldungen/${known}`)
      await v.follow('Das betrifft mich auch')
      await v.press('Ich warte auch darauf')
      expect(await v.h1).toBe(title)
      told.add(/dazu \d+ unbestätigte/.exec(await v.text())?.[0])
    }
    expect([...told]).toEqual([expect.stringMatching(/\d/)])
  })

  it('is not, and everything that was typed is still there', async () => {
    const v = await Visitor.come(stage, { js, viewport })
    await upTo(v, 'Ein anderes Loch, zwei Häuser weiter')
    expect(await v.text()).toContain(known)
    await v.press('Nein, meins ist etwas anderes')
    await v.choose(words.de.deep)
    await v.press(words.de.next)
    await v.press(words.de.next)
    expect(v.path).toBe('/melden/pruefen')
    expect(await v.text()).toContain('Ein anderes Loch, zwei Häuser weiter')
  })
})

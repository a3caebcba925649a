import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { restrictCase } from '#modules/cases/index.ts'
import { changeSetting } from '#modules/tenancy/index.ts'
import { anonymous } from '#platform/context/actor.ts'
import { Forbidden } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { somewhere, type TestTown, testTown } from '../../../../test/helpers.ts'
import { submit } from '../submitting.ts'
import { guessCategories } from '../suggesting.ts'
import { featuresOf } from './features.ts'
import { type PastReport, pastReports } from './history.ts'
import { askToLearn, learnedState, learnWhereDue } from './learned.ts'
import { learn } from './learning.ts'
import { packed, probabilities, unpacked } from './model.ts'

const nothing = () => new Map<string, number>()
const openers = ['Guten Tag,', 'Hallo,', 'Seit gestern:', 'Bitte ansehen:']
/** What people of a town say, each kind in words that no category has as its own. */
const says: Record<string, string[]> = {
  laterne: ['die Funzel flackert', 'dunkel wie im Keller am Eck', 'das Licht glimmt nur'],
  muell: ['wieder ein Sofa am Container', 'Säcke stehen am Container', 'jemand lud Reifen ab'],
  baum: ['ein Ast hängt tief', 'die Krone ist morsch', 'Wurzeln heben die Platten'],
}
function town(n: number): PastReport[] {
  const kinds = Object.keys(says)
  return Array.from({ length: n }, (_, i) => {
    // One kind is twice as frequent as the others.
    const kind = kinds[i % 4 === 3 ? 0 : i % 4]!
    const words = says[kind]!
    return {
      kind,
      text: `${openers[i % openers.length]} ${words[(i >> 2) % words.length]} bei Nummer ${i}`,
      place: { lat: 50 + (i % 7) / 1000, lon: 9 },
    }
  })
}

describe('learning from history', () => {
  test('beats always saying the most frequent kind on reports that were held back', async () => {
    const { figures } = (await learn(town(400), Object.keys(says), nothing))!
    expect(figures).toMatchObject({ learned: 280, heldBack: 60, wordsFirst: 0 })
    expect(figures.mostFrequent).toBeCloseTo(0.5, 1)
    expect(figures.first).toBeGreaterThan(0.95)
    expect(figures.firstThree).toBeGreaterThanOrEqual(figures.first)
    expect(figures.sure.reduce((sum, step) => sum + step.n, 0)).toBe(60)
  })

  test('is only as sure as it may be when the words say nothing', async () => {
    const noise = town(400).map((report, i) => ({
      ...report,
      text: `etwas ist kaputt ${i % 5}`,
      place: null,
    }))
    const { figures } = (await learn(noise, Object.keys(says), nothing))!
    for (const step of figures.sure.filter((s) => s.n > 0)) expect(step.to).toBeLessThanOrEqual(0.8)
    expect(figures.first).toBeCloseTo(figures.mostFrequent, 1)
  })

  test('needs enough, and more than one kind', async () => {
    expect(await learn(town(149), Object.keys(says), nothing)).toBeNull()
    expect(await learn(town(400), ['laterne'], nothing)).toBeNull()
  })

  test('comes to the same every time, and the same after it was kept', async () => {
    const [one, two] = await Promise.all([1, 2].map(() => learn(town(200), Object.keys(says), nothing)))
    const bytes = packed(one!.model)
    expect(bytes.equals(packed(two!.model))).toBe(true)
    const told = { text: 'ein morscher Ast', place: null }
    const [before, after] = [one!.model, unpacked(bytes)].map((m) =>
      probabilities(m, told, Object.keys(says), nothing()),
    )
    for (const [code, p] of before!) expect(after!.get(code)).toBeCloseTo(p, 2)
  })

  test('keeps no word, and nothing of words that fewer than three reports share', async () => {
    const history = [
      ...town(300),
      ...[1, 2].map(() => ({ kind: 'baum', text: 'Geheimwort Geheimwort', place: null })),
    ]
    const { model } = (await learn(history, Object.keys(says), nothing))!
    expect(featuresOf({ text: 'Geheimwort', place: null }).some((f) => model.vocabulary.has(f))).toBe(false)
    expect(featuresOf({ text: 'Container', place: null }).some((f) => model.vocabulary.has(f))).toBe(true)
  })

  test('any text can be looked at', () => {
    for (const text of ['', '\u0000', '👩‍🚒'.repeat(5000), 'a'.repeat(100_000), '1 2 3'])
      expect(featuresOf({ text, place: null }).length).toBeLessThan(5000)
  })
})

describe('a town', () => {
  let t: TestTown
  beforeAll(async () => {
    t = await testTown()
  })
  afterAll(() => t.close())

  const report = (category: string, text: string) =>
    t.tx(anonymous, (ctx) =>
      submit(ctx, {
        id: newId(),
        category,
        text,
        place: somewhere,
        address: 'Hauptstraße 12',
        placedBy: 'map',
        answers: {},
        reporter: null,
        channel: 'web',
      }),
    )
  const told = { text: 'Da hängt die Funzel', place: somewhere }
  const guess = () => t.tx(anonymous, (ctx) => guessCategories(ctx, told))

  test('guesses by the words of its categories, then by what it has learned, and tells how sure', async () => {
    expect(await guess()).toEqual([])
    for (let i = 0; i < 160; i++)
      await (i % 2
        ? report('schlagloch', `Die Funzel hängt, Nummer ${i}`)
        : report('baum', `Morsches Holz ${i}`))
    const hidden = await report('person', 'Die Funzel hängt an einem Menschen')
    const named = { accounts: [t.ids.head], unit: null }
    await t.tx('system', (ctx) => restrictCase(ctx, hidden.id, { reason: 'personnel', named }))
    const past = await t.tx('system', pastReports)
    expect(past).toHaveLength(160)
    expect(past.some((p) => p.kind === 'person')).toBe(false)

    await learnWhereDue(t.platform)
    const state = await t.tx('system', learnedState)
    expect(state).toMatchObject({ reports: 160, asked: false })
    expect(state.figures!.first).toBeGreaterThan(state.figures!.mostFrequent + 0.2)
    const [best] = await guess()
    expect(best!.category.code).toBe('schlagloch')
    expect(best!.sure).toBeGreaterThan(0.7)
    // The neighbour's words are the neighbour's.
    const elsewhere = await t.tx(anonymous, (ctx) => guessCategories(ctx, told), t.other.tenant)
    expect(elsewhere).toEqual([])
  })

  test('learns again after a day, or when somebody who may asks for it', async () => {
    const first = (await t.tx('system', learnedState)).at
    t.clock.advance({ minutes: 1 })
    await learnWhereDue(t.platform)
    expect((await t.tx('system', learnedState)).at).toEqual(first)
    await expect(t.tx(await t.staff(t.ids.clerk), askToLearn)).rejects.toBeInstanceOf(Forbidden)
    await t.tx(await t.staff(t.ids.admin), askToLearn)
    expect((await t.tx('system', learnedState)).asked).toBe(true)
    await learnWhereDue(t.platform)
    const second = (await t.tx('system', learnedState)).at
    expect(second!.getTime()).toBeGreaterThan(first!.getTime())
    t.clock.advance({ days: 1 })
    await learnWhereDue(t.platform)
    expect((await t.tx('system', learnedState)).at!.getTime()).toBeGreaterThan(second!.getTime())
  })

  test('may do without', async () => {
    await t.tx(await t.staff(t.ids.admin), (ctx) => changeSetting(ctx, 'suggestions', { fromHistory: false }))
    expect(await guess()).toEqual([])
  })
})

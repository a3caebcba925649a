import { setImmediate as pause } from 'node:timers/promises'
import type { PastReport } from './history.ts'
import { type Mix, type Model, probabilities } from './model.ts'

/** How well categories are guessed, on reports that nothing was learned from. */
export interface Figures {
  /** Reports that were learned from before measuring, and those held back. */
  learned: number
  heldBack: number
  /** Share of the held-back reports whose category came first, and among the first three. */
  first: number
  firstThree: number
  /** The same for the categories' own words without history … */
  wordsFirst: number
  wordsFirstThree: number
  /** … and for saying always the category that was most frequent before. */
  mostFrequent: number
  /** Of the guesses that were `from` to `to` sure: how many, how sure on average, and the share that was right. */
  sure: { from: number; to: number; n: number; said: number; right: number }[]
  /** The categories that were held back most, and the share of each that came first. */
  kinds: { code: string; n: number; right: number }[]
}

/** The categories' own words in a text: 0 to 1 by code. */
export type Fits = (text: string) => ReadonlyMap<string, number>

/** A held-back report with what its guess is made from. */
interface Trial {
  report: PastReport
  fits: ReadonlyMap<string, number>
}

const SHARPNESS = [0.1, 0.25, 0.5, 0.75, 1, 1.5, 2]
const WORDS = [0, 1, 2, 4, 8]
const SURE_STEPS = [0, 0.2, 0.4, 0.6, 0.8, 0.9, 1] as const
const MOST_KINDS = 15
/** Reports guessed before others get their turn in this process. */
const TURN = 20

async function trialsOf(reports: readonly PastReport[], fits: Fits): Promise<Trial[]> {
  const trials: Trial[] = []
  for (const [i, report] of reports.entries()) {
    trials.push({ report, fits: fits(report.text) })
    if (i % TURN === 0) await pause()
  }
  return trials
}

/** The mix with which the right categories were the most probable (least log loss). */
export async function bestMix(
  model: Omit<Model, 'mix'>,
  reports: readonly PastReport[],
  codes: readonly string[],
  fits: Fits,
): Promise<Mix> {
  const trials = await trialsOf(reports, fits)
  let best: Mix = { sharpness: 1, words: 1 }
  let least = Infinity
  for (const sharpness of SHARPNESS)
    for (const words of WORDS) {
      const mix = { sharpness, words }
      let loss = 0
      for (const [i, { report, fits: own }] of trials.entries()) {
        const p = probabilities({ ...model, mix }, report, codes, own).get(report.kind) ?? 0
        loss -= Math.log(Math.max(p, 1e-6))
        if (i % (10 * TURN) === 0) await pause()
      }
      if (loss < least) [best, least] = [mix, loss]
    }
  return best
}

/** Guesses the category of each report and compares; `mostFrequent` is the code to beat. */
export async function measured(
  model: Model,
  reports: readonly PastReport[],
  {
    codes,
    fits,
    mostFrequent,
    learned,
  }: { codes: readonly string[]; fits: Fits; mostFrequent: string; learned: number },
): Promise<Figures> {
  const trials = await trialsOf(reports, fits)
  const guesses: { kind: string; sure: number; right: boolean }[] = []
  let [third, words, wordsThird] = [0, 0, 0]
  for (const [i, { report, fits: own }] of trials.entries()) {
    const order = sorted(probabilities(model, report, codes, own))
    const right = order[0]?.[0] === report.kind
    guesses.push({ kind: report.kind, sure: order[0]?.[1] ?? 0, right })
    if (order.slice(0, 3).some(([code]) => code === report.kind)) third++
    const byWords = sorted(own)
    if (byWords[0]?.[0] === report.kind) words++
    if (byWords.slice(0, 3).some(([code]) => code === report.kind)) wordsThird++
    if (i % TURN === 0) await pause()
  }
  const n = guesses.length
  const share = (list: readonly { right: boolean }[]) =>
    list.filter((g) => g.right).length / (list.length || 1)
  const kinds = Map.groupBy(guesses, (g) => g.kind)
  return {
    learned,
    heldBack: n,
    first: share(guesses),
    firstThree: third / (n || 1),
    wordsFirst: words / (n || 1),
    wordsFirstThree: wordsThird / (n || 1),
    mostFrequent: guesses.filter((g) => g.kind === mostFrequent).length / (n || 1),
    sure: SURE_STEPS.slice(0, -1).map((from, i) => {
      const to = SURE_STEPS[i + 1]!
      const in_ = guesses.filter((g) => g.sure >= from && (g.sure < to || to === 1))
      const said = in_.reduce((sum, g) => sum + g.sure, 0) / (in_.length || 1)
      return { from, to, n: in_.length, said, right: share(in_) }
    }),
    kinds: [...kinds]
      .map(([code, list]) => ({ code, n: list.length, right: share(list) }))
      .sort((a, b) => b.n - a.n)
      .slice(0, MOST_KINDS),
  }
}

const sorted = (of: ReadonlyMap<string, number>): [string, number][] =>
  [...of].filter(([, value]) => value > 0).sort((a, b) => b[1] - a[1])

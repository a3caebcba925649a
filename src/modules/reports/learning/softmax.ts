import { setImmediate as pause } from 'node:timers/promises'

/** A report to learn from: which features of the vocabulary it has, and which kind it was. */
export interface Sample {
  features: readonly number[]
  kind: number
}

/** Weights of every feature for every kind (`feature * kinds + kind`) in `unit`s, and each kind's own. */
export interface Weights {
  kinds: number
  of: Float32Array | Int8Array
  unit: number
  bias: Float32Array
}

const EPOCHS = 6
const STEP = 0.2
/** Keeps a word that was read a few times only from deciding alone. */
const SHRINK = 1e-4
/** Work of one turn in milliseconds; in between the process does what else there is to do. */
const TURN_MS = 12

/**
 * Multinomial logistic regression, learned by AdaGrad. The same samples give the same weights. Long texts and short
 * ones weigh the same.
 */
export async function learnWeights(
  samples: readonly Sample[],
  size: { features: number; kinds: number },
): Promise<Weights> {
  const { features, kinds } = size
  const weights: Weights = {
    kinds,
    of: new Float32Array(features * kinds),
    unit: 1,
    bias: new Float32Array(kinds),
  }
  const seen = new Float32Array(features * kinds).fill(1e-3)
  const biasSeen = new Float32Array(kinds).fill(1e-3)
  const order = samples.map((_, i) => i)
  const random = numbers()
  let until = performance.now() + TURN_MS
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, random)
    for (const at of order) {
      const sample = samples[at]!
      learnOne(weights, { seen, biasSeen }, sample)
      if (performance.now() < until) continue
      await pause()
      until = performance.now() + TURN_MS
    }
  }
  return weights
}

function learnOne(
  weights: Weights,
  { seen, biasSeen }: { seen: Float32Array; biasSeen: Float32Array },
  { features, kind }: Sample,
): void {
  const { kinds, of, bias } = weights
  const value = 1 / Math.sqrt(features.length || 1)
  const error = chances(scores(weights, features))
  error[kind]! -= 1
  for (let k = 0; k < kinds; k++) {
    const e = error[k]!
    biasSeen[k]! += e * e
    bias[k]! -= (STEP * e) / Math.sqrt(biasSeen[k]!)
  }
  for (const feature of features) {
    const from = feature * kinds
    for (let k = 0; k < kinds; k++) {
      const at = from + k
      const slope = error[k]! * value + SHRINK * of[at]!
      seen[at]! += slope * slope
      of[at]! -= (STEP * slope) / Math.sqrt(seen[at]!)
    }
  }
}

/** How much speaks for each kind; only differences mean something. */
export function scores({ kinds, of, unit, bias }: Weights, features: readonly number[]): Float64Array {
  const value = unit / Math.sqrt(features.length || 1)
  const sums = Float64Array.from(bias)
  for (const feature of features) {
    const from = feature * kinds
    for (let k = 0; k < kinds; k++) sums[k]! += of[from + k]! * value
  }
  return sums
}

/** The scores as probabilities. */
export function chances(of: Float64Array): Float64Array {
  const most = of.reduce((a, b) => Math.max(a, b), -Infinity)
  const powers = of.map((score) => Math.exp(score - most))
  const sum = powers.reduce((a, b) => a + b, 0)
  return powers.map((power) => power / sum)
}

/** Numbers between 0 and 1 that look random and are always the same (mulberry32). */
function numbers(): () => number {
  let state = 0x9e3779b9
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let n = Math.imul(state ^ (state >>> 15), 1 | state)
    n = (n + Math.imul(n ^ (n >>> 7), 61 | n)) ^ n
    return ((n ^ (n >>> 14)) >>> 0) / 4_294_967_296
  }
}

function shuffle(list: number[], random: () => number): void {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const kept = list[i]!
    list[i] = list[j]!
    list[j] = kept
  }
}

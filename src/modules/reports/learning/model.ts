import { gunzipSync, gzipSync } from 'node:zlib'
import { featuresOf, type Told } from './features.ts'
import { chances, scores, type Weights } from './softmax.ts'
import { known, type Vocabulary } from './vocabulary.ts'

/** What a town's history taught. */
export interface Model {
  /** Category codes, in the weights' order. */
  kinds: readonly string[]
  vocabulary: Vocabulary
  weights: Weights
  mix: Mix
}

/** How history and the categories' own words go together; found on reports that the weights had not seen. */
export interface Mix {
  /** Above 1 the model is bolder than its weights, below 1 more careful. */
  sharpness: number
  /** What a category's keywords in the text count. */
  words: number
}

/**
 * How probable each of `codes` is, by history and by how well the categories' words fit (`fits`, 0 to 1 by code).
 * A category that history does not know yet has its words alone.
 */
export function probabilities(
  { kinds, vocabulary, weights, mix }: Model,
  told: Told,
  codes: readonly string[],
  fits: ReadonlyMap<string, number>,
): Map<string, number> {
  const own = scores(weights, known(vocabulary, featuresOf(told)))
  const at = new Map(kinds.map((code, i) => [code, i]))
  const least = own.reduce((a, b) => Math.min(a, b), Infinity)
  const mixed = Float64Array.from(codes, (code) => {
    const i = at.get(code)
    return (i === undefined ? least : own[i]!) * mix.sharpness + (fits.get(code) ?? 0) * mix.words
  })
  const of = chances(mixed)
  return new Map(codes.map((code, i) => [code, of[i]!]))
}

const STEPS = 127

/**
 * A model as bytes, weights to one of 255 steps: a fortieth of the megabytes, and not one guess in a thousand differs.
 * Four bytes with the length of the head (JSON), the head, the features' numbers, the weights.
 */
export function packed({ kinds, vocabulary, weights, mix }: Model): Buffer {
  let most = 0
  for (const weight of weights.of) most = Math.max(most, Math.abs(weight))
  most ||= 1
  const unit = (most * weights.unit) / STEPS
  const head = Buffer.from(JSON.stringify({ kinds, mix, unit, bias: [...weights.bias] }))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(head.length)
  const features = Buffer.from(new Uint32Array(vocabulary.keys()).buffer)
  const steps = Int8Array.from(weights.of, (w) => Math.round((w / most) * STEPS))
  const count = Buffer.alloc(4)
  count.writeUInt32LE(vocabulary.size)
  return gzipSync(Buffer.concat([length, head, count, features, Buffer.from(steps.buffer)]))
}

/** The inverse of `packed`. */
export function unpacked(bytes: Buffer): Model {
  const plain = gunzipSync(bytes)
  const afterHead = 4 + plain.readUInt32LE(0)
  const { kinds, mix, unit, bias } = JSON.parse(plain.toString('utf8', 4, afterHead))
  const size = plain.readUInt32LE(afterHead)
  const from = afterHead + 4
  const vocabulary = new Map<number, number>()
  for (let i = 0; i < size; i++) vocabulary.set(plain.readUInt32LE(from + 4 * i), i)
  const of = Int8Array.from(
    new Int8Array(plain.buffer, plain.byteOffset + from + 4 * size, size * kinds.length),
  )
  return { kinds, vocabulary, mix, weights: { kinds: kinds.length, of, unit, bias: Float32Array.from(bias) } }
}

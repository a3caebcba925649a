import type { IncomingMessage } from 'node:http'
import type { Log } from '../log.ts'
import { ask, judged, theInternet } from '../net/fetch-public.ts'
import { type Box, cleanBox, MOST_BOXES } from './boxes.ts'

export const seenKinds = ['face', 'plate'] as const
export type SeenKind = (typeof seenKinds)[number]

/** Where the detector has seen something that people might not want to publish. */
export interface Seen extends Box {
  kind: SeenKind
}

const PATIENCE_MS = 2_500
const LARGEST_ANSWER = 64 * 1024
/** Less sure than this is a guess, and would only teach people to overlook the warning. */
const LEAST_CONFIDENCE = 0.4
/** After so many failures in a row the service is left alone for a while: reports must not wait for it. */
const MOST_FAILURES = 3
const PAUSE_MS = 60_000

/**
 * A service that the town runs itself, under an address that whoever runs the program has set; so it may lie in their
 * own network. It only ever warns: slow, broken and lying answers come to nothing, and nobody waits longer than 2.5 s.
 */
export class PhotoDetector {
  readonly #url: URL
  readonly #log: Log
  readonly #patienceMs: number
  #failures = 0
  #restsUntil = 0

  constructor(url: string, log: Log, patienceMs = PATIENCE_MS) {
    this.#url = new URL(url)
    this.#log = log
    this.#patienceMs = patienceMs
  }

  /** What it sees in a JPEG without metadata; nothing when it does not answer as it should. */
  async find(jpeg: Buffer): Promise<Seen[]> {
    if (performance.now() < this.#restsUntil) return []
    try {
      const seen = seenIn(await this.#asked(jpeg))
      this.#failures = 0
      return seen
    } catch (error) {
      this.#failures += 1
      if (this.#failures >= MOST_FAILURES) {
        this.#failures = 0
        this.#restsUntil = performance.now() + PAUSE_MS
      }
      this.#log.warn({ detail: (error as Error).message.slice(0, 200) }, 'photo detector failed')
      return []
    }
  }

  async #asked(jpeg: Buffer): Promise<unknown> {
    const signal = AbortSignal.timeout(this.#patienceMs)
    const addresses = await judged(this.#url, { ...theInternet, allow: () => true }, signal)
    if (!addresses) throw new Error('no address')
    const headers: Record<string, string> = { 'content-type': 'image/jpeg', accept: 'application/json' }
    const { username, password } = this.#url
    if (username)
      headers.authorization = `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')}`
    const target = new URL(this.#url)
    target.username = ''
    target.password = ''
    const response = await ask(target, addresses, signal, { body: jpeg, headers })
    try {
      // A redirect would send a photo to where nobody has said that it may go.
      if (response.statusCode !== 200) throw new Error(`status ${response.statusCode}`)
      return JSON.parse((await bounded(response)).toString('utf8'))
    } finally {
      response.destroy()
    }
  }
}

async function bounded(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > LARGEST_ANSWER) throw new Error('answer too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Throws for an answer that is none; single boxes that make no sense are left out. */
function seenIn(answer: unknown): Seen[] {
  const boxes = typeof answer === 'object' && answer !== null && 'boxes' in answer ? answer.boxes : null
  if (!Array.isArray(boxes)) throw new Error('no list of boxes')
  return boxes.slice(0, MOST_BOXES).flatMap((one: unknown) => {
    const box = cleanBox(one)
    const { kind, confidence = 1 } = (one ?? {}) as { kind?: unknown; confidence?: unknown }
    const known = seenKinds.find((k) => k === kind)
    const sure = typeof confidence === 'number' && confidence >= LEAST_CONFIDENCE
    return box && known && sure ? [{ kind: known, ...box }] : []
  })
}

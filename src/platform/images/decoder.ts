import { type ChildProcess, fork } from 'node:child_process'
import { residentBytes } from './memory.ts'
import type { Job, Reply } from './picture.ts'

export type DecoderOptions = {
  /** How many photos are decoded at once, each in a process of its own. */
  size: number
  /** Photos that may wait; the next is turned away instead of filling the memory. */
  maxQueue: number
  timeLimitMs: number
  memoryLimitBytes: number
  /** After this long without work a child ends, so that an idle platform stays small. */
  idleMs: number
  /** The child's program. Only tests set it. */
  program: URL
}

export type Answer = Reply | { ok: false; reason: 'timeout' | 'memory' | 'busy'; detail: string }

type Child = { process: ChildProcess; ready: Promise<void>; idle: NodeJS.Timeout | undefined }
type Waiting = { job: Job; resolve: (answer: Answer) => void; reject: (error: unknown) => void }

const defaults: DecoderOptions = {
  size: 2,
  maxQueue: 24,
  timeLimitMs: 10_000,
  // A 24-megapixel HEIC, what phones take by default, needs some 550 MiB: HEVC is decoded in WebAssembly.
  memoryLimitBytes: 768 * 2 ** 20,
  idleMs: 60_000,
  program: new URL('./decoder-child.ts', import.meta.url),
}

const startLimitMs = 20_000
const watchEveryMs = 20

/**
 * Decodes photos in child processes: native decoders can crash, hang or swallow memory, and a process is the one thing
 * that can be ended whatever it does (a worker thread's memory limit does not hold for native code).
 */
export class Decoder {
  readonly #options: DecoderOptions
  readonly #free: Child[] = []
  readonly #busy = new Set<Child>()
  readonly #queue: Waiting[] = []
  #closed = false

  constructor(options: Partial<DecoderOptions> = {}) {
    this.#options = { ...defaults, ...options }
  }

  /** Process ids of the children that are alive now. */
  get pids(): number[] {
    return [...this.#free, ...this.#busy].flatMap((child) => child.process.pid ?? [])
  }

  /** Rejects only when no child can be started or the decoder is closed: our fault, never the photo's. */
  decode(job: Job): Promise<Answer> {
    if (this.#closed) return Promise.reject(new Error('decoder is closed'))
    if (this.#queue.length >= this.#options.maxQueue)
      return Promise.resolve({ ok: false, reason: 'busy', detail: `${this.#queue.length} waiting` })
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    this.#queue.push({ job, resolve, reject })
    this.#next()
    return promise
  }

  /** Ends all children; work under way is answered as an error. */
  close(): void {
    this.#closed = true
    for (const waiting of this.#queue.splice(0)) waiting.reject(new Error('decoder is closed'))
    for (const child of [...this.#free.splice(0), ...this.#busy]) this.#end(child)
  }

  #next(): void {
    while (this.#queue.length > 0 && this.#busy.size < this.#options.size) {
      const { job, resolve, reject } = this.#queue.shift()!
      const child = this.#takeFree() ?? this.#start()
      clearTimeout(child.idle)
      this.#busy.add(child)
      this.#perform(child, job)
        .then(resolve, reject)
        .finally(() => this.#next())
    }
  }

  #takeFree(): Child | undefined {
    for (let child = this.#free.pop(); child; child = this.#free.pop()) if (alive(child.process)) return child
  }

  async #perform(child: Child, job: Job): Promise<Answer> {
    try {
      await child.ready
      const answer = await this.#ask(child.process, job)
      if (this.#closed && !answer.ok) throw new Error('decoder is closed')
      if (await this.#isWorthKeeping(child.process)) this.#rest(child)
      else this.#end(child)
      return answer
    } catch (error) {
      this.#end(child)
      throw error
    } finally {
      this.#busy.delete(child)
    }
  }

  /** Sends the job and waits for the answer, the end of the child, or the breach of a limit, whichever comes first. */
  async #ask(child: ChildProcess, job: Job): Promise<Answer> {
    const { timeLimitMs, memoryLimitBytes } = this.#options
    const { promise, resolve } = Promise.withResolvers<Answer>()
    const stop = (reason: 'timeout' | 'memory', detail: string) => {
      resolve({ ok: false, reason, detail })
      child.kill('SIGKILL')
    }
    const onMessage = (message: unknown) => resolve(message as Reply)
    const onExit = (code: number | null, signal: string | null) =>
      resolve({ ok: false, reason: 'damaged', detail: `decoder ended (${signal ?? code})` })
    const clock = setTimeout(() => stop('timeout', `${timeLimitMs} ms`), timeLimitMs)
    const watch = setInterval(async () => {
      const bytes = await residentBytes(child.pid!)
      if (bytes > memoryLimitBytes) stop('memory', `${Math.round(bytes / 2 ** 20)} MiB`)
    }, watchEveryMs)
    child.on('message', onMessage).on('exit', onExit)
    try {
      child.send(job, () => {}) // a child that cannot be reached has ended, and says so by `exit`
      if (!alive(child)) onExit(child.exitCode, child.signalCode)
      return await promise
    } finally {
      clearTimeout(clock)
      clearInterval(watch)
      child.off('message', onMessage).off('exit', onExit)
    }
  }

  #start(): Child {
    const child = fork(this.#options.program, {
      serialization: 'advanced',
      // None of the parent's loaders and none of its secrets: the child is plain TypeScript, and trusted with nothing.
      execArgv: ['--max-old-space-size=256'],
      env: {},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    const { promise: ready, resolve, reject } = Promise.withResolvers<void>()
    const tooSlow = setTimeout(() => reject(new Error('the image decoder does not start')), startLimitMs)
    child.once('message', () => resolve())
    child.once('exit', (code, signal) => reject(new Error(`the image decoder ended (${signal ?? code})`)))
    child.on('error', reject)
    ready.catch(() => {}).finally(() => clearTimeout(tooSlow))
    return { process: child, ready, idle: undefined }
  }

  /** A child whose memory has grown is replaced, so that every photo finds the same room under the limit. */
  async #isWorthKeeping(child: ChildProcess): Promise<boolean> {
    const bytes = await residentBytes(child.pid!)
    return !this.#closed && alive(child) && bytes < this.#options.memoryLimitBytes / 2
  }

  #rest(child: Child): void {
    child.idle = setTimeout(() => {
      const at = this.#free.indexOf(child)
      if (at >= 0) this.#free.splice(at, 1)
      this.#end(child)
    }, this.#options.idleMs).unref()
    child.process.unref()
    child.process.channel?.unref()
    this.#free.push(child)
  }

  #end(child: Child): void {
    clearTimeout(child.idle)
    child.process.kill('SIGKILL')
  }
}

const alive = (child: ChildProcess): boolean =>
  !child.killed && child.exitCode === null && child.signalCode === null && child.connected

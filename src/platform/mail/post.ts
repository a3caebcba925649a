import { type ChildProcess, fork } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

export interface Letter {
  /** Names its receipt; letters, digits, `-` and `_`. */
  key: string
  /** As nodemailer takes it. */
  message: object
}

export interface Batch {
  url: string
  receipts: string
  /** For what is left to be entered when nobody else is there to do it. */
  databaseUrl: string
  mails: readonly Letter[]
  startWithinMs: number
}

export type Outcome =
  | { sent: true }
  /** `refused`: the server says for good that nobody is there to take it. */
  | { sent: false; code: string; permanent: boolean; refused?: boolean }

const IDLE_MS = 30_000

/**
 * Hands letters to a process of its own, which talks to the mail server. Between the server's "250" and our note of
 * it lies a moment that SMTP cannot close (RFC 1047); were we killed in it, the letter would go out twice. So the one
 * who talks does nothing else, is not killed with us, and leaves a receipt for each letter in a file, written before
 * anything else happens; left alone, it enters them itself, for the workers of other machines to know. The moment
 * shrinks to some microseconds of that one process, or to the loss of the machine.
 */
export class Post {
  readonly #folder: string
  readonly #waiting = new Map<string, (outcome: Outcome | undefined) => void>()
  #child: ChildProcess | null = null
  #idle: NodeJS.Timeout | undefined

  readonly #databaseUrl: string

  constructor(folder: string, databaseUrl: string) {
    this.#folder = folder
    this.#databaseUrl = databaseUrl
  }

  /** What became of each letter, by key. What is missing was in the hands of a process that died. */
  async deliver(url: string, mails: readonly Letter[], startWithinMs: number): Promise<Map<string, Outcome>> {
    clearTimeout(this.#idle)
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 })
    const answers = mails.map(
      ({ key }) =>
        new Promise<[string, Outcome | undefined]>((resolve) =>
          this.#waiting.set(key, (outcome) => resolve([key, outcome])),
        ),
    )
    const child = this.#child ?? this.#start()
    this.#child = child
    child.ref()
    child.channel?.ref()
    child.send(
      { url, receipts: this.#folder, databaseUrl: this.#databaseUrl, mails, startWithinMs } satisfies Batch,
      (error) => {
        if (error) this.#lost(child)
      },
    )
    const outcomes = await Promise.all(answers)
    this.#rest()
    return new Map(outcomes.flatMap(([key, outcome]) => (outcome ? [[key, outcome] as const] : [])))
  }

  /** Receipts that nobody has entered yet: of a process before this one, or while the database was gone. */
  receipts(): Map<string, Outcome> {
    const found = new Map<string, Outcome>()
    for (const key of this.#files()) {
      if (this.#waiting.has(key)) continue
      try {
        found.set(key, JSON.parse(readFileSync(join(this.#folder, key), 'utf8')) as Outcome)
      } catch {
        // Being written this moment, or entered and taken away by a neighbour.
      }
    }
    return found
  }

  /** The letter's fate stands in the database now. */
  entered(keys: Iterable<string>): void {
    for (const key of keys) rmSync(join(this.#folder, key), { force: true })
  }

  close(): void {
    clearTimeout(this.#idle)
    if (this.#child?.connected) this.#child.disconnect()
    this.#child = null
  }

  #files(): string[] {
    try {
      return readdirSync(this.#folder)
    } catch {
      return [] // no mail was ever sent from here
    }
  }

  #start(): ChildProcess {
    const child = fork(new URL('./carrier.ts', import.meta.url), {
      execArgv: ['--max-old-space-size=128'],
      env: {},
      detached: true,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    child.on('message', (message) => {
      const { key, outcome } = message as { key: string; outcome: Outcome }
      this.#answer(key, outcome)
    })
    child.on('error', () => this.#lost(child))
    child.on('exit', () => this.#lost(child))
    return child
  }

  #answer(key: string, outcome: Outcome | undefined): void {
    this.#waiting.get(key)?.(outcome)
    this.#waiting.delete(key)
  }

  #lost(child: ChildProcess): void {
    if (this.#child !== child) return
    this.#child = null
    for (const key of [...this.#waiting.keys()]) this.#answer(key, undefined)
  }

  /** An idle town needs no second process. */
  #rest(): void {
    if (this.#waiting.size > 0 || !this.#child) return
    this.#child.unref()
    this.#child.channel?.unref()
    this.#idle = setTimeout(() => this.close(), IDLE_MS).unref()
  }
}

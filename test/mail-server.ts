import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface ReceivedMail {
  to: string
  /** The whole message as it came. */
  raw: string
}

/** A real SMTP server that keeps what it gets, and can be taken away and brought back under the same address. */
export class MailServer {
  readonly mails: ReceivedMail[] = []
  /** Answers this instead of taking the mail, e.g. 550. */
  refuse: ((to: string) => number | undefined) | undefined
  /** How long it takes to say "250" after it has the mail. */
  delayMs = 0
  #server: SMTPServer | null = null
  #port = 0

  static async start(): Promise<MailServer> {
    const server = new MailServer()
    await server.up()
    return server
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.#port}`
  }

  async up(): Promise<void> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      logger: false,
      onRcptTo: ({ address }, _session, done) => {
        const code = this.refuse?.(address)
        done(code ? Object.assign(new Error('refused'), { responseCode: code }) : null)
      },
      onData: (stream, session, done) => {
        const parts: Buffer[] = []
        stream.on('data', (part: Buffer) => parts.push(part))
        stream.on('end', () => {
          const raw = Buffer.concat(parts).toString()
          for (const { address } of session.envelope.rcptTo) this.mails.push({ to: address, raw })
          setTimeout(() => done(null), this.delayMs)
        })
      },
    })
    server.on('error', () => {}) // a client that is killed resets its connection
    await new Promise<void>((resolve, reject) => {
      server.server.once('error', reject)
      server.listen(this.#port, '127.0.0.1', () => resolve())
    })
    this.#port = (server.server.address() as AddressInfo).port
    this.#server = server
  }

  async down(): Promise<void> {
    const server = this.#server
    this.#server = null
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()))
  }

  to(address: string): ReceivedMail[] {
    return this.mails.filter((mail) => mail.to === address)
  }
}

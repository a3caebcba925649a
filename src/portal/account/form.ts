import type { Req } from '#http/env.ts'

/** A small form as it was sent: texts without what cannot be written, each not longer than people write. */
export class Sent {
  readonly #body: Record<string, unknown>

  constructor(body: Record<string, unknown>) {
    this.#body = body
  }

  static async of(c: Req): Promise<Sent> {
    return new Sent(await c.req.parseBody({ all: true }))
  }

  text(name: string, most = 500): string {
    return (this.all(name)[0] ?? '').slice(0, most).trim()
  }

  all(name: string): string[] {
    const value = Object.hasOwn(this.#body, name) ? this.#body[name] : undefined
    return [value].flat().filter((one): one is string => typeof one === 'string')
  }

  get values(): Record<string, unknown> {
    return this.#body
  }
}

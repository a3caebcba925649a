import type { Ctx } from './context/context.ts'

/** Whoever keeps rendered pages for a moment, and hears here that they must not be shown any longer. */
export class Rendered {
  readonly #listeners = new Set<() => void>()

  onForget(listener: () => void): void {
    this.#listeners.add(listener)
  }

  forget(): void {
    for (const listener of this.#listeners) listener()
  }
}

/** With this change, no page that this process has kept is shown again; other processes keep theirs for 5 s at most. */
export const forgetRendered = (ctx: Ctx): void => ctx.afterCommit(() => ctx.platform.rendered.forget())

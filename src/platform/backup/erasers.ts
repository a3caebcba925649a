import type { Module } from '../module.ts'
import type { Erasers } from './restore.ts'

/** What all modules do again when something was erased; several may mind the same event, and each gets its turn. */
export function erasersOf(modules: readonly Module[]): Erasers {
  const pairs = modules.flatMap(({ eraseAgain = {} }) => Object.entries(eraseAgain))
  return Object.fromEntries(
    [...Map.groupBy(pairs, ([type]) => type)].map(([type, same]): [string, Erasers[string]] => [
      type,
      async (ctx, erasure) => {
        for (const [, erase] of same) await erase(ctx, erasure)
      },
    ]),
  )
}

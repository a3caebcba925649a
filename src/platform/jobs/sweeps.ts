import { system } from '#platform/context/actor.ts'
import { inTx } from '#platform/context/transaction.ts'
import { eachTenant } from '#platform/each-tenant.ts'
import type { Module } from '#platform/module.ts'
import type { Platform } from '#platform/platform.ts'

/** Runs the modules' schedules and sweeps until stopped; one that fails is logged and tried again next time. */
export function startSweeps(
  platform: Platform,
  modules: readonly Module[],
): { stop(): Promise<void>; now(name: string): void } {
  const running = new Set<Promise<void>>()
  const wake = new Map<string, () => void>()
  const timers: NodeJS.Timeout[] = []
  let stopped = false
  const every = (name: string, seconds: number, run: () => Promise<void>): void => {
    let busy = false
    let again = false
    const turn = (): void => {
      if (stopped) return
      if (busy) {
        again = true
        return
      }
      busy = true
      const turnOver = run()
        .catch((error) => platform.log.error({ err: error, sweep: name }, 'sweep failed'))
        .finally(() => {
          busy = false
          running.delete(turnOver)
          if (again) {
            again = false
            turn()
          }
        })
      running.add(turnOver)
    }
    timers.push(setInterval(turn, seconds * 1000))
    wake.set(name, turn)
  }
  for (const module of modules) {
    for (const [name, sweep] of Object.entries(module.sweeps ?? {}))
      every(`${module.name}:${name}`, sweep.every, () => sweep.run(platform))
    for (const [name, job] of Object.entries(module.schedule ?? {}))
      every(`${module.name}:${name}`, job.every, () => forEachTenant(platform, module, job.run))
  }
  return {
    now: (name) => wake.get(name)?.(),
    stop: async () => {
      stopped = true
      for (const timer of timers) clearInterval(timer)
      await Promise.allSettled(running)
    },
  }
}

async function forEachTenant(
  platform: Platform,
  module: Module,
  run: NonNullable<Module['schedule']>[string]['run'],
) {
  await eachTenant(platform, async (tenant) => {
    await inTx(platform, { tenant, actor: system(module.name) }, run)
  })
}

import type { TaskList } from 'graphile-worker'
import { system } from '#platform/context/actor.ts'
import { inTx } from '#platform/context/transaction.ts'
import type { Subscriptions } from '#platform/events/outbox.ts'
import type { Module, StoredEvent } from '#platform/module.ts'
import type { Platform } from '#platform/platform.ts'

const taskName = (module: Module, type: string): string => `${module.name}:${type}`

/** Who listens to what, from the modules' own values. */
export function subscriptionsOf(modules: readonly Module[]): Subscriptions {
  const map = new Map<string, string[]>()
  for (const module of modules)
    for (const type of Object.keys(module.on ?? {})) {
      const tasks = map.get(type) ?? []
      tasks.push(taskName(module, type))
      map.set(type, tasks)
    }
  return map
}

/** The modules' handlers as jobs: each loads its event and runs in a transaction of the event's tenant. */
export function tasksOf(platform: Platform, modules: readonly Module[]): TaskList {
  const tasks: TaskList = {}
  for (const module of modules)
    for (const [type, handler] of Object.entries(module.on ?? {})) {
      tasks[taskName(module, type)] = async (payload) => {
        const { tenant: tenantId, id } = payload as { tenant: string; id: string }
        const tenant = (await platform.tenants.all()).find((t) => t.id === tenantId)
        if (!tenant) return // the tenant is gone, and with it who would care
        await inTx(platform, { tenant, actor: system(module.name) }, async (ctx) => {
          const event = await ctx.db
            .selectFrom('platform.event')
            .select(['id', 'stream', 'seq', 'type', 'payload', 'actor_kind', 'actor_id', 'actor_for', 'at'])
            .where('tenant_id', '=', tenantId)
            .where('id', '=', id)
            .executeTakeFirst()
          if (event) await handler(ctx, event as StoredEvent)
        })
      }
    }
  return tasks
}

import type { Ctx } from './context.ts'

/**
 * Reference data (categories, rules, areas, organisation …) is read once per tenant and revision and then
 * remembered by this process. Every transaction learns the current revision as it begins, so a change made
 * by any process is seen by the next transaction of all.
 */
export class Memory {
  readonly #tenants = new Map<string, { revision: number; values: Map<string, Promise<unknown>> }>()

  of(tenantId: string, revision: number): Map<string, Promise<unknown>> {
    const known = this.#tenants.get(tenantId)
    if (known && known.revision >= revision) return known.values
    const values = new Map<string, Promise<unknown>>()
    this.#tenants.set(tenantId, { revision, values })
    return values
  }

  /** The newest revision that this process has met, if any. */
  revisionOf(tenantId: string): number | undefined {
    return this.#tenants.get(tenantId)?.revision
  }

  forget(tenantId: string): void {
    this.#tenants.delete(tenantId)
  }
}

const changed = new WeakSet<Ctx>()

/** The value of `load`, remembered under `key` until the tenant's reference data changes. */
export function remember<V>(ctx: Ctx, key: string, load: () => Promise<V>): Promise<V> {
  if (changed.has(ctx)) return load() // this transaction sees its own changes, nobody else does yet
  const values = ctx.platform.memory.of(ctx.tenant.id, ctx.revision)
  const known = values.get(key) as Promise<V> | undefined
  if (known) return known
  const value = load()
  values.set(key, value)
  value.catch(() => values.delete(key))
  return value
}

/** To be called by whatever changes reference data. */
export async function changeReference(ctx: Ctx): Promise<void> {
  if (changed.has(ctx)) return
  changed.add(ctx)
  await ctx.db
    .insertInto('tenancy.revision')
    .values({ tenant_id: ctx.tenant.id, n: 1 })
    .onConflict((oc) => oc.column('tenant_id').doUpdateSet((eb) => ({ n: eb('tenancy.revision.n', '+', 1) })))
    .execute()
}

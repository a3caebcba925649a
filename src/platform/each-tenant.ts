import type { Tenant } from './context/context.ts'
import type { Platform } from './platform.ts'

/**
 * Runs for all towns, one after the other. What goes wrong with one is thrown when all have had their turn, so that no
 * town waits for the fault of another.
 */
export async function eachTenant(
  platform: Platform,
  run: (tenant: Tenant) => Promise<unknown>,
): Promise<void> {
  const faults: Error[] = []
  for (const tenant of await platform.tenants.all())
    try {
      await run(tenant)
    } catch (cause) {
      faults.push(new Error(`town ${tenant.slug}: ${(cause as Error).message}`, { cause }))
    }
  if (faults.length > 1) throw new AggregateError(faults, faults.map((fault) => fault.message).join('; '))
  if (faults[0]) throw faults[0]
}

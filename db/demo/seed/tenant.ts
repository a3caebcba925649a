import type pg from 'pg'
import { createTenant } from '#modules/tenancy/index.ts'
import type { Tenant } from '#platform/context/context.ts'
import type { CreatedPlatform } from '#platform/create.ts'
import { idFrom } from '#platform/ids.ts'
import type { DemoTown } from '../seed.ts'

/** The tenant, made or found: an earlier seeding may have been cut off after it. */
export async function makeTenant(
  platform: CreatedPlatform,
  owner: pg.Client,
  demo: DemoTown,
): Promise<Tenant> {
  const known = (await platform.tenants.all()).find((t) => t.slug === demo.slug)
  if (known) return known
  return createTenant(platform, owner, {
    id: idFrom('demo', demo.slug),
    slug: demo.slug,
    name: demo.name,
    hosts: demo.hosts,
    publicUrl: demo.publicUrl,
    timeZone: 'Europe/Berlin',
    isDefault: demo.isDefault,
  })
}

import type pg from 'pg'
import { z } from 'zod'
import type { Tenant } from '#platform/context/context.ts'
import { Conflict, Invalid } from '#platform/errors.ts'
import { isUuid, newId } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'

const newTenant = z.object({
  id: z.string().refine(isUuid).default(newId),
  slug: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/),
  name: z.string().trim().min(1).max(100),
  /** Host names without a port, by which the town is found. */
  hosts: z
    .array(
      z
        .string()
        .toLowerCase()
        .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/),
    )
    .min(1)
    .transform((hosts) => [...new Set(hosts)]),
  publicUrl: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, '')),
  timeZone: z
    .string()
    .refine((zone) => zone.includes('/') && Intl.supportedValuesOf('timeZone').includes(zone)),
  isDefault: z.boolean().default(false),
})

export type NewTenant = z.input<typeof newTenant>

/**
 * Makes a town. `owner` is a connection as the role that owns the tables: the app's role may read the list of
 * tenants but never extend it. Throws Invalid, and Conflict when a name is taken.
 */
export async function createTenant(
  platform: Platform,
  owner: pg.ClientBase,
  input: NewTenant,
): Promise<Tenant> {
  const parsed = newTenant.safeParse(input)
  if (!parsed.success) {
    const fields = parsed.error.issues.map((i) => i.path.join('.')).join(', ')
    throw new Invalid('tenant.invalid', { fields })
  }
  const tenant = parsed.data
  await owner.query('begin')
  try {
    // Two towns must never share a host name; the list is short, so one at a time may write it.
    await owner.query('lock table tenancy.tenant in share row exclusive mode')
    const taken = await owner.query(
      'select slug from tenancy.tenant where id = $1 or slug = $2 or hosts && $3 or (is_default and $4)',
      [tenant.id, tenant.slug, tenant.hosts, tenant.isDefault],
    )
    if (taken.rows.length > 0) throw new Conflict('tenant.taken', { by: taken.rows[0].slug })
    await owner.query(
      `insert into tenancy.tenant (id, slug, name, hosts, public_url, time_zone, is_default, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        tenant.id,
        tenant.slug,
        tenant.name,
        tenant.hosts,
        tenant.publicUrl,
        tenant.timeZone,
        tenant.isDefault,
        platform.clock.now(),
      ],
    )
    await owner.query('select platform.enter($1)', [tenant.id])
    await owner.query('insert into tenancy.revision (tenant_id, n) values ($1, 1)', [tenant.id])
    await owner.query('commit')
  } catch (error) {
    await owner.query('rollback')
    throw error
  }
  platform.tenants.forget()
  return tenant
}

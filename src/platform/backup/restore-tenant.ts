import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Tenant } from '../context/context.ts'
import type { Uuid } from '../ids.ts'
import type { Platform } from '../platform.ts'
import { readKeys } from './beside.ts'
import { BackupError } from './errors.ts'
import { addJobs } from './jobs.ts'
import type { TenantPart } from './manifest.ts'
import { readPart } from './part.ts'
import type { Repository } from './repository.ts'
import type { RestoreOptions } from './restore.ts'
import { columnList, type Table, tenantTables } from './tables.ts'

/**
 * Loads one town in one transaction and counts what came. It has no address yet, so neither a request nor the worker
 * finds it. Answers how many rows there are.
 */
export async function loadTenant(
  platform: Platform,
  owner: pg.Client,
  {
    repository,
    folder,
    part,
    as,
    say,
  }: {
    repository: Repository
    folder: string
    part: TenantPart
    as: RestoreOptions['as']
    say: (text: string) => void
  },
): Promise<number> {
  const { tenant } = part
  await owner.query('begin')
  try {
    await owner.query('lock table tenancy.tenant in share row exclusive mode')
    await assertAbsent(owner, tenant, as)
    const row = { ...tenant, hosts: [], is_default: false, ...(as && { slug: as.slug }) }
    await owner.query(
      'insert into tenancy.tenant select * from jsonb_populate_record(null::tenancy.tenant, $1)',
      [JSON.stringify(row)],
    )
    const tables = await tenantTables(owner)
    let rows = 0
    for (const table of tables) {
      const from = part.tables.find((t) => t.name === table.name)
      if (!from) throw new BackupError(`The table ${table.name} is not in the backup.`)
      if (!from.part) continue
      say(`${row.slug}: ${table.name}, ${from.rows.toLocaleString('en')} rows`)
      const into = owner.query(copyFrom(`copy ${table.sql} (${columnList(from.columns)}) from stdin`))
      await pipeline(await readPart(platform.masterKey, folder, from.part.file, from.part.file), into)
      await loadKeys(platform, owner, repository, tenant.id, table)
      rows += await counted(owner, table, tenant.id, from.rows)
    }
    await owner.query('commit')
    return rows
  } catch (error) {
    await owner.query('rollback').catch(() => {})
    throw error
  }
}

/** Keys that have been destroyed since the backup was made are not among those that stand beside it: they stay gone. */
async function loadKeys(
  platform: Platform,
  owner: pg.Client,
  repository: Repository,
  tenantId: Uuid,
  table: Table,
): Promise<void> {
  if (table.kept.length === 0) return
  const keys = await readKeys(platform.masterKey, repository, tenantId, table)
  if (!keys) return
  const columns = columnList([...table.key, ...table.kept])
  await owner.query(
    `create temporary table restored_keys on commit drop as select ${columns} from ${table.sql} limit 0`,
  )
  await pipeline(keys, owner.query(copyFrom(`copy restored_keys (${columns}) from stdin`)))
  await owner.query(`update ${table.sql} t set ${table.kept.map((c) => `"${c}" = k."${c}"`).join(', ')}
    from restored_keys k where ${table.key.map((c) => `t."${c}" = k."${c}"`).join(' and ')}`)
  await owner.query('drop table restored_keys')
}

async function counted(owner: pg.Client, table: Table, tenantId: Uuid, expected: number): Promise<number> {
  const { rows } = await owner.query(`select count(*)::int as n from ${table.sql} where tenant_id = $1`, [
    tenantId,
  ])
  if (rows[0].n !== expected)
    throw new BackupError(`${table.name} has ${rows[0].n} rows after loading instead of ${expected}.`)
  return expected
}

/**
 * A town keeps its id, since the hashes of its history and the wrapping of its keys cover it (ADR 0022); so it cannot be
 * brought back where it is, nor where another one has its addresses.
 */
export async function assertAbsent(
  owner: pg.Client,
  tenant: TenantPart['tenant'],
  as: RestoreOptions['as'],
): Promise<void> {
  const { rows } = await owner.query(
    `select id = $1 as same, slug from tenancy.tenant
     where id = $1 or slug = $2 or hosts && $3 or (is_default and $4)`,
    [tenant.id, as?.slug ?? tenant.slug, as?.hosts ?? tenant.hosts, as ? false : tenant.is_default],
  )
  if (rows.some((row) => row.same))
    throw new BackupError(
      `The town ${tenant.slug} is here already. A town is brought back where it is not: on an empty server, or after it was removed.`,
    )
  if (rows.length > 0)
    throw new BackupError(
      `Slug, host or place as default of ${tenant.slug} belongs to ${rows[0].slug}: bring it back under another name (--as SLUG --host HOST --url URL).`,
    )
}

/** Gives the town its addresses and its unfinished work: from here on it is served. */
export async function reveal(
  platform: Platform,
  owner: pg.Client,
  folder: string,
  { jobs }: TenantPart,
  tenant: Tenant,
): Promise<void> {
  await owner.query('begin')
  try {
    if (jobs.part) {
      await owner.query('create temporary table restored_jobs (line jsonb) on commit drop')
      const lines = await readPart(platform.masterKey, folder, jobs.part.file, jobs.part.file)
      await pipeline(lines, owner.query(copyFrom('copy restored_jobs from stdin')))
      await addJobs(owner)
    }
    await owner.query(
      'update tenancy.tenant set hosts = $2, public_url = $3, is_default = $4 where id = $1',
      [tenant.id, tenant.hosts, tenant.publicUrl, tenant.isDefault],
    )
    await owner.query('commit')
  } catch (error) {
    await owner.query('rollback').catch(() => {})
    throw error
  }
}

/** Towns without an address: a restore was interrupted before it had finished. */
export async function hiddenTenants(owner: pg.Client): Promise<{ id: Uuid; slug: string }[]> {
  const { rows } = await owner.query('select id, slug from tenancy.tenant where cardinality(hosts) = 0')
  return rows
}

export async function removeHidden(owner: pg.Client, tenantId: Uuid): Promise<void> {
  await owner.query('begin')
  const tables = await tenantTables(owner)
  for (const { sql } of tables.reverse())
    await owner.query(`delete from ${sql} where tenant_id = $1`, [tenantId])
  await owner.query('delete from tenancy.tenant where id = $1', [tenantId])
  await owner.query('commit')
}

import type { Readable } from 'node:stream'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { Tenant } from '../context/context.ts'
import type { Platform } from '../platform.ts'
import { copyBlobs } from './backup-blobs.ts'
import { writeErasures, writeKeys } from './beside.ts'
import { unfinishedJobs } from './jobs.ts'
import { type Manifest, type TenantPart, writeManifest } from './manifest.ts'
import { roomError, writePart } from './part.ts'
import { beginSnapshot, claimRepository, type Repository } from './repository.ts'
import { copyOut, type Table, tenantTables } from './tables.ts'

export interface BackupOptions {
  /** The folder of backups. */
  dir: string
  /** As the owner of the tables. */
  url: string
  /** The one town to back up; all of them without. */
  tenant?: Tenant | undefined
  /** Types of events that say that something was erased. */
  erasing: readonly string[]
  /** What is being done, and how far it is. */
  say?: (text: string) => void
}

export interface BackupResult {
  name: string
  scope: string
  rows: number
  bytes: number
  blobs: { count: number; copied: number; copiedBytes: number; absent: number }
}

/**
 * Writes a backup: all tables from one snapshot of the database, without keeping anybody waiting; then the files that
 * are not there yet; last the manifest. Interrupted, it leaves nothing but files that the next one need not copy.
 */
export async function backup(platform: Platform, options: BackupOptions): Promise<BackupResult> {
  const { repository, release } = await claimRepository(options.dir)
  const snapshot = await beginSnapshot(repository, platform.clock.now())
  try {
    const tables = await inSnapshot(options.url, (client) =>
      writeTables(platform, client, snapshot.dir, repository, options),
    )
    const blobs = { count: 0, copied: 0, copiedBytes: 0, absent: 0 }
    for (const tenant of tables.tenants) {
      const done = await copyBlobs(platform, repository, snapshot.dir, tenant, options.say)
      tenant.blobs.absent = done.absent
      blobs.count += tenant.blobs.count
      blobs.copied += done.copied
      blobs.copiedBytes += done.bytes
      blobs.absent += done.absent.length
    }
    const scope = options.tenant?.slug ?? 'all'
    await writeManifest(platform.masterKey, snapshot.dir, {
      name: snapshot.name,
      at: platform.clock.now().toISOString(),
      scope,
      ...tables,
    })
    await snapshot.finish()
    return { name: snapshot.name, scope, blobs, ...sum(tables.tenants) }
  } catch (error) {
    await snapshot.drop()
    throw roomError(error, options.dir)
  } finally {
    release()
  }
}

async function inSnapshot<R>(url: string, run: (client: pg.Client) => Promise<R>): Promise<R> {
  const client = new pg.Client({ connectionString: url, application_name: 'stadtdraht backup' })
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    return await run(client)
  } finally {
    await client.end()
  }
}

async function writeTables(
  platform: Platform,
  client: pg.Client,
  dir: string,
  repository: Repository,
  { tenant, erasing, say = () => {} }: BackupOptions,
): Promise<Pick<Manifest, 'migrations' | 'tenants'>> {
  const { rows: migrations } = await client.query(
    'select name, checksum from platform.migration order by name',
  )
  const { rows: towns } = await client.query(
    `select to_jsonb(t) as row from tenancy.tenant t
     where ($1::uuid is null or id = $1) and cardinality(hosts) > 0 order by slug`,
    [tenant?.id ?? null],
  )
  const tables = await tenantTables(client)
  const tenants: TenantPart[] = []
  for (const { row } of towns) {
    const write = (name: string, from: Readable) =>
      writePart(platform.masterKey, dir, `${row.id}/${name}`, `${row.id}/${name}`, from)
    const part: TenantPart = { tenant: row, tables: [], blobs: { count: 0, absent: [] }, jobs: { rows: 0 } }
    for (const [i, table] of tables.entries()) {
      say(`${row.slug}: table ${i + 1} of ${tables.length}, ${table.name}`)
      part.tables.push(await writeTable(client, table, row.id, write))
    }
    part.jobs = await writeLines(client, await unfinishedJobs(client, row.id), (from) => write('jobs', from))
    const { rows: count, ...names } = await writeLines(client, blobNames(tables, row.id), (from) =>
      write('blobs', from),
    )
    part.blobs = { count, absent: [], ...names }
    await writeKeys(platform.masterKey, repository, client, tables, row.id)
    await writeErasures(platform.masterKey, repository, client, row.id, erasing)
    tenants.push(part)
  }
  return { migrations, tenants }
}

async function writeTable(
  client: pg.Client,
  table: Table,
  tenantId: string,
  write: (name: string, from: Readable) => ReturnType<typeof writePart>,
): Promise<TenantPart['tables'][number]> {
  const { rows } = await client.query(
    `select exists (select from ${table.sql} where tenant_id = $1) as filled`,
    [tenantId],
  )
  if (!rows[0].filled) return { name: table.name, columns: table.columns, rows: 0 }
  const from = client.query(copyTo(copyOut(table, tenantId)))
  const part = await write(table.name, from)
  return { name: table.name, columns: table.columns, rows: from.rowCount, part }
}

/** The lines of a statement that gives one text a row; no part where there are none. */
async function writeLines(
  client: pg.Client,
  statement: string | null,
  write: (from: Readable) => ReturnType<typeof writePart>,
): Promise<TenantPart['jobs']> {
  if (!statement) return { rows: 0 }
  const from = client.query(copyTo(`copy (${statement}) to stdout`))
  const part = await write(from)
  return { rows: from.rowCount, part }
}

/** Each once, sorted, so that what is read again is read in the same order. */
function blobNames(tables: readonly Table[], tenantId: string): string | null {
  const columns = tables.flatMap((table) => table.blobs.map((column) => ({ table, column })))
  if (columns.length === 0) return null
  const each = columns.map(
    ({ table, column }) =>
      `select "${column}" as name from ${table.sql} where tenant_id = '${tenantId}' and "${column}" is not null`,
  )
  return `select distinct name from (${each.join(' union all ')}) as names order by name`
}

function sum(tenants: readonly TenantPart[]): { rows: number; bytes: number } {
  const parts = tenants.flatMap((t) => [...t.tables, t.blobs, t.jobs].flatMap((p) => p.part ?? []))
  return {
    rows: tenants.flatMap((t) => t.tables).reduce((all, table) => all + table.rows, 0),
    bytes: parts.reduce((all, part) => all + part.bytes, 0),
  }
}

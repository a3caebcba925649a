import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { verifyAndRecord } from '#modules/audit/index.ts'
import { erasersOf } from '#platform/backup/erasers.ts'
import { type RestoreOptions, type RestoreResult, restore } from '#platform/backup/restore.ts'
import { loadConfig } from '#platform/config.ts'
import { type CreatedPlatform, createPlatform } from '#platform/create.ts'
import { prepareDatabase, withDatabase } from '#platform/db/embedded.ts'
import { quoteName } from '#platform/db/roles.ts'
import { createLog } from '#platform/log.ts'
import { randomToken } from '#platform/secret.ts'
import { modules } from '../src/modules.ts'
import { createTestDatabase } from './clone-database.ts'
import type { TestTown } from './helpers.ts'

/** Another machine: a database, migrated or wholly empty, and a data folder; it knows the master key if it is told. */
export interface Machine {
  platform: CreatedPlatform
  url: string
  owner: pg.Client
  restore: (options: Partial<RestoreOptions> & { dir: string }) => Promise<RestoreResult>
  close: () => Promise<void>
}

export async function machine(
  town: TestTown,
  { migrated = true, secretKey = town.platform.masterKey }: { migrated?: boolean; secretKey?: Buffer } = {},
): Promise<Machine> {
  const database = migrated ? await createTestDatabase() : await emptyDatabase()
  const dataDir = mkdtempSync(join(tmpdir(), 'stadtdraht-machine-'))
  const platform = createPlatform(
    loadConfig({ NODE_ENV: 'test', DATA_DIR: dataDir, SECRET_KEY: secretKey.toString('base64') }),
    { url: database.url, log: createLog('silent'), clock: town.clock },
  )
  const owner = new pg.Client({ connectionString: database.url })
  await owner.connect()
  return {
    platform,
    url: database.url,
    owner,
    restore: (options) =>
      restore(platform, {
        url: database.url,
        erasers: erasersOf(modules),
        restored: modules.flatMap((m) => m.restored ?? []),
        verify: async (tenant) => (await verifyAndRecord(platform, tenant)).count,
        ...options,
      }),
    close: async () => {
      await owner.end()
      await platform.close()
      await database.drop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** A database in which nothing has been made yet, as on a new server. */
export async function emptyDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const { adminUrl, templateUrl } = inject('database')
  const name = `empty_${randomToken().toLowerCase().replaceAll('-', '_')}`
  const asAdmin = async (url: string, run: (admin: pg.Client) => Promise<unknown>) => {
    const admin = new pg.Client({ connectionString: url })
    await admin.connect()
    await run(admin).finally(() => admin.end())
  }
  const owner = decodeURIComponent(new URL(templateUrl).username)
  await asAdmin(adminUrl, (admin) => admin.query(`create database ${name} owner ${quoteName(owner)}`))
  await asAdmin(withDatabase(adminUrl, name), async (admin) => {
    const { rows } = await admin.query('select rolsuper from pg_roles where rolname = session_user')
    if (rows[0].rolsuper) await prepareDatabase(admin)
  })
  return {
    url: withDatabase(templateUrl, name),
    drop: () => asAdmin(adminUrl, (admin) => admin.query(`drop database if exists ${name} with (force)`)),
  }
}

/** Every row of every table of a town, by table, in an order that does not depend on where it is stored. */
export async function allRows(owner: pg.Client, tenantId: string): Promise<Map<string, string[]>> {
  const { rows: tables } = await owner.query(
    `select c.oid::regclass::text as name, obj_description(c.oid) as about from pg_policy p
     join pg_class c on c.oid = p.polrelid where p.polname = 'tenant' order by 1`,
  )
  const found = new Map<string, string[]>()
  for (const { name, about } of tables) {
    if (about === 'retention=session' || name === 'audit.verification') continue
    const { rows } = await owner.query(
      `select t::text as line from ${name} t where tenant_id = $1 order by t::text collate "C"`,
      [tenantId],
    )
    found.set(
      name,
      rows.map((row) => row.line),
    )
  }
  return found
}

/** The tables in which some text stands, in any form. */
export async function tablesWith(owner: pg.Client, text: string): Promise<string[]> {
  const { rows: tables } = await owner.query(
    `select c.oid::regclass::text as name from pg_policy p join pg_class c on c.oid = p.polrelid
     where p.polname = 'tenant' order by 1`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    const { rows } = await owner.query(
      `select count(*)::int as n from ${name} t where position(lower($1) in lower(t::text)) > 0`,
      [text],
    )
    if (rows[0].n > 0) found.push(name)
  }
  return found
}

export async function jobsOf(owner: pg.Client): Promise<string[]> {
  const { rows } = await owner.query(
    `select t.identifier || ' ' || j.key || ' ' || j.payload::jsonb::text || ' ' || j.max_attempts as line
     from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id order by 1`,
  )
  return rows.map((row) => row.line)
}

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { ensureRoles } from './roles.ts'
import { splitSql } from './split-sql.ts'

export interface Migration {
  name: string
  sql: string
  checksum: string
}

const folder = fileURLToPath(new URL('../../../db/migrations/', import.meta.url))

// Any number that nobody else takes: 'stadtdraht' in base 36, cut to 32 bits.
const LOCK = 'select pg_advisory_lock(1937006964)'

/** The files in db/migrations, in order. */
export function migrationFiles(from = folder): Migration[] {
  return readdirSync(from)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      // A checkout on another system may have other line ends; they are no change.
      const sql = readFileSync(join(from, name), 'utf8').replaceAll('\r\n', '\n')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

/**
 * Applies what is missing, as the owner: each file in a transaction, one statement a message. Several processes
 * may do so at once; they wait for each other. Resolves to the names of the files that were applied.
 */
export async function migrate(
  url: string,
  { log, files = migrationFiles() }: { log?: (text: string) => void; files?: Migration[] } = {},
): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'stadtdraht migrate' })
  client.on('error', () => {}) // a lost connection fails the statement that runs
  await client.connect()
  try {
    await client.query(LOCK)
    await ensureRoles(client) // the migrations grant to them
    await client.query('create schema if not exists platform')
    await client.query(
      'create table if not exists platform.migration (name text primary key, checksum text not null, applied_at timestamptz not null)',
    )
    const pending = await pendingMigrations(client, files)
    for (const migration of pending) {
      log?.(`Migrating the database: ${migration.name}`)
      await apply(client, migration)
    }
    return pending.map((m) => m.name)
  } finally {
    await client.end()
  }
}

/** What is not applied yet. Throws where an applied file has changed or is missing. */
export async function pendingMigrations(
  client: pg.ClientBase,
  files = migrationFiles(),
): Promise<Migration[]> {
  const there = await client.query(`select to_regclass('platform.migration') is not null as there`)
  const { rows } = there.rows[0].there
    ? await client.query<{ name: string; checksum: string }>(
        'select name, checksum from platform.migration order by name',
      )
    : { rows: [] }
  const applied = new Map(rows.map((r) => [r.name, r.checksum]))
  for (const [name, checksum] of applied) {
    const file = files.find((f) => f.name === name)
    if (!file) {
      throw new Error(
        `The database has the migration ${name}, which this program does not know: it is older than the data.`,
      )
    }
    if (file.checksum !== checksum) {
      throw new Error(
        `The migration ${name} was changed after it was applied: restore the file, and put the change in a new one.`,
      )
    }
  }
  return files.filter((f) => !applied.has(f.name))
}

async function apply(client: pg.ClientBase, { name, sql, checksum }: Migration): Promise<void> {
  let at = 0
  try {
    await client.query('begin')
    for (const { text, line } of splitSql(sql)) {
      at = line
      await client.query(text)
    }
    await client.query('insert into platform.migration values ($1, $2, $3)', [name, checksum, new Date()])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw new Error(`The migration ${name} failed at line ${at}: ${(error as Error).message}`, {
      cause: error,
    })
  }
}

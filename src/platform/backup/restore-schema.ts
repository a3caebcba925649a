import pg from 'pg'
import { migrate, migrationFiles } from '../db/migrate.ts'
import { quoteName } from '../db/roles.ts'
import { installJobs } from '../jobs/install.ts'
import { BackupError } from './errors.ts'
import type { Manifest } from './manifest.ts'

/**
 * Brings the database to the version of the backup: rows are loaded into the tables they came from, and migrated
 * afterwards as they would have been. A database with towns in it stays as it is, and must have that version already.
 */
export async function prepareSchema(
  url: string,
  backup: Manifest,
  say: (text: string) => void,
): Promise<void> {
  const files = migrationFiles()
  const wanted = backup.migrations.map(({ name, checksum }) => {
    const file = files.find((f) => f.name === name)
    if (!file)
      throw new BackupError(
        `The backup was made by a newer program (${name} is not known here): update this one first.`,
      )
    if (file.checksum !== checksum)
      throw new BackupError(`The backup was made by another build of the program: ${name} is not the same.`)
    return file
  })
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const there = await state(client)
    if (there.applied.length === wanted.length && wanted.every((f) => there.applied.includes(f.name))) return
    if (there.towns.length > 0)
      throw new BackupError(
        `The backup has the version ${wanted.at(-1)?.name}, this database ${there.applied.at(-1)}, and it has towns in it (${there.towns.join(', ')}). Bring the backup back on an empty server, which migrates it, back it up there, and bring that back here.`,
      )
    if (there.applied.length > 0) {
      say('Emptying the database, which has no town, to begin at the version of the backup')
      for (const schema of there.schemas) await client.query(`drop schema ${quoteName(schema)} cascade`)
    }
  } finally {
    await client.end()
  }
  await migrate(url, { files: wanted, log: say })
}

/** The migrations that came after the backup, and the tables for jobs. */
export async function finishSchema(url: string, say: (text: string) => void): Promise<void> {
  await migrate(url, { log: say })
  await installJobs(url)
}

async function state(client: pg.Client): Promise<{ applied: string[]; towns: string[]; schemas: string[] }> {
  const { rows: there } = await client.query(
    `select to_regclass('platform.migration') is not null as migrated,
       to_regclass('tenancy.tenant') is not null as towns`,
  )
  const list = async (sql: string) => (await client.query(sql)).rows.map((row) => row.name as string)
  return {
    applied: there[0].migrated ? await list('select name from platform.migration order by name') : [],
    // Without an address is what an interrupted restore has left.
    towns: there[0].towns
      ? await list('select slug as name from tenancy.tenant where cardinality(hosts) > 0')
      : [],
    schemas: await list(`select n.nspname as name from pg_namespace n
      where exists (select from pg_class c join pg_policy p on p.polrelid = c.oid and p.polname = 'tenant'
        where c.relnamespace = n.oid) or n.nspname in ('platform', 'tenancy')`),
  }
}

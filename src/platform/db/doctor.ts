import pg from 'pg'
import { migrationFiles, pendingMigrations } from './migrate.ts'
import { missingLeakproof, missingRoles, quoteName } from './roles.ts'

export interface Finding {
  ok: boolean
  what: string
  /** What an administrator does about it: SQL or a sentence. */
  cure?: string
}

/** Says what a database server lacks. Changes nothing. */
export async function doctor(url: string, { pool = 10 } = {}): Promise<Finding[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    const { message } = error as Error
    return [
      { ok: false, what: `no connection: ${message}`, cure: 'Check DATABASE_URL and that the server runs.' },
    ]
  }
  try {
    const findings: Finding[] = []
    for (const check of [server, clock, connections(pool), role, roles, leakproof, migrations]) {
      findings.push(await check(client).catch((error: Error) => ({ ok: false, what: error.message })))
    }
    return findings
  } finally {
    await client.end()
  }
}

type Check = (client: pg.Client) => Promise<Finding>

const server: Check = async (client) => {
  const { rows } = await client.query(
    `select current_setting('server_version_num')::int / 10000 as major, current_setting('server_version') as version,
       getdatabaseencoding() as encoding`,
  )
  const { major, version, encoding } = rows[0]
  const what = `PostgreSQL ${version}, ${encoding}`
  if (major < 15) return { ok: false, what, cure: 'Stadtdraht needs PostgreSQL 15 or newer.' }
  if (encoding !== 'UTF8') {
    return { ok: false, what, cure: `create database stadtdraht encoding 'UTF8' template template0;` }
  }
  return { ok: true, what }
}

const clock: Check = async (client) => {
  const before = Date.now()
  const { rows } = await client.query('select extract(epoch from clock_timestamp()) * 1000 as now')
  const skew = Math.round(Number(rows[0].now) - (before + Date.now()) / 2)
  const what = `clocks of server and program differ by ${Math.abs(skew)} ms`
  return Math.abs(skew) < 5000 ? { ok: true, what } : { ok: false, what, cure: 'Set both clocks by NTP.' }
}

const connections =
  (pool: number): Check =>
  async (client) => {
    const { rows } = await client.query(`select current_setting('max_connections')::int as max`)
    const what = `max_connections is ${rows[0].max}, one process uses up to ${pool + 5}`
    return rows[0].max >= 2 * (pool + 5)
      ? { ok: true, what }
      : {
          ok: false,
          what,
          cure: `alter system set max_connections = ${4 * (pool + 5)}; -- and restart the server`,
        }
  }

const role: Check = async (client) => {
  const { rows } = await client.query(
    `select rolname as name, rolsuper or rolbypassrls as mighty, current_database() as database,
       has_database_privilege(current_database(), 'create') as creates from pg_roles where rolname = session_user`,
  )
  const { name, mighty, database, creates } = rows[0]
  if (mighty) {
    return {
      ok: false,
      what: `the role ${name} is a superuser or bypasses row-level security, so Stadtdraht refuses to serve`,
      cure: `create role stadtdraht login password '…'; alter database ${quoteName(database)} owner to stadtdraht; -- and use it in DATABASE_URL`,
    }
  }
  if (!creates) {
    const cure = `alter database ${quoteName(database)} owner to ${quoteName(name)};`
    return { ok: false, what: `the role ${name} may not create schemas in ${database}`, cure }
  }
  return { ok: true, what: `the role ${name} owns the tables and is no superuser` }
}

const roles: Check = async (client) => {
  const missing = await missingRoles(client)
  return missing.length === 0
    ? { ok: true, what: 'the roles app and dispatcher are there' }
    : { ok: false, what: 'roles are not complete', cure: missing.join('\n') }
}

const leakproof: Check = async (client) => {
  const missing = await missingLeakproof(client)
  return missing.length === 0
    ? { ok: true, what: 'search can use its indexes under row-level security' }
    : {
        ok: false,
        what: 'search cannot use its indexes under row-level security (slow, not wrong)',
        cure: `-- as superuser, in this database:\n${missing.join('\n')}`,
      }
}

const migrations: Check = async (client) => {
  const all = migrationFiles()
  const pending = await pendingMigrations(client, all)
  return pending.length === 0
    ? { ok: true, what: `all ${all.length} migrations are applied` }
    : {
        ok: false,
        what: `${pending.length} of ${all.length} migrations are not applied`,
        cure: 'npm run cli migrate',
      }
}

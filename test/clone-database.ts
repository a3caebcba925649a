import pg from 'pg'
import { inject } from 'vitest'
import { withDatabase } from '#platform/db/embedded.ts'
import { randomToken } from '#platform/secret.ts'

export interface TestDatabase {
  /** As the owner; the program's own connections ask for the role app. */
  url: string
  /** As a superuser where the server is ours, else as the role of TEST_DATABASE_URL. */
  adminUrl: string
  drop(): Promise<void>
}

/** A database of one's own for a test file, cloned from the migrated template. Takes about 20 ms. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { adminUrl, templateUrl } = inject('database')
  const template = new URL(templateUrl)
  const name = `test_${randomToken().toLowerCase().replaceAll('-', '_')}`
  const run = async (sql: string) => {
    const admin = new pg.Client({ connectionString: adminUrl })
    await admin.connect()
    try {
      await admin.query(sql)
    } finally {
      await admin.end()
    }
  }
  await run(
    `create database ${name} template ${template.pathname.slice(1)} owner "${decodeURIComponent(template.username)}" strategy file_copy`,
  )
  return {
    url: withDatabase(templateUrl, name),
    adminUrl: withDatabase(adminUrl, name),
    drop: () => run(`drop database if exists ${name} with (force)`),
  }
}

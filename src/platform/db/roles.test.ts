import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/clone-database.ts'
import { withDatabase } from './embedded.ts'
import { assertServable, ensureRoles, missingLeakproof, missingRoles } from './roles.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

async function as<T>(
  url: string,
  options: string | undefined,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url, options })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

describe('the program serves', () => {
  test('as app', () => as(database.url, '-c role=app', assertServable))

  test('not as the owner', async () => {
    await expect(as(database.url, undefined, assertServable)).rejects.toThrow('and not as app')
  })

  test.skipIf(process.env.TEST_DATABASE_URL)('not as a superuser, not even one in the role app', async () => {
    await expect(as(database.adminUrl, '-c role=app', assertServable)).rejects.toThrow('is a superuser')
  })

  test.skipIf(process.env.TEST_DATABASE_URL)('not when app owns tables', async () => {
    const own = await createTestDatabase()
    try {
      await as(own.adminUrl, undefined, async (admin) => {
        await admin.query('create table owned (x int)')
        await admin.query('alter table owned owner to app')
      })
      await expect(as(own.url, '-c role=app', assertServable)).rejects.toThrow('the role app owns tables')
    } finally {
      await own.drop()
    }
  })
})

describe('a connection in the role app', () => {
  test('sees no tenant’s rows before it has entered one', async () => {
    await as(database.url, '-c role=app', async (client) => {
      await expect(client.query('select * from platform.event')).rejects.toThrow('app.tenant')
    })
  })

  test('can neither create nor become the owner’s equal', async () => {
    await as(database.url, '-c role=app', async (client) => {
      await expect(client.query('create table platform.x (a int)')).rejects.toThrow('permission denied')
      await expect(client.query('alter table platform.event disable row level security')).rejects.toThrow(
        'owner',
      )
    })
  })
})

test('the roles are complete, and making them again does no harm', async () => {
  await as(database.url, undefined, async (client) => {
    expect(await missingRoles(client)).toEqual([])
    await ensureRoles(client)
  })
})

test.skipIf(process.env.TEST_DATABASE_URL)('a role that may not make roles is told what to run', async () => {
  const owner = `lowly_${process.pid}`
  await as(database.adminUrl, undefined, async (admin) => {
    await admin.query(`create role ${owner}`)
    await admin.query(`set role ${owner}`)
    await expect(ensureRoles(admin, owner)).rejects.toThrow(
      /administrator of the server run:\ngrant \w+ to "lowly_/,
    )
    await admin.query('reset role')
    await admin.query(`drop role ${owner}`)
  })
})

test.skipIf(process.env.TEST_DATABASE_URL)(
  'every starter may make the roles at the same moment',
  async () => {
    const owner = `owner_${process.pid}`
    await as(database.adminUrl, undefined, (admin) => admin.query(`create role ${owner}`))
    await Promise.all(
      Array.from({ length: 6 }, () => as(database.adminUrl, undefined, (admin) => ensureRoles(admin, owner))),
    )
    await as(database.adminUrl, undefined, async (admin) => {
      expect(await missingRoles(admin, owner)).toEqual([])
      await admin.query(`drop role ${owner}`)
    })
  },
)

test.skipIf(process.env.TEST_DATABASE_URL)('search uses its indexes under row-level security', async () => {
  await as(database.url, undefined, async (client) => {
    expect(await missingLeakproof(client)).toEqual([])
    const { rows } = await client.query(
      `select count(*)::int as n from pg_proc where proleakproof and proname in
       ('ts_match_vq', 'texticlike', 'textlike', 'on_pb', 'similarity_op', 'word_similarity_op')`,
    )
    expect(rows[0].n).toBeGreaterThanOrEqual(6)
  })
})

test('names with quotes stay names', () => {
  expect(withDatabase('postgresql://u:p@%2Ftmp%2Fs/a', 'b')).toBe('postgresql://u:p@%2Ftmp%2Fs/b')
})

import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/clone-database.ts'
import { doctor } from './doctor.ts'
import { type Migration, migrate, migrationFiles } from './migrate.ts'

let database: TestDatabase
let client: pg.Client
beforeEach(async () => {
  database = await createTestDatabase()
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
})
afterEach(async () => {
  await client.end()
  await database.drop()
})

const file = (name: string, sql: string): Migration => ({ name, sql, checksum: sql })
const also = (...more: Migration[]) => ({ files: [...migrationFiles(), ...more] })

describe('migrations', () => {
  test('are applied once', async () => {
    expect(await migrate(database.url)).toEqual([])
    const more = also(
      file('9000_a.sql', 'create table platform.a (x int); insert into platform.a values (1)'),
    )
    const said: string[] = []
    expect(await migrate(database.url, { ...more, log: (text) => said.push(text) })).toEqual(['9000_a.sql'])
    expect(await migrate(database.url, more)).toEqual([])
    expect(said).toEqual(['Migrating the database: 9000_a.sql'])
    expect((await client.query('select * from platform.a')).rows).toHaveLength(1)
  })

  test('of several processes wait for each other', async () => {
    const more = also(file('9000_a.sql', 'create table platform.a (x int); select pg_sleep(0.1)'))
    const done = await Promise.all([1, 2, 3].map(() => migrate(database.url, more)))
    expect(done.flat()).toEqual(['9000_a.sql'])
  })

  test('that fail leave nothing and say where', async () => {
    const bad = also(file('9000_a.sql', 'create table platform.a (x int);\n\nselect nonsense;'))
    await expect(migrate(database.url, bad)).rejects.toThrow(
      'The migration 9000_a.sql failed at line 3: column "nonsense" does not exist',
    )
    expect((await client.query(`select to_regclass('platform.a') as a`)).rows[0].a).toBeNull()
  })

  test('that were changed or have gone are refused', async () => {
    await migrate(database.url, also(file('9000_a.sql', 'select 1')))
    await expect(migrate(database.url, also(file('9000_a.sql', 'select 2')))).rejects.toThrow(
      '9000_a.sql was changed',
    )
    await expect(migrate(database.url)).rejects.toThrow('which this program does not know')
  })
})

describe('the doctor', () => {
  test('finds nothing on a database that is as it should be', async () => {
    const wrong = (await doctor(database.url)).filter((finding) => !finding.ok)
    expect(wrong.filter((finding) => !finding.what.startsWith('search'))).toEqual([])
  })

  test('names what is missing and what to do about it', async () => {
    await client.query(
      `delete from platform.migration where name = (select max(name) from platform.migration)`,
    )
    expect(await doctor(database.url, { pool: 5000 })).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ ok: false, what: expect.stringContaining('migrations are not applied') }),
        expect.objectContaining({ ok: false, cure: expect.stringContaining('max_connections = 20020') }),
      ]),
    )
  })

  test('says that there is no server', async () => {
    expect(await doctor('postgresql://nobody@127.0.0.1:1/none')).toEqual([
      expect.objectContaining({ ok: false, what: expect.stringContaining('no connection') }),
    ])
  })
})

import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from './clone-database.ts'

let database: TestDatabase
let owner: pg.Client
beforeAll(async () => {
  database = await createTestDatabase()
  owner = new pg.Client({ connectionString: database.url })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await database.drop()
})

/** No tenant's: the list of tenants itself, and which migrations have run. */
const shared = ['tenancy.tenant', 'platform.migration']
const ours = `c.relnamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace, 'graphile_worker'::regnamespace)
  and n.nspname not like 'pg_%'`

const names = async (sql: string, values: unknown[] = []): Promise<string[]> =>
  (await owner.query({ text: sql, values, rowMode: 'array' })).rows.map((row) =>
    row.filter(Boolean).join(' '),
  )

const tables = `pg_class c join pg_namespace n on n.oid = c.relnamespace and c.relkind in ('r', 'p') and ${ours}`
const table = `n.nspname || '.' || c.relname`
const ofTenants = `${table} <> all ($1)`

describe('every table of a tenant', () => {
  test('has row-level security, not forced, with its policy', async () => {
    expect(
      await names(
        `select ${table} from ${tables} where ${ofTenants}
      and (not c.relrowsecurity or c.relforcerowsecurity or not exists (
        select from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant'
          and pg_get_expr(p.polqual, c.oid) like '%app.tenant%' and pg_get_expr(p.polwithcheck, c.oid) like '%app.tenant%'))`,
        [shared],
      ),
    ).toEqual([])
  })

  test('shows the dispatcher no more than what waits', async () => {
    expect(
      await names(
        `select ${table} from ${tables} join pg_policy p on p.polrelid = c.oid and p.polname <> 'tenant' and p.polpermissive order by 1`,
      ),
    ).toEqual(['platform.mail', 'platform.outbox'])
    expect(
      await names(`select string_agg(a.attname, ' ' order by a.attname) from pg_attribute a
      where a.attrelid = 'platform.mail'::regclass and a.attnum > 0 and has_column_privilege('dispatcher', a.attrelid, a.attnum, 'select')`),
    ).toEqual(['leased_until next_at status tenant_id'])
  })

  test('says how long its rows are kept', async () => {
    expect(
      await names(`select ${table} from ${tables} where ${table} <> 'platform.migration'
      and coalesce(obj_description(c.oid), '') !~ '^retention=(reference|case|person|draft|session|transport|history)$'`),
    ).toEqual([])
  })

  test('begins its keys with the tenant: primary, unique, foreign', async () => {
    expect(
      await names(
        `select ${table}, k.conname from ${tables}
      join pg_constraint k on k.conrelid = c.oid and k.contype in ('p', 'u', 'x', 'f')
      join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
      where ${ofTenants} and a.attname <> 'tenant_id'`,
        [shared],
      ),
    ).toEqual([])
    expect(
      await names(
        `select ${table} from ${tables} where ${ofTenants}
      and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'p')`,
        [shared],
      ),
    ).toEqual([])
  })

  test('begins its b-tree indexes with the tenant', async () => {
    expect(
      await names(
        `select i.indexrelid::regclass::text from ${tables} join pg_index i on i.indrelid = c.oid
      join pg_class x on x.oid = i.indexrelid join pg_am m on m.oid = x.relam and m.amname = 'btree'
      join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
      where ${ofTenants} and a.attname <> 'tenant_id'`,
        [shared],
      ),
    ).toEqual([])
  })

  test('belongs to the owner', async () => {
    expect(
      await names(`select ${table} from ${tables} where pg_get_userbyid(c.relowner) <> current_user`),
    ).toEqual([])
  })
})

describe('what would not survive being distributed is absent', () => {
  test('triggers', async () => {
    expect(
      await names(
        `select t.tgname from pg_trigger t join ${tables} on c.oid = t.tgrelid where not t.tgisinternal`,
      ),
    ).toEqual([])
  })

  test('foreign keys that write on their own', async () => {
    expect(
      await names(`select k.conname from pg_constraint k join ${tables} on c.oid = k.conrelid
      where k.contype = 'f' and (k.confdeltype not in ('a', 'r') or k.confupdtype not in ('a', 'r'))`),
    ).toEqual([])
  })

  test('functions that run as somebody else', async () => {
    expect(
      await names(`select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname in (select distinct n.nspname from ${tables}) and p.prosecdef`),
    ).toEqual([])
  })

  test('names of constraints beyond 50 characters, to which a shard’s number may be added', async () => {
    // PostgreSQL itself names the checks of columns; they are never told apart by the program.
    expect(
      await names(`select k.conname from pg_constraint k join ${tables} on c.oid = k.conrelid
      where length(k.conname) > 50 and k.contype in ('p', 'u', 'f', 'x')`),
    ).toEqual([])
  })

  test('identity columns and sequences', async () => {
    expect(
      await names(`select ${table.replaceAll('c.relname', 'c.relname')} from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'S' and ${ours}`),
    ).toEqual([])
  })
})

describe('the role app', () => {
  const may = async (name: string): Promise<string[]> =>
    await names(
      `select r from unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) r
      where has_table_privilege('app', $1, r)`,
      [name],
    )

  test('forgets readings of the last eleven months on no account', async () => {
    expect(await may('audit.reading')).toEqual(['select', 'insert', 'delete'])
    expect(
      await names(
        `select p.polname, p.polcmd::text, p.polpermissive::text, pg_get_expr(p.polqual, p.polrelid) from pg_policy p
      where p.polrelid = 'audit.reading'::regclass and p.polname <> 'tenant'`,
      ),
    ).toEqual([`kept d false (at < (now() - '11 mons'::interval))`])
  })

  test.each(['platform.event', 'tenancy.setting', 'tenancy.text', 'tenancy.secret'])(
    'only adds to %s',
    async (name) => {
      expect(await may(name)).toEqual(['select', 'insert'])
    },
  )

  test('only reads the list of tenants', async () => {
    expect(await may('tenancy.tenant')).toEqual(['select'])
  })

  test('may neither empty nor change any table, nor make one', async () => {
    expect(
      await names(`select ${table} from ${tables}, unnest(array['truncate', 'references', 'trigger']) r
      where has_table_privilege('app', c.oid, r) or has_table_privilege('dispatcher', c.oid, r)`),
    ).toEqual([])
    expect(
      await names(`select n.nspname from pg_namespace n where n.nspname in (select distinct n.nspname from ${tables})
      and (has_schema_privilege('app', n.oid, 'create') or has_schema_privilege('dispatcher', n.oid, 'create'))`),
    ).toEqual([])
  })
})

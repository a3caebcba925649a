import { expect, test } from 'vitest'
import { migrationFiles } from '#platform/db/migrate.ts'
import { isTest, sources } from './source.ts'
import { builtStatements, rawStatements, type Statement } from './statements.ts'

const created = migrationFiles().flatMap(({ sql }) => [
  ...sql.matchAll(/^create table "?(\w+)"?\."?(\w+)"?/gm),
])
const tables = new Set(created.map((m) => `${m[1]}.${m[2]}`))

/** Read across tenants on purpose (spec: nothing but host names and who has something in an outbox). */
const acrossTenants = ['tenancy.tenant']
const allowed: Record<string, string> = {
  'src/platform/events/outbox.ts': 'the dispatcher asks which tenants have something in their outbox',
}

const program = sources('src').filter((file) => !isTest(file))
const statements = program
  .flatMap((file) => [...rawStatements(file, tables), ...builtStatements(file, tables)])
  .map((s): Statement => ({ ...s, tables: s.tables.filter((t) => !acrossTenants.includes(t)) }))

test('statements are found at all', () => {
  expect(tables.size).toBeGreaterThan(30)
  expect(new Set(statements.flatMap((s) => s.tables)).size).toBeGreaterThan(25)
})

test('every reference to a table names its tenant', () => {
  const careless = statements.filter(
    (s) => s.tenants < s.tables.length && !(s.path in allowed && /select distinct tenant_id/.test(s.text)),
  )
  expect(careless.map((s) => `${s.path}:${s.line}: ${s.tables.join(', ')}`)).toEqual([])
})

test('ids come from the program, times from the clock, never from the server', () => {
  const asked = statements.filter((s) =>
    /\b(now\(\)|current_timestamp|clock_timestamp|gen_random_uuid|uuidv7)/i.test(s.text),
  )
  expect(asked.map((s) => `${s.path}:${s.line}`)).toEqual([])
})

test('no statement changes several tables at once', () => {
  const verbs = /\b(insert\s+into|update|delete\s+from)\s+"?\w+"?\."?\w+/gi
  const many = statements.filter((s) => /^\W*with\b/i.test(s.text) && (s.text.match(verbs) ?? []).length > 1)
  expect(many.map((s) => `${s.path}:${s.line}`)).toEqual([])
})

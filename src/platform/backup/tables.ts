import type pg from 'pg'
import { quoteName } from '../db/roles.ts'

/** A table of tenants, as the catalogue has it. */
export interface Table {
  /** `schema.table`. */
  name: string
  /** Quoted, for statements. */
  sql: string
  columns: string[]
  /** The columns of its primary key. */
  key: string[]
  /** Columns that no snapshot holds: keys whose loss is erasure. */
  kept: string[]
  /** Columns that name blobs. */
  blobs: string[]
}

// Found by the policy that every table of a tenant has. What sessions are made of is left out: after a restore
// everybody signs in again, and nothing that was ended meanwhile comes back to life.
const statement = `select n.nspname as schema, c.relname as name,
    array_agg(a.attname::text order by a.attnum) as columns,
    array_agg(a.attname::text order by a.attnum) filter
      (where col_description(c.oid, a.attnum) = 'backup=keys') as kept,
    array_agg(a.attname::text order by a.attnum) filter
      (where a.attname ~ '(^|_)blob$' and a.atttypid = 'text'::regtype) as blobs,
    (select array_agg(ka.attname::text) from pg_constraint k, unnest(k.conkey) with ordinality as u (num, at)
      join pg_attribute ka on ka.attnum = u.num
      where k.conrelid = c.oid and k.contype = 'p' and ka.attrelid = c.oid) as key,
    (select array_agg(distinct f.confrelid::regclass::text) from pg_constraint f
      where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as above,
    c.oid::regclass::text as regclass
  from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  where p.polname = 'tenant' and coalesce(obj_description(c.oid), '') <> 'retention=session'
  group by n.nspname, c.relname, c.oid order by 1, 2`

/** All of them, each after those it points to. */
export async function tenantTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query(statement)
  const sorted: Table[] = []
  const waiting = new Map(rows.map((row) => [row.regclass as string, row]))
  while (waiting.size > 0) {
    const free = [...waiting].filter(([, row]) => !(row.above ?? []).some((t: string) => waiting.has(t)))
    if (free.length === 0) throw new Error(`tables point to each other in a circle: ${[...waiting.keys()]}`)
    for (const [regclass, row] of free) {
      waiting.delete(regclass)
      sorted.push({
        name: `${row.schema}.${row.name}`,
        sql: `${quoteName(row.schema)}.${quoteName(row.name)}`,
        columns: row.columns,
        key: row.key,
        kept: row.kept ?? [],
        blobs: row.blobs ?? [],
      })
    }
  }
  return sorted
}

export const columnList = (columns: readonly string[]): string => columns.map(quoteName).join(', ')

/** The rows of one tenant as COPY gives them, without what stands beside the snapshots. */
export const copyOut = (table: Table, tenantId: string): string =>
  `copy (select ${table.columns
    .map((column) => (table.kept.includes(column) ? `null as ${quoteName(column)}` : quoteName(column)))
    .join(', ')} from ${table.sql} where tenant_id = '${tenantId}') to stdout`

import { access, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { Uuid } from '../ids.ts'
import type { MasterKey } from '../secret.ts'
import { linesOf, readPart, writePart } from './part.ts'
import type { Repository } from './repository.ts'
import { columnList, type Table } from './tables.ts'

/** Something that was erased: the event that says so. */
export interface Erasure {
  id: Uuid
  stream: Uuid
  type: string
  // biome-ignore lint/suspicious/noExplicitAny: payloads are ids, codes and digests; readers know the type
  payload: Record<string, any>
  at: string
}

const keysFile = (tenantId: Uuid, table: Table): string => `${tenantId}.${table.name}`

/** The keys of each table that has some, of what is in use now, in place of those that were there before. */
export async function writeKeys(
  master: MasterKey,
  { keys }: Repository,
  client: pg.Client,
  tables: readonly Table[],
  tenantId: Uuid,
): Promise<void> {
  await mkdir(keys, { recursive: true, mode: 0o700 })
  for (const table of tables.filter((t) => t.kept.length > 0)) {
    const columns = columnList([...table.key, ...table.kept])
    const inUse = table.kept.map((column) => `"${column}" is not null`).join(' or ')
    const rows = `select ${columns} from ${table.sql} where tenant_id = '${tenantId}' and (${inUse})`
    const name = keysFile(tenantId, table)
    await writePart(master, keys, name, name, client.query(copyTo(`copy (${rows}) to stdout`)))
  }
}

/** The keys of a table, for COPY; null where the backup has none. */
export async function readKeys(
  master: MasterKey,
  { keys }: Repository,
  tenantId: Uuid,
  table: Table,
): Promise<Readable | null> {
  const name = keysFile(tenantId, table)
  return (await isThere(join(keys, name))) ? readPart(master, keys, name, name) : null
}

/**
 * Writes what was erased up to now. What an earlier backup knew and the database does not (it was itself restored from
 * an older one) stays.
 */
export async function writeErasures(
  master: MasterKey,
  repository: Repository,
  client: pg.Client,
  tenantId: Uuid,
  types: readonly string[],
): Promise<void> {
  const { rows } = await client.query<Erasure & { at: Date }>(
    `select id, stream, type, payload, at from platform.event where tenant_id = $1 and type = any ($2)`,
    [tenantId, [...types]],
  )
  const known = await readErasures(master, repository, tenantId)
  const now = rows.map((row): Erasure => ({ ...row, at: new Date(row.at).toISOString() }))
  const all = [...new Map([...known, ...now].map((e) => [e.id, e])).values()]
  all.sort((a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id))
  const lines = Readable.from(all.map((erasure) => Buffer.from(`${JSON.stringify(erasure)}\n`)))
  await writePart(master, repository.erasures, tenantId, `erasures ${tenantId}`, lines)
}

/** What was erased, in order. */
export async function readErasures(
  master: MasterKey,
  { erasures }: Repository,
  tenantId: Uuid,
): Promise<Erasure[]> {
  if (!(await isThere(join(erasures, tenantId)))) return []
  const found: Erasure[] = []
  const input = await readPart(master, erasures, tenantId, `erasures ${tenantId}`)
  for await (const line of linesOf(input)) found.push(JSON.parse(line) as Erasure)
  return found
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

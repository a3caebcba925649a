import { parse } from 'csv-parse/sync'
import { sql } from 'kysely'
import type { DB } from '../../db/types.ts'
import type { Ctx } from './context/context.ts'
import { changeReference } from './context/memory.ts'
import type { T } from './i18n.ts'

/** What stands wrong where, in words for a person. Line 1 is the file's first. */
export interface ImportError {
  line: number
  column?: string
  message: string
}

export interface ImportResult {
  added: number
  changed: number
  unchanged: number
  /** With any error in here, nothing was written. */
  errors: ImportError[]
}

export interface ImportOptions {
  /** Says what would happen and changes nothing. */
  dryRun?: boolean
  /** Makes categories and units that a file names and the town does not have. */
  createMissing?: boolean
}

/** Collects what is wrong, so that a person repairs a file once and not error by error. */
export class Complaints {
  readonly list: ImportError[] = []
  readonly #t: T

  constructor(t: T) {
    this.#t = t
  }

  /** `code` names a text `import.<code>`. */
  add(line: number, code: string, params: Record<string, unknown> = {}, column?: string): void {
    // Beyond a hundred they are all the same one.
    if (this.list.length >= 100) return
    this.list.push({ line, ...(column && { column }), message: this.#t(`import.${code}`, params) })
  }

  get any(): boolean {
    return this.list.length > 0
  }
}

export interface Column {
  /** Names by which the column may go in the first line; compared without regard to case. */
  names: readonly [string, ...string[]]
  required?: boolean
}

export interface CsvRow<K extends string> {
  line: number
  values: Record<K, string>
}

/** Reads a CSV file with its column names in the first line; semicolon, comma or tab, with or without BOM. */
export function readCsv<K extends string>(
  text: string,
  columns: Record<K, Column>,
  complaints: Complaints,
): CsvRow<K>[] {
  const records = recordsOf(text, complaints)
  const [head, ...body] = records
  if (!head) {
    if (!complaints.any) complaints.add(1, 'empty')
    return []
  }
  const keys = Object.keys(columns) as K[]
  const names = head.cells.map((cell) => cell.trim().toLowerCase())
  const at = new Map(keys.map((key) => [key, names.findIndex((name) => columns[key].names.includes(name))]))
  for (const key of keys) {
    if (columns[key].required && at.get(key) === -1) {
      complaints.add(head.line, 'no_column', { column: columns[key].names[0] }, columns[key].names[0])
    }
  }
  if (complaints.any) return []
  return body.map(({ line, cells }) => {
    if (cells.length > head.cells.length) {
      complaints.add(line, 'too_many_cells', { expected: head.cells.length, found: cells.length })
    }
    const values = {} as Record<K, string>
    for (const key of keys) {
      values[key] = (cells[at.get(key)!] ?? '').trim().normalize('NFC')
      if (columns[key].required && values[key] === '') {
        complaints.add(line, 'empty_cell', {}, columns[key].names[0])
      }
    }
    return { line, values }
  })
}

function recordsOf(text: string, complaints: Complaints): { line: number; cells: string[] }[] {
  const first = text.slice(0, text.search(/[\r\n]|$/))
  const count = (sign: string): number => first.split(sign).length
  const delimiter = [';', ',', '\t'].sort((a, b) => count(b) - count(a))[0]!
  try {
    const parsed = parse(text, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
    }) as unknown as { info: { lines: number }; record: string[] }[]
    return parsed.map(({ info, record }) => ({
      // A record ends at `lines`; quoted line breaks in its cells say where it began.
      line: info.lines - record.reduce((n, cell) => n + cell.split('\n').length - 1, 0),
      cells: record,
    }))
  } catch (error) {
    complaints.add((error as { lines?: number }).lines ?? 1, 'not_csv')
    return []
  }
}

type Row = Record<string, unknown> & { id: string }

/**
 * Compares incoming rows with those that stand there (by id) and writes the difference in two statements,
 * whatever their number. `types` names the columns and their PostgreSQL types; `same` compares two rows.
 */
export async function writeImport<R extends Row>(
  ctx: Ctx,
  table: keyof DB,
  types: Record<string, string>,
  incoming: readonly R[],
  existing: ReadonlyMap<string, R>,
  complaints: Complaints,
  { dryRun = false }: ImportOptions,
): Promise<ImportResult> {
  const columns = Object.keys(types)
  const plain = (row: R) => JSON.stringify(columns.map((column) => row[column] ?? null))
  const added = incoming.filter((row) => !existing.has(row.id))
  const changed = incoming.filter(
    (row) => existing.has(row.id) && plain(row) !== plain(existing.get(row.id)!),
  )
  const result: ImportResult = {
    added: added.length,
    changed: changed.length,
    unchanged: incoming.length - added.length - changed.length,
    errors: complaints.list,
  }
  if (complaints.any) return { ...result, added: 0, changed: 0, unchanged: 0 }
  if (dryRun || added.length + changed.length === 0) return result

  const all = ['id', ...columns]
  const names = sql.join(all.map((column) => sql.ref(column)))
  const lists = (rows: readonly R[]) =>
    sql.join(
      all.map((column) => {
        const type = sql.raw(column === 'id' ? 'uuid' : types[column]!)
        return sql`${rows.map((row) => written(row[column]))}::${type}[]`
      }),
    )
  if (added.length > 0) {
    await sql`insert into ${sql.table(table)} (tenant_id, ${names})
      select ${ctx.tenant.id}::uuid, n.* from unnest(${lists(added)}) n returning id`.execute(ctx.db)
  }
  if (changed.length > 0) {
    const set = sql.join(columns.map((column) => sql`${sql.ref(column)} = n.${sql.ref(column)}`))
    await sql`update ${sql.table(table)} t set ${set} from unnest(${lists(changed)}) n (${names})
      where t.tenant_id = ${ctx.tenant.id} and t.id = n.id`.execute(ctx.db)
  }
  await changeReference(ctx)
  return result
}

const written = (value: unknown): unknown =>
  value === undefined || value === null ? null : typeof value === 'object' ? JSON.stringify(value) : value

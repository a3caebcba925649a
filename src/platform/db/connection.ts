import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import pg from 'pg'
import type { DB } from '../../../db/types.ts'
import { Batch, type Statement } from './batch.ts'

export type Db = Kysely<DB>

// Money and counts arrive as numbers; bigint columns here stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
// Days stay days: a Date would drag a time zone in.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

/**
 * Connections run in pipeline mode: a statement is sent without waiting for the answers to those before it.
 * They start in the role app, so that even a statement outside of any transaction is under row-level security.
 */
export function createPool(url: string, { max = 10, role = 'app' as 'app' | 'dispatcher' } = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    options: `-c role=${role}`,
    pipeline: true,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    application_name: 'stadtdraht',
  } as pg.PoolConfig)
  // A connection that breaks is replaced by the pool; whoever holds it hears of it from their next query, and between
  // two queries nobody listens, which would end the program.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

// Statements are prepared once a connection, by their text; texts that vary without end are not.
const names = new Map<string, string>()
function statementName(text: string): string | undefined {
  const known = names.get(text)
  if (known) return known
  if (names.size >= 1000) return undefined
  const name = `s${names.size}`
  names.set(text, name)
  return name
}

/** One statement on one connection, prepared under a name of its own. */
export function query(client: pg.ClientBase, text: string, values: readonly unknown[] = []) {
  return client.query({ text, values: values as unknown[], name: statementName(text) })
}

const prepared = (text: string, values: readonly unknown[]): Statement => ({
  text,
  values,
  name: statementName(text),
})

/**
 * What a transaction says on its connection, in order. Statements whose answers nobody waits for are kept and go out
 * together: with the next one that is waited for, or with the commit.
 */
export class Line {
  readonly #client: pg.PoolClient
  #kept: Statement[] = []
  #failed: Error | null = null

  constructor(client: pg.PoolClient) {
    this.#client = client
  }

  /** The first failure of what was sent; whatever else went wrong did so because of it. */
  get failed(): Error | null {
    return this.#failed
  }

  begin(): void {
    this.#kept = []
    this.#failed = null
  }

  send(text: string, values: readonly unknown[]): void {
    this.#kept.push(prepared(text, values))
  }

  /** Sends what was kept, and these, as one batch. */
  async flush(...last: readonly [text: string, values: readonly unknown[]][]): Promise<Batch> {
    const statements = [...this.#kept, ...last.map(([text, values]) => prepared(text, values))]
    this.#kept = []
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const batch = new Batch(statements, (error) => (error ? reject(error) : resolve()))
    this.#client.query(batch as unknown as pg.Submittable)
    try {
      await promise
    } catch (error) {
      this.#failed ??= error as Error
      throw error
    }
    return batch
  }

  query(text: string, values: readonly unknown[]): Promise<pg.QueryResult> {
    // Answers come in the order of questions, so a failure of these is known before the answer to that.
    if (this.#kept.length > 0) this.flush().catch(() => {})
    return query(this.#client, text, values)
  }
}

const lines = new WeakMap<pg.PoolClient, Line>()

export function lineOf(client: pg.PoolClient): Line {
  const known = lines.get(client)
  if (known) return known
  const line = new Line(client)
  lines.set(client, line)
  return line
}

class Connection implements DatabaseConnection {
  readonly #line: Line
  constructor(line: Line) {
    this.#line = line
  }
  async executeQuery<R>(compiled: CompiledQuery): Promise<QueryResult<R>> {
    const result = await this.#line.query(compiled.sql, compiled.parameters)
    return { rows: result.rows as R[], numAffectedRows: BigInt(result.rowCount ?? 0) }
  }
  // biome-ignore lint/correctness/useYield: streaming is not offered in pipeline mode
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('no streaming on a pipelined connection')
  }
}

const bound = new WeakMap<pg.PoolClient, Db>()

/** The typed query builder on exactly this connection; transactions are opened by `inTx` alone. */
export function kyselyOn(client: pg.PoolClient): Db {
  const known = bound.get(client)
  if (known) return known
  const connection = new Connection(lineOf(client))
  const dialect: Dialect = {
    createAdapter: () => new PostgresAdapter(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createDriver: () => ({
      init: async () => {},
      acquireConnection: async () => connection,
      releaseConnection: async () => {},
      beginTransaction: refuse,
      commitTransaction: refuse,
      rollbackTransaction: refuse,
      destroy: async () => {},
    }),
  }
  const db = new Kysely<DB>({ dialect })
  bound.set(client, db)
  return db
}

async function refuse(): Promise<never> {
  throw new Error('a transaction is already open: see inTx')
}

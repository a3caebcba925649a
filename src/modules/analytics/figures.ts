import { sql } from 'kysely'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { type Fact, type FactChange, factColumns } from './facts.ts'
import { findRepeats } from './repeats.ts'
import { addFact, addSums, countKeys, NONE, noSums, numberKeys, type Sums } from './sums.ts'
import { changeTrend, renewTrend } from './trend-counting.ts'

type Dim = 'all' | 'type' | 'area' | 'unit'

/** The figures of one month and one value of a dimension. */
interface FigureRow {
  public: boolean
  month: string
  dim: Dim
  value: string
  sums: Sums
}

/** The figures of one month, category, district and unit together. */
interface CellRow {
  public: boolean
  month: string
  type: string
  area_id: Uuid
  unit_id: Uuid
  sums: Sums
}

/** What some facts, added or taken away, make of figures and cells. */
class Gathered {
  readonly figures = new Map<string, FigureRow>()
  readonly cells = new Map<string, CellRow>()

  add(f: Fact, sign: 1 | -1): void {
    // The town's own people see all of it; everybody what is public.
    for (const open of f.public ? [true, false] : [false]) {
      this.#figure(f, open, 'all', '', sign)
      this.#figure(f, open, 'type', f.type, sign)
      this.#figure(f, open, 'area', f.area_id ?? '', sign)
      this.#figure(f, open, 'unit', f.unit_id ?? '', sign)
      const [area_id, unit_id] = [f.area_id ?? NONE, f.unit_id ?? NONE]
      const key = `${open} ${f.month} ${f.type} ${area_id} ${unit_id}`
      let cell = this.cells.get(key)
      if (!cell) {
        cell = { public: open, month: f.month, type: f.type, area_id, unit_id, sums: noSums() }
        this.cells.set(key, cell)
      }
      addFact(cell.sums, f, sign)
    }
  }

  #figure(f: Fact, open: boolean, dim: Dim, value: string, sign: 1 | -1): void {
    const key = `${open} ${dim} ${f.month} ${value}`
    let row = this.figures.get(key)
    if (!row) {
      row = { public: open, month: f.month, dim, value, sums: noSums() }
      this.figures.set(key, row)
    }
    addFact(row.sums, f, sign)
  }
}

/**
 * Adds to the figures what has changed and takes away what stood there before. The fact that stood before says what that
 * is, so nothing is counted twice, however often the worker comes; the caller holds the town's lock.
 */
export async function changeFigures(ctx: Ctx, changes: readonly FactChange[]): Promise<void> {
  const real = changes.filter(({ was, is }) => JSON.stringify(was) !== JSON.stringify(is))
  if (real.length === 0) return
  const gathered = new Gathered()
  for (const { was, is } of real) {
    if (was) gathered.add(was, -1)
    if (is) gathered.add(is, 1)
  }
  await addKnown(ctx, gathered)
  await store(ctx, gathered)
  await changeTrend(ctx, real)
}

/**
 * Makes the figures of a month again, whole, from its facts: what was written past the program is mended. The first
 * time it looks for repeats, of which the facts know nothing yet.
 */
export async function renewMonth(ctx: Ctx, month: string, { first = false } = {}): Promise<void> {
  const tenant = ctx.tenant.id
  if (first) await findRepeats(ctx, sql`f.month = ${month}::date`)
  const { rows } = await sql<Fact>`
    select ${factColumns} from analytics.fact f where f.tenant_id = ${tenant} and f.month = ${month}::date`.execute(
    ctx.db,
  )
  const gathered = new Gathered()
  for (const fact of rows) gathered.add(fact, 1)
  ctx.send('delete from analytics.figure where tenant_id = $1 and month = $2::date', [tenant, month])
  ctx.send('delete from analytics.cell where tenant_id = $1 and month = $2::date', [tenant, month])
  await store(ctx, gathered)
  await renewTrend(ctx, month, rows)
}

type Stored = Sums & { at: number }
const columns = sql.join([...numberKeys, ...countKeys].map((name) => sql.ref(`g.${name}`)))

/** Adds what is known already to what has changed. */
async function addKnown(ctx: Ctx, { figures, cells }: Gathered): Promise<void> {
  const tenant = ctx.tenant.id
  const [some, others] = [[...figures.values()], [...cells.values()]]
  const [a, b] = await Promise.all([
    sql<Stored>`
      select k.at::int as at, ${columns}
      from unnest(${of(some, 'public')}::boolean[], ${of(some, 'dim')}::text[], ${of(some, 'month')}::date[],
        ${of(some, 'value')}::text[]) with ordinality k (public, dim, month, value, at)
      join analytics.figure g on g.tenant_id = ${tenant} and g.public = k.public and g.dim = k.dim
        and g.month = k.month and g.value = k.value`.execute(ctx.db),
    sql<Stored>`
      select k.at::int as at, ${columns}
      from unnest(${of(others, 'public')}::boolean[], ${of(others, 'month')}::date[], ${of(others, 'type')}::text[],
        ${of(others, 'area_id')}::uuid[], ${of(others, 'unit_id')}::uuid[])
        with ordinality k (public, month, type, area_id, unit_id, at)
      join analytics.cell g on g.tenant_id = ${tenant} and g.public = k.public and g.month = k.month
        and g.type = k.type and g.area_id = k.area_id and g.unit_id = k.unit_id`.execute(ctx.db),
  ])
  for (const { at, ...known } of a.rows) addSums(some[at - 1]!.sums, known)
  for (const { at, ...known } of b.rows) addSums(others[at - 1]!.sums, known)
}

const of = <T, K extends keyof T>(rows: readonly T[], key: K): T[K][] => rows.map((row) => row[key])

const names = [...numberKeys, ...countKeys]
const setters = sql.join(names.map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`))
const list = sql.join(names.map((name) => sql.ref(name)))
const values = (rows: readonly { sums: Sums }[]) =>
  sql.join([
    ...numberKeys.map((key) => sql`${rows.map((r) => r.sums[key])}::int[]`),
    ...countKeys.map((key) => sql`${rows.map((r) => JSON.stringify(r.sums[key]))}::jsonb[]`),
  ])

/** Rows in one statement. */
const AT_ONCE = 2000

async function store(ctx: Ctx, { figures, cells }: Gathered): Promise<void> {
  const tenant = ctx.tenant.id
  for (const rows of batches([...figures.values()]))
    await sql`
      insert into analytics.figure (tenant_id, public, dim, month, value, ${list})
      select ${tenant}::uuid, k.* from unnest(${of(rows, 'public')}::boolean[], ${of(rows, 'dim')}::text[],
        ${of(rows, 'month')}::date[], ${of(rows, 'value')}::text[], ${values(rows)}) k
      on conflict (tenant_id, public, dim, month, value) do update set ${setters} returning 1`.execute(ctx.db)
  for (const rows of batches([...cells.values()]))
    await sql`
      insert into analytics.cell (tenant_id, public, month, type, area_id, unit_id, ${list})
      select ${tenant}::uuid, k.* from unnest(${of(rows, 'public')}::boolean[], ${of(rows, 'month')}::date[],
        ${of(rows, 'type')}::text[], ${of(rows, 'area_id')}::uuid[], ${of(rows, 'unit_id')}::uuid[], ${values(rows)}) k
      on conflict (tenant_id, public, month, type, area_id, unit_id) do update set ${setters} returning 1`.execute(
      ctx.db,
    )
  if ([...figures.values()].some((row) => row.sums.received === 0))
    ctx.send('delete from analytics.figure where tenant_id = $1 and received = 0', [tenant])
  if ([...cells.values()].some((row) => row.sums.received === 0))
    ctx.send('delete from analytics.cell where tenant_id = $1 and received = 0', [tenant])
}

function* batches<T>(rows: readonly T[]): Generator<T[]> {
  for (let from = 0; from < rows.length; from += AT_ONCE) yield rows.slice(from, from + AT_ONCE)
}

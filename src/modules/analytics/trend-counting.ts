import { sql } from 'kysely'
import { shiftAt } from '#modules/reports/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Fact, FactChange } from './facts.ts'
import { NONE } from './sums.ts'

/** For a whole town, and for a part of it: cells of 64 pixels at these zooms. */
export const levels = [12, 14] as const

interface Cell {
  level: number
  type: string
  month: string
  x: number
  y: number
  status: string
  area_id: string
  n: number
}

class Cells {
  readonly all = new Map<string, Cell>()

  /** Only what is public has a place on this map. */
  add(f: Fact, sign: 1 | -1): void {
    if (!f.public || f.x === null || f.y === null) return
    for (const level of levels)
      for (const type of [f.type, '']) {
        const [x, y] = [f.x >> shiftAt(level), f.y >> shiftAt(level)]
        const key = `${level} ${type} ${f.month} ${x} ${y} ${f.status} ${f.area_id}`
        const cell = this.all.get(key)
        if (cell) cell.n += sign
        else
          this.all.set(key, {
            level,
            type,
            month: f.month,
            x,
            y,
            status: f.status,
            area_id: f.area_id ?? NONE,
            n: sign,
          })
      }
  }
}

export async function changeTrend(ctx: Ctx, changes: readonly FactChange[]): Promise<void> {
  const cells = new Cells()
  for (const { was, is } of changes) {
    if (was) cells.add(was, -1)
    if (is) cells.add(is, 1)
  }
  const rows = [...cells.all.values()].filter((cell) => cell.n !== 0)
  await add(ctx, rows)
  if (rows.some((cell) => cell.n < 0))
    for (const level of levels)
      ctx.send(
        `delete from analytics.trend where tenant_id = $1 and level = $2 and type = any ($3::text[])
           and month = any ($4::date[]) and n <= 0`,
        [ctx.tenant.id, level, [...new Set(of(rows, 'type'))], [...new Set(of(rows, 'month'))]],
      )
}

export async function renewTrend(ctx: Ctx, month: string, facts: readonly Fact[]): Promise<void> {
  const cells = new Cells()
  for (const fact of facts) cells.add(fact, 1)
  for (const level of levels)
    ctx.send(`delete from analytics.trend where tenant_id = $1 and level = $2 and month = $3::date`, [
      ctx.tenant.id,
      level,
      month,
    ])
  await add(ctx, [...cells.all.values()])
}

const of = <T, K extends keyof T>(rows: readonly T[], key: K): T[K][] => rows.map((row) => row[key])
const AT_ONCE = 10_000

async function add(ctx: Ctx, all: readonly Cell[]): Promise<void> {
  for (let from = 0; from < all.length; from += AT_ONCE) {
    const rows = all.slice(from, from + AT_ONCE)
    await sql`
      insert into analytics.trend as r (tenant_id, level, type, month, x, y, status, area_id, n)
      select ${ctx.tenant.id}::uuid, k.* from unnest(${of(rows, 'level')}::smallint[], ${of(rows, 'type')}::text[],
        ${of(rows, 'month')}::date[], ${of(rows, 'x')}::int[], ${of(rows, 'y')}::int[], ${of(rows, 'status')}::text[],
        ${of(rows, 'area_id')}::uuid[], ${of(rows, 'n')}::int[]) k
      on conflict (tenant_id, level, type, month, x, y, status, area_id) do update set n = r.n + excluded.n
      returning 1`.execute(ctx.db)
  }
}

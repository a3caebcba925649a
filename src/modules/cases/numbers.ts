import type { Ctx } from '#platform/context/context.ts'

/**
 * Case numbers count up per year. Taking each from one row would make all intake of a town wait in line for that
 * row's commit, so a process reserves a block beforehand, larger the faster it was used up. What a block still held
 * when the process ended is a gap (docs/adr/0004).
 */
interface Block {
  year: number
  next: number
  end: number
  size: number
  reservedAt: number
  refill: Promise<void> | null
}

const blocks = new WeakMap<object, Map<string, Block>>()
const LARGEST = 256

/** The next number, like `2026-4711`; the year is the town's own. */
export async function nextNumber(ctx: Ctx): Promise<string> {
  const year = Temporal.Instant.fromEpochMilliseconds(ctx.now.getTime()).toZonedDateTimeISO(
    ctx.tenant.timeZone,
  ).year
  const mine = blocks.get(ctx.platform) ?? new Map<string, Block>()
  blocks.set(ctx.platform, mine)
  const key = `${ctx.tenant.id}:${year}`
  const block = mine.get(key) ?? { year, next: 0, end: 0, size: 0, reservedAt: 0, refill: null }
  mine.set(key, block)
  while (block.next >= block.end) {
    block.refill ??= reserve(ctx, block).finally(() => {
      block.refill = null
    })
    await block.refill
  }
  return `${year}-${block.next++}`
}

async function reserve(ctx: Ctx, block: Block): Promise<void> {
  const quick = performance.now() - block.reservedAt < 1000
  const size = quick ? Math.min(LARGEST, Math.max(1, block.size * 2)) : 1
  block.next = await reserveNumbers(ctx, block.year, size)
  block.end = block.next + size
  block.size = size
  block.reservedAt = performance.now()
}

/** Sets numbers of a year aside and answers the first of them. */
export async function reserveNumbers(ctx: Ctx, year: number, size: number): Promise<number> {
  // A transaction of its own on a connection set aside for this: whoever waits here holds one of the pool's already.
  const results = (await ctx.platform.sidePool.query(
    `begin; select platform.enter('${ctx.tenant.id}');
     insert into cases.counter (tenant_id, year, next) values ('${ctx.tenant.id}', ${year}, ${1 + size})
       on conflict (tenant_id, year) do update set next = counter.next + ${size} returning next;
     commit`,
  )) as unknown as { rows: { next: number }[] }[]
  return results[2]!.rows[0]!.next - size
}

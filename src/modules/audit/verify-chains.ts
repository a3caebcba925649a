import type pg from 'pg'
import { type ChainedEvent, chainHash } from '#platform/events/chain.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Fault } from './verify.ts'
import { rowsOf } from './verify-rows.ts'

type Row = ChainedEvent & {
  prev: Buffer | null
  hash: Buffer
  /** Its time has parts of a millisecond, which no event of ours has and no hash would show. */
  finer: boolean
  n: number | null
  waiting: boolean
}

// Each event with its number in the feed, or with its place in the outbox while it has none.
const statement = `select e.tenant_id, e.id, e.stream, e.seq, e.type, e.payload, e.actor_kind, e.actor_id, e.actor_for,
    e.at, e.prev, e.hash, date_trunc('milliseconds', e.at) <> e.at as finer, f.n, o.event_id is not null as waiting
  from platform.event e
  left join platform.feed f on f.tenant_id = e.tenant_id and f.event_id = e.id and f.tenant_id = $1
  left join platform.outbox o on o.tenant_id = e.tenant_id and o.event_id = e.id and o.tenant_id = $1
  where e.tenant_id = $1 order by e.stream, e.seq`

/** Every event follows from the one before it in its stream, and stands in the feed or waits for it. */
export async function verifyChains(
  client: pg.ClientBase,
  tenant: Uuid,
  found: (fault: Fault) => void,
  step: (rows: number) => void,
): Promise<void> {
  let stream = ''
  let before: Row | null = null
  let broken = false
  for await (const rows of rowsOf<Row>(client, 'chains', statement, [tenant])) {
    for (const row of rows) {
      if (row.stream !== stream) {
        stream = row.stream
        before = null
        broken = false
      }
      // Behind the first break of a stream nothing can be said about it.
      const fault = broken ? null : breakAt(row, before)
      if (fault) {
        broken = true
        found(fault)
      }
      if (row.n === null && !row.waiting) found({ kind: 'unlisted', ...placeOf(row) })
      before = row
    }
    step(rows.length)
  }
}

function breakAt(row: Row, before: Row | null): Fault | null {
  const expected = (before?.seq ?? 0) + 1
  if (row.seq !== expected) return { kind: 'missing', ...placeOf(row), seq: expected }
  const linked = before ? row.prev?.equals(before.hash) : row.prev === null
  if (!linked) return { kind: 'unlinked', ...placeOf(row) }
  const same = !row.finer && row.hash.equals(chainHash(row, before?.hash ?? null))
  return same ? null : { kind: 'changed', ...placeOf(row) }
}

const placeOf = (row: Row): Omit<Fault, 'kind'> => ({
  ...(row.n !== null && { n: Number(row.n) }),
  stream: row.stream,
  seq: row.seq,
  id: row.id,
  at: row.at.toISOString(),
})

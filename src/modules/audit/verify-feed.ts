import type pg from 'pg'
import type { Uuid } from '#platform/ids.ts'
import { MerkleTree } from './merkle.ts'
import { type Seal, sealHash, toSeal } from './seal.ts'
import type { Fault } from './verify.ts'
import { rowsOf } from './verify-rows.ts'

interface Row {
  n: string | number
  event_id: Uuid
  hash: Buffer | null
}

const statement = `select f.n, f.event_id, e.hash from platform.feed f
  left join platform.event e on e.tenant_id = f.tenant_id and e.id = f.event_id and e.tenant_id = $1
  where f.tenant_id = $1 order by f.n`

/**
 * The feed counts from 1 to its head without gaps and names events that are there; the events of each seal make its
 * root; each seal follows from the one before. Answers how many seals there are.
 */
export async function verifyFeed(
  client: pg.ClientBase,
  tenant: Uuid,
  head: number,
  found: (fault: Fault) => void,
  step: (rows: number) => void,
): Promise<number> {
  const seals = sealsOf(client, tenant, found)
  let seal = await nextSeal(seals)
  let tree = new MerkleTree()
  let count = 0
  const finish = async (upTo: number): Promise<void> => {
    for (; seal && seal.to <= upTo; seal = await nextSeal(seals)) {
      count += 1
      if (tree.root().toString('hex') !== seal.root || tree.size !== seal.to - seal.from + 1)
        found({ kind: 'root', seal: seal.n, from: seal.from, to: seal.to, at: seal.at })
      tree = new MerkleTree()
    }
  }
  let expected = 1
  for await (const rows of rowsOf<Row>(client, 'feed', statement, [tenant])) {
    for (const row of rows) {
      const n = Number(row.n)
      if (n > expected) found({ kind: 'gap', n: expected })
      await finish(n - 1)
      expected = n + 1
      if (!row.hash) found({ kind: 'gone', n, id: row.event_id })
      else if (seal && n >= seal.from) tree.add(row.hash)
    }
    step(rows.length)
  }
  if (expected <= head) found({ kind: 'gap', n: expected })
  await finish(Number.MAX_SAFE_INTEGER)
  return count
}

/** The seals in order; what is wrong with their own chain is said on the way. */
async function* sealsOf(
  client: pg.ClientBase,
  tenant: Uuid,
  found: (fault: Fault) => void,
): AsyncGenerator<Seal> {
  let before: Seal | null = null
  const all = 'select * from audit.seal where tenant_id = $1 order by n'
  for await (const rows of rowsOf<Parameters<typeof toSeal>[0]>(client, 'seals', all, [tenant])) {
    for (const row of rows) {
      const seal = toSeal({ ...row, from_n: Number(row.from_n), to_n: Number(row.to_n) })
      const place = { seal: seal.n, from: seal.from, to: seal.to, at: seal.at }
      if (seal.n !== (before?.n ?? 0) + 1)
        found({ kind: 'seal_missing', seal: (before?.n ?? 0) + 1, to: seal.from - 1 })
      else if (seal.prev !== (before?.hash ?? null) || seal.from !== (before?.to ?? 0) + 1)
        found({ kind: 'seal_unlinked', ...place })
      else if (seal.hash !== sealHash(seal)) found({ kind: 'seal_changed', ...place })
      before = seal
      yield seal
    }
  }
}

const nextSeal = async (seals: AsyncGenerator<Seal>): Promise<Seal | null> => {
  const { value, done } = await seals.next()
  return done ? null : value
}

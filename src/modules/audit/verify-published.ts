import type pg from 'pg'
import type { Uuid } from '#platform/ids.ts'
import { type Seal, sealHash, toSeal } from './seal.ts'
import type { Fault } from './verify.ts'

/** Every published line is a seal that the database still has, as it was. Answers how many lines were compared. */
export async function verifyPublished(
  client: pg.ClientBase,
  tenant: Uuid,
  published: AsyncIterable<Seal> | Iterable<Seal>,
  found: (fault: Fault) => void,
): Promise<number> {
  let compared = 0
  let page: Seal[] = []
  const compare = async (): Promise<void> => {
    const { rows } = await client.query(
      'select * from audit.seal where tenant_id = $1 and n = any ($2::int[])',
      [tenant, page.map((line) => line.n)],
    )
    const kept = new Map(
      rows.map((r) => [r.n as number, toSeal({ ...r, from_n: Number(r.from_n), to_n: Number(r.to_n) })]),
    )
    for (const line of page) {
      const seal = kept.get(line.n)
      const place = { seal: line.n, from: line.from, to: line.to, at: line.at }
      if (!seal) found({ kind: 'seal_missing', ...place })
      else if (seal.hash !== line.hash || sealHash(line) !== line.hash) found({ kind: 'published', ...place })
    }
    compared += page.length
    page = []
  }
  for await (const line of published) {
    if (line.tenant !== tenant) continue
    page.push(line)
    if (page.length === 1000) await compare()
  }
  if (page.length > 0) await compare()
  return compared
}

import { hash } from 'node:crypto'
import type { Ctx } from '#platform/context/context.ts'
import { feedHead } from '#platform/events/feed.ts'
import type { Uuid } from '#platform/ids.ts'
import { MerkleTree } from './merkle.ts'

/** The events number `from` to `to` of a town's feed, sealed. Hashes are hexadecimal, as everybody gets them. */
export interface Seal {
  tenant: Uuid
  n: number
  from: number
  to: number
  root: string
  /** Hash of the seal before; null in the first. */
  prev: string | null
  hash: string
  /** ISO 8601 in UTC with milliseconds, as it went into the hash. */
  at: string
}

/** So many at most go into one seal, so that the proof of a case never needs more leaves than this. */
const MOST = 65_536
const PAGE = 5_000

/** The event about a seal; it goes into the next one, and alone it is no reason for one. */
export const SEALED = 'tenant.sealed'

export const SEAL_FORMAT = 'stadtdraht seal 1'

/** What a seal's hash covers: lines of text, so that `sha256sum` can check it (docs/adr/0021-seals.md). */
export const sealHash = (seal: Omit<Seal, 'hash'>): string =>
  hash(
    'sha256',
    [SEAL_FORMAT, seal.tenant, seal.n, seal.from, seal.to, seal.root, seal.at, seal.prev ?? '-']
      .map((part) => `${part}\n`)
      .join(''),
    'hex',
  )

/**
 * Seals what has happened since the last seal, if anything has and the last one is at least `everyMinutes` old.
 * Answers the new seals, in order. Of two workers that seal at once only one does.
 */
export async function sealNow(ctx: Ctx, { everyMinutes = 0 } = {}): Promise<Seal[]> {
  const mine = await ctx.db
    .selectNoFrom((eb) =>
      eb
        .fn<boolean>('pg_try_advisory_xact_lock', [
          eb.fn('hashtextextended', [eb.val(`seal ${ctx.tenant.id}`), eb.val(0)]),
        ])
        .as('mine'),
    )
    .executeTakeFirstOrThrow()
  if (!mine.mine) return []
  let last = await lastSeal(ctx)
  if (last && ctx.now.getTime() - Date.parse(last.at) < everyMinutes * 60_000) return []
  const head = await feedHead(ctx)
  const made: Seal[] = []
  for (let from = (last?.to ?? 0) + 1; from <= head; from = last!.to + 1) {
    const to = Math.min(head, from + MOST - 1)
    const { root, worth } = await treeOf(ctx, from, to)
    if (!worth) break
    const seal: Omit<Seal, 'hash'> = {
      tenant: ctx.tenant.id,
      n: (last?.n ?? 0) + 1,
      from,
      to,
      root: root.toString('hex'),
      prev: last?.hash ?? null,
      at: ctx.now.toISOString(),
    }
    last = { ...seal, hash: sealHash(seal) }
    made.push(last)
    keep(ctx, last)
    ctx.emit(SEALED, { tenant: ctx.tenant.id, n: last.n, hash: last.hash })
  }
  return made
}

async function treeOf(ctx: Ctx, from: number, to: number): Promise<{ root: Buffer; worth: boolean }> {
  const tree = new MerkleTree()
  let worth = false
  for (let after = from - 1; after < to; ) {
    const rows = await leaves(ctx, after, Math.min(to, after + PAGE))
    if (rows.length === 0) break
    for (const row of rows) tree.add(row.hash)
    worth ||= rows.some((row) => row.type !== SEALED)
    after = rows.at(-1)!.n
  }
  if (tree.size !== to - from + 1) throw new Error(`the feed has a gap between ${from} and ${to}`)
  return { root: tree.root(), worth }
}

/** The hashes of the events after number `after` up to `to`, in the order of the feed. */
export function leaves(ctx: Ctx, after: number, to: number) {
  return ctx.db
    .selectFrom('platform.feed as f')
    .innerJoin('platform.event as e', (join) =>
      join.onRef('e.tenant_id', '=', 'f.tenant_id').onRef('e.id', '=', 'f.event_id'),
    )
    .select(['f.n', 'e.hash', 'e.type'])
    .where('f.tenant_id', '=', ctx.tenant.id)
    .where('e.tenant_id', '=', ctx.tenant.id)
    .where('f.n', '>', after)
    .where('f.n', '<=', to)
    .orderBy('f.n')
    .execute()
}

function keep(ctx: Ctx, seal: Seal): void {
  const bytes = (hex: string | null) => (hex === null ? null : Buffer.from(hex, 'hex'))
  ctx.send(
    `insert into audit.seal (tenant_id, n, from_n, to_n, root, prev, hash, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      seal.tenant,
      seal.n,
      seal.from,
      seal.to,
      bytes(seal.root),
      bytes(seal.prev),
      bytes(seal.hash),
      new Date(seal.at),
    ],
  )
}

interface SealRow {
  tenant_id: string
  n: number
  from_n: number
  to_n: number
  root: Buffer
  prev: Buffer | null
  hash: Buffer
  at: Date
}

export const toSeal = (row: SealRow): Seal => ({
  tenant: row.tenant_id,
  n: row.n,
  from: row.from_n,
  to: row.to_n,
  root: row.root.toString('hex'),
  prev: row.prev?.toString('hex') ?? null,
  hash: row.hash.toString('hex'),
  at: row.at.toISOString(),
})

export async function lastSeal(ctx: Ctx): Promise<Seal | null> {
  return (await newestSeals(ctx, 1))[0] ?? null
}

/** The newest seals, newest first. */
export async function newestSeals(ctx: Ctx, limit: number): Promise<Seal[]> {
  const rows = await ctx.db
    .selectFrom('audit.seal')
    .selectAll()
    .where('tenant_id', '=', ctx.tenant.id)
    .orderBy('n', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toSeal)
}

/** The seals after number `after`, in order. */
export async function sealsAfter(ctx: Ctx, after: number, limit: number): Promise<Seal[]> {
  const rows = await ctx.db
    .selectFrom('audit.seal')
    .selectAll()
    .where('tenant_id', '=', ctx.tenant.id)
    .where('n', '>', after)
    .orderBy('n')
    .limit(limit)
    .execute()
  return rows.map(toSeal)
}

import type { Ctx } from '#platform/context/context.ts'
import type { ChainedEvent } from '#platform/events/chain.ts'
import type { Uuid } from '#platform/ids.ts'
import { inclusionPath } from './merkle.ts'
import { leaves, type Seal, sealsAfter } from './seal.ts'

export const PROOF_FORMAT = 'stadtdraht proof 1'

/** An event as its hash covers it, with its way up to a seal. */
export interface ProvenEvent extends Omit<ChainedEvent, 'tenant_id' | 'at'> {
  at: string
  hash: string
  /** Number in the town's feed; null while it waits for one. */
  n: number | null
  /** The seal that holds it and the hashes beside its way up; null until the next seal. */
  seal: number | null
  path: string[] | null
}

/** All that is needed to check one stream's history without this program's database (docs/adr/0021-seals.md). */
export interface Proof {
  format: typeof PROOF_FORMAT
  tenant: { id: Uuid; name: string; url: string }
  stream: Uuid
  /** What people call it: the case's number. */
  label: string
  madeAt: string
  events: ProvenEvent[]
  /** From the seal of the first event to the newest, without gaps. */
  seals: Seal[]
}

/** The proof of one stream. The caller has made sure that the actor may see it. */
export async function makeProof(ctx: Ctx, stream: Uuid, label: string): Promise<Proof> {
  const events = await eventsOf(ctx, stream)
  const first = Math.min(...events.map((e) => e.n ?? Number.POSITIVE_INFINITY))
  const seals = await sealsFrom(ctx, first)
  const paths = await pathsOf(
    ctx,
    events.flatMap((e) => e.n ?? []),
    seals,
  )
  const { id, name, publicUrl } = ctx.tenant
  return {
    format: PROOF_FORMAT,
    tenant: { id, name, url: publicUrl },
    stream,
    label,
    madeAt: ctx.now.toISOString(),
    events: events.map((e) => ({
      n: e.n,
      id: e.id,
      stream: e.stream,
      seq: e.seq,
      type: e.type,
      payload: e.payload as ChainedEvent['payload'],
      actor_kind: e.actor_kind,
      actor_id: e.actor_id,
      actor_for: e.actor_for,
      at: e.at.toISOString(),
      hash: e.hash.toString('hex'),
      seal: (e.n !== null && paths.get(e.n)?.seal) || null,
      path: (e.n !== null && paths.get(e.n)?.path) || null,
    })),
    seals,
  }
}

function eventsOf(ctx: Ctx, stream: Uuid) {
  return ctx.db
    .selectFrom('platform.event as e')
    .leftJoin('platform.feed as f', (join) =>
      join
        .onRef('f.tenant_id', '=', 'e.tenant_id')
        .onRef('f.event_id', '=', 'e.id')
        .on('f.tenant_id', '=', ctx.tenant.id),
    )
    .select([
      'f.n',
      'e.id',
      'e.stream',
      'e.seq',
      'e.type',
      'e.payload',
      'e.actor_kind',
      'e.actor_id',
      'e.actor_for',
      'e.at',
      'e.hash',
    ])
    .where('e.tenant_id', '=', ctx.tenant.id)
    .where('e.stream', '=', stream)
    .orderBy('e.seq')
    .execute()
}

/** All seals from the one that holds event number `n`. */
async function sealsFrom(ctx: Ctx, n: number): Promise<Seal[]> {
  if (!Number.isFinite(n)) return []
  const holder = await ctx.db
    .selectFrom('audit.seal')
    .select('n')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('to_n', '>=', n)
    .orderBy('to_n')
    .limit(1)
    .executeTakeFirst()
  return holder ? sealsAfter(ctx, holder.n - 1, 1_000_000) : []
}

async function pathsOf(
  ctx: Ctx,
  numbers: readonly number[],
  seals: readonly Seal[],
): Promise<Map<number, { seal: number; path: string[] }>> {
  const paths = new Map<number, { seal: number; path: string[] }>()
  for (const seal of seals) {
    const own = numbers.filter((n) => n >= seal.from && n <= seal.to)
    if (own.length === 0) continue
    const hashes = (await leaves(ctx, seal.from - 1, seal.to)).map((row) => row.hash)
    for (const n of own)
      paths.set(n, {
        seal: seal.n,
        path: inclusionPath(hashes, n - seal.from).map((hash) => hash.toString('hex')),
      })
  }
  return paths
}

import { z } from 'zod'
import { chainHash } from '#platform/events/chain.ts'
import { rootByPath } from './merkle.ts'
import { PROOF_FORMAT, type Proof, type ProvenEvent } from './proof.ts'
import { type Seal, sealHash } from './seal.ts'

const hex = z.string().regex(/^[0-9a-f]{64}$/)
const whole = z.number().int().positive()
const at = z.iso.datetime({ precision: 3 })

const proof = z.object({
  format: z.literal(PROOF_FORMAT),
  tenant: z.object({ id: z.guid(), name: z.string(), url: z.string() }),
  stream: z.guid(),
  label: z.string(),
  madeAt: at,
  events: z.array(
    z.object({
      n: whole.nullable(),
      id: z.guid(),
      stream: z.guid(),
      seq: whole,
      type: z.string(),
      payload: z.record(z.string(), z.unknown()),
      actor_kind: z.string(),
      actor_id: z.guid().nullable(),
      actor_for: z.guid().nullable(),
      at,
      hash: hex,
      seal: whole.nullable(),
      path: z.array(hex).max(64).nullable(),
    }),
  ),
  seals: z.array(
    z.object({
      tenant: z.guid(),
      n: whole,
      from: whole,
      to: whole,
      root: hex,
      prev: hex.nullable(),
      hash: hex,
      at,
    }),
  ),
})

export interface CheckedProof {
  /** Sentences on what does not fit; none when all does. */
  faults: string[]
  /** Events that a seal of the proof holds, and those that no seal held yet. */
  sealed: number
  unsealed: number
  /** How many seals of the proof were found among the published ones. */
  published: number
}

/**
 * Checks a proof without any database. With `published` (what somebody kept of the town's published lines) the newest
 * seal among them must be the very one of the proof: without that, whoever holds the database could have made it all.
 */
export function checkProof(input: unknown, published: readonly Seal[] = []): CheckedProof {
  const parsed = proof.safeParse(input)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return {
      faults: [`This is no proof: ${issue?.path.join('.')} ${issue?.message}.`],
      sealed: 0,
      unsealed: 0,
      published: 0,
    }
  }
  const given: Proof = parsed.data
  const known = given.seals.flatMap((s) => published.find((p) => p.tenant === s.tenant && p.n === s.n) ?? [])
  return {
    faults: [
      ...chainFaults(given),
      ...sealFaults(given),
      ...given.events.flatMap((event) => eventFaults(event, given)),
      ...publishedFaults(given, published, known),
    ],
    sealed: given.events.filter((e) => e.seal !== null).length,
    unsealed: given.events.filter((e) => e.seal === null).length,
    published: known.length,
  }
}

function chainFaults({ events, stream, tenant }: Proof): string[] {
  if (events.length === 0) return ['There are no events in it.']
  let prev: Buffer | null = null
  for (const [i, e] of events.entries()) {
    if (e.stream !== stream) return [`Event ${e.seq} belongs to another history.`]
    if (e.seq !== i + 1) return [`Event ${i + 1} is missing.`]
    const hash: Buffer = chainHash({ ...e, tenant_id: tenant.id, at: new Date(e.at) }, prev)
    if (hash.toString('hex') !== e.hash) return [`Event ${e.seq} (${e.type}) is not what its hash says.`]
    prev = hash
  }
  return []
}

function sealFaults({ seals, tenant }: Proof): string[] {
  for (const [i, seal] of seals.entries()) {
    const before = seals[i - 1]
    if (seal.tenant !== tenant.id) return [`Seal ${seal.n} belongs to another town.`]
    if (sealHash(seal) !== seal.hash) return [`Seal ${seal.n} is not what its hash says.`]
    const follows =
      !before || (seal.n === before.n + 1 && seal.prev === before.hash && seal.from === before.to + 1)
    if (!follows) return [`Seal ${seal.n} does not follow from the one before it.`]
  }
  return []
}

function eventFaults(event: ProvenEvent, { seals, events }: Proof): string[] {
  if (event.seal === null) {
    // Only what is younger than the newest seal can be without one, and nothing sealed comes after it.
    const later = events.some((e) => e.seq > event.seq && e.seal !== null)
    const newest = seals.at(-1)
    const covered = event.n !== null && newest && event.n <= newest.to && event.n >= seals[0]!.from
    return later || covered ? [`Event ${event.seq} has no way up to a seal.`] : []
  }
  const seal = seals.find((s) => s.n === event.seal)
  if (!seal || event.n === null || !event.path) return [`The seal of event ${event.seq} is missing.`]
  const root = rootByPath(
    Buffer.from(event.hash, 'hex'),
    event.n - seal.from,
    seal.to - seal.from + 1,
    event.path.map((beside) => Buffer.from(beside, 'hex')),
  )
  return root?.toString('hex') === seal.root
    ? []
    : [`Event ${event.seq} (${event.type}) does not lead to the root of seal ${seal.n}.`]
}

function publishedFaults(given: Proof, published: readonly Seal[], known: readonly Seal[]): string[] {
  if (published.length === 0) return []
  if (known.length === 0) return ['None of its seals is among the published ones.']
  return known.flatMap((line) => {
    const seal = given.seals.find((s) => s.n === line.n)!
    return line.hash === seal.hash ? [] : [`Seal ${seal.n} was published with another hash.`]
  })
}

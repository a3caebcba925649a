import { createReadStream } from 'node:fs'
import { access } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { system } from '#platform/context/actor.ts'
import type { Ctx, Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import { eachTenant } from '#platform/each-tenant.ts'
import { newId } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'
import type { Seal } from './seal.ts'
import { parseSeal, publishedPath } from './seal-publish.ts'
import { type Fault, inSnapshot, type Verification, type VerifyOptions, verifyTenant } from './verify.ts'

const DAY = 86_400_000

export interface VerificationRecord extends Omit<Verification, 'faults' | 'count'> {
  at: Date
  faults: number
  /** The first. */
  fault: Fault | null
}

/**
 * Verifies a town's history and notes down what came out. Without `published` it takes the file that this machine has
 * published itself, where there is one.
 */
export async function verifyAndRecord(
  platform: Platform,
  tenant: Tenant,
  options: VerifyOptions = {},
): Promise<Verification> {
  const own = publishedPath(platform.config.sealDir, tenant)
  const published = options.published ?? ((await exists(own)) ? publishedLines(own) : [])
  const client = await platform.pool.connect()
  let broken: Error | undefined
  const result = await inSnapshot(client, tenant.id, () =>
    verifyTenant(client, tenant.id, { ...options, published }),
  )
    .catch((error: Error) => {
      broken = error
      throw error
    })
    .finally(() => client.release(broken))
  await inTx(platform, { tenant, actor: system('verify') }, async (ctx) => record(ctx, result))
  return result
}

function record(ctx: Ctx, { events, seals, published, faults, count }: Verification): void {
  ctx.send(
    `insert into audit.verification (tenant_id, id, at, events, seals, published, faults, fault)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ctx.tenant.id,
      newId(),
      ctx.now,
      events,
      seals,
      published,
      count,
      faults[0] ? JSON.stringify(faults[0]) : null,
    ],
  )
}

/** What the newest verifications said, newest first. */
export async function verifications(ctx: Ctx, limit: number): Promise<VerificationRecord[]> {
  const rows = await ctx.db
    .selectFrom('audit.verification')
    .select(['at', 'events', 'seals', 'published', 'faults', 'fault'])
    .where('tenant_id', '=', ctx.tenant.id)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows as unknown as VerificationRecord[]
}

/** Verifies each town once a day; what does not fit is said loudly. */
export async function verifyDaily(platform: Platform): Promise<void> {
  await eachTenant(platform, async (tenant) => {
    const [last] = await inTx(platform, { tenant, actor: system('verify') }, (ctx) => verifications(ctx, 1))
    if (last && platform.clock.now().getTime() - last.at.getTime() < DAY) return
    const { count, faults } = await verifyAndRecord(platform, tenant)
    if (count > 0)
      platform.log.error(
        { part: 'history', tenant: tenant.id, faults: count, first: faults[0] },
        'the history does not verify',
      )
  })
}

/** The seals in a file of published lines; lines that are none are passed over. */
export async function* publishedLines(path: string): AsyncGenerator<Seal> {
  for await (const line of createInterface({ input: createReadStream(path, 'utf8') })) {
    const seal = parseSeal(line)
    if (seal) yield seal
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { system } from '#platform/context/actor.ts'
import type { Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import { eachTenant } from '#platform/each-tenant.ts'
import type { Platform } from '#platform/platform.ts'
import { type Seal, sealsAfter } from './seal.ts'

const PAGE = 1000
/** Longer than any line. */
const TAIL = 4096

/** Where a town's seals are published as lines of JSON; the folder is to be copied to where the town cannot reach. */
export const publishedPath = (sealDir: string, tenant: Tenant): string =>
  join(sealDir, `${tenant.slug}.jsonl`)

/**
 * Appends the seals that the file of each town does not have yet. What a crash kept out comes next time. A file whose
 * last line is not what the database says is left alone, and said loudly: either one has been rewritten.
 */
export async function publishSeals(platform: Platform): Promise<void> {
  await eachTenant(platform, async (tenant) => {
    const done = await publish(platform, tenant)
    if (!done)
      platform.log.error(
        { part: 'seals', tenant: tenant.id },
        'a published seal is not the one in the database',
      )
  })
}

async function publish(platform: Platform, tenant: Tenant): Promise<boolean> {
  const { sealDir } = platform.config
  await mkdir(sealDir, { recursive: true })
  const file = await open(publishedPath(sealDir, tenant), 'a+', 0o644)
  try {
    const { size } = await file.stat()
    const from = Math.max(0, size - TAIL)
    const { buffer } = await file.read(Buffer.alloc(size - from), 0, size - from, from)
    const text = buffer.toString('utf8')
    const last = lastLine(text)
    // A line that was cut off by a crash is ended, so that the next one stands alone.
    let cut = text !== '' && !text.endsWith('\n')
    for (let after = Math.max(0, (last?.n ?? 0) - 1); ; ) {
      const seals = await inTx(platform, { tenant, actor: system('seals') }, (ctx) =>
        sealsAfter(ctx, after, PAGE),
      )
      if (last && after < last.n && seals.shift()?.hash !== last.hash) return false
      if (seals.length > 0) {
        await file.appendFile(`${cut ? '\n' : ''}${seals.map((s) => `${JSON.stringify(s)}\n`).join('')}`)
        cut = false
      }
      if (seals.length < PAGE - 1) break
      after = seals.at(-1)!.n
    }
    await file.sync()
    return true
  } finally {
    await file.close()
  }
}

function lastLine(text: string): Seal | null {
  for (const line of text.split('\n').reverse()) {
    const seal = parseSeal(line)
    if (seal) return seal
  }
  return null
}

/** A published line, or null where it is none (cut off, or empty). */
export function parseSeal(line: string): Seal | null {
  try {
    const { tenant, n, from, to, root, prev, hash, at } = JSON.parse(line) as Seal
    const whole = [n, from, to].every(Number.isSafeInteger)
    const words = [tenant, root, hash, at].every((word) => typeof word === 'string')
    return whole && words ? { tenant, n, from, to, root, prev, hash, at } : null
  } catch {
    return null
  }
}

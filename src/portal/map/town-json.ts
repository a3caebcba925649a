import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { townMapJson } from '#modules/geo/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { remember } from '#platform/context/memory.ts'

const zip = promisify(gzip)

export interface PackedTown {
  plain: Buffer
  gzip: Buffer
  etag: string
}

/** The town's map packed for the way, once per change of its reference data: 2 MB that nobody waits for twice. */
export const packedTown = (ctx: Ctx): Promise<PackedTown> =>
  remember(ctx, 'portal.map', async () => {
    const plain = await townMapJson(ctx)
    return {
      plain,
      gzip: await zip(plain, { level: 9 }),
      etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 20)}"`,
    }
  })

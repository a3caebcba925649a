import { sql } from 'kysely'
import { system } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { inTx, type Who } from '#platform/context/transaction.ts'
import { eachTenant } from '#platform/each-tenant.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'

/**
 * Erases all files of a folder at once by forgetting its key, and what is written about them: names, places, times,
 * digests. What is left is cipher text that nobody can read; the sweep deletes it. Returns how many files there were.
 */
export async function destroyFolder(ctx: Ctx, folder: Uuid): Promise<number> {
  await ctx.db
    .updateTable('files.folder')
    .set({ wrapped_key: null, destroyed_at: ctx.now })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', folder)
    .where('destroyed_at', 'is', null)
    .execute()
  ctx.send('delete from files.redaction where tenant_id = $1 and folder_id = $2', [ctx.tenant.id, folder])
  ctx.send('delete from files.detection where tenant_id = $1 and folder_id = $2', [ctx.tenant.id, folder])
  const rows = await ctx.db
    .updateTable('files.file')
    .set(unsaid(ctx))
    .where('tenant_id', '=', ctx.tenant.id)
    .where('folder_id', '=', folder)
    .returning('id')
    .execute()
  return rows.length
}

/** Folders whose key a backup did not bring back, because it was destroyed after the backup was made. */
export async function destroyKeyless(ctx: Ctx): Promise<void> {
  const folders = await ctx.db
    .selectFrom('files.folder')
    .select('id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('wrapped_key', 'is', null)
    .where('destroyed_at', 'is', null)
    .execute()
  for (const { id } of folders) await destroyFolder(ctx, id)
}

const unsaid = (ctx: Ctx) => ({
  name: '',
  sha256: Buffer.alloc(0),
  size: 0,
  taken_local: null,
  dhash: null,
  lat: null,
  lon: null,
  by_id: null,
  removed_at: ctx.now,
})

const BATCH = 200

/** Deletes the blobs of what was erased or taken out, then their rows. Cut off in between, it is done again. */
export async function sweepRemoved(platform: Platform): Promise<void> {
  await eachTenant(platform, async (tenant) => {
    const who: Who = { tenant, actor: system('files') }
    for (;;) {
      const rows = await inTx(platform, who, removedFiles)
      for (const row of rows)
        for (const name of [row.original_blob, row.public_blob, row.thumb_blob])
          if (name) await platform.blobs.delete(name)
      await inTx(platform, who, async (ctx) =>
        ctx.send('delete from files.file where tenant_id = $1 and id = any ($2::uuid[])', [
          tenant.id,
          rows.map((r) => r.id),
        ]),
      )
      if (rows.length < BATCH) break
    }
  })
}

async function removedFiles(ctx: Ctx) {
  const { rows } = await sql<{
    id: Uuid
    original_blob: string
    public_blob: string | null
    thumb_blob: string | null
  }>`
    select f.id, f.original_blob, f.public_blob, f.thumb_blob from files.file f
    where f.tenant_id = ${ctx.tenant.id} and f.removed_at is not null limit ${BATCH}`.execute(ctx.db)
  return rows
}

import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Visibility } from './photo.ts'

/** Who may see some photos of a folder from now on; those limited to named people stay as they are. */
export function showPhotos(ctx: Ctx, folder: Uuid, ids: readonly Uuid[], visibility: Visibility): void {
  if (ids.length === 0) return
  ctx.send(
    `update files.file set visibility = $4
     where tenant_id = $1 and folder_id = $2 and id = any ($3::uuid[]) and removed_at is null and not restricted`,
    [ctx.tenant.id, folder, [...ids], visibility],
  )
}

/** A report's photos are not public before somebody has looked at them; sent with the report. */
export function holdPhotos(ctx: Ctx, folder: Uuid): void {
  ctx.send(
    `update files.file set visibility = 'parties'
     where tenant_id = $1 and folder_id = $2 and stage = 'report' and visibility = 'public' and removed_at is null`,
    [ctx.tenant.id, folder],
  )
}

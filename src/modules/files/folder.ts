import { secret } from '#modules/tenancy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { newKey, unwrapKey, wrapKey } from '#platform/secret.ts'

/**
 * The data key of a folder, made when the first file comes. It is wrapped by the tenant's key, that one by the
 * master key: destroying the folder's row erases its files, in every backup of the blobs too.
 */
export async function folderKey(ctx: Ctx, folder: Uuid, options: { create?: boolean } = {}): Promise<Buffer> {
  const tenantKey = await secret(ctx, 'files')
  const known = await findFolder(ctx, folder)
  if (known?.wrapped_key) return unwrapKey(tenantKey, known.wrapped_key, folder)
  if (known || !options.create) throw new NotFound('file.gone')
  const key = newKey()
  const made = await ctx.db
    .insertInto('files.folder')
    .values({
      tenant_id: ctx.tenant.id,
      id: folder,
      wrapped_key: wrapKey(tenantKey, key, folder),
      created_at: ctx.now,
    })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  // Two first photos at once: the other one's key won.
  return made ? key : folderKey(ctx, folder)
}

const findFolder = (ctx: Ctx, folder: Uuid) =>
  ctx.db
    .selectFrom('files.folder')
    .select(['wrapped_key'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', folder)
    .executeTakeFirst()

import { hideFile } from '#modules/files/index.ts'
import { organisation } from '#modules/organisation/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { checkNamed, nameReaders } from './named.ts'
import type { Named } from './naming.ts'

/** With whoever says it: nobody writes what they cannot read any more. Throws Invalid like `checkNamed`. */
export async function withAuthor(ctx: Ctx, named: Named): Promise<Named> {
  checkNamed(await organisation(ctx), named)
  const { actor } = ctx
  return actor.kind === 'staff' ? { ...named, accounts: [...new Set([...named.accounts, actor.id])] } : named
}

/** Limits a message that is just being written. */
export const limitMessage = async (ctx: Ctx, caseId: Uuid, message: Uuid, named: Named): Promise<void> =>
  nameReaders(ctx, caseId, message, named)

/** Limits a photo of a case; it leaves the public side too. */
export async function limitFile(ctx: Ctx, caseId: Uuid, file: Uuid, named: Named): Promise<void> {
  hideFile(ctx, caseId, file)
  await nameReaders(ctx, caseId, file, await withAuthor(ctx, named))
}

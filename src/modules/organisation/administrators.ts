import type { Ctx } from '#platform/context/context.ts'
import { Conflict } from '#platform/errors.ts'
import { organisation } from './organisation.ts'

/** Does anybody manage the whole town now, by a role of their own? */
async function anybodyManagesAll(ctx: Ctx): Promise<boolean> {
  const { grants, roots } = await organisation(ctx)
  return [...grants.values()].some((held) => {
    const units = new Set(
      held
        .filter((g) => !g.for && !g.types && g.permissions.includes('organisation.manage'))
        .flatMap((g) => g.units),
    )
    return roots.every((root) => units.has(root))
  })
}

/**
 * Makes a change after which somebody still manages the whole town, if anybody did before: nobody could undo it, or
 * help anyone who is locked out. Throws Conflict.
 */
export async function keepingAnAdministrator(ctx: Ctx, change: () => Promise<void>): Promise<void> {
  const before = await anybodyManagesAll(ctx)
  await change()
  if (before && !(await anybodyManagesAll(ctx))) throw new Conflict('organisation.last_administrator')
}

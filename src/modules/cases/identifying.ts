import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Case } from './case.ts'
import { changeCase } from './changing.ts'

/**
 * Notes that a locked case (`caseFor`) is about another object than before, or about none. Which objects there are and
 * which may be named is decided above (reports), where it is kept too.
 */
export async function noteObject(
  ctx: Ctx,
  c: Case,
  { object, before }: { object: Uuid | null; before: Uuid | null },
): Promise<void> {
  await changeCase(ctx, c, {})
  const told = { case: c.id, object, object_before: before }
  if (object === null) ctx.emit('case.object_removed', told)
  else if (before === null) ctx.emit('case.object_named', told)
  else ctx.emit('case.object_changed', told)
}

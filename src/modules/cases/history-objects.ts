import { objectLabel, objectsByIds } from '#modules/objects/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { StoredEvent } from '#platform/module.ts'

/** What the objects are called that events speak of; to whoever may not see one, only that there is one. */
export async function objectsIn(
  ctx: Ctx,
  events: readonly Pick<StoredEvent, 'type' | 'payload'>[],
): Promise<(event: Pick<StoredEvent, 'type' | 'payload'>) => Record<string, string>> {
  const named = events.filter(({ type }) => type.startsWith('case.object_'))
  if (named.length === 0) return () => ({})
  const ids = named.flatMap(({ payload }) => [payload.object, payload.object_before].filter(Boolean))
  const objects = await objectsByIds(ctx, [...new Set(ids.map(String))])
  const nameOf = (id: unknown): string => {
    const object = objects.get(String(id))
    return object ? objectLabel(object, ctx.lang) : ctx.t('history.other_object')
  }
  return ({ type, payload }) =>
    type.startsWith('case.object_')
      ? { object: nameOf(payload.object), objectBefore: nameOf(payload.object_before) }
      : ({} as Record<string, string>)
}

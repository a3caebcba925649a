import type { Req } from '#http/env.ts'
import {
  changeUser,
  provisionedUser,
  provisionedUsers,
  provisionUser,
  withdrawUser,
} from '#modules/organisation/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import { isUuid, type Uuid } from '#platform/ids.ts'
import { answer, asDirectory, bodyOf, scimApp } from './app.ts'
import { parseFilter } from './filter.ts'
import { patched } from './patch.ts'
import { parseUser, userLocation, userResource } from './user-resource.ts'
import { listOf, shownOf, windowOf } from './window.ts'

const searchable = { id: 'id', username: 'userName', externalid: 'externalId' } as const

export const idIn = (c: Req): Uuid => {
  const id = c.req.param('id')?.toLowerCase()
  if (!id || !isUuid(id)) throw new NotFound()
  return id
}

const shown = async (c: Req, ctx: Ctx, id: Uuid) =>
  shownOf(c, userResource(ctx.tenant, await provisionedUser(ctx, id)))

/** People (RFC 7644, 3). */
export const userRoutes = scimApp()
  .get('/', async (c) => {
    const body = await asDirectory(c, async (ctx) => {
      const filter = parseFilter(c.req.query('filter'), searchable, ctx.t)
      const { startIndex, ...window } = windowOf(c)
      // Something that cannot be an id is nobody's.
      if (filter.id !== undefined && !isUuid(filter.id)) return listOf([], 0, startIndex)
      const { total, users } = await provisionedUsers(ctx, filter, window)
      return listOf(
        users.map((user) => shownOf(c, userResource(ctx.tenant, user))),
        total,
        startIndex,
      )
    })
    return answer(c, body)
  })
  .post('/', async (c) => {
    const sent = await bodyOf(c)
    const { resource, location } = await asDirectory(c, async (ctx) => {
      const id = await provisionUser(ctx, parseUser(sent, ctx.t))
      return { resource: await shown(c, ctx, id), location: userLocation(ctx.tenant, id) }
    })
    return answer(c, resource, 201, { Location: location })
  })
  .get('/:id', async (c) => answer(c, await asDirectory(c, (ctx) => shown(c, ctx, idIn(c)))))
  .put('/:id', async (c) => {
    const sent = await bodyOf(c)
    const resource = await asDirectory(c, async (ctx) => {
      await changeUser(ctx, idIn(c), parseUser(sent, ctx.t))
      return shown(c, ctx, idIn(c))
    })
    return answer(c, resource)
  })
  .patch('/:id', async (c) => {
    const sent = await bodyOf(c)
    const resource = await asDirectory(c, async (ctx) => {
      const before = userResource(ctx.tenant, await provisionedUser(ctx, idIn(c)))
      await changeUser(ctx, idIn(c), parseUser(renamed(before, patched(before, sent, ctx.t)), ctx.t))
      return shown(c, ctx, idIn(c))
    })
    return answer(c, resource)
  })
  .delete('/:id', async (c) => {
    await asDirectory(c, (ctx) => withdrawUser(ctx, idIn(c)))
    return c.body(null, 204)
  })

type Named = { displayName?: unknown; name?: Record<string, unknown> }

/** We keep one name for showing; whichever of its forms a PATCH has changed is the one that is meant. */
function renamed(before: ReturnType<typeof userResource>, after: Record<string, unknown>) {
  const { displayName, name } = after as Named
  if (displayName !== before.displayName) return after
  if (name?.formatted !== before.name.formatted) return { ...after, displayName: name?.formatted }
  const moved = name?.givenName !== before.name.givenName || name?.familyName !== before.name.familyName
  return moved ? { ...after, displayName: null, name: { ...name, formatted: null } } : after
}

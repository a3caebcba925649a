import {
  changeGroup,
  createGroup,
  directoryGroup,
  directoryGroups,
  removeGroup,
} from '#modules/organisation/index.ts'
import { isUuid } from '#platform/ids.ts'
import { answer, asDirectory, bodyOf, scimApp } from './app.ts'
import { parseFilter } from './filter.ts'
import { groupLocation, groupResource, parseGroup } from './group-resource.ts'
import { patched } from './patch.ts'
import { idIn } from './users.ts'
import { listOf, shownOf, wants, windowOf } from './window.ts'

const searchable = {
  id: 'id',
  displayname: 'displayName',
  externalid: 'externalId',
  members: 'member',
  'members.value': 'member',
} as const

/** Groups and who is in them (RFC 7644, 3). */
export const groupRoutes = scimApp()
  .get('/', async (c) => {
    const body = await asDirectory(c, async (ctx) => {
      const filter = parseFilter(c.req.query('filter'), searchable, ctx.t)
      const { startIndex, ...window } = windowOf(c)
      if ([filter.id, filter.member].some((id) => id !== undefined && !isUuid(id)))
        return listOf([], 0, startIndex)
      const members = wants(c, 'members')
      const { total, groups } = await directoryGroups(ctx, filter, window, { members })
      return listOf(
        groups.map((group) => shownOf(c, groupResource(ctx.tenant, group))),
        total,
        startIndex,
      )
    })
    return answer(c, body)
  })
  .post('/', async (c) => {
    const sent = await bodyOf(c)
    const { resource, location } = await asDirectory(c, async (ctx) => {
      const id = await createGroup(ctx, parseGroup(sent, ctx.t))
      const group = await directoryGroup(ctx, id)
      return {
        resource: shownOf(c, groupResource(ctx.tenant, group)),
        location: groupLocation(ctx.tenant, id),
      }
    })
    return answer(c, resource, 201, { Location: location })
  })
  .get('/:id', async (c) => {
    const members = wants(c, 'members')
    const resource = await asDirectory(c, async (ctx) =>
      shownOf(c, groupResource(ctx.tenant, await directoryGroup(ctx, idIn(c), { members }))),
    )
    return answer(c, resource)
  })
  .put('/:id', async (c) => {
    const sent = await bodyOf(c)
    const resource = await asDirectory(c, async (ctx) => {
      await changeGroup(ctx, idIn(c), parseGroup(sent, ctx.t))
      return shownOf(c, groupResource(ctx.tenant, await directoryGroup(ctx, idIn(c))))
    })
    return answer(c, resource)
  })
  .patch('/:id', async (c) => {
    const sent = await bodyOf(c)
    const resource = await asDirectory(c, async (ctx) => {
      const before = groupResource(ctx.tenant, await directoryGroup(ctx, idIn(c)))
      await changeGroup(ctx, idIn(c), parseGroup(patched(before, sent, ctx.t), ctx.t))
      return shownOf(c, groupResource(ctx.tenant, await directoryGroup(ctx, idIn(c))))
    })
    return answer(c, resource)
  })
  .delete('/:id', async (c) => {
    await asDirectory(c, (ctx) => removeGroup(ctx, idIn(c)))
    return c.body(null, 204)
  })

import { NotFound } from '#platform/errors.ts'
import { paths } from '../../paths.ts'
import { answer, asDirectory, scimApp } from './app.ts'
import { resourceTypes, schemas, serviceProviderConfig } from './description.ts'
import { groupRoutes } from './groups.ts'
import { userRoutes } from './users.ts'
import { listOf } from './window.ts'

type Described = { id: string }

/** By SCIM 2.0 (RFC 7643, RFC 7644) a town's directory makes and changes the accounts of its staff (ADR 16). */
const app = scimApp()

app.get('/ServiceProviderConfig', async (c) => {
  const base = await asDirectory(c, async (ctx) => ctx.tenant.publicUrl + paths.scim)
  return answer(c, serviceProviderConfig(base))
})

for (const [path, describe] of [
  ['/ResourceTypes', resourceTypes],
  ['/Schemas', schemas],
] as [string, (base: string) => readonly Described[]][]) {
  app.get(path, async (c) => {
    const all = describe(await asDirectory(c, async (ctx) => ctx.tenant.publicUrl + paths.scim))
    return answer(c, listOf(all, all.length, 1))
  })
  app.get(`${path}/:id`, async (c) => {
    const all = describe(await asDirectory(c, async (ctx) => ctx.tenant.publicUrl + paths.scim))
    const found = all.find((one) => one.id.toLowerCase() === c.req.param('id').toLowerCase())
    if (!found) throw new NotFound()
    return answer(c, found)
  })
}

app.route('/Users', userRoutes)
app.route('/Groups', groupRoutes)
app.all('/*', () => {
  throw new NotFound()
})

export const scimRoutes = app

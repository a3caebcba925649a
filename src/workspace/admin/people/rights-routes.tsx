import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { viewOf } from '#http/view.ts'
import type { Access, Organisation } from '#modules/organisation/index.ts'
import { catalogue } from '#modules/reports/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Forbidden } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { paths } from '../../../paths.ts'
import { personFile } from './person.ts'
import { rightsOf } from './rights.ts'
import { RightsPage } from './rights-page.tsx'
import type { TryProps } from './rights-try.tsx'
import { tryCase } from './try-case.ts'

async function tryOut(
  c: Req,
  ctx: Ctx,
  person: { id: Uuid; name: string },
  access: Access,
  org: Organisation,
): Promise<TryProps['tried']> {
  const number = (c.req.query('vorgang') ?? '').trim().slice(0, 30)
  if (number) {
    const { id, name } = person
    return { kind: 'case', number, result: await tryCase(ctx, { id, name }, number, access) }
  }
  const unit = org.units.get(c.req.query('einheit') ?? '')
  return unit ? { kind: 'unit', unit } : { kind: 'nothing' }
}

/** What a person could see and do, and why. */
export const rightsRoutes = new Hono<Env>().get(paths.personRights(':id'), (c) =>
  c.get('tx')(async (ctx) => {
    const file = await personFile(ctx, c.req.param('id') ?? '')
    if (!file.managed) throw new Forbidden()
    const { groups } = await catalogue(ctx)
    const rights = await rightsOf(ctx, file.org, file.account.id)
    return page(
      c,
      <RightsPage
        view={await viewOf(c, ctx, 'workspace')}
        file={file}
        groups={groups}
        rights={rights}
        tried={await tryOut(c, ctx, file.account, rights.access, file.org)}
      />,
    )
  }),
)

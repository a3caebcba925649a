import { Hono } from 'hono'
import type { Env } from '#http/env.ts'
import { page } from '#http/page.ts'
import { viewOf } from '#http/view.ts'
import { changeFamilies, changes } from '#modules/audit/index.ts'
import { organisation, unitName } from '#modules/organisation/index.ts'
import { paths } from '../../../paths.ts'
import { parseCursor } from '../../cursor.ts'
import { ChangesPage } from './changes-page.tsx'

/** What was changed in the administration, by whom, from what to what. */
export const changeRoutes = new Hono<Env>().get(paths.changes, (c) =>
  c.get('tx')(async (ctx) => {
    const families = await changeFamilies(ctx)
    const family = families.find((f) => f === c.req.query('bereich')) ?? null
    const after = parseCursor(c.req.query('nach'))
    const [list, org, view] = await Promise.all([
      changes(ctx, { ...(family && { family }), ...(after && { after }) }),
      organisation(ctx),
      viewOf(c, ctx, 'workspace'),
    ])
    const unitOf = (id: string) => {
      const unit = org.units.get(id)
      return unit ? unitName(unit, ctx.lang) : null
    }
    const nameOf = (id: string | null) => (id ? (org.staff.get(id)?.name ?? unitOf(id)) : null)
    return page(
      c,
      <ChangesPage
        view={view}
        list={list}
        families={families}
        family={family}
        first={!after}
        nameOf={nameOf}
      />,
    )
  }),
)

import { Hono } from 'hono'
import type { Env } from '#http/env.ts'
import { page } from '#http/page.ts'
import { viewOf } from '#http/view.ts'
import { changeFamilies, changes } from '#modules/audit/index.ts'
import { districts } from '#modules/geo/index.ts'
import { organisation, roleName, unitName } from '#modules/organisation/index.ts'
import { processings } from '#modules/privacy/index.ts'
import { catalogue } from '#modules/reports/index.ts'
import { authorities } from '#modules/responsibility/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { paths } from '../../../paths.ts'
import { parseCursor } from '../../cursor.ts'
import { ChangesPage } from './changes-page.tsx'
import type { Names } from './words.ts'

/** What changes speak of, by the names that it has now. */
async function namesFor(ctx: Ctx): Promise<Names> {
  const [org, areas, others, { byCode }, all] = await Promise.all([
    organisation(ctx),
    districts(ctx),
    authorities(ctx),
    catalogue(ctx),
    processings(ctx),
  ])
  const things = new Map<string, string>([
    ...areas.map((area) => [area.id, area.name] as const),
    ...others.map((other) => [other.id, ctx.lang === 'en' ? other.nameEn : other.name] as const),
    ...[...org.units.values()].map((unit) => [unit.id, unitName(unit, ctx.lang)] as const),
    ...[...org.staff.values()].map((person) => [person.id, person.name] as const),
  ])
  const permissions = new Set([...org.roles.values()].flatMap((role) => role.permissions))
  const named = <V,>(found: V | undefined, name: (v: V) => string) => (found ? name(found) : null)
  return {
    thing: (id) => things.get(id) ?? null,
    role: (code) => named(org.roles.get(code), (role) => roleName(role, ctx.lang)),
    category: (code) => named(byCode.get(code), (category) => category.name[ctx.lang]),
    permission: (code) => (permissions.has(code) ? ctx.t(`permission.${code}`) : null),
    processing: (code) =>
      named(
        all.find((p) => p.code === code),
        (p) => p.name[ctx.lang],
      ),
  }
}

/** What was changed in the administration, by whom, from what to what. */
export const changeRoutes = new Hono<Env>().get(paths.changes, (c) =>
  c.get('tx')(async (ctx) => {
    const families = await changeFamilies(ctx)
    const family = families.find((f) => f === c.req.query('bereich')) ?? null
    const after = parseCursor(c.req.query('nach'))
    const [list, names, view] = await Promise.all([
      changes(ctx, { ...(family && { family }), ...(after && { after }) }),
      namesFor(ctx),
      viewOf(c, ctx, 'workspace'),
    ])
    return page(
      c,
      <ChangesPage
        view={view}
        list={list}
        families={families}
        family={family}
        first={!after}
        names={names}
      />,
    )
  }),
)

import { Hono } from 'hono'
import type { Env } from '#http/env.ts'
import { page } from '#http/page.ts'
import { staffOnly } from '#http/session.ts'
import { viewOf } from '#http/view.ts'
import { type Organisation, organisation, unitName } from '#modules/organisation/index.ts'
import { catalogue, repeatedObjects, repeatedPlaces } from '#modules/reports/index.ts'
import { may } from '#platform/context/actor.ts'
import { Forbidden } from '#platform/errors.ts'
import { paths } from '../../paths.ts'
import { periods, RepeatsPage } from './repeats-page.tsx'

/** Where the same breaks again and again: whoever reads cases sees it, of the cases that they see. */
export const repeatRoutes = new Hono<Env>().use(paths.repeats, staffOnly).get(paths.repeats, (c) =>
  c.get('tx')(async (ctx) => {
    if (!may(ctx.actor, 'cases.read')) throw new Forbidden()
    const [org, all, view] = await Promise.all([
      organisation(ctx),
      catalogue(ctx),
      viewOf(c, ctx, 'workspace'),
    ])
    const asked = {
      months: periods.find((n) => String(n) === c.req.query('monate')) ?? 12,
      unit: org.units.get(c.req.query('einheit') ?? '')?.id ?? '',
      category: all.byCode.get(c.req.query('kategorie') ?? '')?.code ?? '',
    }
    const filter = {
      months: asked.months,
      ...(asked.unit && { units: below(org, asked.unit) }),
      ...(asked.category && { category: asked.category }),
    }
    const objects = await repeatedObjects(ctx, filter)
    const { places, capped } = await repeatedPlaces(ctx, filter)
    const units = [...org.units.values()]
      .filter((unit) => !unit.dissolvedAt)
      .map((unit) => ({ value: unit.id, label: unitName(unit, ctx.lang) }))
      .sort((a, b) => a.label.localeCompare(b.label, ctx.lang))
    return page(
      c,
      <RepeatsPage
        view={view}
        asked={asked}
        objects={objects}
        places={places}
        capped={capped}
        units={units}
        catalogue={all}
      />,
    )
  }),
)

/** A unit and all that lie under it. */
function below(org: Organisation, unit: string): string[] {
  const found = [unit]
  for (const id of found)
    for (const other of org.units.values())
      if (other.parentId === id && !found.includes(other.id)) found.push(other.id)
  return found
}

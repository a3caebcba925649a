import { Hono } from 'hono'
import type { Env } from '#http/env.ts'
import { page } from '#http/page.ts'
import { viewOf } from '#http/view.ts'
import { openedPerDay, readings, recordReadings, unusualDays } from '#modules/audit/index.ts'
import { emergencies, findRead, readSubjects } from '#modules/cases/index.ts'
import { organisation } from '#modules/organisation/index.ts'
import { may } from '#platform/context/actor.ts'
import { Forbidden } from '#platform/errors.ts'
import { paths } from '../../../paths.ts'
import { parseCursor } from '../../cursor.ts'
import { EmergenciesPage } from './emergencies-page.tsx'
import { ReadingsPage } from './readings-page.tsx'

const DAYS_DRAWN = 14

/** Who has read what, and who has opened what in an emergency; staff only, by the administration's own guard. */
export const readingRoutes = new Hono<Env>()
  .get(paths.readings, (c) =>
    c.get('tx')(async (ctx) => {
      if (!may(ctx.actor, 'privacy.read')) throw new Forbidden()
      const text = c.req.query('suche')?.trim().slice(0, 200) ?? ''
      const org = await organisation(ctx)
      const by = org.staff.get(c.req.query('wer') ?? '') ?? null
      const [view, subjects, unusual] = await Promise.all([
        viewOf(c, ctx, 'workspace'),
        text ? findRead(ctx, text) : null,
        unusualDays(ctx),
      ])
      const asked = by !== null || (subjects?.ids.length ?? 0) > 0
      const list = asked
        ? await readings(ctx, {
            ...(subjects && { subjects: subjects.ids }),
            ...(by && { by: by.id }),
            after: parseCursor(c.req.query('nach')) ?? undefined,
          })
        : null
      // Who looks after the readings is read about as well.
      if (asked) recordReadings(ctx, 'readings', subjects?.ids.slice(0, 100) ?? [by!.id])
      return page(
        c,
        <ReadingsPage
          view={view}
          org={org}
          text={text}
          by={by}
          found={subjects?.found ?? null}
          list={list}
          names={await readSubjects(ctx, list?.readings.map((r) => r.subject) ?? [])}
          perDay={by ? await openedPerDay(ctx, by.id, DAYS_DRAWN) : null}
          unusual={unusual}
          first={!c.req.query('nach')}
        />,
      )
    }),
  )
  .get(paths.emergencies, (c) =>
    c.get('tx')(async (ctx) => {
      const after = parseCursor(c.req.query('nach'))
      const list = await emergencies(ctx, after ? { after } : {})
      const [view, org] = await Promise.all([viewOf(c, ctx, 'workspace'), organisation(ctx)])
      return page(c, <EmergenciesPage view={view} org={org} list={list} first={!after} />)
    }),
  )

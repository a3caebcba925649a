import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { viewOf } from '#http/view.ts'
import {
  addAbsence,
  importAbsences,
  importedUids,
  LARGEST_CALENDAR,
  readCalendarFile,
  removeAbsence,
} from '#modules/organisation/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Invalid, NotFound } from '#platform/errors.ts'
import { isUuid } from '#platform/ids.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../paths.ts'
import { AbsencePage } from './absence-page.tsx'
import { boardOf } from './board.ts'
import { CalendarPage } from './calendar-page.tsx'
import { beginOf, dayOf } from './days.ts'
import { type Errors, many, one, type Sent } from './naming-input.ts'
import { readPicks, readUids } from './picks.ts'
import { doneWords, readForm } from './sent.ts'

/** Being away: written down by hand, or read from a calendar file. */
export const absenceRoutes = new Hono<Env>()
  .get(paths.absence, (c) => c.get('tx')((ctx) => absencePage(c, ctx, {}, {})))
  .post(paths.absence, async (c) => {
    const sent = await readForm(c)
    const errors = await c.get('tx')((ctx) => add(ctx, sent))
    if (errors) return c.get('tx')((ctx) => absencePage(c, ctx, sent, errors))
    return c.redirect(urlWith(paths.absence, { getan: 'eingetragen' }), 303)
  })
  .post(paths.absenceCalendar, async (c) => {
    const { datei } = await c.req.parseBody()
    const { now, timeZone } = await c.get('tx')(async (ctx) => ({
      now: ctx.now,
      timeZone: ctx.tenant.timeZone,
    }))
    // Read before any transaction is opened, and nowhere kept: the choice goes back into the page.
    const reading =
      datei instanceof File && datei.size > 0
        ? datei.size > LARGEST_CALENDAR
          ? ({ ok: false, fault: 'too_large' } as const)
          : await readCalendarFile(new Uint8Array(await datei.arrayBuffer()), { timeZone, now })
        : ({ ok: false, fault: 'missing' } as const)
    return c.get('tx')(async (ctx) => {
      if (!reading.ok)
        return absencePage(c, ctx, {}, { datei: ctx.t(`deputies.calendar.fault.${reading.fault}`) })
      const view = await viewOf(c, ctx, 'workspace')
      const [{ waiting }, known] = await Promise.all([boardOf(ctx), importedUids(ctx)])
      return page(
        c,
        <CalendarPage
          view={view}
          entries={reading.entries}
          gone={reading.uids.filter((uid) => known.has(uid))}
          known={known}
          waiting={waiting}
        />,
      )
    })
  })
  .post(paths.absenceImport, async (c) => {
    const sent = await readForm(c)
    await c.get('tx')((ctx) =>
      importAbsences(ctx, {
        shown: readUids(one(sent, 'gezeigt')),
        picked: readPicks(many(sent, 'abwesend')),
      }),
    )
    return c.redirect(urlWith(paths.absence, { getan: 'uebernommen' }), 303)
  })
  .post(paths.absenceRemoval(':id'), async (c) => {
    const id = c.req.param('id')
    if (!isUuid(id)) throw new NotFound()
    await c.get('tx')((ctx) => removeAbsence(ctx, id))
    return c.redirect(urlWith(paths.absence, { getan: 'entfernt' }), 303)
  })

async function absencePage(c: Req, ctx: Ctx, sent: Sent, errors: Errors): Promise<Response> {
  return page(
    c,
    <AbsencePage
      view={await viewOf(c, ctx, 'workspace')}
      board={await boardOf(ctx)}
      sent={sent}
      errors={errors}
      done={doneWords(c, ctx)}
    />,
    Object.keys(errors).length > 0 ? 422 : 200,
  )
}

/** Writes the absence down, or says what is wrong, by field. The last day is included. */
async function add(ctx: Ctx, sent: Sent): Promise<Errors | null> {
  const [from, last] = [dayOf(one(sent, 'von')), dayOf(one(sent, 'bis'))]
  const missing = ctx.t('deputies.form.dayMissing')
  if (!from || !last) return { ...(!from && { von: missing }), ...(!last && { bis: missing }) }
  if (ctx.actor.kind !== 'staff') throw new NotFound()
  const account = one(sent, 'fuer') || ctx.actor.id
  const { timeZone } = ctx.tenant
  try {
    await addAbsence(ctx, {
      account: isUuid(account) ? account : '',
      from: beginOf(from, timeZone),
      until: beginOf(last.add({ days: 1 }), timeZone),
    })
    return null
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    return { bis: ctx.t(`error.${error.code}`) }
  }
}

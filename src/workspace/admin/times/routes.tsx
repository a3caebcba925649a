import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { viewOf } from '#http/view.ts'
import {
  addDayOff,
  businessCalendar,
  calendarRows,
  changeOpenings,
  removeDayOff,
  wholeTown,
} from '#modules/calendar/index.ts'
import { organisation, unitName } from '#modules/organisation/index.ts'
import { changeSetting, settings } from '#modules/tenancy/index.ts'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Forbidden, Invalid, NotFound } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../../paths.ts'
import { type HoursForm, readHours, weekdays, writeHours } from './form.ts'
import { type Holiday, TimesPage } from './times-page.tsx'

/** The states of Germany as `date-holidays` names them. */
const states = [
  'BB',
  'BE',
  'BW',
  'BY',
  'HB',
  'HE',
  'HH',
  'MV',
  'NI',
  'NW',
  'RP',
  'SH',
  'SL',
  'SN',
  'ST',
  'TH',
]
const doneWords = ['stunden', 'land', 'tag', 'entfernt'] as const

interface Given {
  unit?: string
  hours?: HoursForm
  faults?: readonly number[]
  newDay?: { day: string; name: string; fault?: 'day' | 'name' }
}

/** Business hours of the town and its units, public holidays, and the town's own days off. */
export const timesRoutes = new Hono<Env>()
  .get(paths.times, (c) => show(c, { unit: c.req.query('einheit') ?? wholeTown }))
  .post(paths.times, async (c) => {
    const body = await c.req.parseBody()
    const text = (name: string): string => (typeof body[name] === 'string' ? body[name].slice(0, 200) : '')
    const unit = text('einheit') || wholeTown
    const hours = Object.fromEntries(weekdays.map((day) => [day, text(`tag${day}`)]))
    const { rows, faults } = readHours(hours)
    if (faults.length > 0) return show(c, { unit, hours, faults })
    await c.get('tx')(async (ctx) => changeOpenings(ctx, rows, (await unitOf(ctx, unit)).id))
    return c.redirect(
      urlWith(paths.times, { einheit: unit === wholeTown ? null : unit, getan: 'stunden' }),
      303,
    )
  })
  .post(paths.timesState, async (c) => {
    const { land } = await c.req.parseBody()
    const state = states.find((s) => s === land)
    await c.get('tx')(async (ctx) => {
      if (!may(ctx.actor, 'settings.manage')) throw new Forbidden()
      if (!state) throw new NotFound()
      await changeSetting(ctx, 'holidays', { country: 'DE', state })
    })
    return c.redirect(urlWith(paths.times, { getan: 'land' }), 303)
  })
  .post(paths.timesDays, async (c) => {
    const body = await c.req.parseBody()
    const text = (name: string): string => (typeof body[name] === 'string' ? body[name].slice(0, 200) : '')
    const given = { day: text('tag'), name: text('name') }
    try {
      await c.get('tx')((ctx) => addDayOff(ctx, given))
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return show(c, { newDay: { ...given, fault: error.code === 'calendar.name' ? 'name' : 'day' } })
    }
    return c.redirect(urlWith(paths.times, { getan: 'tag' }), 303)
  })
  .post(paths.timesDay(':day'), async (c) => {
    await c.get('tx')((ctx) => removeDayOff(ctx, c.req.param('day')!))
    return c.redirect(urlWith(paths.times, { getan: 'entfernt' }), 303)
  })

function show(c: Req, { unit = wholeTown, hours, faults, newDay }: Given): Promise<Response> {
  return c.get('tx')(async (ctx) => {
    if (!may(ctx.actor, 'settings.manage')) throw new Forbidden()
    const { id } = await unitOf(ctx, unit)
    const today = Temporal.Instant.fromEpochMilliseconds(ctx.now.getTime())
      .toZonedDateTimeISO(ctx.tenant.timeZone)
      .toPlainDate()
    const [{ openings, daysOff }, org, town, view] = await Promise.all([
      calendarRows(ctx, today.toString()),
      organisation(ctx),
      settings(ctx),
      viewOf(c, ctx, 'workspace'),
    ])
    const units = [...org.units.values()].filter((u) => !u.dissolvedAt)
    return page(
      c,
      <TimesPage
        view={view}
        units={[
          { id: wholeTown, name: ctx.tenant.name, own: true },
          ...units.map((u) => ({ id: u.id, name: unitName(u, ctx.lang), own: openings.has(u.id) })),
        ]}
        unit={id}
        hours={hours ?? writeHours(openings.get(id) ?? [])}
        {...(faults && { faults })}
        daysOff={daysOff}
        {...(newDay && { newDay })}
        holidays={await holidaysFrom(ctx, today, new Set(daysOff.map((d) => d.day)))}
        state={town.holidays.state ?? ''}
        states={states}
        done={doneWords.find((word) => word === c.req.query('getan')) ?? null}
      />,
      faults || newDay?.fault ? 422 : 200,
    )
  })
}

/** Throws NotFound for a unit that there is not. */
async function unitOf(ctx: Ctx, id: string): Promise<{ id: Uuid }> {
  if (id === wholeTown) return { id }
  if (!(await organisation(ctx)).units.has(id)) throw new NotFound()
  return { id }
}

/** The public holidays of the coming year. */
async function holidaysFrom(
  ctx: Ctx,
  today: Temporal.PlainDate,
  own: ReadonlySet<string>,
): Promise<Holiday[]> {
  const calendar = await businessCalendar(ctx)
  return Array.from({ length: 366 }, (_, i) => today.add({ days: i })).flatMap((day) => {
    const name = own.has(day.toString()) ? null : calendar.dayName(day, ctx.lang)
    return name ? [{ day: day.toString(), name }] : []
  })
}

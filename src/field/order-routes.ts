import { Hono } from 'hono'
import type { Env } from '#http/env.ts'
import { arrangeDay, dayOf, MOST_STOPS, todaysStops } from '#modules/fieldwork/index.ts'
import { isUuid } from '#platform/ids.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../paths.ts'

/** "50.1,8.9", as a phone says where it is. It is used for this once and kept nowhere. */
function placeIn(text: string): { lat: number; lon: number } | null {
  const [lat, lon] = text.split(',').map(Number)
  return Number.isFinite(lat) && Number.isFinite(lon) && Math.abs(lat!) <= 90 && Math.abs(lon!) <= 180
    ? { lat: lat!, lon: lon! }
    : null
}

/** The order of one's own day: as somebody wants it, or reckoned anew (from where they are). */
export const orderRoutes = new Hono<Env>().post(paths.fieldOrder, async (c) => {
  const body = await c.req.parseBody()
  const text = (name: string): string => (typeof body[name] === 'string' ? body[name] : '')
  const here = placeIn(text('ab'))
  await c.get('tx')(async (ctx) => {
    const day = dayOf(ctx)
    // An order of yesterday that a phone sends today says nothing about today.
    if (text('tag') && text('tag') !== day) return
    const wanted = text('folge').split(' ').filter(isUuid).slice(0, MOST_STOPS)
    await arrangeDay(ctx, day, [])
    if (here)
      await arrangeDay(
        ctx,
        day,
        (await todaysStops(ctx, here)).stops.map((stop) => stop.id),
      )
    else await arrangeDay(ctx, day, wanted)
  })
  if (/application\/json/.test(c.req.header('accept') ?? '')) return c.json({ done: true })
  return c.redirect(urlWith(paths.field, { ordnen: 'ja' }), 303)
})

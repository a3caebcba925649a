import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { caseCan, historyOf, recordCase, visibleCase, waitingClosure } from '#modules/cases/index.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../paths.ts'
import { localPath } from '../local-path.ts'
import { ActionPage } from './action-page.tsx'
import { keepSent, readSent, type Sent } from './action-sent.ts'
import { forms } from './actions/all.ts'
import type { ActionForm, Errors } from './actions/form.ts'
import { type Desk, loadDesk, peopleIn } from './desk.ts'
import { may } from './next-step.ts'

const pattern = paths.caseAction(':number', ':noun')

const formOf = (c: Req): ActionForm => {
  const form = forms.get(c.req.param('noun') ?? '')
  if (!form) throw new NotFound()
  return form
}

/** In a status in which it could be done, only the permission can be what is lacking. */
function refuse(desk: Desk, form: ActionForm): void {
  if (!desk.can.has(form.does) && caseCan(form.does, desk.case)) throw new Forbidden()
}

/** Every action: its page, and what its form does. */
export const actionRoutes = new Hono<Env>()
  .get(pattern, (c) =>
    c.get('tx')(async (ctx) => {
      const form = formOf(c)
      const desk = await loadDesk(c, ctx, c.req.param('number') ?? '')
      refuse(desk, form)
      if (!may(desk, form)) return c.redirect(paths.case(desk.case.number), 303)
      recordCase(ctx, desk.case, peopleIn(desk))
      const choices = await form.choices?.(ctx, desk, {})
      const back = localPath(c.req.query('zurueck'))
      return page(c, <ActionPage desk={desk} form={form} choices={choices} back={back} />)
    }),
  )
  .post(pattern, async (c) => {
    const form = formOf(c)
    const sent = await readSent(c)
    const before = await c.get('tx')(async (ctx) => {
      const desk = await loadDesk(c, ctx, c.req.param('number') ?? '')
      return { desk, errors: faults(form.check?.(sent.values, desk) ?? {}), allowed: may(desk, form) }
    })
    const { desk } = before
    refuse(desk, form)
    const again = (
      status: 409 | 422,
      more: { errors?: Errors; conflict?: { since: number }; photos?: readonly Uuid[] },
    ) =>
      c.get('tx')(async (ctx) => {
        const fresh = await loadDesk(c, ctx, desk.case.id)
        const choices = await form.choices?.(ctx, fresh, sent.values)
        const upon = status === 409 ? {} : { version: sent.version ?? fresh.case.version, seen: sent.seen }
        return page(
          c,
          <ActionPage
            desk={fresh}
            form={form}
            values={sent.values}
            choices={choices}
            back={sent.back}
            photos={sent.photos}
            {...upon}
            {...more}
          />,
          status,
        )
      })
    if (before.allowed && Object.keys(before.errors).length > 0) return again(422, { errors: before.errors })

    const added =
      before.allowed && form.photos ? await keepSent(c, desk.case.id, form, sent) : { photos: [], errors: {} }
    if (Object.keys(added.errors).length > 0) return again(422, added)
    try {
      const { seen, waits } = await c.get('tx')(async (ctx) => {
        const { photos } = added
        await form.run(ctx, desk.case, sent.values, { version: sent.version, photos })
        // Who hands a case on may lose sight of it; what takes a second person is not done yet.
        return visibleCase(ctx, desk.case.id).then(
          async (after) => ({ seen: true, waits: ends.has(form.noun) && (await waitingClosure(ctx, after)) }),
          () => ({ seen: false, waits: null }),
        )
      })
      const noun = waits ? 'vorlage' : form.noun
      const done = { getan: noun, nummer: desk.case.number }
      if (sent.back && seen) return c.redirect(urlWith(sent.back, done), 303)
      return c.redirect(
        seen ? urlWith(paths.case(desk.case.number), { getan: noun }) : urlWith(paths.cases, done),
        303,
      )
    } catch (error) {
      if (error instanceof Conflict && (await sentBefore(c, desk, form, sent)))
        return c.redirect(urlWith(sent.back ?? paths.case(desk.case.number), { getan: form.noun }), 303)
      if (error instanceof Conflict)
        return again(409, { conflict: { since: sent.seen }, photos: added.photos })
      if (error instanceof Invalid) {
        const field = form.fieldOf?.[error.code] ?? 'text'
        const message = await c.get('tx')(async (ctx) => ctx.t(`error.${error.code}`, error.params))
        return again(422, { errors: { [field]: message }, photos: added.photos })
      }
      throw error
    }
  })

/** Forms that end a case, which may take a second person. */
const ends: ReadonlySet<string> = new Set(['abschluss', 'weitergabe'])

/** A double click is no conflict with oneself: the same was done by the same person a moment ago. */
const sentBefore = (c: Req, { case: { id }, me }: Desk, form: ActionForm, sent: Sent): Promise<boolean> =>
  c.get('tx')(async (ctx) => {
    const news = (await historyOf(ctx, await visibleCase(ctx, id), 'internal')).filter(
      (e) => e.event.seq > sent.seen,
    )
    const text = sent.values.text?.trim()
    return (
      me.kind === 'staff' &&
      news.every((e) => e.event.actor_id === me.id && ctx.now.getTime() - e.event.at.getTime() < 10_000) &&
      news.some(
        (e) =>
          ([form.event].flat().includes(e.event.type) &&
            (form.chose?.(ctx, e.event.payload, sent.values) ?? true) &&
            (!text || e.message?.body === text)) ||
          (ends.has(form.noun) && e.event.type === 'case.closing_asked'),
      )
    )
  })

const faults = (checked: Record<string, string | undefined>): Errors =>
  Object.fromEntries(Object.entries(checked).filter((e): e is [string, string] => e[1] !== undefined))

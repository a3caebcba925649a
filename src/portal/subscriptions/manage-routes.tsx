import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { limit, RateLimit } from '#http/rate-limit.ts'
import { viewOf } from '#http/view.ts'
import { catalogue } from '#modules/reports/index.ts'
import {
  changeSubscription,
  endSubscription,
  eraseSubscribers,
  ownSubscription,
  ownSubscriptions,
  pauseSubscription,
  renewSubscriber,
  type Subscriber,
} from '#modules/subscriptions/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Sent } from '#portal/account/form.ts'
import type { Me } from '#portal/account/me.ts'
import { urlWith } from '#ui/url.ts'
import type { At } from './at.ts'
import type { Followed } from './followed-list.tsx'
import { EndedPage } from './letter-pages.tsx'
import { ChangePage, type Done, doneWords, MinePage } from './manage-pages.tsx'
import { readWish } from './reading-form.ts'

/** Who manages: found anew in each request by their link or their account. */
export interface Manager {
  at: At
  subscribers: readonly Subscriber[]
  me: Me | null
  /** What else they hear of, in their account. */
  followed?: Followed
}

const limits = new RateLimit()

/** Seeing, changing, pausing and ending one's own, below `prefix`; `find` throws for whoever has nothing to do here. */
export function manageRoutes(prefix: string, find: (c: Req, ctx: Ctx) => Promise<Manager>): Hono<Env> {
  const idsOf = (m: Manager) => m.subscribers.map((one) => one.id)
  const done = (c: Req, at: At, word: Done): Response => c.redirect(urlWith(at.list, { hinweis: word }), 303)
  /** One who has ended everything has no page to go back to but their account's. */
  const after = async (c: Req, ctx: Ctx, { at, me, ...m }: Manager, word: Done): Promise<Response> => {
    if (me || (await ownSubscriptions(ctx, idsOf({ at, me, ...m }))).length > 0) return done(c, at, word)
    return page(c, <EndedPage view={await viewOf(c, ctx, 'portal')} />)
  }
  return new Hono<Env>()
    .get(prefix, (c) =>
      c.get('tx')(async (ctx) => {
        const manager = await find(c, ctx)
        return page(
          c,
          <MinePage
            {...manager}
            view={manager.me?.view ?? (await viewOf(c, ctx, 'portal'))}
            catalogue={await catalogue(ctx)}
            subscriptions={await ownSubscriptions(ctx, idsOf(manager))}
            done={doneWords.find((one) => one === c.req.query('hinweis')) ?? null}
            asked={manager.subscribers.some((one) => one.askedAt)}
          />,
        )
      }),
    )
    .get(`${prefix}/:id`, (c) => show(c, find))
    .post(`${prefix}/:id`, async (c) => {
      const sent = await Sent.of(c)
      const saved = await c.get('tx')(async (ctx) => {
        const manager = await find(c, ctx)
        const before = await ownSubscription(ctx, idsOf(manager), c.req.param('id')!)
        const { wish, errors } = await readWish(ctx, sent, before.where, before.rhythm)
        if (Object.keys(errors).length > 0) return null
        await changeSubscription(ctx, idsOf(manager), before.id, wish, Number(sent.text('stand')) || 0)
        return manager.at
      })
      return saved ? done(c, saved, 'geaendert') : show(c, find, sent)
    })
    .post(`${prefix}/alle/ende`, (c) => {
      limit(c, limits, 'near-end', 30)
      return c.get('tx')(async (ctx) => {
        const manager = await find(c, ctx)
        await eraseSubscribers(ctx, idsOf(manager))
        return after(c, ctx, manager, 'beendet')
      })
    })
    .post(`${prefix}/alle/verlaengerung`, (c) =>
      c.get('tx')(async (ctx) => {
        const manager = await find(c, ctx)
        for (const id of idsOf(manager)) await renewSubscriber(ctx, id)
        return done(c, manager.at, 'verlaengert')
      }),
    )
    .post(`${prefix}/:id/pause`, async (c) => {
      const rests = (await Sent.of(c)).text('ruht') !== 'nein'
      return c.get('tx')(async (ctx) => {
        const manager = await find(c, ctx)
        await pauseSubscription(ctx, idsOf(manager), c.req.param('id')!, rests)
        return done(c, manager.at, rests ? 'ruht' : 'weiter')
      })
    })
    .post(`${prefix}/:id/ende`, (c) =>
      c.get('tx')(async (ctx) => {
        const manager = await find(c, ctx)
        await endSubscription(ctx, idsOf(manager), c.req.param('id')!)
        return after(c, ctx, manager, 'beendet')
      }),
    )
}

/** The form of one; with what was sent and cannot be saved as it is. */
const show = (c: Req, find: (c: Req, ctx: Ctx) => Promise<Manager>, sent?: Sent): Promise<Response> =>
  c.get('tx')(async (ctx) => {
    const manager = await find(c, ctx)
    const { subscribers, me, at } = manager
    const one = await ownSubscription(
      ctx,
      subscribers.map((s) => s.id),
      c.req.param('id')!,
    )
    const said = sent ? await readWish(ctx, sent, one.where, one.rhythm) : null
    return page(
      c,
      <ChangePage
        view={me?.view ?? (await viewOf(c, ctx, 'portal'))}
        me={me}
        at={at}
        catalogue={await catalogue(ctx)}
        subscription={{ ...one, ...said?.wish }}
        device={subscribers.some((s) => s.id === one.subscriber && s.device)}
        {...(said && { errors: said.errors })}
      />,
      said ? 422 : 200,
    )
  })

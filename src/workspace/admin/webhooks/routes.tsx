import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { stepUp } from '#http/step-up.ts'
import { viewOf } from '#http/view.ts'
import {
  changeHook,
  createHook,
  deliveries,
  deliveryStatuses,
  hookById,
  hookFaults,
  hookSecret,
  hooks,
  pauseHook,
  removeHook,
  renewSecret,
  replay,
  resumeHook,
  tryOut,
} from '#modules/webhooks/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict, NotFound } from '#platform/errors.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../../paths.ts'
import { parseCursor } from '../../cursor.ts'
import { EditPage } from './edit-page.tsx'
import { readForm } from './form.ts'
import { HookPage } from './hook-page.tsx'
import { HooksPage } from './list-page.tsx'
import { SecretPage } from './secret-page.tsx'

const doneWords = [
  'neu',
  'geaendert',
  'probe',
  'pause',
  'weiter',
  'entfernen',
  'erneut',
  'geheimnis',
] as const
const doneOf = (c: Req) => doneWords.find((word) => word === c.req.query('getan')) ?? null

/** What may be done to a hook by one button, and where one is afterwards. */
const actions: Record<string, (ctx: Ctx, id: string) => Promise<unknown>> = {
  probe: tryOut,
  pause: pauseHook,
  weiter: resumeHook,
  entfernen: removeHook,
  fehlgeschlagene: (ctx, id) => replay(ctx, id, 'failed'),
}

/** Webhooks: making, changing, watching and replaying them. */
export const webhookRoutes = new Hono<Env>()
  .get(paths.webhooks, (c) =>
    c.get('tx')(async (ctx) =>
      page(
        c,
        <HooksPage hooks={await hooks(ctx)} view={await viewOf(c, ctx, 'workspace')} done={doneOf(c)} />,
      ),
    ),
  )
  .get(paths.webhookNew, (c) =>
    c.get('tx')(async (ctx) => {
      await hooks(ctx) // who may not see them may not make one
      const input = { label: '', url: '', types: ['case.*'], allCases: false }
      return page(c, <EditPage view={await viewOf(c, ctx, 'workspace')} hook={null} input={input} />)
    }),
  )
  .post(paths.webhookNew, stepUp, async (c) => {
    const { input } = readForm(await c.req.parseBody({ all: true }))
    return c.get('tx')(async (ctx) => {
      await hooks(ctx)
      const faults = await hookFaults(ctx, input)
      if (Object.keys(faults).length > 0)
        return page(
          c,
          <EditPage view={await viewOf(c, ctx, 'workspace')} hook={null} input={input} faults={faults} />,
          422,
        )
      const { id } = await createHook(ctx, input)
      return c.redirect(urlWith(paths.webhook(id), { getan: 'neu' }), 303)
    })
  })
  .get(paths.webhook(':id'), (c) =>
    c.get('tx')(async (ctx) => {
      const hook = await hookById(ctx, c.req.param('id')!)
      const status = deliveryStatuses.find((s) => s === c.req.query('stand')) ?? null
      const after = parseCursor(c.req.query('nach'))
      const log = await deliveries(ctx, hook.id, { ...(status && { status }), ...(after && { after }) })
      const view = await viewOf(c, ctx, 'workspace')
      return page(
        c,
        <HookPage view={view} hook={hook} log={log} status={status} first={!after} done={doneOf(c)} />,
      )
    }),
  )
  .get(paths.webhookEdit(':id'), (c) =>
    c.get('tx')(async (ctx) => {
      const hook = await hookById(ctx, c.req.param('id')!)
      return page(c, <EditPage view={await viewOf(c, ctx, 'workspace')} hook={hook} input={hook} />)
    }),
  )
  .post(paths.webhookEdit(':id'), stepUp, async (c) => {
    const { input, version } = readForm(await c.req.parseBody({ all: true }))
    const id = c.req.param('id')!
    const again = (status: 409 | 422) =>
      c.get('tx')(async (ctx) => {
        const hook = await hookById(ctx, id)
        const faults = status === 422 ? await hookFaults(ctx, input) : {}
        const view = await viewOf(c, ctx, 'workspace')
        return page(
          c,
          <EditPage view={view} hook={hook} input={input} faults={faults} conflict={status === 409} />,
          status,
        )
      })
    const faulty = await c.get('tx')(async (ctx) => {
      await hookById(ctx, id)
      return Object.keys(await hookFaults(ctx, input)).length > 0
    })
    if (faulty) return again(422)
    try {
      await c.get('tx')((ctx) => changeHook(ctx, id, input, version))
    } catch (error) {
      if (error instanceof Conflict) return again(409)
      throw error
    }
    return c.redirect(urlWith(paths.webhook(id), { getan: 'geaendert' }), 303)
  })
  .get(paths.webhookSecret(':id'), stepUp, (c) =>
    c.get('tx')(async (ctx) => {
      const hook = await hookById(ctx, c.req.param('id')!)
      const secret = await hookSecret(ctx, hook.id)
      return page(c, <SecretPage view={await viewOf(c, ctx, 'workspace')} hook={hook} secret={secret} />)
    }),
  )
  .post(paths.webhookSecret(':id'), stepUp, async (c) => {
    const id = c.req.param('id')!
    await c.get('tx')((ctx) => renewSecret(ctx, id))
    return c.redirect(urlWith(paths.webhook(id), { getan: 'geheimnis' }), 303)
  })
  .post(paths.webhookReplay(':id', ':delivery'), async (c) => {
    const id = c.req.param('id')!
    await c.get('tx')((ctx) => replay(ctx, id, c.req.param('delivery')!))
    return c.redirect(urlWith(paths.webhook(id), { getan: 'erneut' }), 303)
  })
  .post(paths.webhookAction(':id', ':what'), async (c) => {
    const { id, what } = c.req.param() as { id: string; what: string }
    const act = Object.hasOwn(actions, what) ? actions[what] : undefined
    if (!act) throw new NotFound()
    await c.get('tx')((ctx) => act(ctx, id))
    const done = what === 'fehlgeschlagene' ? 'erneut' : what
    return c.redirect(
      urlWith(what === 'entfernen' ? paths.webhooks : paths.webhook(id), { getan: done }),
      303,
    )
  })

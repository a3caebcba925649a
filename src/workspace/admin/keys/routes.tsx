import { Hono } from 'hono'
import type { Env } from '#http/env.ts'
import { page } from '#http/page.ts'
import { stepUp } from '#http/step-up.ts'
import { viewOf } from '#http/view.ts'
import { apiKeys, revokeApiKey } from '#modules/identity/index.ts'
import { equipProgram } from '#modules/organisation/index.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../../paths.ts'
import { emptyForm, expiryOf, faultsOf, readForm } from './form.ts'
import { KeysPage } from './keys-page.tsx'

/** API keys: making and revoking them. */
export const keyRoutes = new Hono<Env>()
  .get(paths.keys, (c) =>
    c.get('tx')(async (ctx) => {
      const keys = await apiKeys(ctx)
      const revoked = c.req.query('getan') === 'widerrufen'
      return page(
        c,
        <KeysPage view={await viewOf(c, ctx, 'workspace')} keys={keys} form={emptyForm} revoked={revoked} />,
      )
    }),
  )
  .post(paths.keys, stepUp, async (c) => {
    const form = readForm(await c.req.parseBody({ all: true }))
    const faults = faultsOf(form)
    const sound = Object.keys(faults).length === 0
    const made = await c.get('tx')(async (ctx) => {
      await apiKeys(ctx)
      if (!sound) return undefined
      const { label, scopes, perMinute } = form
      const expiresAt = expiryOf(form, ctx.now)
      return {
        ...(await equipProgram(ctx, { label, scopes, perMinute: Number(perMinute), expiresAt })),
        label,
      }
    })
    // No way back to a page that shows it: the key is kept nowhere but in this answer.
    return c.get('tx')(async (ctx) => {
      const [keys, view] = [await apiKeys(ctx), await viewOf(c, ctx, 'workspace')]
      return made
        ? page(c, <KeysPage view={view} keys={keys} form={emptyForm} made={made} />, 200)
        : page(c, <KeysPage view={view} keys={keys} form={form} faults={faults} />, 422)
    })
  })
  .post(paths.keyRevoke(':id'), stepUp, async (c) => {
    await c.get('tx')((ctx) => revokeApiKey(ctx, c.req.param('id')!))
    return c.redirect(urlWith(paths.keys, { getan: 'widerrufen' }), 303)
  })

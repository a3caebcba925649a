import { Hono } from 'hono'
import type { Env } from '#http/env.ts'
import { discardDraft, draftByToken } from '#modules/reports/index.ts'
import { publicWork } from '#modules/works/index.ts'
import { paths } from '#paths.ts'
import { draftToken, forgetDraft } from './draft-cookie.ts'

/** "That is enough for me": what was entered is deleted, and the page of the work says what is known. */
export const knownRoutes = new Hono<Env>().post(paths.reportKnown, async (c) => {
  const { arbeit } = await c.req.parseBody()
  const token = draftToken(c)
  const { id, more } = await c.get('tx')(async (ctx) => {
    const work = await publicWork(ctx, typeof arbeit === 'string' ? arbeit : '')
    const draft = token ? await draftByToken(ctx, token, 'for update') : null
    const more = draft !== null && !draft.submitted && (await discardDraft(ctx, draft))
    return { id: work.id, more }
  })
  // Other reports wait to be sent: the same cookie leads to them now.
  if (!more) forgetDraft(c)
  return c.redirect(`${paths.work(id)}?hinweis=reicht`, 303)
})

import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { becomeTerminal, isTerminal, leaveTerminal, wipe } from '#http/terminal.ts'
import { viewOf } from '#http/view.ts'
import { discardAll, draftByToken } from '#modules/reports/index.ts'
import { draftToken } from '#portal/report/draft-cookie.ts'
import { paths } from '../../paths.ts'
import { AskPage, SetUpPage, TerminalPage } from './terminal-page.tsx'

/** A browser that stands in the town hall: large, for everybody, and without a memory. */
export const terminalRoutes = new Hono<Env>()
  .get(paths.terminal, async (c) => {
    const terminal = isTerminal(c)
    if (terminal) await forget(c)
    const node = await c.get('tx')(async (ctx) => {
      const view = await viewOf(c, ctx, 'portal')
      return terminal ? <TerminalPage view={view} /> : <SetUpPage view={view} terminal={false} />
    })
    return page(c, node)
  })
  .get(paths.terminalSetUp, async (c) => {
    const view = await c.get('tx')((ctx) => viewOf(c, ctx, 'portal'))
    return page(c, <SetUpPage view={view} terminal={isTerminal(c)} />)
  })
  .get(paths.terminalAsk, async (c) => {
    const token = isTerminal(c) ? draftToken(c) : undefined
    const node =
      token &&
      (await c.get('tx')(async (ctx) => {
        const draft = await draftByToken(ctx, token)
        return draft && !draft.submitted ? <AskPage view={await viewOf(c, ctx, 'portal')} /> : null
      }))
    // Who has nothing to lose is not asked.
    return node ? page(c, node) : c.redirect(paths.terminal, 303)
  })
  .post(paths.terminal, (c) => {
    wipe(c)
    becomeTerminal(c)
    return c.redirect(paths.terminal, 303)
  })
  .post(paths.terminalEnd, async (c) => {
    if (isTerminal(c)) await forget(c)
    return c.redirect(paths.terminal, 303)
  })
  .post(paths.terminalLeave, (c) => {
    leaveTerminal(c)
    return c.redirect(paths.start, 303)
  })

/** What was begun and not sent is gone at once, photos too; elsewhere it would wait for its day. */
async function forget(c: Req): Promise<void> {
  const token = draftToken(c)
  if (token)
    await c.get('tx')(async (ctx) => {
      const draft = await draftByToken(ctx, token, 'for update')
      if (draft && !draft.submitted) await discardAll(ctx, draft)
    })
  wipe(c)
}

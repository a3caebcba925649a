import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { staffOnly } from '#http/session.ts'
import { stepUp } from '#http/step-up.ts'
import { viewOf } from '#http/view.ts'
import { CLOSE_STEP } from '#modules/cases/index.ts'
import {
  decideApproval,
  decidingGrant,
  openApprovals,
  organisation,
  visibleApproval,
  withdrawApproval,
} from '#modules/organisation/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../paths.ts'
import { ApprovalListPage } from './approval-list-page.tsx'
import { ApprovalPage } from './approval-page.tsx'
import { type Asked, decidable, wordsOf } from './approval-words.ts'
import { one } from './naming-input.ts'
import { doneWords, readForm } from './sent.ts'

/** What takes two people: the second one's list, and their answer. */
export const approvalRoutes = new Hono<Env>()
  .use(paths.approvals, staffOnly)
  .use(`${paths.approvals}/*`, staffOnly)
  .get(paths.approvals, (c) =>
    c.get('tx')(async (ctx) => {
      const { own } = await openApprovals(ctx)
      const words = await Promise.all(own.map((a) => wordsOf(ctx, a)))
      return page(
        c,
        <ApprovalListPage
          view={await viewOf(c, ctx, 'workspace')}
          toDecide={await decidable(ctx)}
          own={words.filter((a) => a !== null)}
          done={doneWords(c, ctx)}
        />,
      )
    }),
  )
  .get(paths.approval(':id'), (c) => c.get('tx')((ctx) => approvalPage(c, ctx, '', null)))
  // What only somebody who has just confirmed may ask for, nobody else agrees to.
  .post(paths.approval(':id'), async (c, next) => {
    const { approval } = await c.get('tx')((ctx) => found(c, ctx))
    return approval.step === CLOSE_STEP ? next() : stepUp(c, next)
  })
  .post(paths.approval(':id'), async (c) => {
    const sent = await readForm(c)
    const yes = one(sent, 'antwort') === 'ja'
    const reason = one(sent, 'grund').slice(0, 4000)
    const wrong = await c
      .get('tx')(async (ctx) => {
        const { approval } = await found(c, ctx)
        await decideApproval(ctx, approval.id, { yes, reason })
        return null
      })
      .catch((error) => {
        if (error instanceof Invalid || error instanceof Conflict) return error
        throw error
      })
    if (wrong) return c.get('tx')((ctx) => approvalPage(c, ctx, reason, wrong))
    return c.redirect(urlWith(paths.approvals, { getan: yes ? 'freigegeben' : 'abgelehnt' }), 303)
  })
  .post(paths.approvalWithdrawal(':id'), async (c) => {
    await c.get('tx')((ctx) => withdrawApproval(ctx, c.req.param('id') ?? ''))
    return c.redirect(urlWith(paths.approvals, { getan: 'zurueckgenommen' }), 303)
  })

/** Throws NotFound for what is not theirs to know: the question, or the thing that it is about. */
async function found(c: Req, ctx: Ctx): Promise<Asked> {
  const approval = await visibleApproval(ctx, c.req.param('id') ?? '')
  const asked = approval && (await wordsOf(ctx, approval))
  if (!asked) throw new NotFound()
  return asked
}

async function approvalPage(
  c: Req,
  ctx: Ctx,
  words: string,
  wrong: Invalid | Conflict | null,
): Promise<Response> {
  const asked = await found(c, ctx)
  const { holding, staff } = await organisation(ctx)
  const { approval } = asked
  const by = decidingGrant(ctx.actor, approval, holding)
  const mine = ctx.actor.kind === 'staff' && approval.askedBy === ctx.actor.id
  const nameOf = (id: string | null) => (id ? (staff.get(id)?.name ?? null) : null)
  const [decider, other] = [nameOf(approval.decidedBy), nameOf(approval.decidedFor)]
  return page(
    c,
    <ApprovalPage
      view={await viewOf(c, ctx, 'workspace')}
      asked={asked}
      waiting={(await decidable(ctx)).length}
      role={mine ? 'asker' : typeof by === 'object' ? 'decider' : by === 'deputy' ? 'deputy' : 'same person'}
      decider={decider && other ? ctx.t('history.deputy', { name: decider, other }) : decider}
      words={words}
      error={wrong ? ctx.t(`error.${wrong.code}`) : null}
    />,
    wrong ? (wrong instanceof Conflict ? 409 : 422) : 200,
  )
}

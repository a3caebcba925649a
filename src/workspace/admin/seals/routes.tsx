import { type Context, Hono } from 'hono'
import type { Env } from '#http/env.ts'
import { page } from '#http/page.ts'
import { viewOf } from '#http/view.ts'
import { makeProof, newestSeals, recordReading, verifications } from '#modules/audit/index.ts'
import { type Case, visibleCase } from '#modules/cases/index.ts'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Forbidden, NotFound } from '#platform/errors.ts'
import { feedHead } from '#platform/events/feed.ts'
import { paths } from '../../../paths.ts'
import { SealsPage } from './seals-page.tsx'

const SHOWN = 20

/** The sealed history: how it stands, and the proof of a case that the reader may see. */
export const sealRoutes = new Hono<Env>()
  .get(paths.adminSeals, (c) => c.get('tx')((ctx) => sealsPage(c, allowed(ctx))))
  .get(paths.sealProof, (c) =>
    c.get('tx')(async (ctx) => {
      const number = (c.req.query('vorgang') ?? '').trim().slice(0, 40)
      const found = await caseOf(allowed(ctx), number)
      if (!found) return sealsPage(c, ctx, number)
      recordReading(ctx, 'case.proof', found.id)
      const proof = await makeProof(ctx, found.id, found.number)
      return c.body(`${JSON.stringify(proof, null, 2)}\n`, 200, {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Disposition': `attachment; filename="nachweis-${found.number}.json"`,
        'Cache-Control': 'private, no-store',
      })
    }),
  )

function allowed(ctx: Ctx): Ctx {
  if (!may(ctx.actor, 'audit.read')) throw new Forbidden()
  return ctx
}

async function caseOf(ctx: Ctx, number: string): Promise<Case | null> {
  try {
    return await visibleCase(ctx, number)
  } catch (error) {
    if (error instanceof NotFound) return null
    throw error
  }
}

async function sealsPage(c: Context<Env>, ctx: Ctx, unknown?: string): Promise<Response> {
  const [seals, events, [checked = null], view] = await Promise.all([
    newestSeals(ctx, SHOWN),
    feedHead(ctx),
    verifications(ctx, 1),
    viewOf(c, ctx, 'workspace'),
  ])
  return page(
    c,
    <SealsPage view={view} seals={seals} events={events} checked={checked} unknown={unknown} />,
    unknown === undefined ? 200 : 422,
  )
}

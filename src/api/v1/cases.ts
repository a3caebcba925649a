import { createRoute, z } from '@hono/zod-openapi'
import type { Req } from '#http/env.ts'
import {
  addNote,
  changedCases,
  closeCase,
  historyOf,
  messagesOf,
  recordCase,
  recordWorkList,
  reply,
  visibleCase,
} from '#modules/cases/index.ts'
import { organisation } from '#modules/organisation/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import { NotFound } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { absent, asMachine, idempotencyHeader, invalid, json, security, v1App, withKey } from './app.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { repeatable } from './repeatable.ts'
import {
  caseDetail,
  caseQuery,
  caseShown,
  closureInput,
  historyEntry,
  listOf,
  noteInput,
  numberParam,
  replyInput,
} from './schemas.ts'
import { shower } from './showing.ts'

const reading = { tags: ['Cases'], security, description: 'Takes a key with the scope `cases.read`.' }
const writing = {
  tags: ['Cases'],
  security,
  description: 'Takes a key with the scopes `cases.write` and, for a case that is not public, `cases.read`.',
  parameters: [idempotencyHeader],
}
const done = { 204: { description: 'Done' }, 409: { description: 'The case’s state does not allow it' } }
const body = <S extends z.ZodType>(schema: S) => ({
  required: true,
  content: { 'application/json': { schema } },
})

const list = createRoute({
  ...reading,
  method: 'get',
  path: '/cases',
  summary: 'Cases in the order of their last change',
  request: { query: caseQuery },
  responses: { 200: json(listOf('Cases', caseShown), 'A page of cases'), ...withKey, ...invalid },
})

const single = createRoute({
  ...reading,
  method: 'get',
  path: '/cases/{number}',
  summary: 'One case with its messages',
  request: { params: numberParam },
  responses: { 200: json(caseDetail, 'The case'), ...withKey, ...absent },
})

const history = createRoute({
  ...reading,
  method: 'get',
  path: '/cases/{number}/history',
  summary: 'Everything that happened to a case, oldest first',
  request: { params: numberParam },
  responses: { 200: json(z.array(historyEntry), 'The history'), ...withKey, ...absent },
})

const note = createRoute({
  ...writing,
  method: 'post',
  path: '/cases/{number}/notes',
  summary: 'Write a note that stays within the town hall',
  request: { params: numberParam, body: body(noteInput) },
  responses: { ...done, ...withKey, ...absent, ...invalid },
})

const answer = createRoute({
  ...writing,
  method: 'post',
  path: '/cases/{number}/replies',
  summary: 'Say something to whoever reported it',
  request: { params: numberParam, body: body(replyInput) },
  responses: { ...done, ...withKey, ...absent, ...invalid },
})

const closure = createRoute({
  ...writing,
  method: 'post',
  path: '/cases/{number}/closure',
  summary: 'Close a case with its outcome',
  request: { params: numberParam, body: body(closureInput) },
  responses: { ...done, ...withKey, ...absent, ...invalid },
})

/** The town's own cases, for its other programs and its contractors'. */
export const caseRoutes = v1App()
  .openapi(list, async (c) => {
    const q = c.req.valid('query')
    const page = await inTx(c.get('platform'), asMachine(c, 'readCases'), async (ctx) => {
      const units = q.unit ? await unitsBelow(ctx, q.unit) : undefined
      const { cases, next } = await changedCases(
        ctx,
        {
          since: q.since ? new Date(q.since) : undefined,
          units,
          type: q.category,
          status: q.status,
          after: readCursor(ctx, q.cursor),
        },
        q.size,
      )
      recordWorkList(ctx, cases)
      const shown = await shower(ctx)
      return { items: cases.map(shown.case), next: writeCursor(next) }
    })
    return c.json(page, 200, { 'Cache-Control': 'no-store' })
  })
  .openapi(single, async (c) => {
    const shown = await inTx(c.get('platform'), asMachine(c, 'readCases'), async (ctx) => {
      const found = await visibleCase(ctx, c.req.valid('param').number.toLowerCase())
      recordCase(ctx, found, [])
      const messages = await messagesOf(ctx, found, 'internal')
      return {
        ...(await shower(ctx)).case(found),
        messages: messages.map((m) => ({
          at: m.at.toISOString(),
          direction: m.direction,
          visibility: m.visibility,
          author: m.authorName,
          text: m.body,
        })),
      }
    })
    return c.json(shown, 200, { 'Cache-Control': 'no-store' })
  })
  .openapi(history, async (c) => {
    const entries = await inTx(c.get('platform'), asMachine(c, 'readCases'), async (ctx) => {
      const found = await visibleCase(ctx, c.req.valid('param').number.toLowerCase())
      recordCase(ctx, found, [])
      return (await historyOf(ctx, found, 'internal')).map(({ event, by, params, message }) => ({
        seq: event.seq,
        type: event.type,
        at: event.at.toISOString(),
        by,
        sentence: ctx.t(`history.${event.type}`, params),
        text: message?.body ?? null,
      }))
    })
    return c.json(entries, 200, { 'Cache-Control': 'no-store' })
  })
  .openapi(note, async (c) => {
    const { text } = c.req.valid('json')
    await act(c, 'note', c.req.valid('param').number, text, (ctx, id) => addNote(ctx, id, text))
    return c.body(null, 204)
  })
  .openapi(answer, async (c) => {
    const { text, visibility } = c.req.valid('json')
    await act(c, 'reply', c.req.valid('param').number, [text, visibility], (ctx, id) =>
      reply(ctx, id, { body: text, visibility }),
    )
    return c.body(null, 204)
  })
  .openapi(closure, async (c) => {
    const { outcome, text, duplicateOf = null } = c.req.valid('json')
    await act(c, 'closure', c.req.valid('param').number, [outcome, text, duplicateOf], (ctx, id) =>
      closeCase(ctx, id, { outcome, note: text, duplicateOf }),
    )
    return c.body(null, 204)
  })

/** Does something to a case, once per `Idempotency-Key`. */
function act(
  c: Req,
  what: string,
  number: string,
  input: unknown,
  run: (ctx: Ctx, id: Uuid) => Promise<void>,
): Promise<unknown> {
  return inTx(c.get('platform'), asMachine(c, 'writeCases'), async (ctx) => {
    const { id } = await visibleCase(ctx, number.toLowerCase())
    return repeatable(c, ctx, `${what} ${id}`, input, async () => {
      await run(ctx, id)
      return {}
    })
  })
}

async function unitsBelow(ctx: Ctx, code: string): Promise<readonly string[]> {
  const org = await organisation(ctx)
  const unit = org.byCode.get(code)
  if (!unit) throw new NotFound()
  return org.subtree(unit.id)
}

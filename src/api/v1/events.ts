import { createRoute, z } from '@hono/zod-openapi'
import { streamSSE } from 'hono/streaming'
import type { Req } from '#http/env.ts'
import { eventsAfter, type HeardEvent, isTypePattern } from '#modules/webhooks/index.ts'
import { inTx } from '#platform/context/transaction.ts'
import { feedHead } from '#platform/events/feed.ts'
import { TooMany } from '../machine.ts'
import { asListener, asMachine, invalid, json, security, v1App, withKey } from './app.ts'

const types = z
  .string()
  .max(1000)
  .transform((text) => text.split(',').map((part) => part.trim()))
  .refine((all) => all.every(isTypePattern), 'api.fault.event_types')
  .optional()
  .openapi({
    type: 'string',
    example: 'case.opened,case.closed',
    description: 'Types, or a family as `case.*`',
  })

const event = z
  .object({
    n: z.number().int().openapi({ description: 'Its place in the town’s feed' }),
    id: z.uuid(),
    type: z.string().openapi({ example: 'case.closed' }),
    at: z.iso.datetime(),
    by: z.string().openapi({ description: 'Who did it, as a kind', example: 'staff' }),
    case: z.string().nullable().openapi({ description: 'The number of the case', example: '2026-4711' }),
    data: z.record(z.string(), z.any()).openapi({ description: 'Ids and codes, never words' }),
  })
  .openapi('Event')

const scope =
  'Takes a key with the scope `events.read`; with `cases.read` too it also tells of cases that are not public, and of the town hall’s own steps. Cases that are restricted to a few people are never told of.'

const list = createRoute({
  method: 'get',
  path: '/events',
  tags: ['Events'],
  summary: 'What happened after a place in the feed, in order',
  description: `${scope} Keep \`next\` and ask with it again: nothing is missed and nothing comes twice.`,
  security,
  request: {
    query: z.object({
      after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
      types,
      size: z.coerce.number().int().min(1).max(1000).default(100),
    }),
  },
  responses: {
    200: json(
      z.object({ items: z.array(event), next: z.number().int(), newest: z.number().int() }).openapi('Events'),
      'Events, and where to go on',
    ),
    ...withKey,
    ...invalid,
  },
})

const live = createRoute({
  method: 'get',
  path: '/events/stream',
  tags: ['Events'],
  summary: 'The same as it happens (server-sent events)',
  description: `${scope} It begins after \`after\` or \`Last-Event-ID\`, without either with what happens from now on.`,
  security,
  request: {
    query: z.object({
      after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
      types,
    }),
  },
  responses: {
    200: {
      description: 'A stream that ends with the key',
      content: { 'text/event-stream': { schema: z.string() } },
    },
    ...withKey,
    ...invalid,
  },
})

/** Everything that happens, for programs that follow it. */
export const eventRoutes = v1App()
  .openapi(list, async (c) => {
    const { after, types, size } = c.req.valid('query')
    const answer = await inTx(c.get('platform'), asMachine(c, 'readEvents'), async (ctx) => {
      const { events, upTo } = await eventsAfter(ctx, { after, limit: size, ...(types && { types }) })
      return { items: events, next: upTo, newest: await feedHead(ctx) }
    })
    return c.json(answer, 200, { 'Cache-Control': 'no-store' })
  })
  .openapi(live, async (c) => {
    const { types, after: asked } = c.req.valid('query')
    const last = /^\d{1,15}$/.exec(c.req.header('last-event-id') ?? '')?.[0]
    const start = await inTx(c.get('platform'), asMachine(c, 'readEvents'), async (ctx) => ({
      machine: ctx.actor.kind === 'machine' ? ctx.actor.id : '',
      after: last ? Number(last) : (asked ?? (await feedHead(ctx))),
    }))
    return follow(c, start, types)
  })

/** Streams of one key at once, and of all keys in this process. */
const MOST_OF_ONE = 5
const MOST_OF_ALL = 200
const open = new Map<string, number>()
const EVERY_MS = 1000
const SIGN_OF_LIFE_MS = 15_000

function follow(
  c: Req,
  { machine, after }: { machine: string; after: number },
  types?: readonly string[],
): Response {
  const mine = open.get(machine) ?? 0
  const all = [...open.values()].reduce((a, b) => a + b, 0)
  if (mine >= MOST_OF_ONE || all >= MOST_OF_ALL) throw new TooMany()
  open.set(machine, mine + 1)
  c.header('Cache-Control', 'no-store')
  c.header('X-Accel-Buffering', 'no')
  const { signals } = c.get('platform')
  return streamSSE(c, async (stream) => {
    let at = after
    let quiet = 0
    try {
      await stream.write(`retry: ${EVERY_MS}\nid: ${at}\n\n`)
      while (!stream.aborted && !signals.stopping) {
        const heard = await next(c, at, types)
        // The key was revoked, or lost its scope: nothing more, and the reader sees the end.
        if (!heard) break
        for (const e of heard.events)
          await stream.writeSSE({ id: String(e.n), event: e.type, data: JSON.stringify(e) })
        const moved = heard.upTo > at
        at = heard.upTo
        quiet = moved ? 0 : quiet + EVERY_MS
        if (quiet >= SIGN_OF_LIFE_MS) {
          quiet = 0
          await stream.write(`: ${at}\n\n`)
        }
        if (!moved) await stream.sleep(EVERY_MS)
      }
    } finally {
      const left = (open.get(machine) ?? 1) - 1
      if (left > 0) open.set(machine, left)
      else open.delete(machine)
    }
  })
}

/** What came since; null when the key opens this no more. Each look asks anew who may see what. */
async function next(
  c: Req,
  after: number,
  types?: readonly string[],
): Promise<{ events: HeardEvent[]; upTo: number } | null> {
  try {
    return await inTx(c.get('platform'), asListener(c), (ctx) =>
      eventsAfter(ctx, { after, ...(types && { types }) }),
    )
  } catch (error) {
    const status = (error as { status?: number }).status
    if (status === 403) return null
    throw error
  }
}

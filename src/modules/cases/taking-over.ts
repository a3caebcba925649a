import { searchVector } from '#modules/search/index.ts'
import type { Ctx, EventPayload } from '#platform/context/context.ts'
import { chainHash } from '#platform/events/chain.ts'
import { appendToFeed } from '#platform/events/feed.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { reserveNumbers } from './numbers.ts'
import { caseRow, firstMessage, messageRow, type PastCase } from './past-rows.ts'

type Told = { id: Uuid; at: Date; row: ReturnType<typeof eventRow> }

/** Rows a statement: 65,535 parameters is the most that one may have. */
const BATCH = 1000

/**
 * Writes cases of the past with their histories. Nobody is written to: their events stand in the feed, numbered, and
 * pass no outbox. Answers the id of each case's first message.
 */
export async function takeOverCases(ctx: Ctx, cases: readonly PastCase[]): Promise<Map<Uuid, Uuid>> {
  const tenant_id = ctx.tenant.id
  const numbers = await numbersFor(ctx, cases)
  const messages = new Map(cases.map((c) => [c.id, newId()]))
  for (const some of batches(cases)) {
    const rows = some.map((c) => caseRow(c, numbers.get(c.id)!))
    await ctx.db
      .insertInto('cases.case')
      .values(rows.map((row) => ({ tenant_id, ...row })))
      .execute()
    const said = some.map((c) => firstMessage(c, messages.get(c.id)!))
    await ctx.db
      .insertInto('cases.message')
      .values(said.map((row) => ({ tenant_id, ...row })))
      .execute()
    await ctx.db
      .insertInto('cases.words')
      .values(
        some.map((c) => ({
          tenant_id,
          case_id: c.id,
          words: searchVector([
            numbers.get(c.id)!,
            c.reference,
            c.address,
            c.title.de,
            c.title.en,
            c.words.slice(0, 4000),
          ]),
        })),
      )
      .execute()
  }
  const told = cases.map((c): Told => {
    const row = eventRow(
      ctx,
      'case.opened',
      {
        case: c.id,
        kind: 'report',
        type: c.type,
        channel: c.channel,
        unit: c.unitId,
        authority: null,
        why: 'imported',
        why_params: { reference: c.reference },
      },
      c.openedAt,
      null,
    )
    return { id: c.id, at: c.openedAt, row }
  })
  const heads = new Map(told.map(({ id, row }) => [id, row]))
  const ended = await end(ctx, cases, heads)
  await writeEvents(ctx, [...told, ...ended])
  return messages
}

/** Ends cases that were taken over while they were still open. */
export async function endTakenOver(ctx: Ctx, cases: readonly PastCase[]): Promise<void> {
  if (cases.length === 0) return
  const stored = await ctx.db
    .selectFrom('platform.event')
    .select(['stream', 'seq', 'hash'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where(
      'stream',
      'in',
      cases.map((c) => c.id),
    )
    .where('seq', '=', 1)
    .execute()
  for (const c of cases)
    await ctx.db
      .updateTable('cases.case')
      .set({
        status: 'closed',
        outcome: c.ending!.outcome,
        closed_at: c.ending!.at,
        updated_at: c.ending!.at,
        version: 2,
      })
      .where('tenant_id', '=', ctx.tenant.id)
      .where('id', '=', c.id)
      .execute()
  const heads = new Map(stored.map((e) => [e.stream, { seq: e.seq, hash: e.hash }]))
  await writeEvents(ctx, await end(ctx, cases, heads))
}

async function end(
  ctx: Ctx,
  cases: readonly PastCase[],
  heads: ReadonlyMap<Uuid, { seq: number; hash: Buffer }>,
): Promise<Told[]> {
  const tenant_id = ctx.tenant.id
  const ended = cases.flatMap((c) =>
    c.ending ? [{ c, ending: c.ending, message: c.ending.note ? newId() : null }] : [],
  )
  for (const some of batches(ended)) {
    const notes = some.flatMap(({ c, ending, message }) =>
      message
        ? [
            {
              ...messageRow(c, message, ending.note!, ending.at),
              // Nobody wrote it for the public.
              direction: 'internal',
              visibility: 'internal',
              author_kind: 'system',
            },
          ]
        : [],
    )
    if (notes.length > 0)
      await ctx.db
        .insertInto('cases.message')
        .values(notes.map((row) => ({ tenant_id, ...row })))
        .execute()
    await ctx.db
      .insertInto('cases.closure')
      .values(
        some.map(({ c, ending: { outcome, at } }) => ({
          tenant_id,
          id: newId(),
          case_id: c.id,
          outcome,
          by_kind: 'system',
          at,
        })),
      )
      .execute()
  }
  return ended.map(({ c, ending: { outcome, at }, message }) => ({
    id: c.id,
    at,
    row: eventRow(
      ctx,
      'case.closed',
      { case: c.id, outcome, message, authority: null, original: null },
      at,
      heads.get(c.id)!,
    ),
  }))
}

async function writeEvents(ctx: Ctx, told: readonly Told[]): Promise<void> {
  for (const some of batches(told))
    await ctx.db
      .insertInto('platform.event')
      .values(
        some.map(({ row }) => ({ ...row, tenant_id: ctx.tenant.id, payload: JSON.stringify(row.payload) })),
      )
      .execute()
  const inOrder = told.toSorted((a, b) => a.at.getTime() - b.at.getTime() || a.row.seq - b.row.seq)
  await appendToFeed(
    ctx,
    inOrder.map(({ row }) => row.id),
  )
}

function eventRow(
  ctx: Ctx,
  type: string,
  payload: EventPayload & { case: Uuid },
  at: Date,
  head: { seq: number; hash: Buffer } | null,
) {
  const event = {
    tenant_id: ctx.tenant.id,
    id: newId(),
    stream: payload.case,
    seq: (head?.seq ?? 0) + 1,
    type,
    payload,
    actor_kind: 'system',
    actor_id: null,
    actor_for: null,
    at,
  }
  const prev = head?.hash ?? null
  return { ...event, prev, hash: chainHash(event, prev) }
}

/** Numbers in the order in which the cases came in, counted within the year of the town. */
async function numbersFor(ctx: Ctx, cases: readonly PastCase[]): Promise<Map<Uuid, string>> {
  const years = Map.groupBy(
    cases.toSorted((a, b) => a.openedAt.getTime() - b.openedAt.getTime()),
    (c) =>
      Temporal.Instant.fromEpochMilliseconds(c.openedAt.getTime()).toZonedDateTimeISO(ctx.tenant.timeZone)
        .year,
  )
  const numbers = new Map<Uuid, string>()
  for (const [year, some] of years) {
    const first = await reserveNumbers(ctx, year, some.length)
    for (const [i, c] of some.entries()) numbers.set(c.id, `${year}-${first + i}`)
  }
  return numbers
}

const batches = <V>(all: readonly V[]): V[][] =>
  Array.from({ length: Math.ceil(all.length / BATCH) }, (_, i) => all.slice(i * BATCH, (i + 1) * BATCH))

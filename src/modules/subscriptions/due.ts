import type { Ctx } from '#platform/context/context.ts'
import { cellsAround, type Happening, hears } from './cells.ts'
import { ownSubscriptions, subscribersById } from './own.ts'
import { happeningsBetween } from './recording.ts'
import { nextLetter } from './rhythm.ts'
import type { Subscriber, Subscription } from './rows.ts'
import { type Rhythm, rhythms } from './wish.ts'

/** Something that one subscriber is to hear of, by which of their subscriptions. */
export interface Heard {
  happening: Happening
  by: Subscription
}

/** A letter that is due, and what may stand in it; nothing when nothing happened that they want to hear of. */
export interface DueLetter {
  subscriber: Subscriber
  rhythm: Rhythm
  heard: readonly Heard[]
  /** The number in the feed up to which this letter tells: with subscriber and rhythm it is the letter's name. */
  upTo: number
}

/** Letters written in one transaction. */
export const LETTERS_AT_ONCE = 200
/** In a storm a weekly letter tells of the newest; nobody reads on so far. */
const MOST_HAPPENINGS = 5000

/**
 * Takes letters that are due and says of each when the next one is. Whoever calls writes them in the same transaction:
 * a worker that dies in between has written nothing, and nothing is told twice.
 */
export async function takeDue(ctx: Ctx): Promise<DueLetter[]> {
  const tenant = ctx.tenant.id
  const rounds = await ctx.db
    .selectFrom('subscriptions.round')
    .select(['subscriber_id', 'rhythm', 'told_n'])
    .where('tenant_id', '=', tenant)
    .where('due_at', 'is not', null)
    .where('due_at', '<=', ctx.now)
    .orderBy('due_at')
    .orderBy('subscriber_id')
    .limit(LETTERS_AT_ONCE)
    .forUpdate()
    .skipLocked()
    .execute()
  if (rounds.length === 0) return []
  const upTo = await headOf(ctx)
  const ids = [...new Set(rounds.map((r) => r.subscriber_id))]
  const after = Math.min(...rounds.map((r) => Number(r.told_n)))
  const news = await happeningsBetween(ctx, { after, upTo, most: MOST_HAPPENINGS, from: 'newest' })
  const [subscribers, subscriptions] = await Promise.all([
    subscribersById(ctx, ids),
    ownSubscriptions(ctx, ids),
  ])
  const byCell = cellsOf(news.filter((h) => h.topic !== 'works'))
  const works = news.filter((h) => h.topic === 'works')
  const bySubscriber = Map.groupBy(subscriptions, (one) => one.subscriber)
  const letters = rounds.flatMap((round): DueLetter[] => {
    const subscriber = subscribers.get(round.subscriber_id)
    const rhythm = round.rhythm as Rhythm
    const heard = heardBy(
      bySubscriber.get(round.subscriber_id) ?? [],
      rhythm,
      Number(round.told_n),
      (cell) => [...(byCell.get(cell) ?? []), ...works],
    )
    return subscriber ? [{ subscriber, rhythm, heard, upTo }] : []
  })
  moveOn(ctx, letters)
  return letters
}

async function headOf(ctx: Ctx): Promise<number> {
  const row = await ctx.db
    .selectFrom('subscriptions.progress')
    .select('n')
    .where('tenant_id', '=', ctx.tenant.id)
    .executeTakeFirst()
  return Number(row?.n ?? 0)
}

/** What happened, by the keys that subscriptions wait under: looking a subscription up costs the same on a quiet day and in a storm. */
function cellsOf(news: readonly Happening[]): Map<string, Happening[]> {
  const found = new Map<string, Happening[]>()
  for (const h of news)
    for (const cell of cellsAround(h)) {
      const list = found.get(cell)
      if (list) list.push(h)
      else found.set(cell, [h])
    }
  return found
}

/** What is news to them after `told`; what a quicker series of theirs has told is none. */
function heardBy(
  all: readonly Subscription[],
  rhythm: Rhythm,
  told: number,
  newsAt: (cell: string) => readonly Happening[],
): Heard[] {
  const active = all.filter((one) => !one.pausedAt)
  const quicker = active.filter((one) => rhythms.indexOf(one.rhythm) < rhythms.indexOf(rhythm))
  const heard = new Map<number, Heard>()
  for (const by of active.filter((one) => one.rhythm === rhythm))
    for (const happening of newsAt(by.cell)) {
      const { n } = happening
      const isNew = n > told && n > by.sinceN && !heard.has(n)
      if (isNew && hears(by, happening) && !quicker.some((one) => n > one.sinceN && hears(one, happening)))
        heard.set(n, { happening, by })
    }
  return [...heard.values()].sort((a, b) => b.happening.n - a.happening.n)
}

function moveOn(ctx: Ctx, letters: readonly DueLetter[]): void {
  for (const rhythm of rhythms) {
    const of = letters.filter((one) => one.rhythm === rhythm)
    if (of.length === 0) continue
    const told = of.filter((one) => one.heard.length > 0).map((one) => one.subscriber.id)
    ctx.send(
      `update subscriptions.round set told_n = $3, due_at = $4,
         last_at = case when subscriber_id = any ($5::uuid[]) then $6 else last_at end
       where tenant_id = $1 and rhythm = $7 and subscriber_id = any ($2::uuid[])`,
      [
        ctx.tenant.id,
        of.map((one) => one.subscriber.id),
        of[0]!.upTo,
        nextLetter(ctx, rhythm),
        told,
        ctx.now,
        rhythm,
      ],
    )
  }
}

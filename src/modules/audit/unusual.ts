import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'

export const unusualKinds = ['many', 'other_units', 'night', 'same_person'] as const
export type UnusualKind = (typeof unusualKinds)[number]

/** How many cases somebody opened on a day, and in which ways. */
export interface ReadingDay {
  account: Uuid
  cases: number
  /** Of units that are not the reader's own. */
  otherUnits: number
  /** Between 22 and 5 o'clock. */
  night: number
  /** With the same person in them, and not the reader's own to work on. */
  samePerson: number
}

export interface ReadingLimits {
  casesADay: number
  atNight: number
  samePerson: number
}

export interface Unusual {
  account: Uuid
  /** `2026-11-23`, in the town. */
  day: string
  kind: UnusualKind
  n: number
  /** The median of the 30 days before, where it was compared with that. */
  usual: number
  /** The limit that was passed. */
  most: number
}

/** Who opens three times as many cases as on other days does something else on that day. */
const FAR_ABOVE = 3

/** What is unusual about a day; `usual` is the person's own median of cases a day. */
export function unusualIn(
  day: string,
  { account, ...n }: ReadingDay,
  usual: number,
  limits: ReadingLimits,
): Unusual[] {
  const found = (kind: UnusualKind, n: number, most: number, usual = 0) => ({
    account,
    day,
    kind,
    n,
    usual,
    most,
  })
  return [
    ...(n.cases > limits.casesADay && n.cases >= FAR_ABOVE * Math.max(1, usual)
      ? [found('many', n.cases, limits.casesADay, usual)]
      : []),
    ...(n.otherUnits > limits.casesADay ? [found('other_units', n.otherUnits, limits.casesADay)] : []),
    ...(n.night > limits.atNight ? [found('night', n.night, limits.atNight)] : []),
    ...(n.samePerson > limits.samePerson ? [found('same_person', n.samePerson, limits.samePerson)] : []),
  ]
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  if (sorted.length === 0) return 0
  return sorted.length % 2 ? sorted[middle]! : Math.round((sorted[middle - 1]! + sorted[middle]!) / 2)
}

/** Keeps what was found; answers what nobody has been told of yet. Safe to run twice. */
export async function keepUnusual(ctx: Ctx, found: readonly Unusual[]): Promise<Unusual[]> {
  const news: Unusual[] = []
  for (const one of found) {
    const { account, ...rest } = one
    const added = await ctx.db
      .insertInto('audit.unusual')
      .values({ tenant_id: ctx.tenant.id, account_id: account, ...rest, at: ctx.now })
      .onConflict((oc) => oc.columns(['tenant_id', 'account_id', 'day', 'kind']).doNothing())
      .returning('account_id')
      .executeTakeFirst()
    if (added) news.push(one)
    else
      await ctx.db
        .updateTable('audit.unusual')
        .set({ n: one.n, usual: one.usual })
        .where('tenant_id', '=', ctx.tenant.id)
        .where('account_id', '=', account)
        .where('day', '=', one.day as never)
        .where('kind', '=', one.kind)
        .execute()
  }
  return news
}

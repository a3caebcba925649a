import { notify } from '#modules/notifications/index.ts'
import {
  type DueLetter,
  LETTERS_AT_ONCE,
  manageToken,
  markDue,
  queuePush,
  stopSeriesToken,
  takeDue,
} from '#modules/subscriptions/index.ts'
import { anonymous } from '#platform/context/actor.ts'
import type { Ctx, Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import { eachTenant } from '#platform/each-tenant.ts'
import { formatter } from '#platform/format.ts'
import type { Platform } from '#platform/platform.ts'
import { textsOf } from '#platform/tenants.ts'
import { follow } from './following.ts'
import { linesOf, type NewsLine } from './lines.ts'
import { subjectsOf } from './subjects.ts'

/** Of more than these a letter says how many there are. */
const MOST_LINES = 20

/** Hears what has happened in all towns, finds who wants to know, and writes to those who are due. Safe to run twice. */
export async function tellNews(platform: Platform): Promise<void> {
  await eachTenant(platform, async (tenant) => {
    await follow(platform, tenant)
    await markDue(platform, tenant)
    while (await tellSome(platform, tenant));
  })
}

/** Writes the next letters that are due, in one transaction with their being told. Answers whether there may be more. */
const tellSome = (platform: Platform, tenant: Tenant): Promise<boolean> =>
  // As the public: what it may not see now cannot come into a letter.
  inTx(platform, { tenant, actor: anonymous }, async (ctx) => {
    const letters = await takeDue(ctx)
    const full = letters.filter((one) => one.heard.length > 0)
    const subjects = await subjectsOf(ctx, [
      ...new Set(full.flatMap((one) => one.heard.map((h) => h.happening))),
    ])
    for (const letter of full) {
      const t = textsOf(ctx.platform, ctx.tenant.id, letter.subscriber.lang)
      const lines = linesOf(t, formatter(letter.subscriber.lang, ctx.tenant.timeZone), letter, subjects)
      if (lines.length > 0) await write(ctx, letter, lines)
    }
    return letters.length === LETTERS_AT_ONCE
  })

async function write(ctx: Ctx, letter: DueLetter, lines: readonly NewsLine[]): Promise<void> {
  const { subscriber, rhythm, upTo } = letter
  const t = textsOf(ctx.platform, ctx.tenant.id, subscriber.lang)
  const places = [...new Set(letter.heard.map((h) => h.by.where.label))]
  const dedupe = `news:${subscriber.id}:${rhythm}:${upTo}`
  const manage = `/in-der-naehe/abos/${await manageToken(ctx, subscriber.id)}`
  if (subscriber.device) return push(ctx, letter, dedupe, lines, { places, manage })
  await notify(ctx, {
    dedupe,
    to: { name: null, email: subscriber.email!, lang: subscriber.lang },
    letter: 'news',
    stream: subscriber.id,
    params: {
      count: lines.length,
      place: places.slice(0, 3).join('; '),
      more: lines.length > MOST_LINES ? t('news.more', { count: lines.length - MOST_LINES }) : '',
    },
    items: lines.slice(0, MOST_LINES),
    link: manage,
    stop: `/in-der-naehe/stopp/${await stopSeriesToken(ctx, subscriber.id, rhythm)}`,
    ownStop: true,
  })
}

/** One thing is told by itself; of several, how many there are. */
function push(
  ctx: Ctx,
  { subscriber }: DueLetter,
  dedupe: string,
  lines: readonly NewsLine[],
  { places, manage }: { places: readonly string[]; manage: string },
): void {
  const t = textsOf(ctx.platform, ctx.tenant.id, subscriber.lang)
  const [first] = lines
  queuePush(ctx, subscriber, dedupe, {
    title: ctx.tenant.name,
    body:
      lines.length === 1
        ? first!.text
        : t('news.push', { count: lines.length, place: places.slice(0, 2).join('; ') }),
    url: lines.length === 1 ? first!.path : '/meldungen',
    manage,
    manageLabel: t('news.manage'),
  })
}

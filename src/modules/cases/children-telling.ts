import { sql } from 'kysely'
import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import type { Lang } from '#platform/i18n.ts'
import type { Uuid } from '#platform/ids.ts'
import type { StoredEvent } from '#platform/module.ts'
import { type Case, caseCan, type Outcome } from './case.ts'
import { addMessage, changeCase } from './changing.ts'
import { childrenOf, parentOf, splitModeOf } from './children.ts'
import { childSteps } from './children-words.ts'
import { closeLocked } from './closing.ts'
import { visibleCase } from './visible.ts'

/** What happens within this time goes out as one message: five offices are not five letters. */
const GATHERED = 30 * 60_000

/** What the whole's history says of a part. */
const onTheWhole: Record<string, string> = {
  'case.scheduled': 'case.part_scheduled',
  'case.started': 'case.part_started',
  'case.closed': 'case.part_closed',
  'case.reopened': 'case.part_reopened',
}

/**
 * Something happened to a part: the whole's history says so, its reporter is told a while later, and where the parts
 * close together, the last one closes the whole. Safe to run twice.
 */
export async function childChanged(ctx: Ctx, event: StoredEvent): Promise<void> {
  const type = onTheWhole[event.type]
  // Closed with the whole, whose own letter says it.
  if (!type || event.payload.whole) return
  const parent = await parentOf(ctx, event.stream)
  if (!parent) return
  const c = await visibleCase(ctx, parent, 'for update').catch(orNone)
  if (!c || c.anonymisedAt || (await saidBefore(ctx, c.id, event.id))) return
  const { unitId } = await visibleCase(ctx, event.stream)
  ctx.emit(type, {
    case: c.id,
    child: event.stream,
    unit: unitId,
    cause: event.id,
    ...(event.payload.outcome && { outcome: event.payload.outcome }),
    ...(event.payload.for && { for: event.payload.for }),
  })
  if (event.type === 'case.closed' && (await closeWithParts(ctx, c))) return
  await changeCase(ctx, c, {})
  if (event.type !== 'case.started')
    await ctx.db
      .updateTable('cases.split')
      .set({ changed_at: ctx.now })
      .where('tenant_id', '=', ctx.tenant.id)
      .where('case_id', '=', c.id)
      .where('changed_at', 'is', null)
      .execute()
}

const orNone = (error: unknown): null => {
  if (error instanceof NotFound) return null
  throw error
}

async function saidBefore(ctx: Ctx, parent: Uuid, cause: Uuid): Promise<boolean> {
  const { rows } = await sql`
    select 1 from platform.event e
    where e.tenant_id = ${ctx.tenant.id} and e.stream = ${parent} and e.payload ->> 'cause' = ${cause}
    limit 1`.execute(ctx.db)
  return rows.length > 0
}

/**
 * The last part is done, and so is the whole, where that can be said in one word. Parts that ended in ways that need a
 * reason leave the whole to its unit: the program finds no words for them.
 */
async function closeWithParts(ctx: Ctx, c: Case): Promise<boolean> {
  if (!caseCan('close', c) || (await splitModeOf(ctx, c.id)) !== 'together') return false
  const children = await childrenOf(ctx, c)
  const outcome = jointOutcome(children.map((child) => child.outcome))
  if (!outcome) return false
  const lang = await langOf(ctx, c)
  const steps = await childSteps(ctx, c, lang)
  await closeLocked(ctx, c, { outcome, note: steps.map((step) => step.words).join('\n') })
  return true
}

/** Null while one is open, or where the outcomes do not go together. */
export function jointOutcome(outcomes: readonly (Outcome | null)[]): Outcome | null {
  if (outcomes.length === 0 || outcomes.some((one) => one !== 'fixed' && one !== 'not_reproducible'))
    return null
  return outcomes.includes('fixed') ? 'fixed' : 'not_reproducible'
}

/** The language in which the report was written, or the town's. */
async function langOf(ctx: Ctx, c: Case): Promise<Lang> {
  const row = await ctx.db
    .selectFrom('cases.message')
    .select('lang')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('case_id', '=', c.id)
    .orderBy('at')
    .orderBy('id')
    .executeTakeFirst()
  return row?.lang === 'en' ? 'en' : 'de'
}

/** Tells the reporters of cases whose parts moved on a while ago how far every office is, in one message. */
export async function tellOfParts(ctx: Ctx): Promise<void> {
  const due = await ctx.db
    .selectFrom('cases.split')
    .select('case_id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('changed_at', '<=', new Date(ctx.now.getTime() - GATHERED))
    .orderBy('changed_at')
    .limit(50)
    .forUpdate()
    .skipLocked()
    .execute()
  for (const { case_id } of due) {
    const c = await visibleCase(ctx, case_id, 'for update').catch(orNone)
    if (c && caseCan('close', c)) await tellSteps(ctx, c)
    await ctx.db
      .updateTable('cases.split')
      .set({ changed_at: null })
      .where('tenant_id', '=', ctx.tenant.id)
      .where('case_id', '=', case_id)
      .execute()
  }
}

async function tellSteps(ctx: Ctx, c: Case): Promise<void> {
  const lang = await langOf(ctx, c)
  const steps = await childSteps(ctx, c, lang)
  const message = addMessage(ctx, c.id, {
    body: steps.map((step) => step.words).join('\n'),
    channel: 'web',
    direction: 'out',
    visibility: c.public ? 'public' : 'parties',
    lang,
  })
  await changeCase(ctx, c, {})
  ctx.emit('case.replied', { case: c.id, message })
}

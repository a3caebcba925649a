import { type Organisation, organisation, unitName } from '#modules/organisation/index.ts'
import { authorities, explainer } from '#modules/responsibility/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { formatter } from '#platform/format.ts'
import type { StoredEvent } from '#platform/module.ts'
import { type Case, CHILD } from './case.ts'
import { objectsIn } from './history-objects.ts'
import { type Message, messagesOf } from './messages.ts'
import { visibleCases } from './visible.ts'
import { openEvents } from './visible-parts.ts'

/** One thing that happened, with the words that its sentence needs (text `history.<type>`, for others `history.public.<type>`). */
export interface HistoryEntry {
  event: StoredEvent
  /** Who did it, by name for staff; null for the system and the public. */
  by: string | null
  params: Record<string, string | number>
  message: Message | null
}

/** Events that the public may know of; the rest is the town hall's own business. */
export const publicEventTypes: ReadonlySet<string> = new Set([
  'case.opened',
  'case.scheduled',
  'case.started',
  'case.replied',
  'case.closed',
  'case.reopened',
  'case.forwarded',
  'case.handed_over',
  'case.reclassified',
  'case.object_named',
  'case.object_changed',
  'case.object_removed',
  'case.split',
  'case.part_scheduled',
  'case.part_started',
  'case.part_closed',
  'case.part_reopened',
  'case.unmerged',
])

/**
 * Everything that happened to a case, oldest first. `seq` counts what this reader may know of: a gap would tell them
 * that there is more.
 */
export async function historyOf(
  ctx: Ctx,
  c: Case,
  audience: 'public' | 'parties' | 'internal',
): Promise<HistoryEntry[]> {
  const [events, messages, org, inWords] = await Promise.all([
    ctx.db
      .selectFrom('platform.event as e')
      .select(['id', 'stream', 'seq', 'type', 'payload', 'actor_kind', 'actor_id', 'actor_for', 'at'])
      .where('e.tenant_id', '=', ctx.tenant.id)
      .where('e.stream', '=', c.id)
      .where(openEvents(ctx))
      .orderBy('seq')
      .execute() as Promise<unknown> as Promise<StoredEvent[]>,
    messagesOf(ctx, c, audience),
    organisation(ctx),
    wording(ctx, audience === 'internal'),
  ])
  const byId = new Map(messages.map((m) => [m.id, m]))
  const others = await numbersIn(ctx, events)
  const objects = await objectsIn(ctx, events)
  return events
    .map((event, i) => ({ ...event, seq: i + 1 }))
    .filter((e) => audience === 'internal' || publicEventTypes.has(e.type))
    .map((event) => ({
      event,
      by: audience === 'internal' ? doerOf(ctx, org, event) : null,
      params: { ...inWords(event), ...others(event), ...objects(event) },
      message:
        event.type === 'case.opened'
          ? (messages[0] ?? null)
          : event.payload.message
            ? (byId.get(event.payload.message) ?? null)
            : null,
    }))
    .filter(
      (entry) => audience === 'internal' || entry.event.type !== 'case.replied' || entry.message !== null,
    )
}

/** What the other case of a merge is called; to whoever may not see it, only that there is one. */
async function numbersIn(
  ctx: Ctx,
  events: readonly StoredEvent[],
): Promise<(event: StoredEvent) => Record<string, string>> {
  const ids = events.flatMap((e) => (typeof e.payload.other === 'string' ? [e.payload.other] : []))
  if (ids.length === 0) return () => ({})
  const rows = await ctx.db
    .selectFrom('cases.case as c')
    .select(['c.id', 'c.number'])
    .where('c.tenant_id', '=', ctx.tenant.id)
    .where('c.id', 'in', ids)
    .where(visibleCases(ctx))
    .execute()
  const numbers = new Map(rows.map((row) => [row.id, row.number]))
  return ({ payload }) =>
    payload.other
      ? { other: numbers.get(payload.other) ?? ctx.t('history.other_case') }
      : ({} as Record<string, string>)
}

const nameOf = (org: Organisation, id: unknown): string => org.staff.get(String(id))?.name ?? ''

/** Who did it, and on whose behalf; two where it took a second person. */
function doerOf(ctx: Ctx, org: Organisation, event: StoredEvent): string | null {
  const { asked_by, asked_for, confirmed_by } = event.payload
  const named = (id: unknown, other: unknown) =>
    other ? ctx.t('history.deputy', { name: nameOf(org, id), other: nameOf(org, other) }) : nameOf(org, id)
  if (confirmed_by)
    return ctx.t('history.two_people', {
      first: named(asked_by, asked_for),
      second: nameOf(org, confirmed_by),
    })
  return event.actor_kind === 'staff' ? named(event.actor_id, event.actor_for) || null : null
}

/** Turns the ids and codes of an event into words of the reader's language; colleagues' names for insiders only. */
async function wording(
  ctx: Ctx,
  insider: boolean,
): Promise<(event: StoredEvent) => Record<string, string | number>> {
  const [org, others, explain] = await Promise.all([organisation(ctx), authorities(ctx), explainer(ctx)])
  const format = formatter(ctx.lang, ctx.tenant.timeZone)
  const unit = (id: unknown): string => {
    const found = org.units.get(String(id))
    return found ? unitName(found, ctx.lang) : ''
  }
  const person = (id: unknown): string => (insider && id ? nameOf(org, id) : '')
  const instant = (at: unknown): string =>
    at ? format.formatDateTime(new Date(String(at))) : ctx.t('history.none')
  const authority = (id: unknown): string => {
    const found = others.find((a) => a.id === id)
    return found ? (ctx.lang === 'en' ? found.nameEn : found.name) : ''
  }
  return ({ payload: p, ...event }) => ({
    by: insider && event.actor_kind === 'staff' ? (doerOf(ctx, org, { payload: p, ...event }) ?? '') : '',
    unit: unit(p.unit),
    fromUnit: unit(p.from),
    to: person(p.to),
    from: person(p.from),
    authority: authority(p.authority),
    type: p.type ?? '',
    typeBefore: p.type_before ?? '',
    ...(p.channel ? { channel: ctx.t(`history.channel.${p.kind === CHILD ? 'part' : p.channel}`) } : {}),
    ...(p.why ? { why: explain({ code: p.why, params: p.why_params ?? {} }) } : {}),
    ...('for' in p ? { for: instant(p.for) } : {}),
    ...('minutes' in p ? { minutes: p.minutes } : {}),
    ...('until' in p ? { until: instant(p.until) } : {}),
    ...('due' in p ? { due: instant(p.due), before: instant(p.before) } : {}),
    ...('priority' in p
      ? { priority: ctx.t(`history.priority.${p.priority}`), before: ctx.t(`history.priority.${p.before}`) }
      : {}),
    ...(p.outcome ? { outcome: ctx.t(`history.outcome.${p.outcome}`) } : {}),
    ...(p.decision ? { decision: ctx.t(`history.doubtDecision.${p.decision}`) } : {}),
    ...(p.stage ? { stage: ctx.t(`history.stage.${p.stage}`) } : {}),
    ...(event.type === 'case.assigned' || event.type === 'case.proposed'
      ? { reason: reasonOf(ctx, p.reason, format) }
      : {}),
    ...(event.type === 'case.undispatched'
      ? { skill: p.skill ? ctx.t('history.reason.skill', { skill: skillName(p.skill) }) : '' }
      : {}),
  })
}

/** Why dispatch chose somebody: "850 m entfernt, 3 offene Aufträge, Qualifikation Asphalt, im Dienst". */
export function reasonOf(
  ctx: Ctx,
  reason:
    | { distance?: number; load?: number; skill?: string | null; from?: string | null; accepted?: boolean }
    | null
    | undefined,
  format = formatter(ctx.lang, ctx.tenant.timeZone),
): string {
  if (!reason || reason.distance === undefined) return ''
  const far = reason.distance >= 1000
  return [
    far
      ? ctx.t('history.reason.kilometres', {
          n: format.formatNumber(reason.distance / 1000, { maximumFractionDigits: 1 }),
        })
      : ctx.t('history.reason.metres', { n: reason.distance }),
    ctx.t('history.reason.load', { count: reason.load ?? 0 }),
    reason.skill ? ctx.t('history.reason.skill', { skill: skillName(reason.skill) }) : '',
    reason.accepted
      ? ''
      : reason.from
        ? ctx.t('history.reason.later', { at: format.formatDateTime(new Date(reason.from)) })
        : ctx.t('history.reason.now'),
  ]
    .filter(Boolean)
    .join(', ')
}

/** Skills are the town's own words; as a code they are written small. */
const skillName = (code: string): string => code.charAt(0).toUpperCase() + code.slice(1)

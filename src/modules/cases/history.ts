import { type Organisation, organisation, unitName } from '#modules/organisation/index.ts'
import { authorities, explainer } from '#modules/responsibility/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { formatter } from '#platform/format.ts'
import type { StoredEvent } from '#platform/module.ts'
import type { Case } from './case.ts'
import { type Message, messagesOf } from './messages.ts'

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
])

/** Everything that happened to a case, oldest first, in the order of its chain. */
export async function historyOf(
  ctx: Ctx,
  c: Case,
  audience: 'public' | 'parties' | 'internal',
): Promise<HistoryEntry[]> {
  const [events, messages, org, inWords] = await Promise.all([
    ctx.db
      .selectFrom('platform.event')
      .select(['id', 'stream', 'seq', 'type', 'payload', 'actor_kind', 'actor_id', 'actor_for', 'at'])
      .where('tenant_id', '=', ctx.tenant.id)
      .where('stream', '=', c.id)
      .orderBy('seq')
      .execute() as Promise<unknown> as Promise<StoredEvent[]>,
    messagesOf(ctx, c, audience),
    organisation(ctx),
    wording(ctx, audience === 'internal'),
  ])
  const byId = new Map(messages.map((m) => [m.id, m]))
  return events
    .filter((e) => audience === 'internal' || publicEventTypes.has(e.type))
    .map((event) => ({
      event,
      by:
        audience === 'internal' && event.actor_kind === 'staff' ? nameOf(org, event.actor_id) || null : null,
      params: inWords(event),
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

const nameOf = (org: Organisation, id: unknown): string => org.staff.get(String(id))?.name ?? ''

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
  return ({ type, payload: p, actor_kind, actor_id }) => ({
    by: actor_kind === 'staff' ? person(actor_id) : '',
    unit: unit(p.unit),
    fromUnit: unit(p.from),
    to: person(p.to),
    from: person(p.from),
    authority: authority(p.authority),
    type: p.type ?? '',
    typeBefore: p.type_before ?? '',
    ...(p.channel ? { channel: ctx.t(`history.channel.${p.channel}`) } : {}),
    ...(p.why ? { why: explain({ code: p.why, params: p.why_params ?? {} }) } : {}),
    ...('for' in p ? { for: instant(p.for) } : {}),
    ...('due' in p ? { due: instant(p.due), before: instant(p.before) } : {}),
    ...('priority' in p
      ? { priority: ctx.t(`history.priority.${p.priority}`), before: ctx.t(`history.priority.${p.before}`) }
      : {}),
    ...(p.outcome ? { outcome: ctx.t(`history.outcome.${p.outcome}`) } : {}),
    ...(p.stage ? { stage: ctx.t(`history.stage.${p.stage}`) } : {}),
    ...(type === 'case.assigned' || type === 'case.proposed'
      ? { reason: reasonOf(ctx, p.reason, format) }
      : {}),
    ...(type === 'case.undispatched'
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

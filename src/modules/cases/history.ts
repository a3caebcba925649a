import { organisation } from '#modules/organisation/index.ts'
import { authorities } from '#modules/responsibility/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import type { StoredEvent } from '#platform/module.ts'
import type { Case } from './case.ts'

export interface Message {
  id: Uuid
  channel: string
  direction: 'in' | 'out' | 'internal'
  visibility: 'public' | 'parties' | 'internal'
  authorKind: string
  authorId: Uuid | null
  /** The name of a member of staff; null for everyone else. */
  authorName: string | null
  body: string
  lang: string | null
  at: Date
}

/** One thing that happened, with the names that its sentence needs (text `history.<type>`). */
export interface HistoryEntry {
  event: StoredEvent
  /** Who did it, by name for staff; null for the system and the public. */
  by: string | null
  params: Record<string, string | number>
  message: Message | null
}

/** What was said on a case, oldest first, as far as this audience may read it. */
export async function messagesOf(ctx: Ctx, c: Case, audience: 'public' | 'parties' | 'internal'): Promise<Message[]> {
  const staff = (await organisation(ctx)).staff
  const rows = await ctx.db
    .selectFrom('cases.message')
    .selectAll()
    .where('tenant_id', '=', ctx.tenant.id)
    .where('case_id', '=', c.id)
    .where('visibility', 'in', { public: ['public'], parties: ['public', 'parties'], internal: ['public', 'parties', 'internal'] }[audience])
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map((r) => ({
    id: r.id,
    channel: r.channel,
    direction: r.direction as Message['direction'],
    visibility: r.visibility as Message['visibility'],
    authorKind: r.author_kind,
    authorId: r.author_id,
    authorName: r.author_kind === 'staff' && r.author_id ? (staff.get(r.author_id)?.name ?? null) : null,
    body: r.body,
    lang: r.lang,
    at: r.at,
  }))
}

/** Events that the public may know of; the rest is the town hall's own business. */
const publicTypes = new Set(['case.opened', 'case.scheduled', 'case.started', 'case.replied', 'case.closed', 'case.reopened', 'case.forwarded', 'case.handed_over'])

/** Everything that happened to a case, oldest first, in the order of its chain. */
export async function historyOf(ctx: Ctx, c: Case, audience: 'public' | 'parties' | 'internal'): Promise<HistoryEntry[]> {
  const [events, messages, org, others] = await Promise.all([
    ctx.db
      .selectFrom('platform.event')
      .select(['id', 'stream', 'seq', 'type', 'payload', 'actor_kind', 'actor_id', 'at'])
      .where('tenant_id', '=', ctx.tenant.id)
      .where('stream', '=', c.id)
      .orderBy('seq')
      .execute() as Promise<unknown> as Promise<StoredEvent[]>,
    messagesOf(ctx, c, audience),
    organisation(ctx),
    authorities(ctx),
  ])
  const byId = new Map(messages.map((m) => [m.id, m]))
  const unit = (id: unknown) => org.units.get(String(id))?.[ctx.lang === 'en' ? 'nameEn' : 'name'] ?? ''
  const person = (id: unknown) => org.staff.get(String(id))?.name ?? ''
  const authority = (id: unknown) => others.find((a) => a.id === id)?.[ctx.lang === 'en' ? 'nameEn' : 'name'] ?? ''
  return events
    .filter((e) => audience === 'internal' || publicTypes.has(e.type))
    .map((event) => {
      const p = event.payload
      return {
        event,
        by: event.actor_kind === 'staff' && event.actor_id && audience === 'internal' ? person(event.actor_id) : null,
        params: {
          unit: p.unit ? unit(p.unit) : '',
          fromUnit: p.from ? unit(p.from) : '',
          to: p.to ? person(p.to) : '',
          from: p.from ? person(p.from) : '',
          authority: p.authority ? authority(p.authority) : '',
        },
        message: event.type === 'case.opened' ? (messages[0] ?? null) : p.message ? (byId.get(p.message) ?? null) : null,
      }
    })
    .filter((entry) => audience === 'internal' || entry.event.type !== 'case.replied' || entry.message !== null)
}

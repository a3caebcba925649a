import { mayCause, notify } from '#modules/notifications/index.ts'
import { organisation } from '#modules/organisation/index.ts'
import { authorities } from '#modules/responsibility/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { StoredEvent } from '#platform/module.ts'
import type { Case } from './case.ts'
import { keptCase } from './merged.ts'
import { messagesOf } from './messages.ts'
import { stopToken } from './stopping.ts'
import { tellFollowers } from './telling-followers.ts'
import { trackingToken } from './tracking.ts'
import { visibleCase } from './visible.ts'

/** Events on which everyone who is part of a case is written to, and the letter for each. */
export const letters: Record<string, string> = {
  'case.opened': 'received',
  'case.scheduled': 'scheduled',
  'case.replied': 'replied',
  'case.closed': 'closed',
  'case.reopened': 'reopened',
  'case.unmerged': 'unmerged',
}

/**
 * Writes to the people of a case what an event means for them, each in their language, once; then to those who follow
 * it, and to the people of cases that were merged into it.
 */
export async function tellParties(ctx: Ctx, event: StoredEvent): Promise<void> {
  const letter = letters[event.type]
  if (!letter) return
  const c = await visibleCase(ctx, event.stream)
  await tellPart(ctx, event, c, letter)
  await tellFollowers(ctx, event, c)
}

/** Which letter somebody gets; whoever did not report themselves is told that somebody else did. */
function letterFor(
  letter: string,
  event: StoredEvent,
  { role, kept }: { role: string; kept: Case | null },
): string {
  if (letter === 'received' && role === 'subject') return 'received_for'
  if (letter !== 'closed') return letter
  if (!event.payload.merge) return `closed_${event.payload.outcome}`
  return kept?.public ? 'merged' : 'merged_unnamed'
}

/** The receipt goes where somebody said; whether the address is theirs nobody has shown. Staff have people before them. */
const typedByStranger = ({ type, actor_kind }: StoredEvent, role: string): boolean =>
  type === 'case.opened' && (actor_kind === 'anonymous' || (actor_kind === 'citizen' && role === 'subject'))

async function tellPart(ctx: Ctx, event: StoredEvent, c: Case, letter: string): Promise<void> {
  const recipients = await ctx.db
    .selectFrom('cases.party as cp')
    .innerJoin('parties.party as p', (join) =>
      join
        .onRef('p.tenant_id', '=', 'cp.tenant_id')
        .onRef('p.id', '=', 'cp.party_id')
        .on('p.tenant_id', '=', ctx.tenant.id),
    )
    .select(['p.id', 'p.name', 'p.email', 'p.lang', 'cp.role'])
    .where('cp.tenant_id', '=', ctx.tenant.id)
    .where('cp.case_id', '=', event.stream)
    .where('cp.role', '<>', 'follower')
    .where('cp.stopped_at', 'is', null)
    .where('p.email', 'is not', null)
    .execute()
  if (recipients.length === 0) return
  // The receipt of a case that went to somebody else at once would promise what is not ours to keep.
  if (event.type === 'case.opened' && c.authorityId) return
  const message = event.payload.message
    ? (await messagesOf(ctx, c, 'parties')).find((m) => m.id === event.payload.message)
    : undefined
  const org = await organisation(ctx)
  const authority = (await authorities(ctx)).find((a) => a.id === (event.payload.authority ?? c.authorityId))
  const kept = event.payload.merge ? await keptCase(ctx, c) : null
  for (const person of recipients) {
    if (typedByStranger(event, person.role) && !(await mayCause(ctx, 'reported', person.email!))) continue
    await notify(ctx, {
      dedupe: `${event.id}:${person.id}`,
      to: { name: person.name, email: person.email!, lang: person.lang },
      letter: letterFor(letter, event, { role: person.role, kept }),
      stream: c.id,
      restricted: c.restricted || (message?.restricted ?? false),
      params: {
        number: c.number,
        category: c.title[person.lang === 'en' ? 'en' : 'de'],
        address: c.address ?? '',
        due: c.dueAt,
        scheduled: c.scheduledFor,
        words: message?.body ?? '',
        kept: kept?.public ? kept.number : '',
        unit: org.units.get(c.unitId ?? '')?.[person.lang === 'en' ? 'nameEn' : 'name'] ?? '',
        authority: authority ? (person.lang === 'en' ? authority.nameEn : authority.name) : '',
        authorityClause: authority
          ? `, ${person.lang === 'en' ? 'but' : 'sondern'}: ${person.lang === 'en' ? authority.nameEn : authority.name}`
          : '',
        authorityWord: authority ? (person.lang === 'en' ? authority.wordEn : authority.word) : '',
        authorityUrl: authority?.url ?? '',
      },
      link:
        person.role === 'bearer'
          ? `/konto/vorgaenge/${c.number}`
          : `/status/${await trackingToken(ctx, c.id, person.id)}`,
      stop: `/abmelden/${await stopToken(ctx, c.id, person.id)}`,
    })
  }
}

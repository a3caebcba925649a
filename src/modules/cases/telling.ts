import { notify } from '#modules/notifications/index.ts'
import { organisation } from '#modules/organisation/index.ts'
import { authorities } from '#modules/responsibility/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { StoredEvent } from '#platform/module.ts'
import { messagesOf } from './messages.ts'
import { stopToken } from './stopping.ts'
import { trackingToken } from './tracking.ts'
import { visibleCase } from './visible.ts'

/** Events on which everyone who wants to hear of a case is written to, and the letter for each. */
export const letters: Record<string, string> = {
  'case.opened': 'received',
  'case.scheduled': 'scheduled',
  'case.replied': 'replied',
  'case.closed': 'closed',
  'case.reopened': 'reopened',
}

/** Writes to the parties of a case what an event means for them, each in their language, once. */
export async function tellParties(ctx: Ctx, event: StoredEvent): Promise<void> {
  const letter = letters[event.type]
  if (!letter) return
  const recipients = await ctx.db
    .selectFrom('cases.party as cp')
    .innerJoin('parties.party as p', (join) =>
      join
        .onRef('p.tenant_id', '=', 'cp.tenant_id')
        .onRef('p.id', '=', 'cp.party_id')
        .on('p.tenant_id', '=', ctx.tenant.id),
    )
    .select(['p.id', 'p.name', 'p.email', 'p.lang'])
    .where('cp.tenant_id', '=', ctx.tenant.id)
    .where('cp.case_id', '=', event.stream)
    .where('cp.stopped_at', 'is', null)
    .where('p.email', 'is not', null)
    .execute()
  if (recipients.length === 0) return
  const c = await visibleCase(ctx, event.stream)
  // The receipt of a case that went to somebody else at once would promise what is not ours to keep.
  if (event.type === 'case.opened' && c.authorityId) return
  const message = event.payload.message
    ? (await messagesOf(ctx, c, 'parties')).find((m) => m.id === event.payload.message)
    : undefined
  const org = await organisation(ctx)
  const authority = (await authorities(ctx)).find((a) => a.id === (event.payload.authority ?? c.authorityId))
  for (const person of recipients) {
    await notify(ctx, {
      dedupe: `${event.id}:${person.id}`,
      to: { name: person.name, email: person.email!, lang: person.lang },
      letter: letter === 'closed' ? `closed_${event.payload.outcome}` : letter,
      stream: c.id,
      restricted: c.restricted || (message?.restricted ?? false),
      params: {
        number: c.number,
        category: c.title[person.lang === 'en' ? 'en' : 'de'],
        address: c.address ?? '',
        due: c.dueAt,
        scheduled: c.scheduledFor,
        words: message?.body ?? '',
        unit: org.units.get(c.unitId ?? '')?.[person.lang === 'en' ? 'nameEn' : 'name'] ?? '',
        authority: authority ? (person.lang === 'en' ? authority.nameEn : authority.name) : '',
        authorityClause: authority
          ? `, ${person.lang === 'en' ? 'but' : 'sondern'}: ${person.lang === 'en' ? authority.nameEn : authority.name}`
          : '',
        authorityWord: authority ? (person.lang === 'en' ? authority.wordEn : authority.word) : '',
        authorityUrl: authority?.url ?? '',
      },
      link: `/status/${await trackingToken(ctx, c.id, person.id)}`,
      stop: `/abmelden/${await stopToken(ctx, c.id, person.id)}`,
    })
  }
}

/** Passes a case on to the authority that it belongs to: what and where, never who reported it. */
export async function tellAuthority(ctx: Ctx, event: StoredEvent): Promise<void> {
  const authority = (await authorities(ctx)).find((a) => a.id === event.payload.authority)
  if (!authority?.email) return
  const c = await visibleCase(ctx, event.stream)
  const [first] = await messagesOf(ctx, c, 'parties')
  await notify(ctx, {
    dedupe: `${event.id}:authority`,
    to: { name: null, email: authority.email, lang: 'de' },
    letter: 'forwarded',
    stream: c.id,
    restricted: c.restricted,
    params: {
      number: c.number,
      category: c.title.de,
      address: c.address ?? '',
      place: c.place ? `${c.place.lat.toFixed(6)}, ${c.place.lon.toFixed(6)}` : '',
      words: first?.body ?? '',
      authority: authority.name,
    },
    link: c.public ? `/meldungen/${c.number}` : null,
    stop: null,
  })
}

import { visibleCase } from '#modules/cases/index.ts'
import { notify } from '#modules/notifications/index.ts'
import { partiesById } from '#modules/parties/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { StoredEvent } from '#platform/module.ts'

/**
 * The decision goes to those who said that it is still there and left an address, once; their addresses are forgotten
 * with that. Who spoke as a party of the case hears of a reopened one by the case's own letter.
 */
export async function tellDecision(ctx: Ctx, event: StoredEvent): Promise<void> {
  const { question, decision } = event.payload
  const tenant = ctx.tenant.id
  const [asked, sayings] = await Promise.all([
    ctx.db
      .selectFrom('voice.question')
      .select('word')
      .where('tenant_id', '=', tenant)
      .where('id', '=', question)
      .executeTakeFirst(),
    ctx.db
      .selectFrom('voice.saying')
      .select(['id', 'email', 'lang', 'party_id'])
      .where('tenant_id', '=', tenant)
      .where('case_id', '=', event.stream)
      .where('question_id', '=', question)
      .orderBy('at')
      .execute(),
  ])
  if (!asked || sayings.length === 0) return
  const c = await visibleCase(ctx, event.stream)
  const parties = await partiesById(ctx, decision === 'stays' ? sayings.flatMap((s) => s.party_id ?? []) : [])
  const reached = new Map<string, { name: string | null; lang: string }>()
  for (const s of sayings) {
    const party = s.party_id ? parties.get(s.party_id) : undefined
    const email = s.email ?? party?.email
    if (email) reached.set(email, { name: party?.name ?? null, lang: party?.lang ?? s.lang ?? 'de' })
  }
  for (const [email, { name, lang }] of reached)
    await notify(ctx, {
      dedupe: `${event.id}:${email}`,
      to: { name, email, lang },
      letter: decision === 'reopened' ? 'still_reopened' : 'still_stays',
      stream: c.id,
      restricted: c.restricted,
      params: {
        number: c.number,
        category: c.title[lang === 'en' ? 'en' : 'de'],
        address: c.address ?? '',
        words: decision === 'stays' ? (asked.word ?? '') : '',
      },
      link: c.public ? `/meldungen/${c.number}` : null,
      stop: null,
    })
  ctx.send(
    'update voice.saying set email = null where tenant_id = $1 and case_id = $2 and question_id = $3',
    [tenant, c.id, question],
  )
}

import { sql } from 'kysely'
import { closeAccountsOf } from '#modules/citizens/index.ts'
import { eraseMail, notify } from '#modules/notifications/index.ts'
import { approvalById } from '#modules/organisation/index.ts'
import { partiesById } from '#modules/parties/index.ts'
import { closeRequest, ERASE, processingOf, processings, subjectRequest } from '#modules/privacy/index.ts'
import { eraseSubscribersTo } from '#modules/subscriptions/index.ts'
import type { Ctx, Json } from '#platform/context/context.ts'
import { Forbidden } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import type { StoredEvent } from '#platform/module.ts'
import { textsOf } from '#platform/tenants.ts'
import { addressDigests, addressesOf } from './addresses.ts'
import { anonymiseCase } from './anonymising.ts'
import { eraseLonely } from './anonymising-people.ts'
import { eraseWordsOf } from './anonymising-words.ts'
import { eraseFollowersTo, eraseFollowRequests } from './following-of-address.ts'
import { heldIds } from './holding.ts'

/** Why something is kept although its person asks to be forgotten (Art. 17(3) GDPR). */
export type Kept = 'open' | 'held' | 'statutory'

export interface ErasureLine {
  case: Uuid
  number: string
  /** `anonymise`: the whole case; `leave`: only what this person has to do with it. */
  does: 'anonymise' | 'leave'
  kept: Kept | null
  /** Until when, where it is known. */
  until: Date | null
}

interface Row {
  id: Uuid
  number: string
  kind: string
  type: string
  status: string
  closed_at: Date | null
  parties: Uuid[]
  theirs: boolean
  follows: boolean
}

/** What becomes of each case of a person who asks to be forgotten, before anything is done. */
export async function erasureOf(ctx: Ctx, parties: readonly Uuid[]): Promise<ErasureLine[]> {
  const tenant = ctx.tenant.id
  const { rows } = await sql<Row>`
    select c.id, c.number, c.kind, c.type, c.status, c.closed_at,
      array(select p.party_id::text from cases.party p where p.tenant_id = ${tenant} and p.case_id = c.id) as parties,
      exists (select from cases.party p where p.tenant_id = ${tenant} and p.case_id = c.id and p.role = 'reporter'
        and p.party_id = any (${[...parties]}::uuid[])) as theirs,
      not exists (select from cases.party p where p.tenant_id = ${tenant} and p.case_id = c.id and p.role <> 'follower'
        and p.party_id = any (${[...parties]}::uuid[])) as follows
    from cases.case c
    where c.tenant_id = ${tenant} and c.anonymised_at is null and c.id in (
      select cp.case_id from cases.party cp where cp.tenant_id = ${tenant} and cp.party_id = any (${[...parties]}::uuid[]))
    order by c.opened_at`.execute(ctx.db)
  const held = new Set(await heldIds(ctx))
  const all = await processings(ctx)
  return rows.map((r) => {
    // Who only follows a case takes nothing from it by going; whoever brought it takes the words that it is.
    const does = r.theirs || (r.parties.length === 1 && !r.follows) ? 'anonymise' : 'leave'
    const p = processingOf(all, r)
    const end = p?.days && r.closed_at ? new Date(r.closed_at.getTime() + p.days * 86_400_000) : null
    const statutory = p?.letter === 'c' && (end === null || end > ctx.now)
    const holding = [r.id, ...(does === 'leave' ? parties : r.parties)]
    const kept: Kept | null = holding.some((id) => held.has(id))
      ? 'held'
      : does === 'anonymise' && r.status !== 'closed'
        ? 'open'
        : statutory
          ? 'statutory'
          : null
    return { case: r.id, number: r.number, does, kept, until: kept === 'statutory' ? end : null }
  })
}

/**
 * Forgets a person wherever nothing speaks against it, and says case by case what did. Citizens may ask it for
 * themselves; for staff a second person has agreed before (`eraseGranted`). `confirmed`: see `addressesOf`. Throws
 * Forbidden.
 */
export async function erasePeople(
  ctx: Ctx,
  parties: readonly Uuid[],
  only: { confirmed?: boolean } = {},
): Promise<ErasureLine[]> {
  const { actor } = ctx
  const own = actor.kind === 'citizen' && parties.every((id) => actor.parties.includes(id))
  if (actor.kind !== 'system' && !own) throw new Forbidden()
  const lines = await erasureOf(ctx, parties)
  // Before any case goes: with the last one goes the person, and with them how they were reached.
  await eraseAddresses(ctx, parties, only)
  for (const line of lines.filter((l) => l.kept === null))
    if (line.does === 'anonymise')
      await anonymiseCase(ctx, line.case, { action: 'anonymise', processing: 'rights' })
    else await eraseWordsOf(ctx, line.case, parties)
  // Asking to be forgotten ends the account, be there cases left or not; their tracking links still lead to them.
  await closeAccountsOf(ctx, parties)
  await eraseMail(ctx, parties)
  await eraseLonely(ctx, parties)
  return lines
}

/** What goes to their addresses without being about a case of theirs; modules above hear of it by a digest. */
async function eraseAddresses(
  ctx: Ctx,
  parties: readonly Uuid[],
  only: { confirmed?: boolean },
): Promise<void> {
  const digest = await addressDigests(ctx)
  for (const party of parties) {
    const addresses = await addressesOf(ctx, [party], only)
    await eraseSubscribersTo(ctx, addresses)
    await eraseFollowRequests(ctx, addresses)
    await eraseFollowersTo(ctx, addresses)
    for (const address of addresses) ctx.emit('party.forgotten', { party, address: digest(address) })
  }
}

/** A citizen asked in their account: nobody else has to agree. They are told what is left and why. Safe to run twice. */
export async function eraseAsked(ctx: Ctx, event: StoredEvent): Promise<void> {
  if (event.payload.kind !== 'erasure' || event.actor_kind !== 'citizen') return
  const request = await subjectRequest(ctx, event.stream, 'for update')
  if (request.status !== 'open') return
  const reached = (await partiesById(ctx, request.parties)).values().find((p) => p.email)
  const lines = await erasePeople(ctx, request.parties, { confirmed: true })
  await closeRequest(ctx, request.id, 'done', outcomeOf(lines), request.by)
  if (reached?.email) await tellForgotten(ctx, request.id, { ...reached, email: reached.email }, lines)
}

async function tellForgotten(
  ctx: Ctx,
  request: Uuid,
  to: { name: string | null; email: string; lang: string },
  lines: readonly ErasureLine[],
): Promise<void> {
  const t = textsOf(ctx.platform, ctx.tenant.id, to.lang === 'en' ? 'en' : 'de')
  const kept = lines.flatMap(({ number, kept }) =>
    kept ? [t('mail.forgotten.keptCase', { number, why: t(`privacy.requests.kept.${kept}`) })] : [],
  )
  await notify(ctx, {
    dedupe: `forgotten:${request}`,
    to,
    letter: 'forgotten',
    stream: request,
    params: { kept: kept.length > 0 ? kept.join('\n') : t('mail.forgotten.nothingKept') },
    link: null,
    stop: null,
  })
}

/** Two people agree that somebody is erased on their own request. Safe to run twice. */
export async function eraseGranted(ctx: Ctx, event: StoredEvent): Promise<void> {
  if (event.payload.step !== ERASE) return
  const asked = await approvalById(ctx, event.stream)
  if (asked?.decision !== 'granted') return
  const request = await subjectRequest(ctx, asked.subject, 'for update')
  if (request.status !== 'open') return
  const lines = await erasePeople(ctx, request.parties)
  await closeRequest(ctx, request.id, 'done', outcomeOf(lines), asked.decidedBy)
}

/** Ids and codes: a number could be looked up, but it is what the answer to the person names. */
const outcomeOf = (lines: readonly ErasureLine[]): Json =>
  lines.map(({ case: id, number, does, kept }) => ({ case: id, number, does, kept }))

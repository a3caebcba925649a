import { allows, ownAccount, reaches } from '#modules/citizens/index.ts'
import type { Contact } from '#modules/parties/index.ts'
import type { Category, DraftAnswers, NewReport } from '#modules/reports/index.ts'
import type { Actor, TrustLevel } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'

export type Missing =
  | { why: 'needed' | 'low'; level: TrustLevel }
  /** They act for an organisation for which they may not report. */
  | { why: 'power'; organisation: string }

/** What keeps somebody from sending a report of this category; null when nothing does. */
export function missingFor(actor: Actor, { requiredLevel }: Category): Missing | null {
  if (actor.kind === 'citizen' && actor.organisation && !actor.organisation.powers.includes('submit'))
    return { why: 'power', organisation: actor.organisation.name }
  if (requiredLevel === null || actor.kind === 'staff') return null
  if (actor.kind !== 'citizen') return { why: 'needed', level: requiredLevel }
  return reaches(actor.level, requiredLevel) ? null : { why: 'low', level: requiredLevel }
}

/** What the contact page starts with: what the account says, as far as its holder allows that. */
export async function knownContact(ctx: Ctx): Promise<DraftAnswers['contact']> {
  if (ctx.actor.kind !== 'citizen' || ctx.actor.organisation || !(await allows(ctx, 'prefill'))) return null
  const { account, party } = await ownAccount(ctx)
  const phone = party.phone && (await allows(ctx, 'phone')) ? party.phone : null
  return {
    ...(party.name && { name: party.name }),
    ...(account.email && { email: account.email }),
    ...(phone && { phone }),
  }
}

type From = Pick<NewReport, 'reporter' | 'reporterParty'> & {
  /** The new party becomes the account's. */
  claims: boolean
}

/**
 * From whom a report is. Signed in it is the account's: its own party where what was typed says nothing else, so that
 * the town sees one person once; otherwise a party with what was typed, which the account claims. For an organisation
 * it is the organisation's alone: whoever loses their powers loses the case with them. Where the category asks for a
 * level that vouches for a name, the name is the account's, whatever was typed.
 */
export async function whoReports(
  ctx: Ctx,
  contact: Contact | null,
  { requiredLevel }: Pick<Category, 'requiredLevel'>,
): Promise<From> {
  const { actor } = ctx
  if (actor.kind !== 'citizen') return { reporter: contact, claims: false }
  if (actor.organisation) return { reporter: null, reporterParty: actor.organisation.party, claims: false }
  const { account, party } = await ownAccount(ctx)
  const sure = requiredLevel !== null && reaches(requiredLevel, 'substantial')
  const typed = contact && sure ? { ...contact, name: party.name } : contact
  const same = (mine: string | null, said: string | null | undefined): boolean => !said || said === mine
  const own =
    same(party.name, typed?.name) &&
    same(account.email, typed?.email) &&
    (party.phone ?? '') === (typed?.phone ?? '')
  if (own && party.email === account.email) return { reporter: null, reporterParty: party.id, claims: false }
  return {
    reporter: {
      name: typed?.name || party.name,
      email: typed?.email || account.email,
      phone: typed?.phone ?? null,
      lang: ctx.lang,
    },
    claims: true,
  }
}

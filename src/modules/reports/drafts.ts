import { destroyFolder } from '#modules/files/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { hashToken, randomToken } from '#platform/secret.ts'
import type { PlacedBy } from './submitting.ts'

/** What a person has said so far, page by page; anything may be missing. Unknown keys are the form's own business. */
export interface DraftAnswers {
  category?: string
  text?: string
  place?: { lat: number; lon: number }
  placedBy?: PlacedBy
  address?: string | null
  answers?: Record<string, unknown>
  contact?: { name?: string; email?: string; phone?: string } | null
  /** For whom somebody else reports. */
  other?: { name?: string; email?: string; phone?: string } | null
  /** How a report reached staff who write it down for somebody. */
  channel?: 'phone' | 'counter'
  /** Ids of the reports that are sent together with this one. */
  with?: Uuid[]
  [other: string]: unknown
}

export interface Draft {
  id: Uuid
  answers: DraftAnswers
  version: number
  submitted: boolean
}

const LIFETIME_MS = 24 * 3_600_000
/** Of a draft that belongs to an account: somebody else's hands are not on it. */
export const OWN_LIFETIME_MS = 30 * LIFETIME_MS

/**
 * Begins a draft; the token goes into a strictly necessary cookie and is kept here only as a hash. `token` is given
 * where the browser has drawn it before it could ask.
 */
export async function beginDraft(
  ctx: Ctx,
  answers: DraftAnswers = {},
  token = randomToken(),
): Promise<{ draft: Draft; token: string }> {
  const id = newId()
  const account = ctx.actor.kind === 'citizen' ? ctx.actor.id : null
  await ctx.db
    .insertInto('reports.draft')
    .values({
      tenant_id: ctx.tenant.id,
      id,
      token_hash: hashToken(token),
      answers: JSON.stringify(answers),
      created_at: ctx.now,
      updated_at: ctx.now,
      expires_at: new Date(ctx.now.getTime() + (account ? OWN_LIFETIME_MS : LIFETIME_MS)),
      account_id: account,
    })
    .execute()
  return { draft: { id, answers, version: 1, submitted: false }, token }
}

/**
 * The draft behind a token; null alike when unknown, expired, another town's, or of an account that is not signed in
 * here any more: whoever sits at the same computer next does not go on with it.
 */
export async function draftByToken(ctx: Ctx, token: string, lock?: 'for update'): Promise<Draft | null> {
  let query = ctx.db
    .selectFrom('reports.draft')
    .select(['id', 'answers', 'version', 'submitted_at'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('token_hash', '=', hashToken(token))
    .where('expires_at', '>', ctx.now)
    .where((eb) =>
      ctx.actor.kind === 'citizen'
        ? eb.or([eb('account_id', 'is', null), eb('account_id', '=', ctx.actor.id)])
        : eb.or([eb('account_id', 'is', null), eb('submitted_at', 'is not', null)]),
    )
  if (lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  return row
    ? {
        id: row.id,
        answers: row.answers as DraftAnswers,
        version: row.version,
        submitted: row.submitted_at !== null,
      }
    : null
}

/** Merges further answers into a draft. The draft must have been read with a lock in this transaction. */
export async function continueDraft(ctx: Ctx, draft: Draft, more: DraftAnswers): Promise<Draft> {
  const answers = { ...draft.answers, ...more }
  await ctx.db
    .updateTable('reports.draft')
    .set({ answers: JSON.stringify(answers), version: draft.version + 1, updated_at: ctx.now })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', draft.id)
    .execute()
  return { ...draft, answers, version: draft.version + 1 }
}

/** The draft was sent: its words are gone from here, its id lives on as the case's; so do those sent with it. */
export async function finishDraft(ctx: Ctx, draft: Draft): Promise<void> {
  const { with: others = [] } = draft.answers
  await ctx.db
    .updateTable('reports.draft')
    .set({
      answers: JSON.stringify(others.length > 0 ? { with: others } : {}),
      submitted_at: ctx.now,
      updated_at: ctx.now,
    })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', draft.id)
    .execute()
}

/**
 * The person changed their mind: words and photos are gone at once. Where others wait to be sent together with it, the
 * last of them takes its place behind the same token; answers whether one did.
 */
export async function discardDraft(ctx: Ctx, draft: Draft): Promise<boolean> {
  const gone = await ctx.db
    .deleteFrom('reports.draft')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', draft.id)
    .returning('token_hash')
    .executeTakeFirst()
  if (draft.submitted) return false
  await destroyFolder(ctx, draft.id)
  return gone ? takePlace(ctx, draft, gone.token_hash) : false
}

async function takePlace(ctx: Ctx, { answers }: Draft, tokenHash: Buffer): Promise<boolean> {
  const others = [...(answers.with ?? [])]
  for (let last = others.pop(); last; last = others.pop()) {
    const row = await ctx.db
      .selectFrom('reports.draft')
      .select(['answers', 'version'])
      .where('tenant_id', '=', ctx.tenant.id)
      .where('id', '=', last)
      .where('submitted_at', 'is', null)
      .where('expires_at', '>', ctx.now)
      .forUpdate()
      .executeTakeFirst()
    if (!row) continue
    await ctx.db
      .updateTable('reports.draft')
      .set({
        token_hash: tokenHash,
        answers: JSON.stringify({ ...(row.answers as DraftAnswers), with: others }),
        version: row.version + 1,
      })
      .where('tenant_id', '=', ctx.tenant.id)
      .where('id', '=', last)
      .execute()
    return true
  }
  return false
}

/** Deletes drafts whose day is over, with the key of their photos unless they became a case. */
export async function sweepDrafts(ctx: Ctx): Promise<void> {
  const rows = await ctx.db
    .deleteFrom('reports.draft')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('expires_at', '<=', ctx.now)
    .returning(['id', 'submitted_at'])
    .execute()
  for (const row of rows) if (!row.submitted_at) await destroyFolder(ctx, row.id)
}

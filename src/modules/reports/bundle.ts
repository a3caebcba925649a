import type { Ctx } from '#platform/context/context.ts'
import { Invalid, NotFound } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { hashToken, randomToken } from '#platform/secret.ts'
import { beginDraft, continueDraft, type Draft, type DraftAnswers, discardDraft } from './drafts.ts'

// Several reports in one go: the draft that the cookie names knows the others (`with`), and all are sent with it.

/** More at once is a list for the town, not a report. */
export const MOST_AT_ONCE = 10

/** The reports that wait to be sent together with this one, in the order they were written; whoever has the draft has them. */
export async function bundleOf(ctx: Ctx, draft: Draft, lock?: 'for update'): Promise<Draft[]> {
  const ids = draft.answers.with ?? []
  if (ids.length === 0) return []
  let query = ctx.db
    .selectFrom('reports.draft')
    .select(['id', 'answers', 'version'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', 'in', ids)
    .where('submitted_at', 'is', null)
    .where('expires_at', '>', ctx.now)
    .orderBy('id')
  if (lock) query = query.forUpdate()
  const rows = await query.execute()
  return ids.flatMap((id) => {
    const row = rows.find((r) => r.id === id)
    return row ? [{ ...row, answers: row.answers as DraftAnswers, submitted: false }] : []
  })
}

/** Puts a finished report aside and begins the next, by the same people; answers the token for its cookie. */
export async function oneMore(ctx: Ctx, draft: Draft, kept: DraftAnswers): Promise<string> {
  const before = await bundleOf(ctx, draft)
  if (before.length + 1 >= MOST_AT_ONCE) throw new Invalid('report.bundle_full', { most: MOST_AT_ONCE })
  await continueDraft(ctx, draft, { with: [] })
  const ids = [...before.map((each) => each.id), draft.id]
  const { token } = await beginDraft(ctx, { ...kept, with: ids })
  return token
}

/** Takes up another report of the bundle again; answers the token for its cookie. Throws NotFound. */
export async function switchDraft(ctx: Ctx, draft: Draft, to: string): Promise<string> {
  const bundle = await bundleOf(ctx, draft, 'for update')
  const target = bundle.find((each) => each.id === to)
  if (!target) throw new NotFound()
  const others = [...bundle.filter((each) => each !== target).map((each) => each.id), draft.id]
  await continueDraft(ctx, draft, { with: [] })
  await continueDraft(ctx, target, { with: others })
  const token = randomToken()
  await ctx.db
    .updateTable('reports.draft')
    .set({ token_hash: hashToken(token) })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', target.id)
    .execute()
  return token
}

/** Throws one of the other reports away. Throws NotFound. */
export async function dropFromBundle(ctx: Ctx, draft: Draft, id: string): Promise<void> {
  const bundle = await bundleOf(ctx, draft, 'for update')
  const target = bundle.find((each) => each.id === id)
  if (!target) throw new NotFound()
  await discardDraft(ctx, { ...target, answers: {} })
  const rest: Uuid[] = bundle.filter((each) => each !== target).map((each) => each.id)
  await continueDraft(ctx, draft, { with: rest })
}

/** Throws the draft away and every report that waited with it. */
export async function discardAll(ctx: Ctx, draft: Draft): Promise<void> {
  for (const each of await bundleOf(ctx, draft, 'for update'))
    await discardDraft(ctx, { ...each, answers: {} })
  await discardDraft(ctx, { ...draft, answers: {} })
}

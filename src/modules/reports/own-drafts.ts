import { citizenOf } from '#modules/citizens/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import { isUuid, type Uuid } from '#platform/ids.ts'
import { hashToken, randomToken } from '#platform/secret.ts'
import { type DraftAnswers, discardDraft, OWN_LIFETIME_MS } from './drafts.ts'

export interface OwnDraft {
  id: Uuid
  answers: DraftAnswers
  updatedAt: Date
  expiresAt: Date
}

/**
 * What was begun before signing in belongs to the account from now on, and waits longer. Another account's stays theirs.
 * `by` is the token of this browser's cookie, or the id that the sign-in carried along.
 */
export async function bindDraft(ctx: Ctx, by: { token: string } | { id: Uuid }): Promise<void> {
  const query = ctx.db
    .updateTable('reports.draft')
    .set({ account_id: citizenOf(ctx).id, expires_at: new Date(ctx.now.getTime() + OWN_LIFETIME_MS) })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', 'is', null)
    .where('submitted_at', 'is', null)
    .where('expires_at', '>', ctx.now)
  await ('id' in by
    ? query.where('id', '=', by.id)
    : query.where('token_hash', '=', hashToken(by.token))
  ).execute()
}

/** Reports that the signed-in citizen has begun and not sent, the last first. */
export async function ownDrafts(ctx: Ctx): Promise<OwnDraft[]> {
  const rows = await ctx.db
    .selectFrom('reports.draft')
    .select(['id', 'answers', 'updated_at as updatedAt', 'expires_at as expiresAt'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', citizenOf(ctx).id)
    .where('submitted_at', 'is', null)
    .where('expires_at', '>', ctx.now)
    .orderBy('updated_at', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, answers: row.answers as DraftAnswers }))
}

/**
 * Goes on with an own draft on this device: answers a new token for its cookie. The one on another device is good for
 * nothing from then on, so that two never write to one draft. Throws NotFound.
 */
export async function resumeDraft(ctx: Ctx, id: string): Promise<string> {
  const token = randomToken()
  const row = isUuid(id)
    ? await ctx.db
        .updateTable('reports.draft')
        .set({ token_hash: hashToken(token), updated_at: ctx.now })
        .where('tenant_id', '=', ctx.tenant.id)
        .where('id', '=', id)
        .where('account_id', '=', citizenOf(ctx).id)
        .where('submitted_at', 'is', null)
        .where('expires_at', '>', ctx.now)
        .returning('id')
        .executeTakeFirst()
    : undefined
  if (!row) throw new NotFound()
  return token
}

/** Throws an own draft away, words and photos. Throws NotFound. */
export async function dropOwnDraft(ctx: Ctx, id: string): Promise<void> {
  const found = (await ownDrafts(ctx)).find((draft) => draft.id === id)
  if (!found) throw new NotFound()
  await discardDraft(ctx, { id: found.id, answers: found.answers, version: 0, submitted: false })
}

import { settings } from '#modules/tenancy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { textsOf } from '#platform/tenants.ts'

/** What was said on a case, its search words, its links, and every reason that was given in words. */
export async function eraseWords(ctx: Ctx, id: Uuid, action: 'anonymise' | 'delete'): Promise<void> {
  const keys = [ctx.tenant.id, id]
  if (action === 'delete') {
    ctx.send('delete from cases.message where tenant_id = $1 and case_id = $2', keys)
    ctx.send('delete from cases.party where tenant_id = $1 and case_id = $2', keys)
  } else {
    ctx.send(
      `update cases.message set body = $3, lang = $4,
         author_id = case when author_kind = 'staff' then author_id end
       where tenant_id = $1 and case_id = $2`,
      [...keys, ...(await gone(ctx))],
    )
  }
  ctx.send('delete from cases.words where tenant_id = $1 and case_id = $2', keys)
  ctx.send('delete from cases.earlier_words where tenant_id = $1 and case_id = $2', keys)
  ctx.send('delete from cases.tracking where tenant_id = $1 and case_id = $2', keys)
  ctx.send('delete from cases.supporter where tenant_id = $1 and case_id = $2', keys)
  ctx.send('delete from cases.follow_request where tenant_id = $1 and case_id = $2', keys)
  ctx.send('update cases.closure set reason = null where tenant_id = $1 and case_id = $2', keys)
  ctx.send('update cases.emergency set reason = null where tenant_id = $1 and case_id = $2', keys)
}

/** The words of one person on a case that goes on without them. */
export async function eraseWordsOf(ctx: Ctx, id: Uuid, parties: readonly Uuid[]): Promise<void> {
  // While it is still known whose they are.
  ctx.send(
    `delete from cases.earlier_words where tenant_id = $1 and case_id = $2 and message_id in (
       select m.id from cases.message m where m.tenant_id = $1 and m.case_id = $2
         and m.author_kind = 'party' and m.author_id = any ($3::uuid[]))`,
    [ctx.tenant.id, id, [...parties]],
  )
  ctx.send(
    `update cases.message set body = $3, lang = $4, author_id = null
     where tenant_id = $1 and case_id = $2 and author_kind = 'party' and author_id = any ($5::uuid[])`,
    [ctx.tenant.id, id, ...(await gone(ctx)), [...parties]],
  )
  ctx.send(
    `delete from cases.tracking where tenant_id = $1 and case_id = $2 and party_id = any ($3::uuid[])`,
    [ctx.tenant.id, id, [...parties]],
  )
  // A follower's photos lie in a folder that stays; the sweep deletes what was taken out.
  ctx.send(
    `update files.file set removed_at = $4, name = '', by_id = null
     where tenant_id = $1 and folder_id = $2 and by_kind = 'holder' and by_id = any ($3::uuid[])
       and visibility = 'internal' and removed_at is null`,
    [ctx.tenant.id, id, [...parties], ctx.now],
  )
  ctx.send(`delete from cases.party where tenant_id = $1 and case_id = $2 and party_id = any ($3::uuid[])`, [
    ctx.tenant.id,
    id,
    [...parties],
  ])
}

/** Says in the town's language that words stood here: pages, letters and programs show it as they show the words. */
async function gone(ctx: Ctx): Promise<[body: string, lang: string]> {
  const lang = (await settings(ctx)).defaultLang
  return [textsOf(ctx.platform, ctx.tenant.id, lang)('privacy.anonymised.words'), lang]
}

import { recordChange } from '#modules/audit/index.ts'
import { actorId, may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { changeReference } from '#platform/context/memory.ts'
import { Forbidden, Invalid } from '#platform/errors.ts'
import { keysOf, type Lang, textsOf } from '#platform/i18n.ts'

/** The town's own words as they are now: full key → text. `ctx.t` already speaks them (platform/tenants.ts). */
export async function textOverrides(ctx: Ctx, lang: Lang): Promise<Record<string, string>> {
  const rows = await ctx.db
    .selectFrom('tenancy.text')
    .select(['key', 'value'])
    .distinctOn('key')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('lang', '=', lang)
    .orderBy('key')
    .orderBy('version', 'desc')
    .execute()
  return Object.fromEntries(rows.flatMap(({ key, value }) => (value === null ? [] : [[key, value]])))
}

const known = new Map<Lang, Set<string>>()

/** Is there such a text in the program? Only those can be said differently. */
function isTextKey(lang: Lang, key: string): boolean {
  let keys = known.get(lang)
  if (!keys) {
    keys = new Set(keysOf(textsOf(lang)))
    known.set(lang, keys)
  }
  return keys.has(key)
}

/**
 * Says a text in the town's own words, from the next transaction on; null goes back to ours.
 * Throws Forbidden and Invalid.
 */
export async function changeText(ctx: Ctx, lang: Lang, key: string, value: string | null): Promise<void> {
  if (!may(ctx.actor, 'settings.manage')) throw new Forbidden()
  if (!isTextKey(lang, key)) throw new Invalid('text.unknown', { key })
  if (value !== null && (value.trim() === '' || value.length > 10_000))
    throw new Invalid('text.length', { key })
  await changeReference(ctx)
  const before = await ctx.db
    .selectFrom('tenancy.text')
    .select(['version', 'value'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('lang', '=', lang)
    .where('key', '=', key)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  const version = (before?.version ?? 0) + 1
  await ctx.db
    .insertInto('tenancy.text')
    .values({ tenant_id: ctx.tenant.id, lang, key, version, value, by: actorId(ctx.actor), at: ctx.now })
    .execute()
  recordChange(ctx, {
    type: 'tenant.text_changed',
    payload: { tenant: ctx.tenant.id, lang, key, version },
    before: { text: before?.value ?? null },
    after: { text: value },
  })
}

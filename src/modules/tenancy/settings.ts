import { recordChange } from '#modules/audit/index.ts'
import { actorId, may } from '#platform/context/actor.ts'
import type { Ctx, Json } from '#platform/context/context.ts'
import { changeReference, remember } from '#platform/context/memory.ts'
import { Conflict, Forbidden, Invalid } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import {
  isSettingKey,
  type SettingInput,
  type SettingKey,
  type Settings,
  settingKeys,
  settingSchemas,
} from './settings-schema.ts'

/** The town's settings, complete: what it has not set is filled in. Remembered; never to be changed in place. */
export const settings = (ctx: Ctx): Promise<Settings> => remember(ctx, 'tenancy.settings', () => load(ctx))

async function load(ctx: Ctx): Promise<Settings> {
  const rows = await ctx.db
    .selectFrom('tenancy.setting')
    .select(['key', 'value'])
    .distinctOn('key')
    .where('tenant_id', '=', ctx.tenant.id)
    .orderBy('key')
    .orderBy('version', 'desc')
    .execute()
  const stored = new Map(rows.map((r) => [r.key, r.value]))
  const all = Object.fromEntries(
    settingKeys.map((key) => {
      const parsed = settingSchemas[key].safeParse(stored.get(key))
      if (parsed.success) return [key, parsed.data]
      // A value from before its schema grew stricter must not take the whole town down.
      ctx.platform.log.warn(
        { part: 'settings', tenant: ctx.tenant.id, key },
        'a stored setting does not fit any more',
      )
      return [key, settingSchemas[key].parse(undefined)]
    }),
  ) as unknown as Settings
  return {
    ...all,
    shortName: all.shortName || ctx.tenant.name,
    mailFrom: all.mailFrom || ctx.platform.config.mailFrom,
    contact: { ...all.contact, authority: all.contact.authority || `Stadt ${ctx.tenant.name}` },
  }
}

export interface SettingVersion {
  version: number
  value: unknown
  by: Uuid | null
  at: Date
}

/** Every value a setting ever had, newest first. The first one's version is what `changeSetting` expects; none is 0. */
export async function settingHistory(ctx: Ctx, key: SettingKey): Promise<SettingVersion[]> {
  return await ctx.db
    .selectFrom('tenancy.setting')
    .select(['version', 'value', 'by', 'at'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('key', '=', key)
    .orderBy('version', 'desc')
    .execute()
}

/**
 * Sets one setting; the values before it stay readable. Answers the new version. Throws Forbidden, Invalid
 * (`params.issues`: path and message of each fault) and, with `expectedVersion`, Conflict if somebody was faster.
 */
export async function changeSetting<K extends SettingKey>(
  ctx: Ctx,
  key: K,
  value: SettingInput<K>,
  expectedVersion?: number,
): Promise<number> {
  if (!may(ctx.actor, 'settings.manage')) throw new Forbidden()
  if (!isSettingKey(key)) throw new Invalid('setting.unknown', { key })
  const parsed = settingSchemas[key].safeParse(value)
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
    throw new Invalid('setting.invalid', { key, issues })
  }
  await changeReference(ctx) // locks the revision, so that two changes come one after the other
  const before = await ctx.db
    .selectFrom('tenancy.setting')
    .select(['version', 'value'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('key', '=', key)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  const current = before?.version ?? 0
  if (expectedVersion !== undefined && expectedVersion !== current) {
    throw new Conflict('setting.version', { key, current })
  }
  const version = current + 1
  await ctx.db
    .insertInto('tenancy.setting')
    .values({
      tenant_id: ctx.tenant.id,
      key,
      version,
      value: JSON.stringify(parsed.data),
      by: actorId(ctx.actor),
      at: ctx.now,
    })
    .execute()
  recordChange(ctx, {
    type: 'tenant.setting_changed',
    payload: { tenant: ctx.tenant.id, key, version },
    before: { [key]: (before?.value ?? settingSchemas[key].parse(undefined)) as Json },
    after: { [key]: parsed.data as Json },
  })
  return version
}

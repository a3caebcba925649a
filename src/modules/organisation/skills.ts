import { recordChange } from '#modules/audit/index.ts'
import { lockAccount } from '#modules/identity/index.ts'
import type { Ctx, Json } from '#platform/context/context.ts'
import { changeReference } from '#platform/context/memory.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { type Duty, overlaps } from './duty.ts'
import { assertManagesPerson } from './managing.ts'
import { organisation } from './organisation.ts'
import type { StaffMember } from './structure.ts'

/** 1 with help, 2 alone, 3 teaches it. */
export const skillLevels = [1, 2, 3] as const
/** Of a skill that is named without saying how well. */
export const USUAL_LEVEL = 2

/** What somebody can do, when they are on, where the day starts, and how many cases fit into it. */
export interface Work {
  levels: Readonly<Record<string, number>>
  duty: readonly Duty[]
  base: { lat: number; lon: number } | null
  capacity: number
}

/** The version of somebody's work; 0 while nobody has said anything about it. */
export async function workVersion(ctx: Ctx, account: Uuid): Promise<number> {
  const row = await ctx.db
    .selectFrom('organisation.worker')
    .select('version')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', account)
    .executeTakeFirst()
  return row?.version ?? 0
}

/** Sets all of it. Throws Forbidden, NotFound, Invalid (a level, hours that overlap), Conflict (changed since). */
export async function changeWork(ctx: Ctx, account: Uuid, work: Work, version: number): Promise<void> {
  await assertManagesPerson(ctx, account)
  const skills = Object.entries(work.levels)
  if (skills.some(([skill, level]) => !skill.trim() || !(skillLevels as readonly number[]).includes(level)))
    throw new Invalid('work.skill')
  if (overlaps(work.duty)) throw new Invalid('work.duty')
  if (!Number.isInteger(work.capacity) || work.capacity < 0 || work.capacity > 200)
    throw new Invalid('work.capacity')
  await changeReference(ctx)
  await lockAccount(ctx, account)
  const before = (await organisation(ctx)).staff.get(account)
  if (!before) throw new NotFound()
  if ((await workVersion(ctx, account)) !== version) throw new Conflict('work.version')
  await write(ctx, account, work, version)
  recordChange(ctx, {
    type: 'account.work_changed',
    payload: { account },
    before: said(before),
    after: said(work),
  })
}

async function write(ctx: Ctx, account: Uuid, work: Work, version: number): Promise<void> {
  const of = { tenant_id: ctx.tenant.id, account_id: account }
  for (const table of ['organisation.skill', 'organisation.duty'] as const)
    await ctx.db
      .deleteFrom(table)
      .where('tenant_id', '=', of.tenant_id)
      .where('account_id', '=', account)
      .execute()
  const worker = {
    lat: work.base?.lat ?? null,
    lon: work.base?.lon ?? null,
    capacity: work.capacity,
    version: version + 1,
  }
  await ctx.db
    .insertInto('organisation.worker')
    .values({ ...of, ...worker })
    .onConflict((oc) => oc.columns(['tenant_id', 'account_id']).doUpdateSet(worker))
    .execute()
  const skills = Object.entries(work.levels).map(([skill, level]) => ({ ...of, skill, level }))
  if (skills.length > 0) await ctx.db.insertInto('organisation.skill').values(skills).execute()
  const duty = work.duty.map((d) => ({ ...of, weekday: d.weekday, from_time: d.from, until_time: d.until }))
  if (duty.length > 0) await ctx.db.insertInto('organisation.duty').values(duty).execute()
}

const said = ({ levels, duty, base, capacity }: Work | StaffMember): Json => ({
  levels: { ...levels },
  duty: duty.map((d) => ({ ...d })),
  base: base && { ...base },
  capacity,
})

import { nearestAddress } from '#modules/geo/index.ts'
import type { Organisation, StaffMember } from '#modules/organisation/index.ts'
import { catalogue } from '#modules/reports/index.ts'
import type { Ctx } from '#platform/context/context.ts'

/** Where somebody starts, in words: an address nearby, or the coordinates. */
export async function basePlace(ctx: Ctx, member: StaffMember | undefined): Promise<string | null> {
  if (!member?.base) return null
  const address = await nearestAddress(ctx, member.base)
  return address?.label ?? `${member.base.lat}, ${member.base.lon}`
}

/** All skills that anybody has or that a category asks for. */
export async function knownSkills(ctx: Ctx, org: Organisation): Promise<string[]> {
  const { all } = await catalogue(ctx)
  const held = [...org.staff.values()].flatMap((member) => member.skills)
  const asked = all.flatMap((category) => (category.skill ? [category.skill] : []))
  return [...new Set([...held, ...asked])].sort((a, b) => a.localeCompare(b, 'de'))
}

import {
  addMembership,
  changeUnit,
  changeWork,
  defineRole,
  organisation,
  workVersion,
} from '#modules/organisation/index.ts'
import { catalogue } from '#modules/reports/index.ts'
import type { Ctx } from '#platform/context/context.ts'

const DAY = 86_400_000

/** What a town has done with its organisation after a while: heads, levels of skills, a role of its own for a time. */
export async function seedOrganisation(ctx: Ctx): Promise<void> {
  await heads(ctx)
  await levels(ctx)
  await switchboard(ctx)
}

/** Whoever has the head's role at a unit leads it. */
async function heads(ctx: Ctx): Promise<void> {
  const { units, membersOf } = await organisation(ctx)
  for (const unit of units.values()) {
    const head = membersOf(unit.id).find((member) => member.roles.includes('head'))
    if (head) await changeUnit(ctx, unit.id, { ...unit, headId: head.id }, unit.version)
  }
}

/** Of two skills, somebody teaches the first and is helped with the second. */
async function levels(ctx: Ctx): Promise<void> {
  const { staff } = await organisation(ctx)
  const able = [...staff.values()].filter((member) => member.skills.length > 1).slice(0, 6)
  for (const member of able) {
    const [first = '', second = '', ...rest] = member.skills
    const usual = Object.fromEntries(rest.map((skill) => [skill, 2]))
    const version = await workVersion(ctx, member.id)
    await changeWork(ctx, member.id, { ...member, levels: { [first]: 3, [second]: 1, ...usual } }, version)
  }
}

/** The people who answer the telephone see what others work on, for some kinds of report, until it is tried out. */
async function switchboard(ctx: Ctx): Promise<void> {
  const { byCode, membersOf, subtree } = await organisation(ctx)
  const [desk, roads] = [byCode.get('BUE-SER'), byCode.get('TBA')]
  if (!desk || !roads) return
  const role = { code: 'telefonzentrale', name: 'Telefonzentrale', nameEn: 'Switchboard' }
  await defineRole(ctx, { ...role, permissions: ['cases.read', 'cases.note', 'cases.reply'] })
  const { all } = await catalogue(ctx)
  const below = new Set(subtree(roads.id))
  const types = all
    .filter((category) => below.has(category.unitId))
    .slice(0, 2)
    .map((c) => c.code)
  const until = new Date(ctx.now.getTime() + 90 * DAY)
  for (const member of membersOf(desk.id))
    await addMembership(ctx, { account: member.id, unit: roads.id, role: role.code, until, types })
}

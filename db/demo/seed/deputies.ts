import { addAbsence, nameDeputy, organisation } from '#modules/organisation/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { demoLogins } from '../logins.ts'

const clerkEmail = demoLogins.find((login) => login.role === 'clerk')!.email

/** The clerk's colleagues take their holidays: one is away and represented, others will be. */
export async function seedDeputies(ctx: Ctx): Promise<void> {
  const { staff, units, subtree } = await organisation(ctx)
  const clerk = [...staff.values()].find((p) => p.email === clerkEmail)
  const unit = units.get(clerk?.units[0] ?? '')
  if (!clerk || !unit) return
  const near = new Set(subtree(unit.id))
  const colleagues = [...staff.values()].filter(
    (p) => p.active && p.id !== clerk.id && p.units.some((u) => near.has(u)),
  )
  const today = Temporal.Instant.fromEpochMilliseconds(ctx.now.getTime())
    .toZonedDateTimeISO(ctx.tenant.timeZone)
    .startOfDay()
  const day = (n: number): Date => new Date(today.add({ days: n }).epochMilliseconds)
  const away = (account: string, from: number, until: number) =>
    addAbsence(ctx, { account, from: day(from), until: day(until) })
  const stands = (absent: string, deputy: string, from: number, until: number) =>
    nameDeputy(ctx, {
      absent,
      deputy,
      from: day(from),
      until: day(until),
      unit: null,
      types: null,
      onlyWhenAbsent: false,
    })
  const [one, two, three, four] = colleagues
  if (one) {
    await away(one.id, -3, 11)
    await stands(one.id, clerk.id, -3, 11)
  }
  if (two) {
    await away(two.id, 9, 20)
    if (three) await stands(two.id, three.id, 9, 20)
  }
  if (three) await away(three.id, 32, 45)
  if (four) await away(four.id, 23, 26)
  await away(clerk.id, 30, 47)
}

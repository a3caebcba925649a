import { sql } from 'kysely'
import { addNote, findUnusualReading, restrictCase } from '#modules/cases/index.ts'
import { organisation, type StaffMember } from '#modules/organisation/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { demoLogins } from '../logins.ts'

const emailOf = (role: string): string => demoLogins.find((login) => login.role === role)!.email
const DAY = 86_400_000

/** A case that only two know of, a note for one, an emergency, and two weeks of who opened what. */
export async function seedRestricted(ctx: Ctx): Promise<void> {
  const { staff, subtree } = await organisation(ctx)
  const by = (role: string) => [...staff.values()].find((p) => p.email === emailOf(role))
  const [clerk, head] = [by('clerk'), by('head')]
  if (!clerk || !head) return
  const units = clerk.units.flatMap((unit) => subtree(unit))
  const cases = await ctx.db
    .selectFrom('cases.case')
    .select(['id', 'number'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('unit_id', 'in', units)
    .where('status', '=', 'open')
    .orderBy('opened_at', 'desc')
    .limit(2)
    .execute()
  const [secret, open] = cases
  if (!secret || !open) return
  await restrictCase(ctx, secret.id, {
    reason: 'personnel',
    named: { accounts: [clerk.id, head.id], unit: null },
  })
  await addNote(
    ctx,
    open.id,
    'Die Person, die gemeldet hat, ist gehörlos. Bitte nur schriftlich, kein Anruf.',
    undefined,
    {
      accounts: [clerk.id],
      unit: null,
    },
  )
  const others = [...staff.values()].filter((p) => p.active && p.id !== clerk.id && p.roles.includes('clerk'))
  if (others[0]) emergency(ctx, others[0], secret.number)
  await readings(ctx, [clerk, ...others.slice(0, 5)])
  await findUnusualReading(ctx)
}

/** Somebody of another office tried, ten days ago, in vain. */
function emergency(ctx: Ctx, who: StaffMember, number: string): void {
  ctx.send(
    `insert into cases.emergency (tenant_id, id, account_id, number, reason, outcome, at)
     values ($1, $2, $3, $4, $5, 'refused', $6)`,
    [
      ctx.tenant.id,
      newId(),
      who.id,
      number,
      'Anruf der Leitstelle: Die Person soll noch heute erreicht werden, im Amt ist niemand mehr.',
      new Date(ctx.now.getTime() - 10 * DAY),
    ],
  )
}

/** Between three and twenty cases a day each; yesterday one of them opened far more. */
async function readings(ctx: Ctx, people: readonly StaffMember[]): Promise<void> {
  const rows: { id: Uuid; actor: Uuid; role: string; unit: Uuid; nth: number; at: Date }[] = []
  people.forEach((person, p) => {
    for (let day = 1; day <= 14; day++) {
      const many = p === 1 && day === 1 ? 140 : 3 + ((p * 7 + day * 5) % 17)
      for (let i = 0; i < many; i++)
        rows.push({
          id: newId(),
          actor: person.id,
          role: person.roles[0] ?? '',
          unit: person.units[0]!,
          nth: 1 + ((p * 131 + day * 17 + i) % 1500),
          // Working hours, some minutes apart.
          at: new Date(ctx.now.getTime() - day * DAY - i * 120_000),
        })
    }
  })
  const column = <K extends keyof (typeof rows)[number]>(name: K) => rows.map((row) => row[name])
  await sql`
    insert into audit.reading (tenant_id, id, actor_kind, actor_id, role, unit_id, what, subject_id, at)
    select ${ctx.tenant.id}, r.id, 'staff', r.actor, r.role, r.unit_id, 'case', c.id, r.at
    from unnest(${column('id')}::uuid[], ${column('actor')}::uuid[], ${column('role')}::text[], ${column('unit')}::uuid[],
      ${column('nth')}::int[], ${column('at')}::timestamptz[]) as r (id, actor, role, unit_id, nth, at)
    join (select c.id, row_number() over (order by c.opened_at desc, c.id) as nth from cases.case c
      where c.tenant_id = ${ctx.tenant.id}) c on c.nth = r.nth`.execute(ctx.db)
}

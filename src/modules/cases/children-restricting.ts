import { sql } from 'kysely'
import { hideMails } from '#modules/notifications/index.ts'
import { organisation } from '#modules/organisation/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import type { Case } from './case.ts'
import { changeCase } from './changing.ts'
import { includes } from './named.ts'
import type { Named } from './naming.ts'
import { type CaseRow, caseColumns, toCase } from './row.ts'

/** All parts of a case, closed ones too, locked. */
async function allChildren(ctx: Ctx, parent: Uuid): Promise<Case[]> {
  const columns = sql.join(caseColumns.map((name) => sql.ref(`c.${name}`)))
  const { rows } = await sql<CaseRow>`
    select ${columns} from cases.case c
    where c.tenant_id = ${ctx.tenant.id} and c.id in (
      select k.case_id from cases.child k where k.tenant_id = ${ctx.tenant.id} and k.parent_id = ${parent})
    order by c.id for update`.execute(ctx.db)
  return rows.map(toCase)
}

/** A part is open to exactly those to whom its whole is: the same names, and nobody for the time of an emergency. */
export async function restrictChild(ctx: Ctx, parent: Pick<Case, 'id'>, child: Uuid): Promise<void> {
  const named = await ctx.db
    .selectFrom('cases.access')
    .select(['account_id', 'unit_id', 'granted_by'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('case_id', '=', parent.id)
    .where('part_id', '=', parent.id)
    .where('emergency', '=', false)
    .execute()
  const why = await ctx.db
    .selectFrom('cases.restriction')
    .select(['reason', 'by_id'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('case_id', '=', parent.id)
    .executeTakeFirst()
  await unnamed(ctx, child)
  if (named.length > 0)
    await ctx.db
      .insertInto('cases.access')
      .values(
        named.map((row) => ({
          ...row,
          tenant_id: ctx.tenant.id,
          id: newId(),
          case_id: child,
          part_id: child,
          at: ctx.now,
        })),
      )
      .execute()
  await ctx.db
    .insertInto('cases.restriction')
    .values({
      tenant_id: ctx.tenant.id,
      case_id: child,
      reason: why?.reason ?? 'other',
      was_public: false,
      by_id: why?.by_id ?? null,
      at: ctx.now,
    })
    .onConflict((oc) => oc.columns(['tenant_id', 'case_id']).doUpdateSet({ reason: why?.reason ?? 'other' }))
    .execute()
}

/** The whole was restricted, or to others: its parts are so too, and released by who is not named. */
export async function restrictChildren(ctx: Ctx, parent: Case, named: Named): Promise<void> {
  const org = await organisation(ctx)
  for (const child of await allChildren(ctx, parent.id)) {
    await restrictChild(ctx, parent, child.id)
    const released = child.assigneeId && !includes(org, named, child.assigneeId) ? child.assigneeId : null
    await changeCase(ctx, child, {
      restricted: true,
      public: false,
      ...(released ? { assignee_id: null } : {}),
    })
    hideMails(ctx, child.id)
    ctx.emit('case.restricted', {
      case: child.id,
      accounts: [...named.accounts],
      unit: named.unit,
      added: [],
      released,
    })
  }
}

/** The whole is open again: so are its parts, to those who see them by their roles. */
export async function liftChildren(ctx: Ctx, parent: Case): Promise<void> {
  for (const child of await allChildren(ctx, parent.id)) {
    await unnamed(ctx, child.id)
    ctx.send('delete from cases.restriction where tenant_id = $1 and case_id = $2', [ctx.tenant.id, child.id])
    await changeCase(ctx, child, { restricted: false })
    ctx.emit('case.unrestricted', { case: child.id, public: false })
  }
}

const unnamed = async (ctx: Ctx, child: Uuid): Promise<void> => {
  await ctx.db
    .deleteFrom('cases.access')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('case_id', '=', child)
    .where('part_id', '=', child)
    .execute()
}

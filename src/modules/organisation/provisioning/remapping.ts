import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import type { MappingRule } from '../mapping.ts'
import { applyMapping } from '../mapping-applying.ts'
import { addMappingRule as addRule, mappingRules } from '../mapping-rules.ts'
import { foldName } from './directory.ts'

/** Gives these people the roles that their groups stand for, and takes what no group gives any more. */
export async function remap(ctx: Ctx, accounts: readonly Uuid[]): Promise<void> {
  if (accounts.length === 0) return
  const rules = await mappingRules(ctx, 'scim')
  const rows = await ctx.db
    .selectFrom('organisation.directory_member as m')
    .innerJoin('organisation.directory_group as g', (j) =>
      j.onRef('g.tenant_id', '=', 'm.tenant_id').onRef('g.id', '=', 'm.group_id'),
    )
    .select(['m.account_id', 'g.name'])
    .where('m.tenant_id', '=', ctx.tenant.id)
    .where('g.tenant_id', '=', ctx.tenant.id)
    .where('m.account_id', 'in', [...accounts])
    .execute()
  const groups = Map.groupBy(rows, (row) => row.account_id)
  // In one order for everybody, so that two words of the directory cannot wait for each other.
  for (const account of [...new Set(accounts)].sort()) {
    const names = (groups.get(account) ?? []).map((row) => row.name)
    await applyMapping(ctx, account, 'scim', rules, { groups: names })
  }
}

/** Adds a rule; one for the directory's groups counts at once, since who is in them is known. Throws as `addRule` does. */
export async function addMappingRule(ctx: Ctx, rule: Omit<MappingRule, 'id'>): Promise<Uuid> {
  const id = await addRule(ctx, rule)
  if (rule.source !== 'scim') return id
  let members = ctx.db
    .selectFrom('organisation.directory_member as m')
    .innerJoin('organisation.directory_group as g', (j) =>
      j.onRef('g.tenant_id', '=', 'm.tenant_id').onRef('g.id', '=', 'm.group_id'),
    )
    .select('m.account_id')
    .distinct()
    .where('m.tenant_id', '=', ctx.tenant.id)
    .where('g.tenant_id', '=', ctx.tenant.id)
  if (rule.value !== '*') members = members.where('g.folded', '=', foldName(rule.value))
  await remap(
    ctx,
    (await members.execute()).map((row) => row.account_id),
  )
  return id
}

import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { foldName } from './directory.ts'
import type { Window } from './users.ts'

/** A group of the directory; what it gives its members is said by mapping rules for its name. */
export interface DirectoryGroup {
  id: Uuid
  name: string
  externalId: string | null
  members: readonly { id: Uuid; name: string }[]
  createdAt: Date
  changedAt: Date
}

export interface GroupFilter {
  id?: string
  displayName?: string
  externalId?: string
  /** Groups that this person is in. */
  member?: string
}

/** Those that match, by name, and how many there are in all. Members are left out where nobody wants them. */
export async function directoryGroups(
  ctx: Ctx,
  { id, displayName, externalId, member }: GroupFilter,
  { skip, most }: Window,
  { members = true } = {},
): Promise<{ total: number; groups: DirectoryGroup[] }> {
  let base = ctx.db.selectFrom('organisation.directory_group as g').where('g.tenant_id', '=', ctx.tenant.id)
  if (id !== undefined) base = base.where('g.id', '=', id)
  if (displayName !== undefined) base = base.where('g.folded', '=', foldName(displayName))
  if (externalId !== undefined) base = base.where('g.external_id', '=', externalId)
  if (member !== undefined)
    base = base.where('g.id', 'in', (eb) =>
      eb
        .selectFrom('organisation.directory_member as m')
        .select('m.group_id')
        .where('m.tenant_id', '=', ctx.tenant.id)
        .where('m.account_id', '=', member),
    )
  const { total } = await base.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows =
    most === 0
      ? []
      : await base
          .select([
            'g.id',
            'g.name',
            'g.external_id as externalId',
            'g.created_at as createdAt',
            'g.changed_at as changedAt',
          ])
          .orderBy('g.folded')
          .offset(skip)
          .limit(most)
          .execute()
  const all = members
    ? await membersOf(
        ctx,
        rows.map((row) => row.id),
      )
    : new Map<Uuid, { id: Uuid; name: string }[]>()
  return { total: Number(total), groups: rows.map((row) => ({ ...row, members: all.get(row.id) ?? [] })) }
}

/** Throws NotFound. */
export async function directoryGroup(
  ctx: Ctx,
  id: Uuid,
  options?: { members?: boolean },
): Promise<DirectoryGroup> {
  const [group] = (await directoryGroups(ctx, { id }, { skip: 0, most: 1 }, options)).groups
  if (!group) throw new NotFound()
  return group
}

async function membersOf(
  ctx: Ctx,
  groups: readonly Uuid[],
): Promise<Map<Uuid, { id: Uuid; name: string }[]>> {
  if (groups.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('organisation.directory_member as m')
    .innerJoin('identity.account as a', (j) =>
      j.onRef('a.tenant_id', '=', 'm.tenant_id').onRef('a.id', '=', 'm.account_id'),
    )
    .select(['m.group_id', 'a.id', 'a.name'])
    .where('m.tenant_id', '=', ctx.tenant.id)
    .where('a.tenant_id', '=', ctx.tenant.id)
    .where('m.group_id', 'in', [...groups])
    .orderBy('a.name')
    .orderBy('a.id')
    .execute()
  return Map.groupBy(rows, (row) => row.group_id) as Map<Uuid, { id: Uuid; name: string }[]>
}

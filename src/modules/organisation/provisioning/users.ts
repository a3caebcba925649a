import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import type { Lang } from '#platform/i18n.ts'
import type { Uuid } from '#platform/ids.ts'
import { foldName } from './directory.ts'

/** Somebody whom the directory looks after. */
export interface ProvisionedUser {
  id: Uuid
  userName: string
  externalId: string | null
  name: string
  givenName: string | null
  familyName: string | null
  email: string
  lang: Lang
  active: boolean
  groups: readonly { id: Uuid; name: string }[]
  createdAt: Date
  changedAt: Date
}

/** What of it is asked for; several conditions hold together. */
export interface UserFilter {
  id?: string
  userName?: string
  externalId?: string
}

export interface Window {
  /** How many to leave out. */
  skip: number
  most: number
}

/** Those that match, in the order of their making, and how many there are in all. */
export async function provisionedUsers(
  ctx: Ctx,
  { id, userName, externalId }: UserFilter,
  { skip, most }: Window,
): Promise<{ total: number; users: ProvisionedUser[] }> {
  let base = ctx.db
    .selectFrom('organisation.provisioned as p')
    .innerJoin('identity.account as a', (j) =>
      j.onRef('a.tenant_id', '=', 'p.tenant_id').onRef('a.id', '=', 'p.account_id'),
    )
    .where('p.tenant_id', '=', ctx.tenant.id)
    .where('a.tenant_id', '=', ctx.tenant.id)
    .where('p.deleted_at', 'is', null)
  if (id !== undefined) base = base.where('p.account_id', '=', id)
  if (userName !== undefined) base = base.where('p.folded', '=', foldName(userName))
  if (externalId !== undefined) base = base.where('p.external_id', '=', externalId)
  const { total } = await base.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows =
    most === 0
      ? []
      : await base
          .select([
            'p.account_id as id',
            'p.user_name as userName',
            'p.external_id as externalId',
            'p.given_name as givenName',
            'p.family_name as familyName',
            'p.created_at as createdAt',
            'p.changed_at as changedAt',
            'a.name',
            'a.email',
            'a.lang',
            'a.disabled_at',
          ])
          .orderBy('p.created_at')
          .orderBy('p.account_id')
          .offset(skip)
          .limit(most)
          .execute()
  const groups = await groupsOf(
    ctx,
    rows.map((row) => row.id),
  )
  return {
    total: Number(total),
    users: rows.map(({ disabled_at, lang, ...row }) => ({
      ...row,
      lang: lang as Lang,
      active: disabled_at === null,
      groups: groups.get(row.id) ?? [],
    })),
  }
}

/** Throws NotFound: absent, withdrawn, or an account that the directory does not look after. */
export async function provisionedUser(ctx: Ctx, id: Uuid): Promise<ProvisionedUser> {
  const [user] = (await provisionedUsers(ctx, { id }, { skip: 0, most: 1 })).users
  if (!user) throw new NotFound()
  return user
}

async function groupsOf(
  ctx: Ctx,
  accounts: readonly Uuid[],
): Promise<Map<Uuid, { id: Uuid; name: string }[]>> {
  if (accounts.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('organisation.directory_member as m')
    .innerJoin('organisation.directory_group as g', (j) =>
      j.onRef('g.tenant_id', '=', 'm.tenant_id').onRef('g.id', '=', 'm.group_id'),
    )
    .select(['m.account_id', 'g.id', 'g.name'])
    .where('m.tenant_id', '=', ctx.tenant.id)
    .where('g.tenant_id', '=', ctx.tenant.id)
    .where('m.account_id', 'in', [...accounts])
    .orderBy('g.name')
    .execute()
  return Map.groupBy(rows, (row) => row.account_id) as Map<Uuid, { id: Uuid; name: string }[]>
}

import { recordChange } from '#modules/audit/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { changeReference } from '#platform/context/memory.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { assertDirectory, foldName } from './directory.ts'
import { remap } from './remapping.ts'

/** What the directory says about a group. `members` are people whom it looks after too. */
export interface GroupInput {
  name: string
  externalId: string | null
  members: readonly Uuid[]
}

/** Throws Forbidden, Conflict (name), Invalid (a member whom the directory does not look after). */
export async function createGroup(ctx: Ctx, input: GroupInput): Promise<Uuid> {
  assertDirectory(ctx)
  await changeReference(ctx)
  const id = newId()
  const name = input.name.trim()
  const made = await ctx.db
    .insertInto('organisation.directory_group')
    .values({
      tenant_id: ctx.tenant.id,
      id,
      name,
      folded: foldName(name),
      external_id: input.externalId,
      created_at: ctx.now,
      changed_at: ctx.now,
    })
    .onConflict((oc) => oc.columns(['tenant_id', 'folded']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw new Conflict('scim.group_name')
  const { added } = await write(ctx, id, new Set(), new Set(input.members))
  record(ctx, 'directory_group.created', id, null, { name, added })
  await remap(ctx, added)
  return id
}

/** Makes a group what the directory says now; its members' roles follow at once. Throws also NotFound. */
export async function changeGroup(ctx: Ctx, id: Uuid, input: GroupInput): Promise<void> {
  assertDirectory(ctx)
  await changeReference(ctx)
  const before = await lockGroup(ctx, id)
  const [name, folded] = [input.name.trim(), foldName(input.name)]
  if (folded !== before.folded && (await nameTaken(ctx, folded))) throw new Conflict('scim.group_name')
  const members = await memberIds(ctx, id)
  const { added, removed } = await write(ctx, id, members, new Set(input.members))
  const renamed = name !== before.name
  if (!renamed && input.externalId === before.external_id && added.length + removed.length === 0) return
  await ctx.db
    .updateTable('organisation.directory_group')
    .set({ name, folded, external_id: input.externalId, changed_at: ctx.now })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .execute()
  record(ctx, 'directory_group.changed', id, { name: before.name }, { name, added, removed })
  await remap(ctx, renamed ? [...members.union(new Set(input.members))] : [...added, ...removed])
}

/** Throws Forbidden, NotFound. */
export async function removeGroup(ctx: Ctx, id: Uuid): Promise<void> {
  assertDirectory(ctx)
  await changeReference(ctx)
  const { name } = await lockGroup(ctx, id)
  const { removed } = await write(ctx, id, await memberIds(ctx, id), new Set())
  await ctx.db
    .deleteFrom('organisation.directory_group')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .execute()
  record(ctx, 'directory_group.removed', id, { name, removed }, null)
  await remap(ctx, removed)
}

async function write(ctx: Ctx, id: Uuid, before: ReadonlySet<Uuid>, after: ReadonlySet<Uuid>) {
  const [added, removed] = [
    [...after].filter((m) => !before.has(m)),
    [...before].filter((m) => !after.has(m)),
  ]
  await assertLookedAfter(ctx, added)
  if (added.length > 0)
    await ctx.db
      .insertInto('organisation.directory_member')
      .values(added.map((account_id) => ({ tenant_id: ctx.tenant.id, group_id: id, account_id })))
      .execute()
  if (removed.length > 0)
    await ctx.db
      .deleteFrom('organisation.directory_member')
      .where('tenant_id', '=', ctx.tenant.id)
      .where('group_id', '=', id)
      .where('account_id', 'in', removed)
      .execute()
  return { added, removed }
}

async function assertLookedAfter(ctx: Ctx, accounts: readonly Uuid[]): Promise<void> {
  if (accounts.length === 0) return
  const rows = await ctx.db
    .selectFrom('organisation.provisioned')
    .select('account_id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', 'in', [...accounts])
    .where('deleted_at', 'is', null)
    .execute()
  const known = new Set(rows.map((row) => row.account_id))
  const stranger = accounts.find((account) => !known.has(account))
  if (stranger) throw new Invalid('scim.member', { id: stranger })
}

async function lockGroup(ctx: Ctx, id: Uuid) {
  const row = await ctx.db
    .selectFrom('organisation.directory_group')
    .select(['name', 'folded', 'external_id'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return row
}

async function memberIds(ctx: Ctx, id: Uuid): Promise<Set<Uuid>> {
  const rows = await ctx.db
    .selectFrom('organisation.directory_member')
    .select('account_id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('group_id', '=', id)
    .execute()
  return new Set(rows.map((row) => row.account_id))
}

async function nameTaken(ctx: Ctx, folded: string): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('organisation.directory_group')
    .select('id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('folded', '=', folded)
    .executeTakeFirst()
  return row !== undefined
}

type Told = { name: string; added?: Uuid[]; removed?: Uuid[] } | null

const record = (ctx: Ctx, type: string, id: Uuid, before: Told, after: Told): void =>
  recordChange(ctx, { type, payload: { directory_group: id }, before, after })

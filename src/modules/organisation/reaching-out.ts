import {
  changeProvider,
  createApiKey,
  createProvider,
  type NewApiKey,
  offerProvider,
  type ProviderInput,
} from '#modules/identity/index.ts'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Forbidden } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { assertManagesAll, managesAll } from './managing.ts'
import { organisation } from './organisation.ts'

/**
 * Whoever says which provider the town believes could come in as anybody, so that looking after sign-on is not enough:
 * adding, changing and offering one needs the whole town (ADR 18). Throws Forbidden beside what `createProvider` throws.
 */
export async function addSignOn(ctx: Ctx, input: ProviderInput, secret: string | null): Promise<Uuid> {
  await assertManagesAll(ctx)
  return createProvider(ctx, input, secret)
}

export async function changeSignOn(ctx: Ctx, ...change: SignOnChange): Promise<void> {
  await assertManagesAll(ctx)
  await changeProvider(ctx, ...change)
}
type SignOnChange = Parameters<typeof changeProvider> extends [Ctx, ...infer Rest] ? Rest : never

export async function offerSignOn(ctx: Ctx, id: Uuid, offered: boolean): Promise<void> {
  await assertManagesAll(ctx)
  await offerProvider(ctx, id, offered)
}

/** What a program with this scope does in the whole town, as the permissions of people. */
const worth: Readonly<Record<string, readonly string[]>> = {
  'cases.read': ['cases.read'],
  'cases.write': ['cases.note', 'cases.reply', 'cases.close'],
  // Makes people and puts them into groups, which stand for roles.
  scim: ['organisation.manage'],
}

/** May the actor let a program do this everywhere? Only what they may do everywhere themselves, or manage all of. */
export async function mayEquip(ctx: Ctx, scopes: readonly string[]): Promise<boolean> {
  const needed = scopes.flatMap((scope) => worth[scope] ?? [])
  if (needed.length === 0) return true
  const { roots } = await organisation(ctx)
  const everywhere = (permission: string) => roots.every((root) => may(ctx.actor, permission, root))
  return needed.every(everywhere) || managesAll(ctx)
}

/** Makes a key for a program (`createApiKey`), with no more power than its maker has. Throws Forbidden too. */
export async function equipProgram(ctx: Ctx, key: NewApiKey): Promise<{ id: Uuid; key: string }> {
  if (!(await mayEquip(ctx, key.scopes))) throw new Forbidden('api_key.more_than_own')
  return createApiKey(ctx, key)
}

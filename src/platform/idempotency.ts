import { createHash } from 'node:crypto'
import type { Ctx, EventPayload } from '#platform/context/context.ts'
import { Invalid } from '#platform/errors.ts'

/** Longest key that is taken; longer ones would only fill an index. */
export const LONGEST_KEY = 200

export interface Command {
  /** Whose keys these are: two programs may well use the same one. */
  scope: string
  key: string
  /** Of what was sent (`fingerprint`): the same key for something else is a mistake of the sender's. */
  fingerprint: Buffer
}

export interface Once<A> {
  answer: A
  /** True when this was answered before and nothing has been done now. */
  again: boolean
}

/**
 * Runs a command from outside once. Its answer is written in the same transaction as its effects, so it is either done
 * and answered or neither; whoever sends the same at the same time waits for the first to commit. The answer should
 * hold ids and codes only, it lies in the open for a day. Throws Invalid when the key was used for something else.
 */
export async function once<A extends EventPayload>(
  ctx: Ctx,
  command: Command,
  run: () => Promise<A>,
): Promise<Once<A>> {
  const tenant = ctx.tenant.id
  const begun = await ctx.db
    .insertInto('platform.idempotency')
    .values({
      tenant_id: tenant,
      scope: command.scope,
      key: command.key,
      fingerprint: command.fingerprint,
      at: ctx.now,
    })
    .onConflict((oc) => oc.columns(['tenant_id', 'scope', 'key']).doNothing())
    .returning('key')
    .executeTakeFirst()
  if (!begun) {
    const known = await ctx.db
      .selectFrom('platform.idempotency')
      .select(['fingerprint', 'answer'])
      .where('tenant_id', '=', tenant)
      .where('scope', '=', command.scope)
      .where('key', '=', command.key)
      .executeTakeFirstOrThrow()
    if (!known.fingerprint.equals(command.fingerprint)) throw new Invalid('idempotency')
    return { answer: known.answer as unknown as A, again: true }
  }
  const answer = await run()
  ctx.send('update platform.idempotency set answer = $4 where tenant_id = $1 and scope = $2 and key = $3', [
    tenant,
    command.scope,
    command.key,
    JSON.stringify(answer),
  ])
  return { answer, again: false }
}

/** A digest of what was sent, whatever order and spelling it came in. */
export function fingerprint(parts: readonly (readonly [name: string, value: string | Uint8Array])[]): Buffer {
  const hash = createHash('sha256')
  const sorted = [...parts].sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0))
  for (const [name, value] of sorted) {
    const bytes = typeof value === 'string' ? Buffer.from(value) : value
    // Lengths keep the parts apart: "ab" + "c" is not "a" + "bc".
    hash.update(`${name.length}:${name}:${bytes.length}:`).update(bytes)
  }
  return hash.digest()
}

/** Forgets commands after a day. */
export async function sweepCommands(ctx: Ctx): Promise<void> {
  await ctx.db
    .deleteFrom('platform.idempotency')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('at', '<', new Date(ctx.now.getTime() - 86_400_000))
    .execute()
}

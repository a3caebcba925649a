import type { Req } from '#http/env.ts'
import type { Ctx, EventPayload } from '#platform/context/context.ts'
import { fingerprint, once } from '#platform/idempotency.ts'
import { idempotencyKey } from '../idempotency-key.ts'

/** Runs a command once per `Idempotency-Key` of the machine that acts; without a key, each time. */
export async function repeatable<A extends EventPayload>(
  c: Req,
  ctx: Ctx,
  what: string,
  input: unknown,
  run: () => Promise<A>,
): Promise<A> {
  const key = idempotencyKey(c)
  if (key === null || ctx.actor.kind !== 'machine') return run()
  const print = fingerprint([[what, JSON.stringify(input)]])
  return (await once(ctx, { scope: `v1 ${what} ${ctx.actor.id}`, key, fingerprint: print }, run)).answer
}

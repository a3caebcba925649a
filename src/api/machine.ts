import type { Req } from '#http/env.ts'
import { RateLimit } from '#http/rate-limit.ts'
import { type Machine, machineByCredential } from '#modules/identity/index.ts'
import type { Actor } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { DomainError, Forbidden } from '#platform/errors.ts'

/** What a key may be allowed; which of these a key has is data. */
export const scopes = {
  /** Send reports, through either interface. */
  send: ['open311.write', 'reports.write'],
  readCases: ['cases.read'],
  writeCases: ['cases.write'],
  /** Tell of cases what happened elsewhere. */
  update: ['cases.write', 'open311.status'],
  /** Set the state of cases by Open311 updates, and speak publicly with it. */
  setStatus: ['open311.status'],
  readEvents: ['events.read'],
  /** Accounts and groups from a directory (SCIM). */
  provision: ['scim'],
} as const satisfies Record<string, readonly string[]>

export type Scope = keyof typeof scopes

/** All that a key may be allowed, each with its sentence `api.scope.<scope>` (dots as underscores). */
export const knownScopes: readonly string[] = [...new Set(Object.values(scopes).flat())]

/** A key has used up its minute. */
export class TooMany extends DomainError {
  readonly status = 429
  constructor() {
    super('too_many')
  }
}

const limits = new RateLimit()

/** The key of a request: a parameter (Open311), or a header. Empty is absent. */
export function keyOf(c: Req, parameter?: string): string | null {
  const bearer = /^Bearer\s+(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
  return parameter || c.req.header('x-api-key') || bearer || null
}

/**
 * The machine that a key belongs to, if it may do this. Throws Forbidden for a missing, unknown or expired key and for
 * one without the scope, TooMany above its limit. Keys are remembered reference data, so this asks no database.
 */
export async function machineFor(ctx: Ctx, key: string | null, scope: Scope): Promise<Machine> {
  const machine = await known(ctx, key)
  if (!limits.take(machine.id, machine.perMinute)) throw new TooMany()
  return allowed(machine, scope)
}

/** The same for who is let in already and goes on listening: it counts against no minute. */
export const listenerFor = async (ctx: Ctx, key: string | null, scope: Scope): Promise<Machine> =>
  allowed(await known(ctx, key), scope)

async function known(ctx: Ctx, key: string | null): Promise<Machine> {
  const machine = key ? await machineByCredential(ctx, key) : null
  if (!machine) throw new Forbidden(key ? 'api_key.unknown' : 'api_key.missing')
  return machine
}

/** May this machine, which is let in for something else, do that too? */
export const mayAlso = (actor: Actor, scope: Scope): boolean =>
  actor.kind === 'machine' && scopes[scope].some((s) => actor.scopes.includes(s))

function allowed(machine: Machine, scope: Scope): Machine {
  if (!scopes[scope].some((s) => machine.scopes.includes(s)))
    throw new Forbidden('api_key.scope', { scope: scopes[scope][0] })
  return machine
}

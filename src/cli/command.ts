import type { ParseArgsOptionsConfig } from 'node:util'
import pg from 'pg'
import type { Config } from '#platform/config.ts'
import { system } from '#platform/context/actor.ts'
import type { Ctx, Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import { type CreatedPlatform, createPlatform } from '#platform/create.ts'
import type { Log } from '#platform/log.ts'
import type { Module } from '#platform/module.ts'

/** What was typed cannot be done; the message says why, to a person. */
export class CliError extends Error {}

export interface Invocation {
  config: Config
  url: string
  log: Log
  values: Record<string, string | boolean | (string | boolean)[] | undefined>
  positionals: string[]
  modules: readonly Module[]
}

export interface Command {
  usage: string
  says: string
  options?: ParseArgsOptionsConfig
  /** Needs no database when called like this: none is started, and `url` is empty. */
  offline?(values: Invocation['values']): boolean
  /** Answers the exit code. */
  run(call: Invocation): Promise<number>
}

/** Runs with the platform at hand and lets go of it afterwards. */
export async function withPlatform<R>(
  call: Invocation,
  run: (platform: CreatedPlatform) => Promise<R>,
): Promise<R> {
  const platform = createPlatform(call.config, { url: call.url, log: call.log })
  try {
    return await run(platform)
  } finally {
    await platform.close()
  }
}

/** Runs with a connection as the owner of the tables. */
export async function withOwner<R>(url: string, run: (owner: pg.Client) => Promise<R>): Promise<R> {
  const owner = new pg.Client({ connectionString: url })
  await owner.connect()
  try {
    return await run(owner)
  } finally {
    await owner.end()
  }
}

/** The town that `--tenant` names, or the only or default one. */
export async function tenantOf(platform: CreatedPlatform, call: Invocation): Promise<Tenant> {
  const all = await platform.tenants.all()
  const slug = call.values.tenant
  const tenant = slug
    ? all.find((t) => t.slug === slug)
    : all.length === 1
      ? all[0]
      : all.find((t) => t.isDefault)
  if (!tenant)
    throw new CliError(
      slug
        ? `There is no tenant "${String(slug)}". There are: ${all.map((t) => t.slug).join(', ')}.`
        : 'Say which tenant: --tenant SLUG.',
    )
  return tenant
}

export function asSystem<R>(
  platform: CreatedPlatform,
  tenant: Tenant,
  run: (ctx: Ctx) => Promise<R>,
): Promise<R> {
  return inTx(platform, { tenant, actor: system('cli') }, run)
}

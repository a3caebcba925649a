import { join } from 'node:path'
import pg from 'pg'
import { system } from '../context/actor.ts'
import type { Ctx, Tenant } from '../context/context.ts'
import { inTx } from '../context/transaction.ts'
import type { Platform } from '../platform.ts'
import { restoreBlobs } from './backup-blobs.ts'
import { type Erasure, readErasures } from './beside.ts'
import { BackupError } from './errors.ts'
import { type Manifest, readManifest, type TenantPart } from './manifest.ts'
import { partFault } from './part.ts'
import { openRepository, type Repository, snapshotsIn } from './repository.ts'
import { finishSchema, prepareSchema } from './restore-schema.ts'
import { assertAbsent, hiddenTenants, loadTenant, removeHidden, reveal } from './restore-tenant.ts'

/** How modules erase again what was erased after the backup was made, by the type of the event. */
export type Erasers = Readonly<Record<string, (ctx: Ctx, erasure: Erasure) => Promise<void>>>

export interface RestoreOptions {
  dir: string
  /** As the owner of the tables. */
  url: string
  /** The newest without. */
  snapshot?: string | undefined
  /** Slug of the one town to bring back; all of the backup without. */
  tenant?: string | undefined
  /** Under another name, at other addresses. */
  as?: { slug: string; hosts: readonly string[]; publicUrl: string } | undefined
  erasers: Erasers
  /** What modules put in order afterwards. */
  restored?: readonly ((ctx: Ctx) => Promise<void>)[]
  /** Recomputes a town's history; answers how many faults there are. */
  verify: (tenant: Tenant) => Promise<number>
  /** Go on without files that are damaged or missing. */
  withoutDamaged?: boolean
  say?: (text: string) => void
}

export interface RestoreResult {
  snapshot: string
  at: string
  tenants: {
    tenant: Tenant
    rows: number
    blobs: number
    erasedAgain: number
    /** Of the history, as recomputed from what was brought back. */
    faults: number
    damaged: string[]
  }[]
}

/** Which backup, and what of it. */
export async function openSnapshot(
  platform: Platform,
  { dir, snapshot, tenant }: Pick<RestoreOptions, 'dir' | 'snapshot' | 'tenant'>,
): Promise<{ repository: Repository; manifest: Manifest; folder: string; tenants: TenantPart[] }> {
  const repository = await openRepository(dir)
  const names = await snapshotsIn(repository)
  const name = snapshot ?? names.at(-1)
  if (!name || !names.includes(name))
    throw new BackupError(
      `There is no complete backup ${name ? `${name} ` : ''}in ${dir}. There are: ${names.join(', ') || 'none'}.`,
    )
  const folder = join(repository.snapshots, name)
  const manifest = await readManifest(platform.masterKey, folder)
  const tenants = manifest.tenants.filter(({ tenant: { slug } }) => tenant === undefined || slug === tenant)
  if (tenants.length === 0)
    throw new BackupError(
      `The town ${tenant} is not in this backup. There are: ${manifest.tenants.map((t) => t.tenant.slug).join(', ')}.`,
    )
  return { repository, manifest, folder, tenants }
}

/** Looks at every part and every file, and answers what is wrong, a sentence each. */
export async function checkSnapshot(
  platform: Platform,
  options: Pick<RestoreOptions, 'dir' | 'snapshot' | 'tenant' | 'say'>,
): Promise<{ name: string; faults: string[] }> {
  const { repository, manifest, folder, tenants } = await openSnapshot(platform, options)
  const faults = await tableFaults(folder, tenants)
  if (faults.length > 0) return { name: manifest.name, faults }
  for (const tenant of tenants)
    faults.push(
      ...(await restoreBlobs(platform, repository, folder, tenant, { write: false, say: options.say }))
        .faults,
    )
  return { name: manifest.name, faults }
}

async function tableFaults(folder: string, tenants: readonly TenantPart[]): Promise<string[]> {
  const faults: string[] = []
  for (const { tables, blobs, jobs } of tenants)
    for (const { part } of [...tables, blobs, jobs]) {
      const fault = part && (await partFault(folder, part))
      if (fault) faults.push(fault)
    }
  return faults
}

/**
 * Brings towns back. Nothing is written before every part has been checked. A town is loaded in one transaction and
 * has no address until what was erased since has been erased again, so nobody sees it before.
 */
export async function restore(platform: Platform, options: RestoreOptions): Promise<RestoreResult> {
  const { say = () => {}, as } = options
  const { repository, manifest, folder, tenants } = await openSnapshot(platform, options)
  if (as && tenants.length !== 1)
    throw new BackupError('Only one town can be brought back under another name: say which (--tenant SLUG).')
  say('Checking the backup')
  const faults = await tableFaults(folder, tenants)
  if (faults.length > 0) throw new BackupError(faults.join('\n'))
  await prepareSchema(options.url, manifest, say)
  const owner = new pg.Client({ connectionString: options.url, application_name: 'stadtdraht restore' })
  await owner.connect()
  try {
    await alone(owner)
    for (const left of await hiddenTenants(owner)) {
      say(`Removing what an interrupted restore has left of ${left.slug}`)
      await removeHidden(owner, left.id)
    }
    for (const { tenant } of tenants) await assertAbsent(owner, tenant, as)
    const result: RestoreResult = { snapshot: manifest.name, at: manifest.at, tenants: [] }
    for (const part of tenants) {
      const damaged = await files(platform, repository, folder, part, options)
      const rows = await loadTenant(platform, owner, { repository, folder, part, as, say })
      result.tenants.push({ tenant: tenantOf(part, as), rows, ...damaged, erasedAgain: 0, faults: 0 })
    }
    await finishSchema(options.url, say)
    for (const done of result.tenants) {
      done.erasedAgain = await eraseAgain(platform, repository, owner, done.tenant, options.erasers)
      for (const tidy of options.restored ?? [])
        await inTx(platform, { tenant: done.tenant, actor: system('restore') }, tidy)
      done.faults = await options.verify(done.tenant)
    }
    for (const [i, { tenant }] of result.tenants.entries())
      await reveal(platform, owner, folder, tenants[i]!, tenant)
    platform.tenants.forget()
    return result
  } finally {
    await owner.end()
  }
}

/** Two at once would take each other's towns for what an interruption has left. */
async function alone(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query(`select pg_try_advisory_lock(hashtextextended('restore', 12)) as mine`)
  if (!rows[0].mine) throw new BackupError('Another restore is at work on this database.')
}

async function files(
  platform: Platform,
  repository: Repository,
  folder: string,
  part: TenantPart,
  { say, withoutDamaged }: RestoreOptions,
): Promise<{ blobs: number; damaged: string[] }> {
  const { copied, faults } = await restoreBlobs(platform, repository, folder, part, { write: true, say })
  if (faults.length > 0 && !withoutDamaged)
    throw new BackupError(
      `${faults.slice(0, 20).join('\n')}\nTake them from another copy of the backup, or go on without them: --without-damaged.`,
    )
  return { blobs: copied, damaged: faults }
}

/** Everything that was erased since the backup was made: its event is not among those that were brought back. */
async function eraseAgain(
  platform: Platform,
  repository: Repository,
  owner: pg.Client,
  tenant: Tenant,
  erasers: Erasers,
): Promise<number> {
  const erasures = await readErasures(platform.masterKey, repository, tenant.id)
  const { rows } = await owner.query('select id from platform.event where tenant_id = $1 and id = any ($2)', [
    tenant.id,
    erasures.map((e) => e.id),
  ])
  const known = new Set(rows.map((row) => row.id))
  const missing = erasures.filter((e) => !known.has(e.id))
  for (const erasure of missing) {
    const erase = erasers[erasure.type]
    if (!erase)
      throw new BackupError(
        `The backup says that something was erased (${erasure.type}), and this program does not know how to do that again.`,
      )
    await inTx(platform, { tenant, actor: system('restore') }, (ctx) => erase(ctx, erasure))
  }
  return missing.length
}

function tenantOf({ tenant }: TenantPart, as: RestoreOptions['as']): Tenant {
  return {
    id: tenant.id,
    slug: as?.slug ?? tenant.slug,
    name: tenant.name,
    hosts: as?.hosts ?? tenant.hosts,
    publicUrl: as?.publicUrl ?? tenant.public_url,
    timeZone: tenant.time_zone,
    isDefault: as ? false : tenant.is_default,
  }
}

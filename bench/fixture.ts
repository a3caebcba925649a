import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { createApiKey, setPassword } from '#modules/identity/index.ts'
import { loadConfig } from '#platform/config.ts'
import { system } from '#platform/context/actor.ts'
import type { Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import { type CreatedPlatform, createPlatform } from '#platform/create.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { migrate } from '#platform/db/migrate.ts'
import { installJobs } from '#platform/jobs/install.ts'
import { createLog } from '#platform/log.ts'
import { buildTown, townIds } from '../test/town.ts'

export const HOST = 'teststadt.localhost'
export const PASSWORD = 'bench-only-Passwort-1'

export interface Fixture {
  url: string
  dataDir: string
  platform: CreatedPlatform
  tenant: Tenant
  ids: ReturnType<typeof townIds>
  /** An API key without a limit that would be reached. */
  key: string
  clerk: string
  env: Record<string, string>
  close(): Promise<void>
}

/** A small town on a database of its own with full durability, as in production. */
export async function fixture(): Promise<Fixture> {
  const dataDir = mkdtempSync(join(tmpdir(), 'stadtdraht-bench-'))
  const embedded = await startEmbedded({ dataDir })
  await migrate(embedded.url)
  await installJobs(embedded.url)
  const platform = createPlatform(loadConfig({ DATA_DIR: dataDir }), {
    url: embedded.url,
    log: createLog('error'),
  })
  const owner = new pg.Client({ connectionString: embedded.url })
  await owner.connect()
  const tenant = await buildTown(platform, owner, 'teststadt', true)
  await owner.end()
  const ids = townIds('teststadt')
  const { key } = await inTx(platform, { tenant, actor: system('bench') }, (ctx) =>
    createApiKey(ctx, { label: 'bench', scopes: ['open311.write'], perMinute: 100_000_000 }),
  )
  await setPassword(platform, { tenant, actor: system('bench') }, ids.clerk, PASSWORD)
  return {
    url: embedded.url,
    dataDir,
    platform,
    tenant,
    ids,
    key,
    clerk: 'clerk@teststadt.example',
    env: { DATABASE_URL: embedded.url, DATA_DIR: dataDir, DEMO: 'false' },
    close: async () => {
      await platform.close()
      await embedded.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

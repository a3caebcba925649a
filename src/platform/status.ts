import { statfs } from 'node:fs/promises'
import { sql } from 'kysely'
import type { Ctx } from '#platform/context/context.ts'

export interface PlatformStatus {
  database: { version: string; bytes: number; migrations: number; lastMigration: Date }
  /** Events that wait for the worker, and since when the oldest does. */
  outbox: { waiting: number; oldest: Date | null }
  mail: { waiting: number; failed: number; kept: number; oldest: Date | null }
  disk: { free: number; size: number } | null
  process: { node: string; startedAt: Date; memory: number }
}

/** How the program is doing, in numbers of this town and of what it stands on. */
export async function platformStatus(ctx: Ctx): Promise<PlatformStatus> {
  const tenant = ctx.tenant.id
  const [database, outbox, mail] = await Promise.all([
    sql<{ version: string; bytes: string; migrations: number; last: Date }>`
      select current_setting('server_version') as version, pg_database_size(current_database())::text as bytes,
        (select count(*)::int from platform.migration) as migrations,
        (select max(applied_at) from platform.migration) as last`.execute(ctx.db),
    sql<{ waiting: number; oldest: Date | null }>`
      select count(*)::int as waiting, min(at) as oldest from platform.outbox where tenant_id = ${tenant}`.execute(
      ctx.db,
    ),
    sql<{ waiting: number; failed: number; kept: number; oldest: Date | null }>`
      select count(*) filter (where status in ('waiting', 'sending'))::int as waiting,
        count(*) filter (where status = 'failed')::int as failed, count(*) filter (where status = 'kept')::int as kept,
        min(created_at) filter (where status in ('waiting', 'sending')) as oldest
      from platform.mail where tenant_id = ${tenant}`.execute(ctx.db),
  ])
  const { version, bytes, migrations, last } = database.rows[0]!
  return {
    database: { version, bytes: Number(bytes), migrations, lastMigration: last },
    outbox: outbox.rows[0]!,
    mail: mail.rows[0]!,
    disk: await diskOf(ctx.platform.config.dataDir),
    process: {
      node: process.version,
      startedAt: new Date(ctx.now.getTime() - process.uptime() * 1000),
      memory: process.memoryUsage().rss,
    },
  }
}

const diskOf = (folder: string): Promise<PlatformStatus['disk']> =>
  statfs(folder).then(
    ({ bavail, blocks, bsize }) => ({ free: bavail * bsize, size: blocks * bsize }),
    () => null,
  )

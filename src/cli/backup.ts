import { resolve } from 'node:path'
import { backup } from '#platform/backup/backup.ts'
import { BackupError } from '#platform/backup/errors.ts'
import { prune } from '#platform/backup/prune.ts'
import { CliError, type Command, tenantOf, withPlatform } from './command.ts'
import { megabytes, sayEvery } from './progress.ts'

export const backupCommand: Command = {
  usage: 'DIR [--tenant SLUG] [--keep NUMBER] [--quiet]',
  says: 'writes everything, or one town, to a folder of backups; --keep removes all but the newest ones',
  options: { tenant: { type: 'string' }, keep: { type: 'string' }, quiet: { type: 'boolean' } },
  async run(call) {
    const [dir] = call.positionals
    const keep = call.values.keep === undefined ? undefined : Number(call.values.keep)
    if (!dir || (keep !== undefined && !(Number.isSafeInteger(keep) && keep > 0)))
      throw new CliError(`backup ${this.usage}`)
    const began = performance.now()
    return asPerson(() =>
      withPlatform(call, async (platform) => {
        const done = await backup(platform, {
          dir: resolve(dir),
          url: call.url,
          tenant: call.values.tenant ? await tenantOf(platform, call) : undefined,
          erasing: call.modules.flatMap((module) => Object.keys(module.eraseAgain ?? {})),
          say: call.values.quiet ? () => {} : sayEvery(),
        })
        const { blobs } = done
        const seconds = ((performance.now() - began) / 1000).toFixed(1)
        console.log(
          `Backup ${done.name}: ${done.rows.toLocaleString('en')} rows in ${megabytes(done.bytes)}, ${blobs.count.toLocaleString('en')} files of which ${blobs.copied.toLocaleString('en')} were new (${megabytes(blobs.copiedBytes)}), in ${seconds} s.`,
        )
        if (blobs.absent > 0)
          console.log(`${blobs.absent} files that rows speak of are gone, as when a photo was taken out.`)
        if (keep !== undefined) {
          const pruned = await prune(platform, resolve(dir), { scope: done.scope, keep })
          if (pruned.snapshots.length > 0)
            console.log(`Removed ${pruned.snapshots.join(', ')} and ${pruned.blobs} files.`)
        }
        return 0
      }),
    )
  },
}

/** What goes wrong with a backup is said in a sentence. */
export async function asPerson<R>(work: () => Promise<R>): Promise<R> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof BackupError ? new CliError(error.message) : error
  }
}

import { resolve } from 'node:path'
import { verifyAndRecord } from '#modules/audit/index.ts'
import { erasersOf } from '#platform/backup/erasers.ts'
import { openRepository, snapshotsIn } from '#platform/backup/repository.ts'
import { checkSnapshot, type RestoreOptions, restore } from '#platform/backup/restore.ts'
import { asPerson } from './backup.ts'
import { CliError, type Command, type Invocation, withPlatform } from './command.ts'
import { sayEvery } from './progress.ts'
import { sentence } from './verify.ts'

export const restoreCommand: Command = {
  usage:
    'DIR [--snapshot NAME] [--tenant SLUG] [--as SLUG --host HOST … --url URL] [--without-damaged] | DIR --check | DIR --list',
  says: 'brings a backup back to an empty server, or one town beside others; --check looks at every byte and writes nothing',
  options: {
    snapshot: { type: 'string' },
    tenant: { type: 'string' },
    as: { type: 'string' },
    host: { type: 'string', multiple: true },
    url: { type: 'string' },
    'without-damaged': { type: 'boolean' },
    check: { type: 'boolean' },
    list: { type: 'boolean' },
  },
  offline: (values) => values.list === true || values.check === true,
  async run(call) {
    const [dir] = call.positionals
    if (!dir) throw new CliError(`restore ${this.usage}`)
    return asPerson(async () => {
      if (call.values.list) return list(dir)
      return withPlatform(call, async (platform) => {
        const { snapshot, tenant } = call.values as Record<string, string | undefined>
        const which = { dir: resolve(dir), snapshot, tenant, say: sayEvery() }
        if (call.values.check) {
          const { name, faults } = await checkSnapshot(platform, which)
          for (const fault of faults) console.error(fault)
          if (faults.length === 0) console.log(`Backup ${name} is whole.`)
          return faults.length === 0 ? 0 : 1
        }
        const began = performance.now()
        const done = await restore(platform, {
          ...which,
          url: call.url,
          as: anotherName(call),
          withoutDamaged: call.values['without-damaged'] === true,
          erasers: erasersOf(call.modules),
          restored: call.modules.flatMap((module) => module.restored ?? []),
          verify: async (town) => {
            const { faults, count } = await verifyAndRecord(platform, town, { published: [] })
            for (const fault of faults.slice(0, 20)) console.error(`${town.slug}: ${sentence(fault)}`)
            return count
          },
        })
        for (const town of done.tenants) {
          console.log(
            `${town.tenant.name} (${town.tenant.slug}) is back as of ${done.at}: ${town.rows.toLocaleString('en')} rows, ${town.blobs.toLocaleString('en')} files; ${town.erasedAgain} erasures since then were done again. ${town.faults === 0 ? 'Its history verifies.' : `Its history has ${town.faults} faults, as above.`}`,
          )
          for (const fault of town.damaged) console.error(fault)
        }
        console.log(`Done in ${((performance.now() - began) / 1000).toFixed(1)} s.`)
        return done.tenants.some((town) => town.faults > 0) ? 1 : 0
      })
    })
  },
}

async function list(dir: string): Promise<number> {
  for (const name of await snapshotsIn(await openRepository(resolve(dir)))) console.log(name)
  return 0
}

function anotherName({ values }: Invocation): RestoreOptions['as'] {
  const { as, host, url } = values as { as?: string; host?: string[]; url?: string }
  if (as === undefined && host === undefined && url === undefined) return undefined
  if (!as || !host || !url || !/^[a-z][a-z0-9-]{1,40}$/.test(as) || !URL.canParse(url))
    throw new CliError('Another name needs all three: --as SLUG --host HOST --url https://…')
  return { slug: as, hosts: host.map((h) => h.toLowerCase()), publicUrl: url.replace(/\/+$/, '') }
}

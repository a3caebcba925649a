import { type Fault, publishedLines, type Seal, verifyAndRecord } from '#modules/audit/index.ts'
import { CliError, type Command, tenantOf, withPlatform } from './command.ts'
import { counter } from './progress.ts'

export const verifyCommand: Command = {
  usage: '[--tenant SLUG] [--published FILE]',
  says: 'recomputes all histories and seals, compares them with what was published, and names what broke first',
  options: { tenant: { type: 'string' }, published: { type: 'string' } },
  async run(call) {
    const file = call.values.published as string | undefined
    const kept = file ? await readPublished(file) : null
    return withPlatform(call, async (platform) => {
      const towns = call.values.tenant ? [await tenantOf(platform, call)] : await platform.tenants.all()
      let broken = 0
      for (const tenant of towns) {
        const progress = counter(`${tenant.slug}: `)
        const { events, seals, published, faults, count } = await verifyAndRecord(platform, tenant, {
          progress,
          ...(kept && { published: kept.filter((seal) => seal.tenant === tenant.id) }),
        })
        broken += count
        for (const fault of faults.slice(0, 20)) console.error(`${tenant.slug}: ${sentence(fault)}`)
        if (count > 20) console.error(`${tenant.slug}: … and ${count - 20} more.`)
        console.log(
          `${tenant.slug}: ${events} events and ${seals} seals recomputed, ${published} published seals compared: ${count === 0 ? 'all is as it was written.' : `${count} ${count === 1 ? 'fault' : 'faults'}.`}`,
        )
      }
      return broken > 0 ? 1 : 0
    })
  },
}

export async function readPublished(file: string): Promise<Seal[]> {
  const seals: Seal[] = []
  try {
    for await (const seal of publishedLines(file)) seals.push(seal)
  } catch {
    throw new CliError(`${file} cannot be read.`)
  }
  if (seals.length === 0) throw new CliError(`${file} holds no published seals.`)
  return seals
}

/** What an administrator reads about a fault. */
export function sentence(fault: Fault): string {
  const { kind, n, stream, seq, id, at, seal, from, to } = fault
  const event = `event ${seq} of history ${stream} (${id}, ${at}${n === undefined ? '' : `, number ${n} of all`})`
  const sealed = `seal ${seal} (events ${from} to ${to}, ${at})`
  switch (kind) {
    case 'changed':
      return `${event} is not what its hash says.`
    case 'unlinked':
      return `${event} does not follow from the one before it.`
    case 'missing':
      return `event ${seq} of history ${stream} is missing; next comes ${id} (${at}${n === undefined ? '' : `, number ${n} of all`}).`
    case 'unlisted':
      return `${event} does not stand in the order of all events.`
    case 'gone':
      return `number ${n} of all, the event ${id}, is gone.`
    case 'gap':
      return `number ${n} is missing in the order of all events.`
    case 'root':
      return `${sealed} does not hold: its events are not those that were sealed.`
    case 'seal_changed':
      return `${sealed} is not what its hash says.`
    case 'seal_unlinked':
      return `${sealed} does not follow from the one before it.`
    case 'seal_missing':
      return `seal ${seal}${at ? ` (events ${from} to ${to}, ${at})` : ''} is missing.`
    case 'published':
      return `${sealed} was published as another one.`
  }
}

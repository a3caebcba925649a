import { firstBroken } from '#platform/events/chain.ts'
import { asSystem, type Command, withPlatform } from './command.ts'

/** Recomputes the chains of all streams of all tenants, a thousand streams at a time. */
export const verifyCommand: Command = {
  usage: '',
  says: 'recomputes all histories and names the first event that does not follow from those before it',
  async run(call) {
    return withPlatform(call, async (platform) => {
      let events = 0
      let broken = 0
      for (const tenant of await platform.tenants.all()) {
        let after = '00000000-0000-0000-0000-000000000000'
        for (;;) {
          const rows = await asSystem(platform, tenant, async (ctx) => {
            const streams = await ctx.db
              .selectFrom('platform.event')
              .select('stream')
              .distinct()
              .where('tenant_id', '=', tenant.id)
              .where('stream', '>', after)
              .orderBy('stream')
              .limit(1000)
              .execute()
            const last = streams.at(-1)
            if (!last) return []
            return ctx.db
              .selectFrom('platform.event')
              .selectAll()
              .where('tenant_id', '=', tenant.id)
              .where('stream', '>', after)
              .where('stream', '<=', last.stream)
              .orderBy('stream')
              .orderBy('seq')
              .execute()
          })
          if (rows.length === 0) break
          after = rows.at(-1)!.stream
          events += rows.length
          for (const [stream, chain] of Map.groupBy(rows, (r) => r.stream)) {
            const at = firstBroken(chain as never)
            if (at < 0) continue
            broken++
            console.error(
              `${tenant.slug}: the history of ${stream} breaks at event ${chain[at]!.seq} (${chain[at]!.id}).`,
            )
          }
        }
      }
      console.log(`${events} events checked, ${broken} broken ${broken === 1 ? 'history' : 'histories'}.`)
      return broken > 0 ? 1 : 0
    })
  },
}

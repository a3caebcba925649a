import { deputyshipById, organisation } from '#modules/organisation/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { formatter } from '#platform/format.ts'
import type { StoredEvent } from '#platform/module.ts'
import { textsOf } from '#platform/tenants.ts'
import { notify } from './notify.ts'

const letters: Record<string, string> = {
  'deputyship.named': 'deputy_named',
  'deputyship.began': 'deputy_began',
  'deputyship.rested': 'deputy_rested',
  'deputyship.ended': 'deputy_ended',
}

/** Writes to both, the deputy and who is represented, at every turn of a deputyship. Safe to run twice. */
export async function tellDeputies(ctx: Ctx, event: StoredEvent): Promise<void> {
  const letter = letters[event.type]
  const held = await deputyshipById(ctx, event.stream)
  if (!letter || !held) return
  const { staff } = await organisation(ctx)
  const absent = staff.get(event.payload.absent)
  const deputy = staff.get(event.payload.deputy)
  if (!absent || !deputy) return
  for (const [to, whose] of [
    [deputy, 'deputy'],
    [absent, 'absent'],
  ] as const) {
    if (!to.active) continue
    const t = textsOf(ctx.platform, ctx.tenant.id, to.lang)
    const { formatDateTime } = formatter(to.lang, ctx.tenant.timeZone)
    const { from, until, onlyWhenAbsent } = held
    const time = [
      until
        ? t('mail.deputy_time.until', { from: formatDateTime(from), until: formatDateTime(until) })
        : t('mail.deputy_time.open', { from: formatDateTime(from) }),
      onlyWhenAbsent ? t('mail.deputy_time.only_when_absent') : '',
    ]
    await notify(ctx, {
      dedupe: `${event.id}:${to.id}`,
      to,
      letter: `${letter}_${whose}`,
      stream: event.stream,
      params: {
        absent: absent.name,
        deputy: deputy.name,
        time: time.filter(Boolean).join(', '),
      },
      link: '/vertretung',
      stop: null,
    })
  }
}

import type { SubscriptionHealth } from '#modules/subscriptions/index.ts'
import type { Hook } from '#modules/webhooks/index.ts'
import type { PlatformStatus } from '#platform/status.ts'

/** One thing to look at: how it is, and the sentence for it (`status.<key>.<state>`). */
export interface Check {
  key: 'worker' | 'mail' | 'refusing' | 'disk' | 'webhooks' | 'push' | 'seal' | 'smtp'
  tone: 'success' | 'warning' | 'danger'
  params: Record<string, string | number>
}

const MINUTE = 60_000

/** Judges the numbers: what an administrator should do something about comes first. */
export function checksOf(
  { outbox, mail, disk }: PlatformStatus,
  {
    now,
    hooks,
    push,
    refusing,
    sealedAt,
    smtp,
  }: {
    now: Date
    hooks: readonly Pick<Hook, 'pausedAt' | 'pausedWhy' | 'failingSince'>[]
    push: Pick<SubscriptionHealth, 'failing' | 'waiting'>
    /** Addresses of providers that refuse nearly all letters. */
    refusing: number
    sealedAt: Date | null
    smtp: boolean
  },
): Check[] {
  const age = (at: Date | null): number => (at ? Math.floor((now.getTime() - at.getTime()) / MINUTE) : 0)
  const by = (amount: number, warning: number, danger: number): Check['tone'] =>
    amount >= danger ? 'danger' : amount >= warning ? 'warning' : 'success'
  const ill = hooks.filter((h) => h.failingSince || (h.pausedAt && h.pausedWhy !== 'by_hand')).length
  const freeShare = disk ? disk.free / disk.size : 1
  const checks: Check[] = [
    {
      key: 'worker',
      tone: by(age(outbox.oldest), 2, 15),
      params: { count: outbox.waiting, minutes: age(outbox.oldest) },
    },
    smtp
      ? {
          key: 'mail',
          tone:
            by(age(mail.oldest), 10, 60) === 'success' && mail.failed > 0
              ? 'warning'
              : by(age(mail.oldest), 10, 60),
          params: { count: mail.waiting, failed: mail.failed, minutes: age(mail.oldest) },
        }
      : { key: 'smtp', tone: 'warning', params: { count: mail.kept } },
    ...(refusing > 0 ? [{ key: 'refusing', tone: 'warning', params: { count: refusing } } as const] : []),
    ...(disk
      ? [
          {
            key: 'disk',
            tone: freeShare < 0.05 ? 'danger' : freeShare < 0.15 ? 'warning' : 'success',
            params: { percent: Math.round(freeShare * 100) },
          } as const,
        ]
      : []),
    { key: 'webhooks', tone: ill > 0 ? 'warning' : 'success', params: { count: ill } },
    {
      key: 'push',
      tone: push.waiting > 0 && push.failing > 0 ? 'warning' : 'success',
      params: { count: push.waiting },
    },
    {
      key: 'seal',
      tone: by(sealedAt ? age(sealedAt) : 0, 2 * 1440, 7 * 1440),
      params: { never: sealedAt ? 0 : 1 },
    },
  ]
  const order = { danger: 0, warning: 1, success: 2 }
  return checks.sort((a, b) => order[a.tone] - order[b.tone])
}

import { sql } from 'kysely'
import { addressesOf, type ExportSection } from '#modules/cases/index.ts'
import {
  ownSubscriptions,
  type Subscriber,
  subscribersOfAccount,
  subscribersTo,
} from '#modules/subscriptions/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { formatter } from '#platform/format.ts'
import type { Uuid } from '#platform/ids.ts'

/** What somebody has subscribed to, for the export of a person's data: by their addresses, and by their account. */
export async function subscriptionSections(ctx: Ctx, parties: readonly Uuid[]): Promise<ExportSection[]> {
  const { t } = ctx
  const { formatDateTime } = formatter(ctx.lang, ctx.tenant.timeZone)
  const found = new Map<Uuid, Subscriber>()
  for (const one of await subscribersTo(ctx, await addressesOf(ctx, parties))) found.set(one.id, one)
  for (const account of await accountsOf(ctx, parties))
    for (const one of await subscribersOfAccount(ctx, { id: account, email: null })) found.set(one.id, one)
  const all = await ownSubscriptions(ctx, [...found.keys()])
  if (all.length === 0) return []
  return [
    {
      title: t('near.title'),
      rows: all.map((one) => ({
        label: one.where.label,
        value: [
          found.get(one.subscriber)!.email ?? t('near.onDevice'),
          one.topics.map((topic) => t(`near.topic.${topic}`)).join(', '),
          t(`near.rhythm.${one.rhythm}`),
          formatDateTime(one.createdAt),
        ].join('; '),
      })),
    },
  ]
}

async function accountsOf(ctx: Ctx, parties: readonly Uuid[]): Promise<Uuid[]> {
  const { rows } = await sql<{ id: Uuid }>`
    select a.id from citizens.account a
    where a.tenant_id = ${ctx.tenant.id} and a.party_id = any (${[...parties]}::uuid[])`.execute(ctx.db)
  return rows.map((r) => r.id)
}

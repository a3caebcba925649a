import type { PageView } from '#http/view.ts'
import type { OfferChange } from '#modules/exchange/index.ts'

/** What has changed in a list of services, a line each. */
export function Changes({ t, changes }: { t: PageView['t']; changes: readonly OfferChange[] }) {
  return (
    <ul>
      {changes.map((change, i) => (
        <li key={i}>{sentence(t, change)}</li>
      ))}
    </ul>
  )
}

function sentence(t: PageView['t'], change: OfferChange): string {
  if (change.kind !== 'asks') return t(`exchange.changes.${change.kind}`, { ...change })
  const parts = (['added', 'dropped', 'changed'] as const)
    .filter((key) => change[key].length > 0)
    .map((key) => t(`exchange.changes.${key}`, { list: change[key].join(', ') }))
  return `${t('exchange.changes.asks', { name: change.name, code: change.code })} ${parts.join('; ')}`
}

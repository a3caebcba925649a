import type { Transfer } from '#modules/exchange/index.ts'
import { Button } from '#ui/button.tsx'
import { When } from '#ui/when.tsx'
import { paths } from '../../paths.ts'
import { sinceWords } from '../admin/exchange/silence.ts'
import { Part } from './case-part.tsx'
import type { Desk } from './desk.ts'

/** Where the case is besides here: their number, their state, and what to do when it did not get there. */
export function PartnerSide({ desk }: { desk: Desk }) {
  const { t } = desk.view
  if (desk.transfers.length === 0) return null
  return (
    <Part title={t('exchange.case.title')}>
      {desk.transfers.map((transfer) => (
        <One key={transfer.endpoint.id} desk={desk} transfer={transfer} />
      ))}
    </Part>
  )
}

function One({ desk, transfer }: { desk: Desk; transfer: Transfer }) {
  const { view } = desk
  const { t, format } = view
  const there = transfer.status === 'sent'
  const facts: [string, unknown][] = [
    [t('exchange.column.name'), transfer.endpoint.name],
    [t('exchange.case.state'), stateWords(desk, transfer)],
    ...(there || transfer.status === 'token'
      ? ([
          [
            t('exchange.case.number'),
            <span key="n" class="wl-break">
              {transfer.remoteId ?? t('exchange.case.noNumber')}
            </span>,
          ],
        ] as [string, unknown][])
      : []),
    ...(transfer.remoteAgency ? ([[t('exchange.case.agency'), transfer.remoteAgency]] as const) : []),
    ...(transfer.sentAt
      ? ([[t('exchange.case.since'), <When key="s" view={view} at={transfer.sentAt} />]] as const)
      : []),
    ...(transfer.remoteUpdatedAt
      ? ([[t('exchange.case.heard'), <When key="h" view={view} at={transfer.remoteUpdatedAt} />]] as const)
      : []),
    ...(transfer.remoteExpected && !transfer.remoteClosed
      ? ([[t('exchange.case.expected'), format.formatDate(transfer.remoteExpected)]] as const)
      : []),
  ] as [string, unknown][]
  return (
    <>
      <dl class="facts">
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value as never}</dd>
          </div>
        ))}
      </dl>
      {there && transfer.waiting > 0 && (
        <p class="sd-muted">{t('exchange.case.words', { count: transfer.waiting })}</p>
      )}
      <Help desk={desk} transfer={transfer} />
    </>
  )
}

function stateWords({ view }: Desk, { status, endpoint, remoteState }: Transfer): string {
  const { t } = view
  if (status === 'waiting')
    return endpoint.pausedAt
      ? t('exchange.case.waitsPaused')
      : endpoint.failingSince
        ? t('exchange.case.waitsSilent', { since: sinceWords(view, endpoint.failingSince) })
        : t('exchange.case.waits')
  if (status !== 'sent') return t(`exchange.case.${status}`)
  const key = `exchange.remote.${remoteState ?? 'none'}`
  const words = t(key)
  return words === key ? (remoteState ?? '') : words
}

/** It did not get there: once more, or it did after all. */
function Help({ desk, transfer }: { desk: Desk; transfer: Transfer }) {
  const { t } = desk.view
  if (!desk.can.has('note') || (transfer.status !== 'failed' && transfer.status !== 'withheld')) return null
  const to = (what: string) => paths.casePartner(desk.case.number, transfer.endpoint.id, what)
  return (
    <>
      {!desk.case.restricted && transfer.reason !== 'loop' && (
        <form method="post" action={to('erneut')}>
          <Button kind="secondary" small>
            {t('exchange.case.again')}
          </Button>
        </form>
      )}
      <form method="post" action={to('angekommen')}>
        <label class="kern-label" for="partner-nummer">
          {t('exchange.case.arrived')}
        </label>
        <input
          class="kern-form-input__input"
          id="partner-nummer"
          name="nummer"
          maxlength={100}
          required
          autocomplete="off"
        />
        <Button kind="tertiary" small>
          {t('exchange.case.arrivedSave')}
        </Button>
      </form>
    </>
  )
}

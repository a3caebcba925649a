import type { PageView } from '#http/view.ts'
import { paths } from '#paths.ts'
import { ActionBar, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Confirmation } from '#ui/confirmation.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { QrCode } from '#ui/qr-code.tsx'
import type { Received } from './received.ts'

interface Props {
  view: PageView
  /** The town's own address, for codes that other devices read. */
  town: string
  received: readonly Received[]
}

/** The good end of several reports in one go: each with its number and its own link. */
export function BundleReceipt({ view, town, received }: Props) {
  const { t, format } = view
  const title = t('bundle.received', { count: received.length })
  return (
    <PortalLayout view={view} title={title} width="narrow" noIndex>
      <Confirmation t={t} title={title} lead={t('bundle.lead')} />
      <ol class="sd-bundle">
        {received.map((report) => (
          <li key={report.number}>
            <Card
              title={report.title}
              level={2}
              preline={`${t('report.receipt.number')} ${report.number}`}
              footer={<a href={report.link}>{t('bundle.status')}</a>}
            >
              {report.address && <p>{report.address}</p>}
              <p>
                {t('bundle.who', { who: report.who })}
                {report.dueAt && <>, {t('bundle.until', { date: format.formatDate(report.dueAt) })}</>}
              </p>
              {view.terminal && <QrCode text={town + report.link} label={t('terminal.takeLabel')} />}
            </Card>
          </li>
        ))}
      </ol>
      {view.terminal ? <p>{t('terminal.take')}</p> : <p>{t('report.receipt.keep')}</p>}
      <ActionBar>
        <ButtonLink kind="tertiary" href={paths.report}>
          {t('report.receipt.another')}
        </ButtonLink>
      </ActionBar>
    </PortalLayout>
  )
}

import { Icon } from '#ui/icon.tsx'
import { Table } from '#ui/table.tsx'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../../paths.ts'
import type { ReadingsPageProps } from './readings-page.tsx'

/** Days on which somebody read otherwise than usual, with the way to what they read. */
export function UnusualTable({ view, org, unusual }: ReadingsPageProps) {
  const { t, format } = view
  if (unusual.length === 0)
    return (
      <p class="fact fact--done">
        <Icon name="success" size={20} />
        <span>{t('readings.unusual.none')}</span>
      </p>
    )
  const name = (id: string) => org.staff.get(id)?.name ?? ''
  return (
    <Table
      t={t}
      caption={t('readings.unusual.title')}
      captionHidden
      small
      rows={unusual}
      rowKey={(u) => `${u.account} ${u.day} ${u.kind}`}
      columns={[
        {
          key: 'day',
          label: t('readings.unusual.day'),
          nowrap: true,
          cell: (u) => format.formatDate(Temporal.PlainDate.from(u.day)),
        },
        { key: 'who', label: t('readings.unusual.who'), rowHeader: true, cell: (u) => name(u.account) },
        {
          key: 'what',
          label: t('readings.unusual.what'),
          cell: (u) => t(`readings.unusual.${u.kind}`, { n: u.n, usual: u.usual }),
        },
        {
          key: 'look',
          label: t('readings.unusual.look'),
          cell: (u) => (
            <a href={urlWith(paths.readings, { wer: u.account })}>
              {t('readings.unusual.look')}
              <span class="kern-sr-only"> – {t('readings.unusual.lookAt', { name: name(u.account) })}</span>
            </a>
          ),
        },
      ]}
    />
  )
}

import type { Access, Ground } from '#modules/organisation/index.ts'
import { isTownWide } from '#modules/organisation/index.ts'
import { Details } from '#ui/details.tsx'
import { Section } from '#ui/page-title.tsx'
import { Table } from '#ui/table.tsx'
import { sayGround, sayTypes, sayWhere, type Words } from './ground.tsx'

interface Row {
  permission: string
  ground: Ground
  first: boolean
}

/** All of it in words: what is allowed, where, for which categories, and by what. */
export function RightsTable({ words, access }: { words: Words; access: Access }) {
  const { t } = words.view
  const rows = access.permissions.flatMap((permission) =>
    access.why(permission).map((ground, i): Row => ({ permission, ground, first: i === 0 })),
  )
  return (
    <Section title={t('rights.table')}>
      <Details summary={t('rights.rows', { count: rows.length })}>
        <Table
          t={t}
          caption={t('rights.table')}
          captionHidden
          small
          rows={rows}
          rowKey={(row) => `${row.permission} ${row.ground.n}`}
          columns={[
            {
              key: 'what',
              label: t('rights.what'),
              rowHeader: true,
              cell: (row) => t(`permission.${row.permission}`),
            },
            {
              key: 'where',
              label: t('rights.where'),
              cell: (row) =>
                isTownWide(row.permission)
                  ? t('rights.wholeTown')
                  : t('rights.withBelow', { where: sayWhere(words, row.ground) }),
            },
            {
              key: 'types',
              label: t('people.only'),
              cell: (row) => (row.ground.types ? sayTypes(words, row.ground.types) : t('people.everything')),
            },
            { key: 'why', label: t('rights.why'), cell: (row) => sayGround(words, row.ground) },
          ]}
        />
      </Details>
    </Section>
  )
}

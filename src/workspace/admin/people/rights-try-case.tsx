import { Notice } from '#ui/notice.tsx'
import { Table } from '#ui/table.tsx'
import { sayGround, sayTypes, type Words } from './ground.tsx'
import type { Because, Tried } from './try-case.ts'
import { sayUnit } from './words.tsx'
import { YesNo } from './yes-no.tsx'

/** Would they see the case, and what might they do to it? */
export function CaseAnswer({ words, name, tried }: { words: Words; name: string; tried: Tried }) {
  const { view, org } = words
  const { t, lang } = view
  const { case: c, sees } = tried
  const params = { name, number: c.number }
  return (
    <>
      <Notice
        tone={sees ? 'success' : 'warning'}
        title={t(sees ? 'rights.try.sees' : 'rights.try.seesNot', params)}
        live
      >
        <p>{sayBecause(words, tried.seeing)}</p>
        <p>
          {t('rights.try.caseIs', {
            title: c.title[lang],
            unit: c.unitId ? sayUnit(view, org, c.unitId) : t('rights.try.noUnit'),
          })}
        </p>
      </Notice>
      {sees && (
        <Table
          t={t}
          caption={t('rights.try.actions', params)}
          small
          rows={tried.actions}
          rowKey={(row) => row.action}
          columns={[
            {
              key: 'what',
              label: t('rights.what'),
              rowHeader: true,
              cell: (row) => t(`rights.action.${row.action}`),
            },
            { key: 'may', label: t('rights.try.may'), cell: (row) => <YesNo words={words} yes={row.may} /> },
            { key: 'why', label: t('rights.why'), cell: (row) => sayBecause(words, row.because) },
          ]}
        />
      )}
    </>
  )
}

/** A reason in a sentence. */
export function sayBecause(words: Words, because: Because): string {
  const { t } = words.view
  if (because.kind === 'ground') {
    if (!because.ground) return t('rights.because.assigned')
    const ground = sayGround(words, because.ground)
    return because.assigned ? t('rights.because.assignedBy', { ground }) : ground
  }
  if ('grounds' in because) {
    const where = because.grounds.map((ground) => sayGround(words, ground)).join('; ')
    const types = because.grounds.map((ground) => sayTypes(words, ground.types ?? [])).join(', ')
    return t(`rights.because.${because.kind}`, { where, types })
  }
  return t(`rights.because.${because.kind}`)
}

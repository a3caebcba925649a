import type { readings } from '#modules/audit/index.ts'
import { unitName } from '#modules/organisation/index.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { Section } from '#ui/page-title.tsx'
import { KeyPager } from '#ui/pagination.tsx'
import { Table } from '#ui/table.tsx'
import { When } from '#ui/when.tsx'
import { writeCursor } from '../../cursor.ts'
import type { ReadingsPageProps } from './readings-page.tsx'

type List = Awaited<ReturnType<typeof readings>>
type Reading = List['readings'][number]

const kinds = ['case', 'case.list', 'case.preview', 'person', 'file', 'file.original', 'mail', 'readings']

/** Readings, newest first: when, who in which role and for whom, what, and of what. */
export function ReadingTable({ view, org, list, names, first }: ReadingsPageProps & { list: List }) {
  const { t, lang } = view
  const person = (id: string | null) => org.staff.get(id ?? '')?.name ?? ''
  const who = (r: Reading) =>
    r.actorKind === 'staff'
      ? person(r.actorId)
      : t(
          `readings.${r.actorKind === 'machine' ? 'machine' : r.actorKind === 'system' ? 'system' : 'public'}`,
        )
  const role = (r: Reading) => {
    const found = org.roles.get(r.role ?? '')
    const unit = org.units.get(r.unit ?? '')
    return [found ? (lang === 'en' ? found.nameEn : found.name) : '', unit ? unitName(unit, lang) : '']
      .filter(Boolean)
      .join(', ')
  }
  const subject = (r: Reading) => {
    const found = names.get(r.subject)
    if (!found?.label) return person(r.subject) || t('readings.gone')
    if (found.kind === 'person') return found.label
    const number = t('readings.case', { number: found.label })
    return found.kind === 'case' ? number : `${t('readings.file')}, ${number}`
  }
  return (
    <Section title={t('readings.results')}>
      <Table
        t={t}
        caption={t('readings.results')}
        captionHidden
        small
        rows={list.readings}
        rowKey={(r) => `${r.at.getTime()} ${r.subject} ${r.what} ${r.actorId}`}
        columns={[
          { key: 'at', label: t('readings.at'), cell: (r) => <When view={view} at={r.at} /> },
          {
            key: 'who',
            label: t('readings.who'),
            rowHeader: true,
            cell: (r) => (
              <div class="wl-two">
                <span>{who(r)}</span>
                {r.actorFor && <small>{t('readings.forWhom', { name: person(r.actorFor) })}</small>}
              </div>
            ),
          },
          { key: 'role', label: t('readings.role'), cell: role },
          {
            key: 'what',
            label: t('readings.what'),
            cell: (r) =>
              kinds.includes(r.what)
                ? t(`readings.kind.${r.what.replace('.', '_')}`)
                : t('readings.kind.other', { code: r.what }),
          },
          { key: 'subject', label: t('readings.subject'), cell: subject },
        ]}
        empty={
          <EmptyState icon="eye" title={t('readings.none.title')} level={3}>
            {t('readings.none.text')}
          </EmptyState>
        }
      />
      <KeyPager t={t} path={view.path} started={!first} next={list.next && writeCursor(list.next)} />
    </Section>
  )
}

import { Badge } from '#ui/badge.tsx'
import { ButtonLink } from '#ui/button.tsx'
import { DescriptionList } from '#ui/description-list.tsx'
import { SelectField } from '#ui/field/choice-field.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Chips, FilterBar, Tabs } from '#ui/filter-bar.tsx'
import type { Tone } from '#ui/notice.tsx'
import { Section } from '#ui/page-title.tsx'
import { Pager, Pagination } from '#ui/pagination.tsx'
import { Table } from '#ui/table.tsx'
import { urlWith } from '#ui/url.ts'
import type { View } from '#ui/view.ts'

interface Row {
  number: string
  what: string
  where: string
  due: string
  state: string
  tone: Tone | 'neutral'
  cost: string
}

export function ListsSection({ view }: { view: View }) {
  const { t } = view
  const row = (
    number: string,
    what: string,
    due: string,
    state: string,
    tone: Row['tone'],
    cost: string,
  ): Row => ({
    number,
    what: t(`kit.table.${what}`),
    where: 'Uferweg 12, Altstadt',
    due: t(`kit.table.${due}`),
    state: t(`kit.state.${state}`),
    tone,
    cost,
  })
  const rows = [
    row('2026-4711', 'pothole', 'today', 'working', 'info', '480,00 €'),
    row('2026-4712', 'lamp', 'late', 'overdue', 'danger', '1.240,50 €'),
    row('2026-4713', 'dump', 'tomorrow', 'open', 'neutral', '95,00 €'),
  ]
  return (
    <Section title={t('kit.sections.lists')}>
      <Tabs
        label={t('kit.tabs.label')}
        items={[
          { label: t('kit.tabs.history'), href: '#verlauf', current: true },
          { label: t('kit.tabs.messages'), href: '#nachrichten', count: 3 },
          { label: t('kit.tabs.files'), href: '#dateien' },
        ]}
      />
      <Chips
        label={t('kit.chips.label')}
        items={[
          { label: t('kit.chips.week'), href: '#woche', current: true, count: 142 },
          { label: t('kit.chips.month'), href: '#monat', count: 611 },
          { label: t('kit.chips.all'), href: '#alles' },
        ]}
      />
      <FilterBar
        t={t}
        action="#liste"
        active={[
          { label: t('kit.state.open'), removeHref: urlWith(view.path, { status: null }) },
          { label: t('kit.field.inner'), removeHref: urlWith(view.path, { ort: null }) },
        ]}
        resetHref="#zurueck"
      >
        <TextField t={t} name="filter-q" type="search" label={t('kit.hero.button')} optional />
        <SelectField
          t={t}
          name="filter-ort"
          label={t('kit.field.district')}
          optional
          placeholder={t('kit.chips.all')}
          options={[{ value: 'altstadt', label: 'Altstadt' }]}
        />
      </FilterBar>
      <Table
        t={t}
        caption={t('kit.table.caption')}
        rows={rows}
        rowKey={(one) => one.number}
        selected="2026-4711"
        rowTone={(one) => (one.tone === 'danger' ? 'danger' : undefined)}
        sort={{ by: 'due', direction: 'auf' }}
        sortHref={(by, direction) => urlWith(view.path, { sortierung: by, richtung: direction, seite: null })}
        columns={[
          {
            key: 'what',
            label: t('kit.table.what'),
            rowHeader: true,
            sortable: true,
            cell: (one) => <a href={`#${one.number}`}>{one.what}</a>,
          },
          { key: 'number', label: t('kit.table.number'), nowrap: true, cell: (one) => one.number },
          { key: 'where', label: t('kit.table.where'), cell: (one) => one.where },
          { key: 'due', label: t('kit.table.due'), sortable: true, cell: (one) => one.due },
          {
            key: 'state',
            label: t('kit.table.state'),
            cell: (one) => (
              <Badge tone={one.tone} small>
                {one.state}
              </Badge>
            ),
          },
          { key: 'cost', label: t('kit.table.cost'), numeric: true, cell: (one) => one.cost },
          {
            key: 'action',
            label: t('kit.table.action'),
            action: true,
            cell: (one) => (
              <ButtonLink href={`#bearbeiten-${one.number}`} small>
                {t('kit.table.edit')}
                <span class="kern-sr-only"> {one.number}</span>
              </ButtonLink>
            ),
          },
        ]}
      />
      <Pagination t={t} path={view.path} page={5} pageSize={50} total={611} />
      <Section level={3} title={t('kit.table.action')}>
        <Pager t={t} label={t('kit.tabs.history')} previous="#neuer" next="#aelter" />
        <DescriptionList
          items={[
            { term: t('kit.table.number'), value: '2026-4711' },
            { term: t('kit.table.where'), value: 'Uferweg 12, 12345 Musterstadt-Altstadt' },
          ]}
        />
      </Section>
    </Section>
  )
}

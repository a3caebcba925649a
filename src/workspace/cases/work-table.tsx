import type { ComponentChildren } from 'preact'
import { type Case, parentNumber } from '#modules/cases/index.ts'
import { Icon } from '#ui/icon.tsx'
import { Table } from '#ui/table.tsx'
import { urlWith } from '#ui/url.ts'
import { When } from '#ui/when.tsx'
import { paths } from '../../paths.ts'
import { DueMark, PriorityMark } from './due.tsx'
import type { ListPageProps } from './list-page.tsx'

/** The list itself: two quiet lines a row, colour only where a deadline presses. Cards on phones. */
export function WorkTable({
  view,
  list,
  words,
  names,
  preview,
  query,
  awaiting,
  empty,
}: ListPageProps & { empty: ComponentChildren }) {
  const { t, lang } = view
  return (
    <Table
      t={t}
      caption={t(`workspace.view.${query.filter.view}`)}
      captionHidden
      small
      rows={list.cases}
      rowKey={(c) => c.number}
      {...(preview ? { selected: preview.look.case.number } : {})}
      empty={empty}
      columns={[
        {
          key: 'number',
          label: t('workspace.column.number'),
          nowrap: true,
          cell: (c) => (
            <div class="wl-two">
              <a
                href={`${urlWith(view.path, { vorschau: c.number, getan: null, nummer: null })}#vorschau`}
                data-preview-link
              >
                {c.number}
                <span class="kern-sr-only"> – {t('workspace.preview.label')}</span>
              </a>
              <small>
                <When view={view} at={c.openedAt} now={view.now} />
              </small>
            </div>
          ),
        },
        {
          key: 'what',
          label: t('workspace.column.what'),
          rowHeader: true,
          cell: (c) => (
            <div class="wl-what">
              <a href={paths.case(c.number)} data-open>
                {c.title[lang]}
              </a>{' '}
              <PriorityMark view={view} case={c} />
              {awaiting.has(c.id) && <span class="wl-state"> {t('workspace.black.awaitsMark')}</span>}
              <p class="wl-words">
                {parentNumber(c) && <strong>{t('parts.of', { number: parentNumber(c) })} · </strong>}
                {words.get(c.id)}
              </p>
            </div>
          ),
        },
        {
          key: 'where',
          label: t('workspace.column.where'),
          cell: (c) => (
            <div class="wl-two">
              <span>{shortAddress(c.address) || t('workspace.noAddress')}</span>
              <small>{names.area(c.areaId)}</small>
            </div>
          ),
        },
        {
          key: 'due',
          label: t('workspace.column.due'),
          cell: (c) => (
            <div class="wl-two">
              <DueMark view={view} case={c} line />
              <small>
                <State view={view} case={c} />
              </small>
            </div>
          ),
        },
        {
          key: 'who',
          label: t('workspace.column.who'),
          cell: (c) => (
            <div class="wl-two">
              {names.person(c.assigneeId) ? (
                <span>
                  {names.standsInFor(c.assigneeId)
                    ? t('deputies.mark', { name: names.person(c.assigneeId) ?? '' })
                    : names.person(c.assigneeId)}
                </span>
              ) : (
                <span class="wl-nobody">{t('workspace.nobody')}</span>
              )}
              {names.several && <small>{names.unitName(c.unitId)}</small>}
            </div>
          ),
        },
      ]}
    />
  )
}

function State({ view, case: c }: { view: ListPageProps['view']; case: Case }) {
  if (c.status === 'scheduled' && c.scheduledFor)
    return (
      <span class="wl-state">
        <Icon name="calendar" size={16} />
        {view.t('workspace.appointment', { at: view.format.formatDay(c.scheduledFor) })}
      </span>
    )
  return <span class="wl-state">{view.t(`workspace.status.${c.status}`)}</span>
}

/** The street and house without postcode and town: everybody here knows where they work. */
export const shortAddress = (address: string | null): string => (address ?? '').split(',')[0] ?? ''

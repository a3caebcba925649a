import type { PageView } from '#http/view.ts'
import type { Double, DoubleState, Party } from '#modules/parties/index.ts'
import type { Uuid } from '#platform/ids.ts'
import { Badge } from '#ui/badge.tsx'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { Table } from '#ui/table.tsx'
import { urlWith } from '#ui/url.ts'
import { When } from '#ui/when.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../../paths.ts'

export const states = { offen: 'open', gleich: 'same', verschieden: 'different' } as const satisfies Record<
  string,
  DoubleState
>
export type StateWord = keyof typeof states

interface Props {
  view: PageView
  state: StateWord
  pairs: readonly Double[]
  parties: ReadonlyMap<Uuid, Party>
  nameOf: (account: Uuid | null) => string
  next: string | null
  done: string | null
}

/** Who may be one person: open pairs first; what was decided can be looked up and taken back. */
export function DoublesPage({ view, state, pairs, parties, nameOf, next, done }: Props) {
  const { t } = view
  const called = (id: Uuid): string => {
    const party = parties.get(id)
    return party?.name ?? party?.email ?? party?.phone ?? t('doubles.nameless')
  }
  return (
    <WorkspaceLayout view={view} title={t('doubles.title')}>
      <Breadcrumbs
        view={view}
        trail={[{ label: t('admin.title'), href: paths.admin }, { label: t('doubles.title') }]}
      />
      <PageTitle lead={t('doubles.lead')}>{t('doubles.title')}</PageTitle>
      {done && <Notice tone="success" live title={t(`doubles.done.${done}`)} />}
      <nav class="sd-actions" aria-label={t('ui.views')}>
        {(Object.keys(states) as StateWord[]).map((word) => (
          <a
            key={word}
            class="sd-chip"
            href={urlWith(paths.doubles, word === 'offen' ? {} : { stand: word })}
            aria-current={word === state ? 'page' : undefined}
          >
            {t(`doubles.state.${word}`)}
          </a>
        ))}
      </nav>
      <Table
        t={t}
        caption={t(`doubles.state.${state}`)}
        captionHidden
        rows={pairs}
        rowKey={(pair) => `${pair.a} ${pair.b}`}
        empty={<EmptyState icon="people" title={t(`doubles.none.${state}`)} />}
        columns={[
          {
            key: 'people',
            label: t('doubles.people'),
            rowHeader: true,
            cell: (pair) =>
              state === 'offen' ? (
                <a href={paths.double(pair.a)}>
                  {called(pair.a)} – {called(pair.b)}
                </a>
              ) : (
                <>
                  {called(pair.a)} – {called(pair.b)}
                </>
              ),
          },
          {
            key: 'reasons',
            label: t('doubles.reasons'),
            cell: (pair) => (
              <span class="doubles-reasons">
                {pair.reasons.map((reason) => (
                  <Badge key={reason} small>
                    {t(`doubles.reason.${reason}`)}
                  </Badge>
                ))}
              </span>
            ),
          },
          state === 'offen'
            ? {
                key: 'found',
                label: t('doubles.found'),
                nowrap: true,
                cell: (pair) => <When view={view} at={pair.foundAt} as="day" />,
              }
            : {
                key: 'decided',
                label: t('doubles.decided'),
                cell: (pair) => (
                  <>
                    {pair.decidedAt && <When view={view} at={pair.decidedAt} />}
                    <br />
                    {nameOf(pair.decidedBy)}
                    {pair.note && <>: {pair.note}</>}
                  </>
                ),
              },
          ...(state === 'offen'
            ? []
            : [
                {
                  key: 'undo',
                  label: t('doubles.undo'),
                  action: true,
                  cell: (pair: Double) => (
                    <Form action={paths.doubleUndo(pair.a, pair.b)} class="">
                      <Button kind="secondary" small>
                        {t('doubles.undo')}
                        <span class="kern-sr-only">
                          {' '}
                          {called(pair.a)} – {called(pair.b)}
                        </span>
                      </Button>
                    </Form>
                  ),
                },
              ]),
        ]}
      />
      {next && (
        <p>
          <a href={next}>{t('doubles.more')}</a>
        </p>
      )}
    </WorkspaceLayout>
  )
}

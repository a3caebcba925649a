import type { PageView } from '#http/view.ts'
import type { KeptChange } from '#modules/audit/index.ts'
import type { Json } from '#platform/context/context.ts'
import { Badge } from '#ui/badge.tsx'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'
import { Details } from '#ui/details.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Chips } from '#ui/filter-bar.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { Pager } from '#ui/pagination.tsx'
import { urlWith } from '#ui/url.ts'
import { When } from '#ui/when.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../../paths.ts'
import { writeCursor } from '../../cursor.ts'
import { differences, shown } from './differences.ts'

interface Props {
  view: PageView
  list: { changes: readonly KeptChange[]; next: { at: string; id: string } | null }
  families: readonly string[]
  family: string | null
  first: boolean
  /** The name of a member of staff or a unit. */
  nameOf: (id: string | null) => string | null
}

/** Everything that administrators changed, with what was before and after. */
export function ChangesPage({ view, list, families, family, first, nameOf }: Props) {
  const { t } = view
  const title = t('admin.area.changes.title')
  return (
    <WorkspaceLayout view={view} title={title}>
      <Breadcrumbs view={view} trail={[{ label: t('admin.title'), href: paths.admin }, { label: title }]} />
      <PageTitle lead={t('changes.lead')}>{title}</PageTitle>
      {families.length > 1 && (
        <Chips
          label={t('changes.filter')}
          items={[
            { label: t('changes.all'), href: paths.changes, current: family === null },
            ...families.map((f) => ({
              label: familyName(view, f),
              href: urlWith(paths.changes, { bereich: f }),
              current: f === family,
            })),
          ]}
        />
      )}
      {list.changes.length === 0 && (
        <EmptyState icon="clock" title={t('changes.none.title')}>
          {t('changes.none.text')}
        </EmptyState>
      )}
      <ol class="sd-changes">
        {list.changes.map((change) => (
          <li key={change.id}>
            <One
              view={view}
              change={change}
              by={nameOf(change.actorId)}
              on={nameOf(change.actorFor)}
              nameOf={nameOf}
            />
          </li>
        ))}
      </ol>
      <Pager
        t={t}
        label={title}
        previous={first ? null : urlWith(paths.changes, { bereich: family })}
        next={list.next && urlWith(paths.changes, { bereich: family, nach: writeCursor(list.next) })}
      />
    </WorkspaceLayout>
  )
}

const families = new Set([
  'account',
  'unit',
  'tenant',
  'api_key',
  'webhook',
  'provider',
  'mapping',
  'deputyship',
  'absence',
  'rule',
  'authority',
])

/** A change of a kind that this page has no word for yet stands under its code. */
const familyName = ({ t }: PageView, family: string): string =>
  families.has(family) ? t(`changes.family.${family}`) : family

interface OneProps {
  view: PageView
  change: KeptChange
  by: string | null
  on: string | null
  nameOf: (id: string | null) => string | null
}

function One({ view, change, by, on, nameOf }: OneProps) {
  const { t } = view
  const lines = differences(change.before, change.after)
  const what = change.before === null ? 'new' : change.after === null ? 'gone' : 'changed'
  const [family = '', verb = ''] = change.type.split('.')
  // The town itself has many settings: the verb says which kind.
  const kind = family === 'tenant' ? verb.split('_')[0]! : family
  const subject = subjectOf(change, nameOf)
  return (
    <article class="sd-change">
      <h2 class="kern-heading-small">
        {kinds.has(kind) ? t(`changes.kindOf.${kind}`) : familyName(view, family)} {t(`changes.what.${what}`)}
        {subject && `: ${subject}`}
        {change.genuine === false && (
          <>
            {' '}
            <Badge tone="danger" small>
              {t('changes.forged')}
            </Badge>
          </>
        )}
      </h2>
      <p class="sd-muted">
        <When view={view} at={change.at} />{' '}
        {on
          ? t('changes.byFor', { name: by ?? t('changes.somebody'), for: on })
          : t('changes.by', { name: by ?? t(`changes.kind.${change.actorKind}`) })}{' '}
        <code>{change.type}</code>
      </p>
      {change.genuine === null ? (
        <p>{t('changes.erased')}</p>
      ) : (
        <Lines view={view} lines={lines.slice(0, SHOWN)} nameOf={nameOf} />
      )}
      {lines.length > SHOWN && (
        <Details summary={t('changes.more', { count: lines.length - SHOWN })}>
          <Lines view={view} lines={lines.slice(SHOWN)} nameOf={nameOf} />
        </Details>
      )}
    </article>
  )
}

const SHOWN = 6

const kinds = new Set(['setting', 'text', 'category', 'openings', 'day', 'role', 'processing'])

/** Whom or what the change is about: a name where there is one, else the code. */
function subjectOf({ payload }: KeptChange, nameOf: OneProps['nameOf']): string {
  const named = ['account', 'absent', 'unit']
    .map((key) => payload[key])
    .find((id) => typeof id === 'string' && nameOf(id))
  const code = payload.key ?? payload.code ?? payload.role ?? payload.day
  return named ? nameOf(String(named))! : typeof code === 'string' ? code : ''
}

interface LinesProps {
  view: PageView
  lines: readonly [string, Json, Json][]
  nameOf: OneProps['nameOf']
}

function Lines({ view: { t }, lines, nameOf }: LinesProps) {
  const said = (value: Json): string => (typeof value === 'string' && nameOf(value)) || shown(value)
  return (
    <dl class="sd-change__lines">
      {lines.map(([path, before, after]) => (
        <div key={path}>
          <dt>{path || t('changes.value')}</dt>
          <dd>
            {before !== undefined && before !== null && (
              <del>
                <span class="kern-sr-only">{t('changes.before')} </span>
                {said(before)}
              </del>
            )}{' '}
            {after !== undefined && after !== null && (
              <ins>
                <span class="kern-sr-only">{t('changes.after')} </span>
                {said(after)}
              </ins>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

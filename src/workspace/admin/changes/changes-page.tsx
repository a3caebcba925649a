import type { PageView } from '#http/view.ts'
import type { KeptChange } from '#modules/audit/index.ts'
import type { Json } from '#platform/context/context.ts'
import { Badge } from '#ui/badge.tsx'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'
import { Details } from '#ui/details.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Chips } from '#ui/filter-bar.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { KeyPager } from '#ui/pagination.tsx'
import { urlWith } from '#ui/url.ts'
import { When } from '#ui/when.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../../paths.ts'
import { writeCursor } from '../../cursor.ts'
import { differences } from './differences.ts'
import { knownTypes } from './known.ts'
import { fieldName, type Names, valueInWords } from './words.ts'

interface Props {
  view: PageView
  list: { changes: readonly KeptChange[]; next: { at: string; id: string } | null }
  families: readonly string[]
  family: string | null
  first: boolean
  names: Names
}

/** Everything that administrators changed, with what was before and after. */
export function ChangesPage({ view, list, families, family, first, names }: Props) {
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
            <One view={view} change={change} names={names} />
          </li>
        ))}
      </ol>
      <KeyPager
        t={t}
        label={title}
        path={urlWith(paths.changes, { bereich: family })}
        started={!first}
        next={list.next && writeCursor(list.next)}
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
  'party',
  'organisation',
  'directory_group',
  'material',
])

/** A change of a kind that this page has no word for yet stands under its code. */
const familyName = ({ t }: PageView, family: string): string =>
  families.has(family) ? t(`changes.family.${family}`) : family

interface OneProps {
  view: PageView
  change: KeptChange
  names: Names
}

/** "Rolle gegeben", where there are words for it; else what it was, and that it is new, changed or gone. */
function titleOf(view: PageView, change: KeptChange): string {
  const { t } = view
  if (knownTypes.has(change.type)) return t(`changes.type.${change.type}`)
  const [family = '', verb = ''] = change.type.split('.')
  // The town itself has many settings: the verb says which kind.
  const kind = family === 'tenant' ? verb.split('_')[0]! : family
  const what = change.before === null ? 'new' : change.after === null ? 'gone' : 'changed'
  const name = kinds.has(kind) ? t(`changes.kindOf.${kind}`) : familyName(view, family)
  return `${name} ${t(`changes.what.${what}`)}`
}

function One({ view, change, names }: OneProps) {
  const { t } = view
  const lines = differences(change.before, change.after)
  const subject = subjectOf(view, change, names)
  const by = change.actorId && names.thing(change.actorId)
  const on = change.actorFor && names.thing(change.actorFor)
  return (
    <article class="sd-change">
      <h2 class="kern-heading-small">
        {titleOf(view, change)}
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
          : t('changes.by', { name: by ?? t(`changes.kind.${change.actorKind}`) })}
      </p>
      {change.genuine === null ? (
        <p>{t('changes.erased')}</p>
      ) : (
        <Lines view={view} lines={lines.slice(0, SHOWN)} names={names} />
      )}
      {lines.length > SHOWN && (
        <Details summary={t('changes.more', { count: lines.length - SHOWN })}>
          <Lines view={view} lines={lines.slice(SHOWN)} names={names} />
        </Details>
      )}
    </article>
  )
}

const SHOWN = 6

const kinds = new Set(['setting', 'text', 'category', 'openings', 'day', 'role', 'processing'])

/** Whom or what the change is about: a name where there is one, else the code. */
function subjectOf(view: PageView, { payload }: KeptChange, names: Names): string {
  const text = (key: string): string | null => (typeof payload[key] === 'string' ? payload[key] : null)
  const named = ['account', 'absent', 'unit'].flatMap((key) => names.thing(text(key) ?? '') ?? [])[0]
  if (named) return named
  const { key, code, role, day, processing } = {
    key: text('key'),
    code: text('code'),
    role: text('role'),
    day: text('day'),
    processing: text('processing'),
  }
  if (processing) return names.processing(processing) ?? processing
  if (role) return names.role(role) ?? role
  if (day) return valueInWords(view, 'day', day, names)
  if (code) return names.category(code) ?? code
  return key ? fieldName(view, key) : ''
}

interface LinesProps {
  view: PageView
  lines: readonly [string, Json, Json][]
  names: Names
}

function Lines({ view, lines, names }: LinesProps) {
  const { t } = view
  const said = (path: string, value: Json): string => valueInWords(view, path, value, names)
  return (
    <dl class="sd-change__lines">
      {lines.map(([path, before, after]) => (
        <div key={path}>
          <dt>{path ? fieldName(view, path) : t('changes.value')}</dt>
          <dd>
            {before !== undefined && before !== null && (
              <del>
                <span class="kern-sr-only">{t('changes.before')} </span>
                {said(path, before)}
              </del>
            )}{' '}
            {after !== undefined && after !== null && (
              <ins>
                <span class="kern-sr-only">{t('changes.after')} </span>
                {said(path, after)}
              </ins>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

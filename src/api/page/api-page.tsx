import { Details } from '#ui/details.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { Table } from '#ui/table.tsx'
import type { View } from '#ui/view.ts'
import { paths } from '../../paths.ts'
import { knownScopes } from '../machine.ts'
import { calls, fields, parameters } from '../open311/description.ts'
import { curl, type Example } from './examples.ts'
import type { Operation, OperationGroup } from './operations.ts'

interface Props {
  view: View
  groups: readonly OperationGroup[]
  examples: readonly Example[]
}

/** /api: what programs may ask and send, readable without any script. */
export function ApiPage({ view, groups, examples }: Props) {
  const { t } = view
  return (
    <PortalLayout
      view={view}
      title={t('api.title')}
      description={t('api.lead')}
      trail={[{ label: t('api.title') }]}
    >
      <PageTitle lead={t('api.lead')}>{t('api.title')}</PageTitle>
      <nav class="sd-apinav" aria-label={t('api.contents')}>
        <ul>
          {(['examples', 'open311', 'v1', 'keys'] as const).map((id) => (
            <li key={id}>
              <a href={`#${id}`}>{t(`api.section.${id}`)}</a>
            </li>
          ))}
        </ul>
      </nav>
      <Section id="examples" title={t('api.section.examples')} intro={t('api.examples')}>
        {view.demo && <Notice tone="info" title={t('api.demo')} />}
        {examples.map((example) => (
          <figure key={example.key} class="sd-code">
            <figcaption>{t(`api.example.${example.key}`)}</figcaption>
            <Code text={curl(example)} label={t(`api.example.${example.key}`)} />
          </figure>
        ))}
      </Section>
      <Open311 view={view} />
      <Section id="v1" title={t('api.section.v1')} intro={t('api.v1')}>
        <p>
          <a href={`${paths.v1}/openapi.json`}>{t('api.document')}</a>
        </p>
        {groups.map((group) => (
          <Section key={group.name} level={3} title={t(`api.group.${group.name}`)}>
            {group.operations.map((operation) => (
              <OperationDetails key={operation.method + operation.path} view={view} operation={operation} />
            ))}
          </Section>
        ))}
      </Section>
      <Section id="keys" title={t('api.section.keys')} intro={t('api.keys')}>
        <Table
          t={t}
          caption={t('api.section.keys')}
          captionHidden
          columns={[
            {
              key: 'scope',
              label: t('api.column.scope'),
              cell: (scope) => <code>{scope}</code>,
              rowHeader: true,
            },
            {
              key: 'what',
              label: t('api.column.meaning'),
              cell: (scope) => t(`api.scope.${scope.replace('.', '_')}`),
            },
          ]}
          rows={knownScopes}
          rowKey={(scope) => scope}
        />
        <p>{t('api.idempotency')}</p>
        <p>{t('api.limits')}</p>
      </Section>
    </PortalLayout>
  )
}

/** Scrolls sideways by itself, so it can be reached and scrolled by keyboard too (WCAG 2.1.1). */
const Code = ({ text, label }: { text: string; label: string }) => (
  <section class="sd-code__text" tabindex={0} aria-label={label}>
    <pre>
      <code lang="en">{text}</code>
    </pre>
  </section>
)

function Open311({ view }: { view: View }) {
  const { t } = view
  const named = (names: readonly string[], kind: string, title: string) => (
    <Table
      t={t}
      caption={title}
      small
      columns={[
        {
          key: 'name',
          label: t('api.column.name'),
          cell: (name: string) => <code>{t(`api.${kind}.${name}.name`)}</code>,
          rowHeader: true,
        },
        {
          key: 'what',
          label: t('api.column.meaning'),
          cell: (name: string) => t(`api.${kind}.${name}.meaning`),
        },
      ]}
      rows={names}
      rowKey={(name) => name}
    />
  )
  return (
    <Section id="open311" title={t('api.section.open311')} intro={t('api.open311.intro')}>
      <Table
        t={t}
        caption={t('api.open311.calls')}
        small
        columns={[
          {
            key: 'call',
            label: t('api.column.call'),
            rowHeader: true,
            cell: (call) => (
              <code>
                {call.method} {paths.open311}
                <wbr />
                {call.path}
              </code>
            ),
          },
          { key: 'what', label: t('api.column.meaning'), cell: (call) => t(`api.open311.${call.key}`) },
        ]}
        rows={calls}
        rowKey={(call) => call.key}
      />
      <p>{t('api.open311.formats')}</p>
      {named(fields, 'field', t('api.open311.fields'))}
      {named(parameters, 'parameter', t('api.open311.parameters'))}
      <p>{t('api.open311.errors')}</p>
    </Section>
  )
}

function OperationDetails({ view, operation }: { view: View; operation: Operation }) {
  const { t } = view
  return (
    <Details
      summary={
        <>
          <code>
            {operation.method} {operation.path}
          </code>{' '}
          <span lang="en">{operation.summary}</span>
        </>
      }
    >
      <div lang="en">
        {operation.description && <p>{operation.description}</p>}
        {operation.inputs.length > 0 && (
          <Table
            t={t}
            caption={t('api.inputs')}
            small
            columns={[
              {
                key: 'name',
                label: t('api.column.name'),
                rowHeader: true,
                cell: (i) => <code>{i.name}</code>,
              },
              { key: 'where', label: t('api.column.where'), cell: (i) => i.where },
              { key: 'type', label: t('api.column.type'), cell: (i) => i.type },
              {
                key: 'what',
                label: t('api.column.meaning'),
                cell: (i) => `${i.required ? `${t('api.required')} ` : ''}${i.description}`,
              },
            ]}
            rows={operation.inputs}
            rowKey={(i) => `${i.where} ${i.name}`}
          />
        )}
        <Table
          t={t}
          caption={t('api.answers')}
          small
          columns={[
            { key: 'status', label: t('api.column.status'), rowHeader: true, cell: (a) => a.status },
            { key: 'what', label: t('api.column.meaning'), cell: (a) => a.description },
            {
              key: 'schema',
              label: t('api.column.content'),
              cell: (a) => a.schema && <code>{a.schema}</code>,
            },
          ]}
          rows={operation.answers}
          rowKey={(a) => a.status}
        />
      </div>
    </Details>
  )
}

import type { PageView } from '#http/view.ts'
import type { Compared, Comparison, Endpoint } from '#modules/exchange/index.ts'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { SelectField } from '#ui/field/choice-field.tsx'
import { Form } from '#ui/form.tsx'
import { Section } from '#ui/page-title.tsx'
import { Table } from '#ui/table.tsx'
import { paths } from '../../../paths.ts'
import { AdminLayout } from '../admin-layout.tsx'

interface Props {
  view: PageView
  endpoint: Endpoint
  comparison: Comparison
  done?: string | null
}

/** Our categories beside their services, and which is which. */
export function ServicesPage({ view, endpoint, comparison, done }: Props) {
  const { t } = view
  const { rows, services, unused } = comparison
  return (
    <AdminLayout
      view={view}
      title={t('exchange.compare.title', { name: endpoint.name })}
      lead={t('exchange.compare.lead')}
      above={[
        { label: t('admin.area.exchange.title'), href: paths.partners },
        { label: endpoint.name, href: paths.partner(endpoint.id) },
      ]}
      done={done && t(`exchange.done.${done}`)}
    >
      {services.length === 0 ? (
        <EmptyState
          title={t('exchange.compare.notYet.title')}
          actions={
            <Form action={paths.partnerAction(endpoint.id, 'abruf')} class="">
              <Button kind="primary">{t('exchange.act.pull')}</Button>
            </Form>
          }
        >
          {t('exchange.compare.notYet.text')}
        </EmptyState>
      ) : (
        <Form action={paths.partnerServices(endpoint.id)} class="">
          <Table
            t={t}
            caption={t('exchange.compare.title', { name: endpoint.name })}
            captionHidden
            rows={rows}
            rowKey={(row) => row.category.code}
            rowTone={(row) => (row.gone || row.unfilled.length > 0 ? 'warning' : undefined)}
            columns={[
              {
                key: 'category',
                label: t('exchange.compare.category'),
                rowHeader: true,
                cell: (row) => row.category.name[view.lang],
              },
              {
                key: 'service',
                label: t('exchange.compare.service'),
                cell: (row) => <Choice view={view} row={row} services={services} />,
              },
              {
                key: 'state',
                label: t('exchange.column.state'),
                cell: (row) => <State view={view} endpoint={endpoint} row={row} />,
              },
            ]}
          />
          <SelectField
            t={t}
            name="standard"
            label={t('exchange.compare.default')}
            hint={t('exchange.compare.defaultHint')}
            value={endpoint.defaultService}
            placeholder={t('exchange.compare.unmapped')}
            optional
            options={services.map((s) => ({ value: s.code, label: s.name }))}
          />
          <ActionBar>
            <Button>{t('exchange.compare.save')}</Button>
            {rows.some((row) => row.suggested) && (
              <Button kind="secondary" name="vorschlaege" value="ja">
                {t('exchange.compare.adopt')}
              </Button>
            )}
            <ButtonLink kind="tertiary" href={paths.partner(endpoint.id)}>
              {t('exchange.back')}
            </ButtonLink>
          </ActionBar>
        </Form>
      )}
      {unused.length > 0 && (
        <Section title={t('exchange.compare.unused')}>
          <ul>
            {unused.map((s) => (
              <li key={s.code}>
                {s.name} <span class="sd-muted">({s.code})</span>
                {s.description && <> – {s.description}</>}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </AdminLayout>
  )
}

function Choice({
  view,
  row,
  services,
}: {
  view: PageView
  row: Compared
  services: Comparison['services']
}) {
  const { t, lang } = view
  const name = `dienst:${row.category.code}`
  return (
    <div class="kern-form-input__select-wrapper">
      <select
        class="kern-form-input__select"
        name={name}
        aria-label={t('exchange.compare.serviceFor', { category: row.category.name[lang] })}
      >
        <option value="" selected={!row.mapping}>
          {t('exchange.compare.unmapped')}
        </option>
        {row.gone && (
          <option value={row.mapping?.service} selected>
            {row.mapping?.service}
          </option>
        )}
        {services.map((s) => (
          <option key={s.code} value={s.code} selected={row.mapping?.service === s.code}>
            {s.group ? `${s.group}: ${s.name}` : s.name}
          </option>
        ))}
      </select>
    </div>
  )
}

function State({ view, endpoint, row }: { view: PageView; endpoint: Endpoint; row: Compared }) {
  const { t, lang } = view
  return (
    <>
      {row.gone && <p>{t('exchange.compare.gone', { code: row.mapping?.service })}</p>}
      {row.unfilled.length > 0 && (
        <p>{t('exchange.compare.unfilled', { list: row.unfilled.map((a) => a.label).join(', ') })}</p>
      )}
      {row.suggested && (
        <p class="sd-muted">{t('exchange.compare.suggested', { name: row.suggested.name })}</p>
      )}
      {row.service?.attributes && row.service.attributes.length > 0 && (
        <a
          href={paths.partnerAttributes(endpoint.id, row.category.code)}
          aria-label={`${t('exchange.compare.attributes')}: ${row.category.name[lang]}`}
        >
          {t('exchange.compare.attributes')}
        </a>
      )}
    </>
  )
}

import type { PageView } from '#http/view.ts'
import {
  type Attribute,
  type Endpoint,
  type Mapping,
  type Service,
  sourceOf,
} from '#modules/exchange/index.ts'
import type { Category } from '#modules/reports/index.ts'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { SelectField } from '#ui/field/choice-field.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { paths } from '../../../paths.ts'
import { AdminLayout } from '../admin-layout.tsx'

interface Props {
  view: PageView
  endpoint: Endpoint
  category: Category
  service: Service
  mapping: Mapping
}

/** Where the values come from that a service of theirs asks for. */
export function AttributesPage({ view, endpoint, category, service, mapping }: Props) {
  const { t, lang } = view
  const asked = (service.attributes ?? []).filter((a) => !a.automated)
  return (
    <AdminLayout
      view={view}
      title={t('exchange.attribute.title', { category: category.name[lang] })}
      lead={t('exchange.attribute.lead', { name: endpoint.name, service: service.name })}
      above={[
        { label: t('admin.area.exchange.title'), href: paths.partners },
        { label: endpoint.name, href: paths.partner(endpoint.id) },
        {
          label: t('exchange.compare.title', { name: endpoint.name }),
          href: paths.partnerServices(endpoint.id),
        },
      ]}
    >
      {asked.length === 0 ? (
        <p>{t('exchange.attribute.nothing')}</p>
      ) : (
        <Form action={paths.partnerAttributes(endpoint.id, category.code)}>
          {asked.map((attribute) => (
            <OneAttribute
              key={attribute.code}
              view={view}
              attribute={attribute}
              category={category}
              mapping={mapping}
            />
          ))}
          <ActionBar>
            <Button>{t('exchange.attribute.save')}</Button>
            <ButtonLink kind="tertiary" href={paths.partnerServices(endpoint.id)}>
              {t('exchange.back')}
            </ButtonLink>
          </ActionBar>
        </Form>
      )}
    </AdminLayout>
  )
}

function OneAttribute(p: { view: PageView; attribute: Attribute; category: Category; mapping: Mapping }) {
  const { attribute, category, mapping } = p
  const { t, lang } = p.view
  const source = sourceOf(attribute, mapping, new Set(category.questions.map((q) => q.code)))
  const fixed = source && 'value' in source ? source.value : ''
  const listed = attribute.values.length > 0
  const value =
    source && 'question' in source
      ? `frage:${source.question}`
      : fixed
        ? listed
          ? `wert:${fixed}`
          : 'wert'
        : ''
  return (
    <>
      <SelectField
        t={t}
        name={`quelle:${attribute.code}`}
        label={attribute.label}
        hint={t(attribute.required ? 'exchange.attribute.required' : 'exchange.attribute.optional')}
        value={value}
        placeholder={t('exchange.attribute.none')}
        optional={!attribute.required}
        options={[
          ...category.questions.map((q) => ({
            value: `frage:${q.code}`,
            label: t('exchange.attribute.question', { label: q.label[lang] }),
          })),
          ...(listed
            ? attribute.values.map((v) => ({
                value: `wert:${v.key}`,
                label: t('exchange.attribute.fixedValue', { name: v.name }),
              }))
            : [{ value: 'wert', label: t('exchange.attribute.fixed') }]),
        ]}
      />
      {!listed && (
        <TextField
          t={t}
          name={`wert:${attribute.code}`}
          label={`${attribute.label}: ${t('exchange.attribute.value')}`}
          value={fixed}
          maxlength={2000}
          optional
        />
      )}
    </>
  )
}

import type { PageView } from '#http/view.ts'
import { layerColours, systems } from '#modules/objects/index.ts'
import type { CategoryGroup } from '#modules/reports/index.ts'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { Details } from '#ui/details.tsx'
import { CheckboxField, RadioField, SelectField } from '#ui/field/choice-field.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { TextArea } from '#ui/field/text-area.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { Section } from '#ui/page-title.tsx'
import { paths } from '../../../paths.ts'
import { AdminLayout } from '../admin-layout.tsx'
import { TypeChoice } from '../type-choice.tsx'
import type { LayerFaults, LayerForm } from './form.ts'

interface Props {
  view: PageView
  /** null for a new one. */
  code: string | null
  version: number
  form: LayerForm
  faults?: LayerFaults
  conflict?: boolean
  groups: readonly CategoryGroup[]
}

const fieldOf = {
  name: 'name',
  one: 'eines',
  shown: 'attribute',
  hours: 'stunden',
  url: 'adresse',
  https: 'adresse',
  type: 'typ',
} as const

/** What a layer is called, what can be reported of its objects, where they come from, what of them is kept. */
export function LayerEditPage({ view, code, version, form, faults = {}, conflict, groups }: Props) {
  const { t } = view
  const keys = Object.keys(faults) as (keyof typeof fieldOf)[]
  const errors = keys.map((key) => ({ field: fieldOf[key], message: t(`objectAdmin.fault.${key}`) }))
  const say = (...names: (keyof typeof fieldOf)[]) => {
    const key = names.find((name) => faults[name])
    return key ? { error: t(`objectAdmin.fault.${key}`) } : {}
  }
  const title = code ? form.name || code : t('objectAdmin.new')
  return (
    <AdminLayout
      view={view}
      title={title}
      above={[{ label: t('admin.area.objects.title'), href: paths.adminObjects }]}
      errors={errors.length > 0}
    >
      {conflict && (
        <Notice tone="warning" title={t('objectAdmin.conflict')} live>
          <p>{t('objectAdmin.conflictText')}</p>
        </Notice>
      )}
      <ErrorSummary t={t} errors={errors} />
      <Form
        action={code ? paths.adminLayerAction(code, 'bearbeiten') : paths.adminLayerNew}
        hidden={{ version }}
      >
        <Section title={t('objectAdmin.part.words')}>
          <TextField
            t={t}
            name="name"
            label={t('objectAdmin.name')}
            hint={t('objectAdmin.nameHint')}
            value={form.name}
            maxlength={80}
            {...say('name')}
          />
          <TextField
            t={t}
            name="name_en"
            label={t('objectAdmin.nameEn')}
            value={form.nameEn}
            maxlength={80}
            optional
          />
          <TextField
            t={t}
            name="eines"
            label={t('objectAdmin.one')}
            hint={t('objectAdmin.oneHint')}
            value={form.one}
            maxlength={80}
            {...say('one')}
          />
          <TextField
            t={t}
            name="eines_en"
            label={t('objectAdmin.oneEn')}
            value={form.oneEn}
            maxlength={80}
            optional
          />
          <SelectField
            t={t}
            name="farbe"
            label={t('objectAdmin.colour.label')}
            value={form.colour}
            options={layerColours.map((value) => ({ value, label: t(`objectAdmin.colour.${value}`) }))}
          />
          <Details
            summary={t('objectAdmin.categoriesCount', { count: form.categories.length })}
            open={form.categories.length > 0}
          >
            <p>{t('objectAdmin.categoriesHint')}</p>
            <TypeChoice view={view} groups={groups} values={form.categories} />
          </Details>
          <CheckboxField
            t={t}
            name="oeffentlich"
            optional
            label={t('objectAdmin.public')}
            hint={t('objectAdmin.publicHint')}
            checked={form.public}
          />
          <CheckboxField t={t} name="aktiv" optional label={t('objectAdmin.active')} checked={form.active} />
        </Section>
        <Section title={t('objectAdmin.part.source')}>
          <RadioField
            t={t}
            name="quelle"
            label={t('objectAdmin.source.label')}
            value={form.source}
            options={(['import', 'wfs'] as const).map((value) => ({
              value,
              label: t(`objectAdmin.source.${value}`),
              detail: t(`objectAdmin.source.${value}Detail`),
            }))}
          />
          <TextField
            t={t}
            name="adresse"
            type="url"
            label={t('objectAdmin.fetch.address')}
            hint={t('objectAdmin.fetch.addressHint')}
            value={form.url}
            maxlength={500}
            optional
            {...say('url', 'https')}
          />
          <TextField
            t={t}
            name="typ"
            label={t('objectAdmin.fetch.type')}
            hint={t('objectAdmin.fetch.typeHint')}
            value={form.type}
            maxlength={120}
            width="medium"
            optional
            {...say('type')}
          />
          <TextField
            t={t}
            name="stunden"
            label={t('objectAdmin.fetch.hours')}
            value={form.hours}
            inputmode="numeric"
            width="short"
            {...say('hours')}
          />
          <SelectField
            t={t}
            name="system"
            label={t('objectAdmin.system.label')}
            hint={t('objectAdmin.system.hint')}
            value={form.srs}
            options={systems.map((value) => ({ value, label: t(`objectAdmin.system.${value.slice(5)}`) }))}
          />
        </Section>
        <Section title={t('objectAdmin.part.attributes')} intro={t('objectAdmin.attributes.intro')}>
          <TextField
            t={t}
            name="nummer"
            label={t('objectAdmin.attributes.number')}
            hint={t('objectAdmin.attributes.numberHint')}
            value={form.numberFrom}
            width="medium"
            optional
          />
          <TextField
            t={t}
            name="bezeichnung"
            label={t('objectAdmin.attributes.name')}
            hint={t('objectAdmin.attributes.nameHint')}
            value={form.nameFrom}
            width="medium"
            optional
          />
          <TextArea
            t={t}
            name="attribute"
            label={t('objectAdmin.attributes.shown')}
            hint={t('objectAdmin.attributes.shownHint')}
            value={form.shown}
            rows={4}
            optional
            {...say('shown')}
          />
        </Section>
        <ActionBar>
          <Button>{t('objectAdmin.save')}</Button>
          <ButtonLink kind="tertiary" href={code ? paths.adminLayer(code) : paths.adminObjects}>
            {t('ui.cancel')}
          </ButtonLink>
        </ActionBar>
      </Form>
    </AdminLayout>
  )
}

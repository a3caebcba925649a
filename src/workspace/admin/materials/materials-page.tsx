import type { PageView } from '#http/view.ts'
import type { Material } from '#modules/fieldwork/index.ts'
import { ActionBar, Button } from '#ui/button.tsx'
import { RadioField } from '#ui/field/choice-field.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { Section } from '#ui/page-title.tsx'
import { Table } from '#ui/table.tsx'
import { paths } from '../../../paths.ts'
import { AdminLayout } from '../admin-layout.tsx'

export interface MaterialForm {
  /** Null: a new one. */
  id: string | null
  name: string
  nameEn: string
  unit: string
  retired: boolean
}

export type MaterialFault = 'name' | 'unit'

interface Props {
  view: PageView
  known: readonly Material[]
  form: MaterialForm
  faults: readonly MaterialFault[]
  done: boolean
}

/** The materials of the town, and the form for a new one or the chosen one. */
export function MaterialsPage({ view, known, form, faults, done }: Props) {
  const { t, lang } = view
  const title = t('admin.area.materials.title')
  const fields = { name: 'name', unit: 'einheit' } as const
  const say = (key: MaterialFault) =>
    faults.includes(key) ? { error: t(`field.materials.fault.${key}`) } : {}
  return (
    <AdminLayout
      view={view}
      title={form.id ? form.name || title : title}
      lead={t('field.materials.lead')}
      {...(form.id && { above: [{ label: title, href: paths.materials }] })}
      done={done ? t('field.materials.done') : null}
      errors={faults.length > 0}
    >
      <ErrorSummary
        t={t}
        errors={faults.map((key) => ({ field: fields[key], message: t(`field.materials.fault.${key}`) }))}
      />
      {!form.id && (
        <Table
          t={t}
          caption={title}
          captionHidden
          small
          rows={known}
          rowKey={(one) => one.id}
          empty={<p class="sd-muted">{t('field.materials.none')}</p>}
          columns={[
            {
              key: 'name',
              label: t('field.materials.name'),
              rowHeader: true,
              cell: (one) => <a href={paths.material(one.id)}>{one.name[lang]}</a>,
            },
            { key: 'unit', label: t('field.materials.unit'), cell: (one) => one.unit },
            {
              key: 'state',
              label: t('field.materials.state'),
              cell: (one) => t(one.retired ? 'field.materials.retired' : 'field.materials.offered'),
            },
          ]}
        />
      )}
      <Section title={t(form.id ? 'field.materials.edit' : 'field.materials.new')} id="formular">
        <Form action={form.id ? paths.material(form.id) : paths.materials}>
          <TextField
            t={t}
            name="name"
            label={t('field.materials.name')}
            value={form.name}
            maxlength={100}
            {...say('name')}
          />
          <TextField
            t={t}
            name="name_en"
            label={t('field.materials.nameEn')}
            value={form.nameEn}
            maxlength={100}
            optional
          />
          <TextField
            t={t}
            name="einheit"
            label={t('field.materials.unit')}
            hint={t('field.materials.unitHint')}
            value={form.unit}
            maxlength={20}
            width="short"
            {...say('unit')}
          />
          {form.id && (
            <RadioField
              t={t}
              name="stand"
              label={t('field.materials.state')}
              value={form.retired ? 'ruht' : 'gilt'}
              options={[
                { value: 'gilt', label: t('field.materials.offered') },
                { value: 'ruht', label: t('field.materials.retired') },
              ]}
            />
          )}
          <ActionBar>
            <Button>{t(form.id ? 'field.materials.save' : 'field.materials.add')}</Button>
          </ActionBar>
        </Form>
      </Section>
    </AdminLayout>
  )
}

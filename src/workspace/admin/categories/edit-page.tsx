import type { PageView } from '#http/view.ts'
import { trustLevels } from '#platform/context/actor.ts'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { CheckboxField, RadioField, SelectField } from '#ui/field/choice-field.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { TextArea } from '#ui/field/text-area.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { Section } from '#ui/page-title.tsx'
import { paths } from '../../../paths.ts'
import { AdminLayout } from '../admin-layout.tsx'
import { Danger, Question } from './editors.tsx'
import type { CategoryFaults, CategoryForm, DangerForm, QuestionForm } from './form.ts'
import { mistakes } from './mistakes.ts'
import { PublishingFields } from './publishing-fields.tsx'

interface Props {
  view: PageView
  /** null for a new one. */
  code: string | null
  version: number
  form: CategoryForm
  faults?: CategoryFaults
  conflict?: boolean
  units: readonly { value: string; label: string }[]
  groups: readonly { value: string; label: string }[]
  layers: readonly { value: string; label: string }[]
}

/** One category: what it is called, who answers for it, what is asked, and when somebody must call first. */
export function CategoryPage({
  view,
  code,
  version,
  form,
  faults = {},
  conflict,
  units,
  groups,
  layers,
}: Props) {
  const { t } = view
  const errors = mistakes(view, faults)
  const say = (key: 'name' | 'group' | 'keywords' | 'unit' | 'hours' | 'same') =>
    faults[key] ? { error: t(`categories.fault.${key}`) } : {}
  return (
    <AdminLayout
      view={view}
      title={code ? form.name || code : t('categories.new')}
      above={[{ label: t('admin.area.categories.title'), href: paths.categories }]}
      errors={errors.length > 0}
    >
      {conflict && (
        <Notice tone="warning" title={t('categories.conflict.title')} live>
          <p>{t('categories.conflict.text')}</p>
        </Notice>
      )}
      <ErrorSummary t={t} errors={errors} />
      <Form action={code ? paths.category(code) : paths.categoryNew} hidden={{ version }}>
        <Section title={t('categories.part.words')}>
          <TextField
            t={t}
            name="name"
            label={t('categories.name.label')}
            value={form.name}
            maxlength={100}
            {...say('name')}
          />
          <TextField
            t={t}
            name="name_en"
            label={t('categories.name.en')}
            value={form.nameEn}
            maxlength={100}
            optional
          />
          <TextArea
            t={t}
            name="beschreibung"
            label={t('categories.description.label')}
            value={form.description}
            rows={2}
            optional
          />
          <TextArea
            t={t}
            name="beschreibung_en"
            label={t('categories.description.en')}
            value={form.descriptionEn}
            rows={2}
            optional
          />
          <TextArea
            t={t}
            name="stichworte"
            label={t('categories.keywords.label')}
            hint={t('categories.keywords.hint')}
            value={form.keywords}
            rows={2}
            optional
            {...say('keywords')}
          />
          <TextArea
            t={t}
            name="stichworte_en"
            label={t('categories.keywords.en')}
            value={form.keywordsEn}
            rows={2}
            optional
          />
          <SelectField
            t={t}
            name="gruppe"
            label={t('categories.group.label')}
            value={form.group}
            options={groups}
            {...say('group')}
          />
          <TextField
            t={t}
            name="neue_gruppe"
            label={t('categories.group.new')}
            value={form.newGroup}
            maxlength={60}
            optional
          />
        </Section>
        <Section title={t('categories.part.work')}>
          <SelectField
            t={t}
            name="einheit"
            label={t('categories.unit.label')}
            value={form.unit}
            options={units}
            {...say('unit')}
          />
          <TextField
            t={t}
            name="stunden"
            label={t('categories.hours.label')}
            hint={t('categories.hours.hint')}
            value={form.hours}
            inputmode="numeric"
            width="short"
            {...say('hours')}
          />
          <TextField
            t={t}
            name="umkreis"
            label={t('categories.same.label')}
            hint={t('categories.same.hint')}
            value={form.same}
            inputmode="numeric"
            width="short"
            {...say('same')}
          />
          <SelectField
            t={t}
            name="prioritaet"
            label={t('categories.priority')}
            value={form.priority}
            options={['0', '1', '2', '3'].map((value) => ({ value, label: t(`history.priority.${value}`) }))}
          />
          <RadioField
            t={t}
            name="vergabe"
            label={t('categories.dispatch.label')}
            value={form.dispatch}
            options={['assign', 'propose', 'none'].map((value) => ({
              value,
              label: t(`categories.dispatch.${value}`),
            }))}
          />
          <TextField
            t={t}
            name="qualifikation"
            label={t('categories.skill.label')}
            hint={t('categories.skill.hint')}
            value={form.skill}
            width="medium"
            optional
          />
        </Section>
        <Section title={t('categories.part.access')}>
          <PublishingFields t={t} form={form} />
          <SelectField
            t={t}
            name="stufe"
            label={t('categories.level.label')}
            value={form.level}
            options={[
              { value: '', label: t('categories.level.nobody') },
              ...trustLevels.map((value) => ({ value, label: t(`categories.level.${value}`) })),
            ]}
          />
          {layers.length > 0 && (
            <SelectField
              t={t}
              name="ebene"
              label={t('categories.layer.label')}
              hint={t('categories.layer.hint')}
              value={form.layer}
              options={[{ value: '', label: t('categories.layer.none') }, ...layers]}
            />
          )}
          <CheckboxField t={t} name="aktiv" optional label={t('categories.active')} checked={form.active} />
        </Section>
        <Section title={t('categories.part.questions')} intro={t('categories.questions.intro')}>
          {[...form.questions, emptyQuestion].map((question, i) => (
            <Question
              key={i}
              view={view}
              i={i}
              question={question}
              fault={faults.questions?.[i]}
              isNew={i === form.questions.length}
            />
          ))}
        </Section>
        <Section title={t('categories.part.dangers')} intro={t('categories.dangers.intro')}>
          {[...form.dangers, emptyDanger].map((danger, i) => (
            <Danger
              key={i}
              view={view}
              i={i}
              danger={danger}
              fault={faults.dangers?.[i]}
              isNew={i === form.dangers.length}
            />
          ))}
        </Section>
        <ActionBar>
          <Button>{t('categories.save')}</Button>
          <ButtonLink kind="tertiary" href={paths.categories}>
            {t('categories.cancel')}
          </ButtonLink>
        </ActionBar>
      </Form>
    </AdminLayout>
  )
}

const emptyQuestion: QuestionForm = { code: '', kind: 'text', de: '', en: '', required: false, options: '' }
const emptyDanger: DangerForm = { number: '', words: '', wordsEn: '', advice: '', adviceEn: '' }

import { LONGEST_TEXT, type SplitMode, splitModes } from '#modules/cases/index.ts'
import { unitName } from '#modules/organisation/index.ts'
import { splitReport } from '#modules/reports/index.ts'
import { RadioField, SelectField } from '#ui/field/choice-field.tsx'
import { DatePicker } from '#ui/field/date-field.tsx'
import { TextArea } from '#ui/field/text-area.tsx'
import { Inset } from '#ui/notice.tsx'
import { type ActionForm, instantOf, localOf, withVersion } from './form.ts'

/** A part of the case for another office, with its own kind, deadline and people. */
export const splitting: ActionForm = {
  noun: 'teil',
  does: 'split',
  event: 'case.split',
  icon: 'plus',
  fields: ({ desk, values, errors }) => {
    const { t, lang, now, timeZone } = desk.view
    return (
      <>
        <SelectField
          t={t}
          name="kategorie"
          label={t('parts.form.category')}
          hint={t('parts.form.categoryHint')}
          placeholder={t('workspace.form.choose')}
          value={values.kategorie}
          error={errors.kategorie}
          options={desk.catalogue.groups.map((group) => ({
            group: group.name[lang],
            options: group.categories.map((one) => ({ value: one.code, label: one.name[lang] })),
          }))}
        />
        <SelectField
          t={t}
          name="an"
          label={t('parts.form.unit')}
          hint={t('parts.form.unitHint')}
          optional
          placeholder={t('parts.form.unitUsual')}
          value={values.an}
          error={errors.an}
          options={[...desk.org.units.values()]
            .filter((u) => !u.dissolvedAt)
            .map((u) => ({ value: u.id, label: unitName(u, lang) }))
            .sort((a, b) => a.label.localeCompare(b.label, lang))}
        />
        <TextArea
          t={t}
          name="text"
          label={t('parts.form.task')}
          hint={t('parts.form.taskHint')}
          rows={4}
          value={values.text}
          error={errors.text}
        />
        <DatePicker
          t={t}
          name="bis"
          kind="datetime-local"
          label={t('parts.form.due')}
          hint={t('parts.form.dueHint')}
          optional
          value={values.bis}
          error={errors.bis}
          min={localOf(now, timeZone)}
        />
        <RadioField
          t={t}
          name="ende"
          label={t('parts.form.mode')}
          value={values.ende}
          error={errors.ende}
          options={splitModes.map((mode) => ({
            value: mode,
            label: t(`parts.mode.${mode}.label`),
            detail: t(`parts.mode.${mode}.detail`),
          }))}
        />
        {desk.waiting && <Inset>{t('parts.form.waiting')}</Inset>}
        <Inset>{t(desk.case.restricted ? 'parts.form.restricted' : 'parts.form.effect')}</Inset>
      </>
    )
  },
  initial: (desk) => ({ ende: desk.splitMode ?? 'together' }),
  check: (values, desk) => {
    const { t, timeZone } = desk.view
    const text = values.text?.trim() ?? ''
    return {
      kategorie: desk.catalogue.byCode.has(values.kategorie ?? '')
        ? undefined
        : t('parts.form.categoryMissing'),
      an: !values.an || desk.org.units.has(values.an) ? undefined : t('error.case.no_such_unit'),
      text: !text
        ? t('error.case.task_missing')
        : text.length > LONGEST_TEXT
          ? t('error.case.text_long', { most: LONGEST_TEXT })
          : undefined,
      bis: !values.bis || instantOf(values.bis, timeZone) ? undefined : t('workspace.form.dateMissing'),
      ende: splitModes.some((mode) => mode === values.ende) ? undefined : t('parts.form.modeMissing'),
    }
  },
  run: async (ctx, c, values, { version }) => {
    await splitReport(ctx, c.id, {
      category: values.kategorie!,
      unitId: values.an || null,
      task: values.text!,
      dueAt: instantOf(values.bis, ctx.tenant.timeZone),
      mode: values.ende as SplitMode,
      ...withVersion(version),
    })
  },
  fieldOf: {
    'case.no_such_unit': 'an',
    'case.unseen_there': 'an',
    'case.due_past': 'bis',
    'case.due_far': 'bis',
    'report.category_unknown': 'kategorie',
  },
}

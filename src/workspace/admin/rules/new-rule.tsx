import type { PageView } from '#http/view.ts'
import type { RuleFault } from '#modules/responsibility/index.ts'
import { ActionBar, Button } from '#ui/button.tsx'
import { Details } from '#ui/details.tsx'
import { SelectField } from '#ui/field/choice-field.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { paths } from '../../../paths.ts'
import type { Names, RuleForm } from './rule-form.ts'

interface Props {
  view: PageView
  names: Names
  form: RuleForm
  faults: readonly RuleFault[]
}

/** Where, when and for what a rule holds, and who is in charge then. */
export function NewRule({ view, names, form, faults }: Props) {
  const { t, lang } = view
  const any = { value: '', label: t('rules.any') }
  const say = (fault: RuleFault) => (faults.includes(fault) ? { error: t(`rules.fault.${fault}`) } : {})
  return (
    <Form action={paths.rules}>
      <SelectField
        t={t}
        name="kategorie"
        label={t('rules.category')}
        value={form.category}
        optional
        options={[any, ...names.categories]}
        {...say('twice')}
      />
      <SelectField
        t={t}
        name="gebiet"
        label={t('rules.area')}
        value={form.area}
        optional
        options={[any, ...names.areas]}
        {...say('area')}
      />
      <TextField
        t={t}
        name="eigentum"
        label={t('rules.owner')}
        hint={t('rules.ownerHint')}
        value={form.owner}
        width="medium"
        optional
        {...say('owner')}
      />
      <Details summary={t('rules.onlyAt')} open={Boolean(form.from || form.until) || faults.includes('time')}>
        <TextField
          t={t}
          name="von"
          label={t('rules.from')}
          hint={t('rules.timeHint')}
          value={form.from}
          width="short"
          optional
          {...say('time')}
        />
        <TextField t={t} name="bis" label={t('rules.until')} value={form.until} width="short" optional />
      </Details>
      <SelectField
        t={t}
        name="ziel"
        label={t('rules.target')}
        value={form.target}
        placeholder={t('rules.choose')}
        options={[
          { group: t('rules.units'), options: names.units.map((u) => ({ ...u, value: `amt:${u.value}` })) },
          {
            group: t('rules.authorities'),
            options: names.authorities.map((a) => ({
              value: `behoerde:${a.id}`,
              label: lang === 'en' ? a.nameEn : a.name,
            })),
          },
        ]}
        {...say('target')}
      />
      <TextField
        t={t}
        name="hinweis"
        label={t('rules.note')}
        hint={t('rules.noteHint')}
        value={form.note}
        maxlength={300}
        optional
        {...say('note')}
      />
      <ActionBar>
        <Button icon="plus">{t('rules.add')}</Button>
      </ActionBar>
    </Form>
  )
}

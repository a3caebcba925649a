import type { PageView } from '#http/view.ts'
import type { Address } from '#modules/geo/index.ts'
import { skillLevels } from '#modules/organisation/index.ts'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { RadioField, SelectField } from '#ui/field/choice-field.tsx'
import type { FieldMistake } from '#ui/field/error-summary.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { paths } from '../../../paths.ts'
import { weekdays } from './person-work.tsx'
import type { WorkForm } from './work-form.ts'

interface Props {
  view: PageView
  account: string
  form: WorkForm
  addresses: readonly Address[]
  mistakes: readonly FieldMistake[]
}

/** How somebody works, to be changed. */
export function WorkFields({ view, account, form, addresses, mistakes }: Props) {
  const { t } = view
  const error = (field: string) => mistakes.find((m) => m.field === field)?.message
  return (
    <Form
      action={paths.personAction(account, 'arbeit')}
      hidden={[
        ['version', String(form.version)],
        ...Object.keys(form.levels).map((skill) => ['qualifikation', skill] as const),
      ]}
    >
      <fieldset class="kern-fieldset sd-fieldset">
        <legend class="kern-label">{t('people.work.duty')}</legend>
        <p class="kern-hint">{t('people.work.dutyHint')}</p>
        <div class="org-week">
          {weekdays.map((day) => (
            <TextField
              key={day}
              t={t}
              name={`tag${day}`}
              label={t(`people.work.day.${day}`)}
              optional
              value={form.duty[day]}
              error={error(`tag${day}`)}
              maxlength={200}
            />
          ))}
        </div>
      </fieldset>
      <fieldset class="kern-fieldset sd-fieldset">
        <legend class="kern-label">{t('people.work.skills')}</legend>
        <p class="kern-hint">{t('people.work.skillsHint')}</p>
        <div class="org-skills">
          {Object.entries(form.levels).map(([skill, level], i) => (
            <SelectField
              key={skill}
              t={t}
              name={`stufe${i}`}
              label={skill}
              optional
              value={level}
              placeholder={t('people.work.level.none')}
              options={skillLevels.map((level) => ({
                value: String(level),
                label: t(`people.work.level.${level}`),
              }))}
            />
          ))}
        </div>
        <TextField
          t={t}
          name="neu"
          label={t('people.work.moreSkills')}
          hint={t('people.work.moreSkillsHint')}
          optional
          value={form.neu}
          maxlength={200}
        />
      </fieldset>
      <TextField
        t={t}
        name="kapazitaet"
        label={t('people.work.capacity')}
        hint={t('people.work.capacityHint')}
        inputmode="numeric"
        width="short"
        value={form.kapazitaet}
        error={error('kapazitaet')}
        maxlength={10}
      />
      <TextField
        t={t}
        name="ort"
        label={t('people.work.base')}
        hint={t('people.work.baseHint')}
        optional
        value={form.ort}
        error={error('ort')}
        maxlength={200}
        autocomplete="off"
      />
      {addresses.length > 0 && (
        <RadioField
          t={t}
          name="adresse"
          label={t('ui.address.hits', { count: addresses.length })}
          value={form.adresse}
          error={error('adresse')}
          options={addresses.map((a) => ({ value: a.id, label: a.label }))}
        />
      )}
      <ActionBar>
        <Button>{t('ui.save')}</Button>
        <ButtonLink kind="tertiary" href={paths.person(account)}>
          {t('ui.cancel')}
        </ButtonLink>
      </ActionBar>
    </Form>
  )
}

import type { PageView } from '#http/view.ts'
import type { Round } from '#modules/rounds/index.ts'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import {
  CheckboxField,
  CheckboxGroup,
  type Option,
  RadioField,
  SelectField,
} from '#ui/field/choice-field.tsx'
import { DatePicker } from '#ui/field/date-field.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { Section } from '#ui/page-title.tsx'
import { paths } from '../../../paths.ts'
import { AdminLayout } from '../admin-layout.tsx'
import type { RoundFaults, RoundForm } from './form.ts'
import { QuestionFields } from './question-fields.tsx'

export interface EditProps {
  view: PageView
  round: Round | null
  form: RoundForm
  version: number
  faults?: RoundFaults
  conflict?: boolean
  units: readonly Option[]
  people: readonly Option[]
  layers: readonly Option[]
  districts: readonly Option[]
  categories: readonly Option[]
}

const names: Record<keyof RoundForm, string> = {
  name: 'name',
  unit: 'einheit',
  person: 'person',
  layer: 'ebene',
  area: 'ortsteil',
  every: 'wie_oft',
  weekdays: 'wochentag',
  day: 'tag',
  interval: 'abstand',
  from: 'ab',
  skip: 'feiertage',
  days: 'tage',
  defect: 'kategorie',
  active: 'aktiv',
  questions: 'frage0.de',
}

/** The days of the week by their names, Monday first; the 5th of January 1970 was one. */
export const weekdayName = (view: PageView, day: number): string =>
  new Intl.DateTimeFormat(view.lang === 'de' ? 'de-DE' : 'en-GB', {
    weekday: 'long',
    timeZone: 'UTC',
  }).format(Date.UTC(1970, 0, 4 + day))

/** Setting up a round, or changing it. */
export function RoundEditPage(p: EditProps) {
  const { view, round, form, faults = {} } = p
  const { t } = view
  const errors = (Object.keys(faults) as (keyof RoundForm)[]).map((key) => ({
    field: names[key],
    message: faults[key] ?? '',
  }))
  return (
    <AdminLayout
      view={view}
      title={t(round ? 'rounds.admin.edit' : 'rounds.admin.new')}
      above={[{ label: t('admin.area.rounds.title'), href: paths.adminRounds }]}
      errors={errors.length > 0}
    >
      <ErrorSummary t={t} errors={errors} />
      {p.conflict && (
        <Notice tone="warning" title={t('error.round.version')} live>
          <p>{t('adminWorks.conflict')}</p>
        </Notice>
      )}
      <Form action={round ? paths.adminRound(round.id) : paths.adminRoundNew} hidden={{ version: p.version }}>
        <What {...p} />
        <When {...p} />
        <QuestionFields {...p} />
        <CheckboxField
          t={t}
          name={names.active}
          optional
          label={t('rounds.admin.active')}
          checked={form.active}
        />
        <ActionBar>
          <Button>{t('rounds.admin.save')}</Button>
          <ButtonLink kind="tertiary" href={paths.adminRounds}>
            {t('ui.cancel')}
          </ButtonLink>
        </ActionBar>
      </Form>
    </AdminLayout>
  )
}

function What({ view, form, faults = {}, ...p }: EditProps) {
  const { t } = view
  const choose = t('workspace.form.choose')
  const select = (key: 'unit' | 'person' | 'layer' | 'area' | 'defect', options: readonly Option[]) => ({
    t,
    name: names[key],
    value: form[key],
    error: faults[key],
    options,
    placeholder: choose,
  })
  return (
    <Section title={t('rounds.admin.layer')}>
      <TextField
        t={t}
        name={names.name}
        label={t('rounds.admin.name')}
        hint={t('rounds.admin.nameHint')}
        value={form.name}
        error={faults.name}
        maxlength={120}
      />
      <SelectField {...select('layer', p.layers)} label={t('rounds.admin.layer')} />
      <SelectField
        {...select('area', p.districts)}
        optional
        label={t('rounds.admin.district')}
        placeholder={t('rounds.admin.everywhere')}
      />
      <SelectField {...select('defect', p.categories)} label={t('rounds.admin.defect')} />
      <SelectField {...select('unit', p.units)} label={t('rounds.admin.unit')} />
      <SelectField
        {...select('person', p.people)}
        optional
        label={t('rounds.admin.person')}
        hint={t('rounds.admin.personHint')}
        placeholder={t('rounds.anyone')}
      />
    </Section>
  )
}

function When({ view, form, faults = {} }: EditProps) {
  const { t } = view
  return (
    <Section title={t('rounds.admin.rhythm')}>
      <RadioField
        t={t}
        name={names.every}
        label={t('rounds.admin.rhythm')}
        value={form.every}
        error={faults.every}
        options={(['week', 'month', 'days'] as const).map((every) => ({
          value: every,
          label: t(`rounds.admin.every.${every}`),
          detail: t(`rounds.admin.every.${every}Detail`),
        }))}
      />
      <CheckboxGroup
        t={t}
        name={names.weekdays}
        optional
        look="row"
        label={t('rounds.admin.weekdays')}
        values={form.weekdays}
        error={faults.weekdays}
        options={[1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: weekdayName(view, day) }))}
      />
      <TextField
        t={t}
        name={names.day}
        optional
        width="short"
        inputmode="numeric"
        label={t('rounds.admin.day')}
        hint={t('rounds.admin.dayHint')}
        value={form.day}
        error={faults.day}
      />
      <TextField
        t={t}
        name={names.interval}
        optional
        width="short"
        inputmode="numeric"
        label={t('rounds.admin.interval')}
        value={form.interval}
        error={faults.interval}
      />
      <DatePicker
        t={t}
        name={names.from}
        optional
        label={t('rounds.admin.from')}
        value={form.from}
        error={faults.from}
      />
      <CheckboxField t={t} name={names.skip} optional label={t('rounds.admin.skip')} checked={form.skip} />
      <TextField
        t={t}
        name={names.days}
        width="short"
        inputmode="numeric"
        label={t('rounds.admin.days')}
        hint={t('rounds.admin.daysHint')}
        value={form.days}
        error={faults.days}
      />
    </Section>
  )
}

import type { PageView } from '#http/view.ts'
import type { DayOff } from '#modules/calendar/index.ts'
import { ActionBar, Button } from '#ui/button.tsx'
import { SelectField } from '#ui/field/choice-field.tsx'
import { DatePicker } from '#ui/field/date-field.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { Section } from '#ui/page-title.tsx'
import { Table } from '#ui/table.tsx'
import { paths } from '../../../paths.ts'
import { AdminLayout } from '../admin-layout.tsx'
import { type HoursForm, weekdays } from './form.ts'

export interface Holiday {
  day: string
  name: string
}

interface Props {
  view: PageView
  units: readonly { id: string; name: string; own: boolean }[]
  unit: string
  hours: HoursForm
  /** Weekdays whose hours could not be read. */
  faults?: readonly number[]
  daysOff: readonly DayOff[]
  newDay?: { day: string; name: string; fault?: 'day' | 'name' }
  holidays: readonly Holiday[]
  state: string
  states: readonly string[]
  done?: string | null
}

/** When the town is open: what deadlines count with and what visitors are told. */
export function TimesPage({ view, faults = [], ...p }: Props) {
  const { t } = view
  const errors = [
    ...faults.map((day) => ({
      field: `tag${day}`,
      message: t('times.fault.hours', { day: t(`times.weekday.${day}`) }),
    })),
    ...(p.newDay?.fault
      ? [{ field: p.newDay.fault === 'day' ? 'tag' : 'name', message: t(`times.fault.${p.newDay.fault}`) }]
      : []),
  ]
  return (
    <AdminLayout
      view={view}
      title={t('admin.area.times.title')}
      lead={t('times.lead')}
      errors={errors.length > 0}
      done={p.done ? t(`times.done.${p.done}`) : null}
    >
      <ErrorSummary t={t} errors={errors} />
      <Hours view={view} {...p} faults={faults} />
      <Section title={t('times.holidays')} intro={t('times.holidaysIntro')}>
        <Form action={paths.timesState}>
          <SelectField
            t={t}
            name="land"
            label={t('times.state')}
            value={p.state}
            options={p.states.map((value) => ({ value, label: t(`times.states.${value}`) }))}
          />
          <ActionBar>
            <Button kind="secondary">{t('times.saveState')}</Button>
          </ActionBar>
        </Form>
        <Days view={view} days={p.holidays} caption={t('times.nextHolidays')} />
      </Section>
      <Section title={t('times.own')} intro={t('times.ownIntro')}>
        <Days view={view} days={p.daysOff} caption={t('times.own')} removable />
        <Form action={paths.timesDays}>
          <DatePicker
            t={t}
            name="tag"
            label={t('times.day')}
            value={p.newDay?.day ?? ''}
            {...(p.newDay?.fault === 'day' && { error: t('times.fault.day') })}
          />
          <TextField
            t={t}
            name="name"
            label={t('times.name')}
            hint={t('times.nameHint')}
            value={p.newDay?.name ?? ''}
            maxlength={100}
            {...(p.newDay?.fault === 'name' && { error: t('times.fault.name') })}
          />
          <ActionBar>
            <Button kind="secondary" icon="plus">
              {t('times.addDay')}
            </Button>
          </ActionBar>
        </Form>
      </Section>
    </AdminLayout>
  )
}

function Hours({
  view,
  units,
  unit,
  hours,
  faults = [],
}: Pick<Props, 'view' | 'units' | 'unit' | 'hours' | 'faults'>) {
  const { t } = view
  return (
    <Section title={t('times.hours')} intro={t('times.hoursIntro')}>
      <Form action={paths.times} method="get" class="sd-inline-form">
        <SelectField
          t={t}
          name="einheit"
          label={t('times.whose')}
          value={unit}
          options={units.map((u) => ({
            value: u.id,
            label: u.own ? t('times.ownHours', { name: u.name }) : u.name,
          }))}
        />
        <ActionBar>
          <Button kind="tertiary">{t('times.show')}</Button>
        </ActionBar>
      </Form>
      <Form action={paths.times} hidden={{ einheit: unit }}>
        {weekdays.map((day) => (
          <TextField
            key={day}
            t={t}
            name={`tag${day}`}
            label={t(`times.weekday.${day}`)}
            value={hours[day] ?? ''}
            optional
            width="medium"
            maxlength={100}
            {...(day === 1 && { hint: t('times.hoursHint') })}
            {...(faults.includes(day) && {
              error: t('times.fault.hours', { day: t(`times.weekday.${day}`) }),
            })}
          />
        ))}
        <ActionBar>
          <Button>{t('times.saveHours')}</Button>
        </ActionBar>
      </Form>
    </Section>
  )
}

function Days({
  view,
  days,
  caption,
  removable,
}: {
  view: PageView
  days: readonly Holiday[]
  caption: string
  removable?: boolean
}) {
  const { t, format } = view
  return (
    <Table
      t={t}
      caption={caption}
      small
      rows={days}
      rowKey={(d) => d.day}
      empty={<p class="sd-muted">{t('times.noDays')}</p>}
      columns={[
        {
          key: 'day',
          label: t('times.day'),
          nowrap: true,
          rowHeader: true,
          cell: (d) => format.formatDate(Temporal.PlainDate.from(d.day)),
        },
        { key: 'name', label: t('times.name'), cell: (d) => d.name },
        ...(removable
          ? [
              {
                key: 'remove',
                label: t('times.remove'),
                action: true,
                cell: (d: Holiday) => (
                  <Form action={paths.timesDay(d.day)} class="">
                    <Button kind="tertiary" small danger>
                      {t('times.remove')}
                      <span class="kern-sr-only"> {d.name}</span>
                    </Button>
                  </Form>
                ),
              },
            ]
          : []),
      ]}
    />
  )
}

import { scheduleCase } from '#modules/cases/index.ts'
import { DatePicker } from '#ui/field/date-field.tsx'
import { Icon } from '#ui/icon.tsx'
import { type ActionForm, instantOf, localOf, withVersion } from './form.ts'
import { reaches } from './replying.tsx'

/** The next working morning: what is most often meant. */
function nextMorning(now: Date, timeZone: string): string {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
  let day = today.add({ days: 1 })
  while (day.dayOfWeek > 5) day = day.add({ days: 1 })
  return `${day.toString()}T08:00`
}

export const scheduling: ActionForm = {
  noun: 'termin',
  does: 'schedule',
  event: 'case.scheduled',
  chose: (ctx, payload, values) => payload.for === instantOf(values.am, ctx.tenant.timeZone)?.toISOString(),
  icon: 'calendar',
  fields: ({ desk, values, errors }) => (
    <>
      <DatePicker
        t={desk.view.t}
        name="am"
        kind="datetime-local"
        label={desk.view.t('workspace.form.appointment')}
        value={values.am}
        error={errors.am}
        min={localOf(desk.view.now, desk.view.timeZone)}
      />
      <p class="goes">
        <Icon name="mail" size={20} />
        {reaches(desk)}
      </p>
    </>
  ),
  initial: (desk) => {
    const { scheduledFor } = desk.case
    const { now, timeZone } = desk.view
    return {
      am: scheduledFor && scheduledFor > now ? localOf(scheduledFor, timeZone) : nextMorning(now, timeZone),
    }
  },
  check: (values, desk) => ({
    am: instantOf(values.am, desk.view.timeZone) ? undefined : desk.view.t('workspace.form.dateMissing'),
  }),
  run: (ctx, c, values, { version }) =>
    scheduleCase(ctx, c.id, { at: instantOf(values.am, ctx.tenant.timeZone)!, ...withVersion(version) }),
  fieldOf: { 'case.schedule_past': 'am', 'case.schedule_far': 'am' },
}

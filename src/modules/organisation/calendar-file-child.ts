import { type CalendarJob, parseCalendar } from './calendar-file.ts'

// The process that meets a stranger's calendar file; ended from outside when it takes too long (calendar-file-reader.ts).
process.on('disconnect', () => process.exit(0))
process.once('message', (job: CalendarJob) => {
  process.send?.(parseCalendar(job), () => process.exit(0))
})

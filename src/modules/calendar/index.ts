export { businessCalendar, wholeTown } from './business-calendar.ts'
export { setDayOff, setOpenings } from './days.ts'
export type { BusinessCalendar } from './hours.ts'
export {
  addDayOff,
  areSound,
  calendarRows,
  changeOpenings,
  type DayOff,
  type OpeningRow,
  removeDayOff,
} from './managing.ts'

export { businessCalendar, wholeTown } from './business-calendar.ts'
export { setDayOff, setOpenings } from './days.ts'
export type { BusinessCalendar } from './hours.ts'

import type { Text } from '../categories/types.ts'

/** Weekday 1 is Monday (ISO 8601); local time. */
export type Hours = { weekday: number; from: string; to: string }
export type Unit = {
  code: string
  parent?: string
  kind: 'department' | 'team'
  name: Text
  email: string
  phone: string
  openingHours: Hours[]
}
export type Role = 'field_worker' | 'clerk' | 'head' | 'administrator' | 'data_protection'
export type Staff = {
  email: string
  name: string
  role: Role
  unit: string
  phone: string
  skills: string[]
  duty: Hours[]
  base: { lat: number; lon: number }
  capacityPerDay: number
  language: 'de' | 'en'
}
export type Authority = {
  code: string
  name: Text
  url: string
  email: string
  phone: string
  /** What the reporter reads. */
  word: Text
}
export type Organisation = {
  units: Unit[]
  staff: Staff[]
  authorities: Authority[]
  logins: Record<Role, string>
}

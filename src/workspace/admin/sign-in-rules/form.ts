import type { Settings } from '#modules/tenancy/index.ts'

/** A number that is set: in which setting, under which name it is sent, and what is possible. */
interface NumberField {
  key: 'sessions' | 'accounts' | 'emergencyAccess' | 'unusualReading'
  part: string
  name: string
  min: number
  max: number
}

/** The limits are those of the settings' schemas; a test holds them together. */
export const numberFields = [
  { key: 'sessions', part: 'idleMinutes', name: 'pause', min: 5, max: 480 },
  { key: 'sessions', part: 'maxHours', name: 'dauer', min: 1, max: 24 },
  { key: 'accounts', part: 'idleMinutes', name: 'konto_pause', min: 5, max: 1440 },
  { key: 'accounts', part: 'maxHours', name: 'konto_dauer', min: 1, max: 24 },
  { key: 'emergencyAccess', part: 'hours', name: 'notzugriff', min: 1, max: 24 },
  { key: 'unusualReading', part: 'casesADay', name: 'am_tag', min: 5, max: 1000 },
  { key: 'unusualReading', part: 'atNight', name: 'nachts', min: 1, max: 1000 },
  { key: 'unusualReading', part: 'samePerson', name: 'dieselbe', min: 1, max: 100 },
] as const satisfies readonly NumberField[]

export type NumberName = (typeof numberFields)[number]['name']

export const factorRules = ['off', 'roles', 'all'] as const

/** The page as it is typed. */
export interface RulesForm {
  factor: (typeof factorRules)[number]
  roles: readonly string[]
  numbers: Record<NumberName, string>
}

export const formOf = (s: Settings): RulesForm => ({
  factor: s.signIn.secondFactor,
  roles: s.signIn.roles,
  numbers: Object.fromEntries(
    numberFields.map(({ key, part, name }) => [name, String((s[key] as Record<string, number>)[part])]),
  ) as RulesForm['numbers'],
})

export function readRules(
  body: Record<string, unknown>,
  known: { has(code: string): boolean },
): { form: RulesForm; faults: NumberName[] } {
  const text = (value: unknown): string => (typeof value === 'string' ? value.trim().slice(0, 20) : '')
  const numbers = Object.fromEntries(
    numberFields.map(({ name }) => [name, text(body[name])]),
  ) as RulesForm['numbers']
  const roles = [body.rolle ?? []].flat().filter((code) => typeof code === 'string' && known.has(code))
  return {
    form: {
      factor: factorRules.find((rule) => rule === body.faktor) ?? 'roles',
      roles: [...new Set(roles)] as string[],
      numbers,
    },
    faults: numberFields.flatMap(({ name, min, max }) => {
      const value = /^\d{1,4}$/.test(numbers[name]) ? Number(numbers[name]) : Number.NaN
      return value >= min && value <= max ? [] : [name]
    }),
  }
}

/** What the settings are to become; call it with a form without faults. */
export const settingsFrom = (
  form: RulesForm,
): Pick<Settings, 'signIn' | 'sessions' | 'accounts' | 'emergencyAccess' | 'unusualReading'> => {
  const of = (name: NumberName): number => Number(form.numbers[name])
  return {
    signIn: { secondFactor: form.factor, roles: [...form.roles] },
    sessions: { idleMinutes: of('pause'), maxHours: of('dauer') },
    accounts: { idleMinutes: of('konto_pause'), maxHours: of('konto_dauer') },
    emergencyAccess: { hours: of('notzugriff') },
    unusualReading: { casesADay: of('am_tag'), atNight: of('nachts'), samePerson: of('dieselbe') },
  }
}

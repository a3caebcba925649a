import { foldEmail, isEmail } from '#modules/identity/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Lang } from '#platform/i18n.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Complaints, CsvRow } from '#platform/import.ts'
import { complainAbout } from './complaint.ts'
import { type Duty, parseDuty } from './duty.ts'
import type { Organisation } from './structure.ts'

export const staffColumns = {
  name: { names: ['name'], required: true },
  email: { names: ['email', 'e-mail'], required: true },
  /** Code or German name of a role; several with commas. */
  roles: { names: ['rolle', 'role'], required: true },
  /** Code of a unit, several with commas, or * for the whole town. */
  units: { names: ['einheit', 'unit'], required: true },
  /** With commas; "asphalt:3" says how well (1 to 3). */
  skills: { names: ['qualifikationen', 'skills'] },
  /** "Mo-Fr 07:00-15:30, Sa 08:00-12:00" */
  duty: { names: ['dienst', 'dienstzeiten', 'duty'] },
  lat: { names: ['lat'] },
  lon: { names: ['lon'] },
  capacity: { names: ['kapazitaet', 'kapazität', 'capacity'] },
  lang: { names: ['sprache', 'lang'] },
} as const

export interface Skill {
  skill: string
  /** 1 with help, 2 alone, 3 teaches it; null where the file does not say. */
  level: number | null
}

export interface Person {
  name: string
  email: string
  lang: Lang
  roles: string[]
  units: Uuid[]
  skills: Skill[]
  duty: Duty[]
  base: { lat: number; lon: number } | null
  capacity: number
}

/** "unit role" for each role at each unit. */
export const grantsIn = (person: Person): Set<string> =>
  new Set(person.units.flatMap((unit) => person.roles.map((role) => `${unit} ${role}`)))

type Line = CsvRow<keyof typeof staffColumns>

/** What the lines say, with every fault in them complained of. */
export function readPeople(
  ctx: Ctx,
  org: Organisation,
  disabled: ReadonlySet<string>,
  lines: readonly Line[],
  complaints: Complaints,
): Person[] {
  const complain = complainAbout(ctx, complaints)
  const seen = new Map<string, number>()
  const roles = new Map(
    [...org.roles.values()]
      .filter((r) => !r.retired)
      .flatMap((r) => [r.code, r.name.toLowerCase()].map((key) => [key, r.code] as const)),
  )
  return lines.map(({ line, values: v }) => {
    const email = foldEmail(v.email)
    if (v.email && !isEmail(email)) complain(line, 'email', { value: v.email }, 'email')
    if (disabled.has(email)) complain(line, 'disabled', { value: email }, 'email')
    const before = seen.get(email)
    if (before) complain(line, 'twice', { value: email, line: before }, 'email')
    seen.set(email, line)

    const found = <X>(text: string, column: string, of: (word: string) => X[]): X[] => [
      ...new Set(
        wordsOf(text).flatMap((word) => {
          const all = of(word)
          if (all.length === 0) complain(line, column, { value: word }, column)
          return all
        }),
      ),
    ]
    const unit = (code: string): Uuid[] =>
      code === '*' ? [...org.roots] : [org.byCode.get(code)].flatMap((u) => (u && !u.dissolvedAt ? u.id : []))
    const duty = parseDuty(v.duty)
    if (!duty) complain(line, 'dienst', { value: v.duty }, 'dienst')
    const base = placeOf(v.lat, v.lon)
    if (base === undefined) complain(line, 'place', {}, 'lat')
    const capacity = v.capacity === '' ? 8 : Number(v.capacity)
    if (!Number.isInteger(capacity) || capacity < 0 || capacity > 200) {
      complain(line, 'kapazitaet', { value: v.capacity }, 'kapazitaet')
    }
    const lang = v.lang.toLowerCase() || 'de'
    if (lang !== 'de' && lang !== 'en') complain(line, 'sprache', { value: v.lang }, 'sprache')
    return {
      name: v.name,
      email,
      lang: lang as Lang,
      roles: found(v.roles, 'rolle', (word) =>
        [roles.get(word.toLowerCase())].filter((r) => r !== undefined),
      ),
      units: found(v.units, 'einheit', unit),
      skills: skillsOf(v.skills, (value) => complain(line, 'stufe', { value }, 'qualifikationen')),
      duty: duty ?? [],
      base: base ?? null,
      capacity,
    }
  })
}

const wordsOf = (text: string): string[] =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean)

/** "asphalt:2, pflaster", each once. */
function skillsOf(text: string, complain: (value: string) => void): Skill[] {
  const skills = wordsOf(text).map((word): Skill => {
    const [, skill = word, level] = /^(.*?)\s*:\s*(.*)$/.exec(word) ?? []
    if (level !== undefined && !/^[123]$/.test(level)) complain(word)
    return { skill, level: level === undefined ? null : Number(level) }
  })
  const known = new Map(skills.map((s) => [s.skill, s]))
  return [...known.values()].sort((a, b) => (a.skill < b.skill ? -1 : 1))
}

/** null for none, undefined for one that is no place. */
function placeOf(latText: string, lonText: string): { lat: number; lon: number } | null | undefined {
  if (!latText && !lonText) return null
  const [lat, lon] = [latText, lonText].map((t) => (t ? Number(t.replace(',', '.')) : Number.NaN)) as [
    number,
    number,
  ]
  return Math.abs(lat) <= 85 && Math.abs(lon) <= 180 ? { lat, lon } : undefined
}

import { z } from 'zod'
import { languages } from '#platform/i18n.ts'
import { isPlainSvg } from './svg.ts'

const line = (max = 200) =>
  z
    .string()
    .trim()
    .max(max)
    .regex(/^[^\p{Cc}]*$/u, 'setting.one_line')
const text = (max: number) => z.string().trim().max(max)
const email = z.union([z.literal(''), z.email()])
const both = z.object({ de: line(), en: line() })

/** Relative luminance, WCAG 2.2. */
const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => {
    const c = Number.parseInt(hex.slice(i, i + 2), 16) / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
// White words stand on this colour, and words in this colour stand on white: WCAG 1.4.3 asks for 4.5 : 1.
const colour = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i, 'setting.colour')
  .refine((hex) => 1.05 / (luminance(hex) + 0.05) >= 4.5, 'setting.contrast')
  .transform((hex) => hex.toLowerCase())

const section = z.object({ heading: line(), paragraphs: z.array(text(4000)).min(1).max(40) })
/** A page's words in each language; null stands for our own words (`legalPage`). */
const page = z
  .object({ de: z.array(section).max(40).nullable(), en: z.array(section).max(40).nullable() })
  .prefault({ de: null, en: null })

const countryCode = /^[A-Z]{2}$/

/** What a town sets, a row with versions for each key; everything has a default. */
export const settingSchemas = {
  /** How the town is called where there is little room; empty for its name. */
  shortName: line(40).default(''),
  colours: z.object({ primary: colour.default('#17459e') }).prefault({}),
  /** SVG to be put into the page, or null for a mark that is drawn from the name. */
  logo: z.string().trim().refine(isPlainSvg, 'setting.svg').nullable().default(null),
  contact: z
    .object({
      /** Who answers for this platform: "Stadt Musterstadt, Der Magistrat". Empty for "Stadt" and name. */
      authority: line().default(''),
      representative: line().default(''),
      /** Several lines. */
      address: text(300).default(''),
      phone: line(40).default(''),
      email: email.default(''),
      /** Data protection officer (Art. 37 GDPR). */
      privacyEmail: email.default(''),
      vatId: line(20).default(''),
    })
    .prefault({}),
  emergency: z
    .array(z.object({ number: line(30), label: both }))
    .max(10)
    .default([
      { number: '112', label: { de: 'Feuerwehr und Rettungsdienst', en: 'Fire brigade and ambulance' } },
      { number: '110', label: { de: 'Polizei', en: 'Police' } },
    ]),
  /** Country (ISO 3166-1) and state whose public holidays count for deadlines. */
  holidays: z
    .object({
      country: z.string().regex(countryCode).default('DE'),
      state: z
        .string()
        .regex(/^[A-Z]{0,3}$/)
        .default('HE'),
    })
    .prefault({}),
  /** Sender of mails, "Stadt Musterstadt <post@musterstadt.example>"; empty for the program's. */
  mailFrom: z
    .union([
      z.literal(''),
      line().regex(/^([^<>]+<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/, 'setting.mail_from'),
    ])
    .default(''),
  defaultLang: z.enum(languages).default('de'),
  population: z.number().int().positive().max(100_000_000).nullable().default(null),
  legal: z
    .object({ imprint: page, privacy: page, accessibility: page, plain: page, sign: page })
    .prefault({}),
  map: z
    .object({
      centre: z
        .object({ lat: z.number().min(-85).max(85), lon: z.number().min(-180).max(180) })
        .default({ lat: 51.1634, lon: 10.4477 }),
      zoom: z.number().min(1).max(20).default(12),
    })
    .prefault({}),
  /** Whether categories are suggested from what earlier reports said, besides from the categories' own words. */
  suggestions: z.object({ fromHistory: z.boolean().default(true) }).prefault({}),
  /** How long somebody stays signed in: without doing anything, and at most. */
  sessions: z
    .object({
      idleMinutes: z.number().int().min(5).max(480).default(30),
      maxHours: z.number().int().min(1).max(24).default(12),
    })
    .prefault({}),
  /** Who must show a second factor: nobody, whoever holds one of these roles (by code), everybody on the staff. */
  signIn: z
    .object({
      secondFactor: z.enum(['off', 'roles', 'all']).default('roles'),
      roles: z.array(line(40)).max(50).default(['administrator', 'data_protection']),
    })
    .prefault({}),
  /** What takes two people: giving roles that run the program, and ending reports of these categories without action. */
  fourEyes: z
    .object({
      roles: z.boolean().default(false),
      categories: z.array(line(100)).max(1000).default([]),
    })
    .prefault({}),
  /** What people say after: days until the reporter is asked how it was (0: never), working days for a decision. */
  voice: z
    .object({
      askAfterDays: z.number().int().min(0).max(60).default(3),
      decideDays: z.number().int().min(1).max(30).default(3),
    })
    .prefault({}),
  /** The same for citizens in their account; they sit at phones and at computers that others use. */
  accounts: z
    .object({
      idleMinutes: z.number().int().min(5).max(1440).default(60),
      maxHours: z.number().int().min(1).max(24).default(12),
    })
    .prefault({}),
  /** What others may do with what can be downloaded, and how catalogues of open data find the town (DCAT-AP.de 2.0). */
  openData: z
    .object({
      licence: z.enum(['dl-zero', 'dl-by', 'cc-by', 'cc-zero']).default('dl-zero'),
      /** Whom to name; empty for the town. */
      attribution: line().default(''),
      /** The town's entry in the list of contributors, http://dcat-ap.de/def/contributors/…; empty until there is one. */
      contributor: z
        .union([
          z.literal(''),
          line().regex(/^https?:\/\/dcat-ap\.de\/def\/contributors\/[\w-]+$/, 'setting.contributor'),
        ])
        .default(''),
      /** Official municipality key, eight digits. */
      ags: z.union([z.literal(''), line(8).regex(/^\d{8}$/, 'setting.ags')]).default(''),
    })
    .prefault({}),
  /** For how long somebody may see a restricted case that they opened in an emergency. */
  emergencyAccess: z.object({ hours: z.number().int().min(1).max(24).default(4) }).prefault({}),
  /** From how many cases a day on it is unusual: at all or of other units, at night, with the same person in them. */
  unusualReading: z
    .object({
      casesADay: z.number().int().min(5).max(1000).default(50),
      atNight: z.number().int().min(1).max(1000).default(10),
      samePerson: z.number().int().min(1).max(100).default(5),
    })
    .prefault({}),
} as const

export type SettingKey = keyof typeof settingSchemas
export type Settings = { [K in SettingKey]: z.output<(typeof settingSchemas)[K]> }
export type SettingInput<K extends SettingKey> = z.input<(typeof settingSchemas)[K]>
export type LegalPage = keyof Settings['legal']
export type LegalSection = z.output<typeof section>

export const settingKeys = Object.keys(settingSchemas) as SettingKey[]
export const isSettingKey = (key: string): key is SettingKey => Object.hasOwn(settingSchemas, key)

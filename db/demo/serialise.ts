/** The demo town in exactly the files that a real town would hand in; so the demo goes through the same importers. */
import { groups } from './categories/index.ts'
import type { ResponsibilityRule } from './categories/responsibility.ts'
import type { Category, Question } from './categories/types.ts'
import type { Authority, Staff, Unit } from './organisation/types.ts'
import type { FeatureCollection, Polygon, Town } from './town/types.ts'

const quote = (value: string | number | boolean): string => {
  const text = typeof value === 'boolean' ? (value ? 'ja' : 'nein') : String(value)
  return /[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** RFC 4180 with a semicolon, as spreadsheets in Germany write it; lines end with CRLF. */
export const toCsv = (header: string[], rows: (string | number | boolean)[][]): string =>
  [header, ...rows].map((row) => `${row.map(quote).join(';')}\r\n`).join('')

export const districtsGeoJson = (town: Town): FeatureCollection<Polygon, { code: string; name: string }> => ({
  type: 'FeatureCollection',
  features: town.districts.map(({ code, name, polygon }) => ({
    type: 'Feature',
    properties: { code, name },
    geometry: polygon,
  })),
})

export const boundaryGeoJson = (town: Town): FeatureCollection => ({
  type: 'FeatureCollection',
  features: [town.boundary],
})

export const streetsGeoJson = (town: Town): FeatureCollection => ({
  type: 'FeatureCollection',
  features: town.streets.map(({ line, ...properties }) => ({
    type: 'Feature',
    properties: { ...properties },
    geometry: line,
  })),
})

export const featuresGeoJson = (town: Town): FeatureCollection => ({
  type: 'FeatureCollection',
  features: town.features.map(({ geometry, ...properties }) => ({
    type: 'Feature',
    properties: { ...properties },
    geometry,
  })),
})

export const addressesCsv = (town: Town): string =>
  toCsv(
    ['strasse', 'hausnummer', 'plz', 'ort', 'ortsteil', 'lat', 'lon'],
    town.addresses.map((a) => [a.street, a.houseNumber, a.postcode, a.place, a.district, a.lat, a.lon]),
  )

const weekdays = ['Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa', 'So']

/** Duty hours read `Mo 06:30-15:30, Di 06:30-15:30`; skills are separated by commas. */
export const staffCsv = (staff: Staff[]): string =>
  toCsv(
    [
      'email',
      'name',
      'rolle',
      'einheit',
      'telefon',
      'qualifikationen',
      'dienstzeiten',
      'lat',
      'lon',
      'kapazitaet',
      'sprache',
    ],
    staff.map((s) => [
      s.email,
      s.name,
      s.role,
      s.unit,
      s.phone,
      s.skills.join(', '),
      s.duty.map((d) => `${weekdays[d.weekday - 1]} ${d.from}-${d.to}`).join(', '),
      s.base.lat,
      s.base.lon,
      s.capacityPerDay,
      s.language,
    ]),
  )

const groupOf = (c: Category) => groups.find((g) => g.code === c.group)!.name

/** A question in the shape of the one field model. */
const fieldOf = ({ options, ...question }: Question, i: number) => ({
  ...question,
  order: i + 1,
  ...(options && { options: options.map(({ code, label }) => ({ key: code, label })) }),
})

/** Questions and danger words are lists of records, so their two columns hold JSON. */
export const categoriesCsv = (categories: Category[]): string =>
  toCsv(
    [
      'code',
      'gruppe',
      'gruppe_en',
      'name_de',
      'name_en',
      'beschreibung_de',
      'beschreibung_en',
      'stichworte_de',
      'stichworte_en',
      'symbol',
      'einheit',
      'qualifikation',
      'zielstunden',
      'vergabe',
      'oeffentlich',
      'foto',
      'prioritaet',
      'fragen',
      'gefahren',
    ],
    categories.map((c) => [
      c.code,
      groupOf(c).de,
      groupOf(c).en,
      c.name.de,
      c.name.en,
      c.description.de,
      c.description.en,
      c.keywords.de.join(', '),
      c.keywords.en.join(', '),
      c.icon,
      c.unit,
      c.skill ?? '',
      c.targetHours,
      c.dispatch,
      c.public,
      c.photoRecommended,
      c.priority,
      JSON.stringify(c.questions.map(fieldOf)),
      JSON.stringify(c.dangers.map(({ text, ...danger }) => ({ ...danger, advice: text }))),
    ]),
  )

export const unitsCsv = (units: Unit[]): string =>
  toCsv(
    ['code', 'uebergeordnet', 'art', 'name', 'name_en', 'email', 'telefon'],
    units.map((u) => [
      u.code,
      u.parent ?? '',
      u.kind === 'team' ? 'team' : 'amt',
      u.name.de,
      u.name.en,
      u.email,
      u.phone,
    ]),
  )

export const authoritiesCsv = (authorities: Authority[]): string =>
  toCsv(
    ['code', 'name', 'name_en', 'url', 'email', 'telefon', 'hinweis', 'hinweis_en'],
    authorities.map((a) => [a.code, a.name.de, a.name.en, a.url, a.email, a.phone, a.word.de, a.word.en]),
  )

/** One line a combination: a rule for several categories or districts stands once for each. */
export const rulesCsv = (rules: ResponsibilityRule[], categories: Category[]): string =>
  toCsv(
    ['kategorie', 'gebiet', 'eigentuemer', 'von', 'bis', 'amt', 'behoerde', 'hinweis'],
    rules.flatMap((rule) => {
      const owner = rule.outside
        ? `outside:${rule.outside[0]}`
        : rule.authorityOfOwner
          ? `${rule.owner}:${rule.authorityOfOwner}`
          : (rule.owner ?? '')
      const codes = rule.categories?.filter((code) => categories.some((c) => c.code === code))
      if (codes?.length === 0) return []
      // What lies on the railway is the railway's whatever it is, so it must not lose to rules that name a category.
      const all = rule.owner === 'rail' ? categories.map((c) => c.code) : (codes ?? [''])
      const span = rule.season ?? rule.hours
      const unit = 'unit' in rule.to ? rule.to.unit : ''
      const authority = 'authority' in rule.to ? rule.to.authority : ''
      return all.flatMap((code) =>
        (rule.districts ?? ['']).map((district) => [
          code,
          district,
          owner,
          span?.from ?? '',
          span?.to ?? '',
          unit,
          authority,
          rule.why.de,
        ]),
      )
    }),
  )

import type { Lang } from '#platform/i18n.ts'

/** German articles by how an office's name ends: "beim Tiefbauamt", "bei der Stadtreinigung", "bei: Team Nord". */
const neuter =
  /^(amt|referat|dezernat|büro|team)\b|(amt|büro|referat|dezernat|zentrum|management|wesen|team)$/i
const masculine = /(hof|betrieb|dienst|trupp|service|unterhalt|schutz|verkehr)$/i
const feminine =
  /(ung|ei|stelle|wehr|behörde|aufsicht|pflege|wirtschaft|hilfe|kolonne|gruppe|polizei|werkstatt)$/i

/** "at the roads department", as a German or English sentence says it. */
export function atUnit(name: string, lang: Lang): string {
  if (lang === 'en') return `with the ${name}`
  // "Amt für Grünflächen" is an Amt, whatever it is for.
  const head = name.split(/ (?:für|und|der|des) /i)[0] ?? name
  const word = head.split(' ').at(-1) ?? head
  if (head.split(' ').length === 1) {
    if (neuter.test(word) || masculine.test(word)) return `beim ${name}`
    if (feminine.test(word)) return `bei der ${name}`
  }
  return `bei: ${name}`
}

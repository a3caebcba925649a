import type { Random } from '../random.ts'
import type { Town } from '../town/types.ts'
import { names } from './names.ts'
import type { Hours, Role, Staff } from './types.ts'
import { depotHours, officeHours } from './units.ts'

const late: Hours[] = [2, 3, 4, 5, 6].map((weekday) => ({ weekday, from: '12:00', to: '20:00' }))
const partTime: Hours[] = [1, 2, 3].map((weekday) => ({ weekday, from: '08:00', to: '14:00' }))

/** unit, role, skills; one row a person. The first four and the data protection officer are the demo logins. */
const posts: [unit: string, role: Role, skills: string][] = [
  ['TBA-STR', 'field_worker', 'straßenbau pflaster'],
  ['TBA', 'clerk', ''],
  ['TBA', 'head', ''],
  ['HAU-DIG', 'administrator', ''],
  ['TBA-STR', 'field_worker', 'straßenbau'],
  ['TBA-STR', 'field_worker', 'straßenbau pflaster'],
  ['TBA-STR', 'field_worker', 'straßenbau'],
  ['TBA-RAD', 'field_worker', 'pflaster straßenbau'],
  ['TBA-RAD', 'field_worker', 'pflaster'],
  ['TBA-BRU', 'field_worker', 'ingenieurbau schlosser'],
  ['TBA', 'clerk', ''],
  ['TBA-RAD', 'clerk', ''],
  ['GFA-PAR', 'field_worker', 'gärtner schlosser'],
  ['GFA-PAR', 'field_worker', 'gärtner'],
  ['GFA-BAU', 'field_worker', 'baumpflege'],
  ['GFA-BAU', 'field_worker', 'baumpflege gärtner'],
  ['GFA-SPI', 'field_worker', 'spielplatzprüfung schlosser'],
  ['GFA-SPI', 'field_worker', 'spielplatzprüfung'],
  ['GFA', 'clerk', ''],
  ['GFA', 'head', ''],
  ['STR-KEH', 'field_worker', 'reinigung abfall'],
  ['STR-KEH', 'field_worker', 'reinigung'],
  ['STR-KEH', 'field_worker', 'reinigung abfall'],
  ['STR-SAM', 'field_worker', 'abfall'],
  ['STR-SAM', 'field_worker', 'abfall winterdienst'],
  ['STR-WIN', 'field_worker', 'winterdienst reinigung'],
  ['STR', 'clerk', ''],
  ['STR', 'head', ''],
  ['ORD-STA', 'field_worker', 'kontrolle'],
  ['ORD-STA', 'field_worker', 'kontrolle'],
  ['ORD-STA', 'field_worker', 'kontrolle'],
  ['ORD-VET', 'field_worker', 'schädling'],
  ['ORD', 'clerk', ''],
  ['ORD', 'head', ''],
  ['SVB-SIG', 'field_worker', 'elektro schilder'],
  ['SVB-SCH', 'field_worker', 'schilder'],
  ['SVB', 'clerk', ''],
  ['SVB', 'head', ''],
  ['SEW-KAN', 'field_worker', 'kanal'],
  ['SEW-KAN', 'field_worker', 'kanal gewässer'],
  ['SEW-GEW', 'field_worker', 'gewässer kanal'],
  ['SEW', 'clerk', ''],
  ['SWB-LEU', 'field_worker', 'elektro'],
  ['SWB-LEU', 'field_worker', 'elektro'],
  ['SWB', 'clerk', ''],
  ['SPA-ANL', 'field_worker', 'schlosser'],
  ['SCH-GEB', 'field_worker', 'hausmeister'],
  ['FRI-HAU', 'field_worker', 'gärtner'],
  ['UMW-IMM', 'clerk', ''],
  ['UMW', 'head', ''],
  ['BAU-NORD', 'clerk', ''],
  ['BAU-SUED', 'clerk', ''],
  ['JUG-KIT', 'clerk', ''],
  ['BUE-SER', 'clerk', ''],
  ['HAU', 'data_protection', ''],
  ['BUE', 'head', ''],
  ['IMM-HAU', 'field_worker', 'hausmeister schlosser'],
  ['PLA-MOB', 'field_worker', 'schlosser'],
  ['SOZ-WOH', 'clerk', ''],
  ['HAU', 'administrator', ''],
]

const neighbourPosts: typeof posts = [
  ['NB-HOF', 'field_worker', 'straßenbau pflaster elektro abfall'],
  ['NB-BAU', 'clerk', ''],
  ['NB-BAU', 'head', ''],
  ['NB-ORD', 'administrator', ''],
  ['NB-HOF', 'field_worker', 'spielplatzprüfung abfall schilder kontrolle'],
]

export const loginNames: Record<Role, string> = {
  field_worker: 'aussendienst',
  clerk: 'sachbearbeitung',
  head: 'leitung',
  administrator: 'verwaltung',
  data_protection: 'datenschutz',
}

/** ä becomes ae and so on; what is left of other marks is dropped. */
export const mailName = (name: string) =>
  name
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'oe')
    .replaceAll('ı', 'i')
    .replaceAll('đ', 'd')
    .replaceAll('þ', 'th')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z-]+/g, '.')
    .replace(/^\.|\.$/g, '')

export function hire(town: Town, domain: string, neighbour: boolean, rng: Random): Staff[] {
  const pool = neighbour ? names.slice(60) : names
  return (neighbour ? neighbourPosts : posts).map(([unit, role, skills], i): Staff => {
    const field = role === 'field_worker'
    const home = rng.pick(town.addresses)
    const name = pool[i]!
    const duty = field
      ? unit.startsWith('ORD')
        ? late
        : depotHours
      : !neighbour && i > 5 && rng.chance(0.2)
        ? partTime
        : officeHours
    return {
      email: `${i < 4 || role === 'data_protection' ? loginNames[role] : mailName(name)}@${domain}`,
      name,
      role,
      unit,
      phone: `069 90009 ${neighbour ? 540 + i : 700 + i}`,
      skills: skills ? skills.split(' ') : [],
      duty,
      base: { lat: home.lat, lon: home.lon },
      capacityPerDay: field ? rng.int(14, 20) : rng.int(18, 30),
      language: i % 17 === 9 ? 'en' : 'de',
    }
  })
}

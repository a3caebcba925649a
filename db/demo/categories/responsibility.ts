/** Rules beyond a category's own unit. The most specific rule wins; `rank` breaks ties (higher first). */
import type { StreetOwner } from '../town/types.ts'
import { text } from './build.ts'
import type { Text } from './types.ts'

export type ResponsibilityRule = {
  categories?: string[]
  districts?: string[]
  owner?: StreetOwner
  authorityOfOwner?: string
  /** Outside the town's boundary, in this direction from its centre. */
  outside?: 'north' | 'east' | 'south' | 'west'
  /** First and last day, MM-DD, both included; may run over the turn of the year. */
  season?: { from: string; to: string }
  /** Local time of day; runs over midnight when `to` is earlier. */
  hours?: { from: string; to: string }
  /** Goes to a unit of the town, or to another authority. */
  to: { unit: string } | { authority: string }
  rank: number
  /** Why, in plain words; stands in the case's history. */
  why: Text
}

const onTheRoad = [
  'schlagloch',
  'radweg',
  'bruecke',
  'verkehrszeichen',
  'markierung',
  'winterdienst',
  'gully',
  'wilder-muell',
  'strasse-schmutzig',
  'totes-tier',
  'hecke',
  'unkraut',
  'baustelle',
]

export const responsibilityRules: ResponsibilityRule[] = [
  {
    owner: 'state',
    authorityOfOwner: 'autobahn',
    to: { authority: 'autobahn' },
    rank: 90,
    why: text(
      'Die Stelle liegt auf der Autobahn; für sie ist die Autobahnverwaltung zuständig.',
      'The place is on the motorway, which is run by the motorway authority.',
    ),
  },
  {
    owner: 'state',
    authorityOfOwner: 'landesstrassen',
    categories: onTheRoad,
    to: { authority: 'landesstrassen' },
    rank: 80,
    why: text(
      'Die Straße gehört dem Land; Fahrbahn und Schilder unterhält die Straßenbauverwaltung des Landes.',
      'The road belongs to the state; its roads agency maintains carriageway and signs.',
    ),
  },
  {
    owner: 'rail',
    to: { authority: 'bahn' },
    rank: 85,
    why: text(
      'Die Stelle liegt auf Bahngelände; zuständig ist der Bahnbetreiber.',
      'The place is on railway land; the rail operator is responsible.',
    ),
  },
  {
    categories: ['wasserrohrbruch'],
    to: { authority: 'wasserwerk' },
    rank: 70,
    why: text(
      'Trinkwasserleitungen und Hydranten betreibt der Wasserverband.',
      'Drinking-water mains and hydrants are run by the water utility.',
    ),
  },
  {
    outside: 'north',
    to: { authority: 'nachbarstadt' },
    rank: 100,
    why: text(
      'Die Stelle liegt nördlich der Stadtgrenze in Nachbarstadt.',
      'The place lies north of the town boundary, in Nachbarstadt.',
    ),
  },
  {
    outside: 'east',
    to: { authority: 'nachbarstadt' },
    rank: 100,
    why: text(
      'Die Stelle liegt östlich der Stadtgrenze in Nachbarstadt.',
      'The place lies east of the town boundary, in Nachbarstadt.',
    ),
  },
  {
    outside: 'south',
    to: { authority: 'suedheim' },
    rank: 100,
    why: text(
      'Die Stelle liegt südlich der Stadtgrenze in Südheim.',
      'The place lies south of the town boundary, in Südheim.',
    ),
  },
  {
    outside: 'west',
    to: { authority: 'westerau' },
    rank: 100,
    why: text(
      'Die Stelle liegt westlich der Stadtgrenze in Westerau.',
      'The place lies west of the town boundary, in Westerau.',
    ),
  },
  {
    categories: ['gehweg', 'radweg', 'schlagloch'],
    season: { from: '11-01', to: '03-31' },
    districts: ['08'],
    to: { unit: 'STR-WIN' },
    rank: 30,
    why: text(
      'Von November bis März betreut der Winterdienst die Wege am Hang von Hohenrod.',
      'From November to March the winter service looks after the slopes of Hohenrod.',
    ),
  },
  {
    categories: ['winterdienst'],
    season: { from: '11-01', to: '03-31' },
    to: { unit: 'STR-WIN' },
    rank: 40,
    why: text(
      'Von November bis März ist der Winterdienst im Einsatz.',
      'The winter service is on duty from November to March.',
    ),
  },
  {
    categories: ['winterdienst'],
    season: { from: '04-01', to: '10-31' },
    to: { unit: 'BUE-SER' },
    rank: 40,
    why: text(
      'Außerhalb der Wintersaison nimmt der Bürgerservice Hinweise zum Winterdienst auf.',
      'Outside the winter season citizen services take notes on winter service.',
    ),
  },
  {
    categories: ['ruine'],
    districts: ['05', '11', '12'],
    to: { unit: 'BAU-SUED' },
    rank: 20,
    why: text(
      'Südlich der Selde ist die Bauaufsicht Süd zuständig.',
      'South of the river the southern building control team is responsible.',
    ),
  },
  {
    categories: ['falschparker', 'laerm'],
    hours: { from: '20:00', to: '06:00' },
    to: { unit: 'ORD-STA' },
    rank: 35,
    why: text('Nachts übernimmt die Stadtpolizei.', 'At night the municipal police take over.'),
  },
  {
    categories: ['wilder-muell'],
    districts: ['10'],
    to: { unit: 'UMW-IMM' },
    rank: 20,
    why: text(
      'Im Osthafen prüft zuerst das Umweltamt, weil dort oft Gewerbeabfall liegt.',
      'In Osthafen the environment office looks first, as commercial waste is common there.',
    ),
  },
]

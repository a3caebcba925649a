import type { Text } from '../categories/types.ts'
import type { Hours, Unit } from './types.ts'

/** Monday to Friday; Thursday long, as town halls do. */
export const officeHours: Hours[] = [1, 2, 3, 4, 5].map((weekday) => ({
  weekday,
  from: '08:00',
  to: weekday === 4 ? '18:00' : weekday === 5 ? '12:30' : '16:00',
}))
/** Depots start early. */
export const depotHours: Hours[] = [1, 2, 3, 4, 5].map((weekday) => ({
  weekday,
  from: '06:30',
  to: weekday === 5 ? '13:00' : '15:30',
}))
const longHours: Hours[] = [1, 2, 3, 4, 5, 6].map((weekday) => ({
  weekday,
  from: '07:00',
  to: weekday === 6 ? '20:00' : '22:00',
}))

type Team = [code: string, de: string, en: string]
type Row = [code: string, de: string, en: string, address: string, hours: Hours[], teams: Team[]]

const rows: Row[] = [
  [
    'TBA',
    'Tiefbauamt',
    'Civil Engineering Office',
    'tiefbauamt',
    depotHours,
    [
      ['TBA-STR', 'Straßenunterhaltung', 'Road maintenance'],
      ['TBA-RAD', 'Geh- und Radwege', 'Footpaths and cycle paths'],
      ['TBA-BRU', 'Brücken und Ingenieurbau', 'Bridges and structures'],
    ],
  ],
  [
    'GFA',
    'Grünflächenamt',
    'Parks Department',
    'gruenflaechenamt',
    depotHours,
    [
      ['GFA-PAR', 'Parks und Anlagen', 'Parks and gardens'],
      ['GFA-BAU', 'Baumpflege', 'Tree care'],
      ['GFA-SPI', 'Spielplätze', 'Playgrounds'],
    ],
  ],
  [
    'STR',
    'Stadtreinigung',
    'Street Cleansing',
    'stadtreinigung',
    depotHours,
    [
      ['STR-KEH', 'Straßenreinigung', 'Street cleaning'],
      ['STR-SAM', 'Abfallsammlung', 'Waste collection'],
      ['STR-WIN', 'Winterdienst', 'Winter service'],
    ],
  ],
  [
    'ORD',
    'Ordnungsamt',
    'Public Order Office',
    'ordnungsamt',
    longHours,
    [
      ['ORD-STA', 'Stadtpolizei', 'Municipal police'],
      ['ORD-GEW', 'Gewerbe und Sondernutzung', 'Trade and use of streets'],
      ['ORD-VET', 'Veterinärwesen und Hygiene', 'Veterinary and hygiene'],
    ],
  ],
  [
    'SVB',
    'Straßenverkehrsbehörde',
    'Traffic Authority',
    'strassenverkehr',
    officeHours,
    [
      ['SVB-SIG', 'Lichtsignalanlagen', 'Traffic signals'],
      ['SVB-SCH', 'Verkehrszeichen und Markierung', 'Signs and markings'],
    ],
  ],
  [
    'SEW',
    'Stadtentwässerung',
    'Drainage',
    'stadtentwaesserung',
    depotHours,
    [
      ['SEW-KAN', 'Kanalbetrieb', 'Sewer operation'],
      ['SEW-GEW', 'Gewässer und Hochwasserschutz', 'Waters and flood protection'],
    ],
  ],
  [
    'SWB',
    'Stadtwerke – Beleuchtung',
    'Municipal Utilities – Lighting',
    'stadtwerke',
    depotHours,
    [['SWB-LEU', 'Straßenbeleuchtung', 'Street lighting']],
  ],
  [
    'SPA',
    'Sportamt',
    'Sports Office',
    'sportamt',
    officeHours,
    [['SPA-ANL', 'Sportanlagen', 'Sports grounds']],
  ],
  [
    'SCH',
    'Schulamt',
    'Schools Office',
    'schulamt',
    officeHours,
    [['SCH-GEB', 'Schulgebäude und Hausmeister', 'School buildings']],
  ],
  [
    'FRI',
    'Friedhofsverwaltung',
    'Cemeteries',
    'friedhof',
    officeHours,
    [['FRI-HAU', 'Friedhofspflege', 'Cemetery care']],
  ],
  [
    'UMW',
    'Umweltamt',
    'Environment Office',
    'umweltamt',
    officeHours,
    [
      ['UMW-IMM', 'Immissionsschutz und Abfallrecht', 'Emission control'],
      ['UMW-NAT', 'Naturschutz', 'Nature conservation'],
    ],
  ],
  [
    'BAU',
    'Bauaufsicht',
    'Building Control',
    'bauaufsicht',
    officeHours,
    [
      ['BAU-NORD', 'Bezirk Nord', 'District north'],
      ['BAU-SUED', 'Bezirk Süd', 'District south'],
    ],
  ],
  [
    'JUG',
    'Jugendamt',
    'Youth Office',
    'jugendamt',
    officeHours,
    [['JUG-KIT', 'Kindertagesstätten', 'Nurseries']],
  ],
  [
    'BUE',
    'Bürgerservice',
    'Citizen Services',
    'buergerservice',
    officeHours,
    [
      ['BUE-SER', 'Servicecenter 115', 'Service centre'],
      ['BUE-MEL', 'Meldewesen', 'Residents’ registration'],
    ],
  ],
  [
    'IMM',
    'Immobilienmanagement',
    'Property Management',
    'immobilien',
    officeHours,
    [['IMM-HAU', 'Gebäudeunterhaltung', 'Building maintenance']],
  ],
  [
    'PLA',
    'Stadtplanungsamt',
    'Planning Office',
    'stadtplanung',
    officeHours,
    [['PLA-MOB', 'Mobilität und Nahverkehr', 'Mobility and transport']],
  ],
  [
    'KUL',
    'Kulturamt',
    'Culture Office',
    'kulturamt',
    officeHours,
    [['KUL-BIB', 'Stadtbibliothek', 'Town library']],
  ],
  [
    'SOZ',
    'Sozialamt',
    'Social Services',
    'sozialamt',
    officeHours,
    [['SOZ-WOH', 'Wohnen und Teilhabe', 'Housing and participation']],
  ],
  [
    'HAU',
    'Haupt- und Personalamt',
    'Central Office',
    'hauptamt',
    officeHours,
    [
      ['HAU-DIG', 'Digitalisierung und IT', 'Digital services and IT'],
      ['HAU-PER', 'Personal', 'Human resources'],
    ],
  ],
]

const neighbourRows: Row[] = [
  ['NB-BAU', 'Bauamt', 'Works Office', 'bauamt', officeHours, []],
  ['NB-ORD', 'Ordnungs- und Bürgeramt', 'Public Order and Citizen Office', 'buergeramt', officeHours, []],
  ['NB-HOF', 'Bauhof', 'Municipal Depot', 'bauhof', depotHours, []],
]

/** Numbers from 069 90009 000 to 999 are kept free for made-up people (Bundesnetzagentur, Mitteilung 148/2021). */
const build = (list: Row[], domain: string, firstPhone: number): Unit[] =>
  list.flatMap(([code, de, en, address, openingHours, teams], i) => {
    const phone = (n: number) => `069 90009 ${firstPhone + i * 10 + n}`
    const unit = (own: string, name: Text, n: number, parent?: string): Unit => ({
      code: own,
      ...(parent && { parent }),
      kind: parent ? 'team' : 'department',
      name,
      email: `${parent ? own.toLowerCase() : address}@${domain}`,
      phone: phone(n),
      openingHours,
    })
    return [
      unit(code, { de, en }, 0),
      ...teams.map(([own, d, e], n) => unit(own, { de: d, en: e }, n + 1, code)),
    ]
  })

export const units = build(rows, 'musterstadt.example', 200)
export const neighbourUnits = build(neighbourRows, 'nachbarstadt.example', 500)

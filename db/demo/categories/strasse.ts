import { category, choice, danger, number, yesno } from './build.ts'

const size = choice('groesse', 'Wie groß ist der Schaden?', 'How large is the damage?', {
  klein: ['kleiner als ein Blatt Papier', 'smaller than a sheet of paper'],
  mittel: ['etwa wie ein Autoreifen', 'about as large as a car tyre'],
  gross: ['größer', 'larger'],
})
const hole = danger(
  '112',
  'Ist die Straße eingebrochen oder jemand in Gefahr? Rufen Sie bitte zuerst die 112 an und halten Sie Abstand.',
  'Has the road collapsed or is someone in danger? Please call 112 first and keep away.',
  'Straße eingebrochen, Fahrbahn abgesackt, Krater, Erdfall',
  'road collapsed, sinkhole, cave-in',
)

export const strasse = [
  category('strasse', 'schlagloch', {
    de: [
      'Schlagloch, Straßenschaden',
      'Löcher, Risse und abgesackte Stellen auf der Fahrbahn.',
      'Schlagloch, Loch, Straße, Fahrbahn, Asphalt, Riss, kaputt, Teer, Delle, Absenkung, Bodenwelle, Straßenschaden',
    ],
    en: [
      'Pothole, road damage',
      'Holes, cracks and dips in the roadway.',
      'pothole, hole, road, asphalt, crack, broken, dip, tarmac, bump',
    ],
    icon: 'road',
    unit: 'TBA-STR',
    skill: 'straßenbau',
    targetHours: 40,
    dispatch: 'assign',
    questions: [
      size,
      yesno('fahrspur', 'Liegt der Schaden in der Fahrspur?', 'Is the damage in the driving lane?'),
    ],
    dangers: [hole],
  }),
  category('strasse', 'gehweg', {
    de: [
      'Gehweg beschädigt',
      'Lose oder fehlende Platten, Stolperkanten, Wurzelschäden.',
      'Gehweg, Bürgersteig, Trottoir, Gehsteig, Platte, Stolperfalle, Stolperkante, Bordstein, Wurzel, Rollator, Rollstuhl',
    ],
    en: [
      'Damaged pavement',
      'Loose or missing slabs, trip hazards, root damage.',
      'pavement, sidewalk, footpath, slab, trip hazard, kerb, curb, root, wheelchair',
    ],
    icon: 'walk',
    unit: 'TBA-RAD',
    skill: 'pflaster',
    targetHours: 60,
    questions: [
      number('hoehe_cm', 'Wie hoch ist die Kante ungefähr (cm)?', 'How high is the edge roughly (cm)?'),
      yesno(
        'unpassierbar',
        'Kommt man mit Rollstuhl oder Kinderwagen noch vorbei?',
        'Can a wheelchair or pram still pass?',
      ),
    ],
  }),
  category('strasse', 'radweg', {
    de: [
      'Radweg beschädigt oder blockiert',
      'Schäden, Wurzeln und Hindernisse auf Radwegen.',
      'Radweg, Fahrrad, Fahrradweg, Radstreifen, Radfahrer, Wurzelaufbruch, Hindernis, Glas auf Radweg, Radverkehr',
    ],
    en: [
      'Cycle path damaged or blocked',
      'Damage, roots and obstacles on cycle paths.',
      'cycle path, bike lane, bicycle, cycling, root, obstacle, cyclist',
    ],
    icon: 'bike',
    unit: 'TBA-RAD',
    skill: 'pflaster',
    targetHours: 50,
    questions: [
      choice('art', 'Was stört?', 'What is wrong?', {
        belag: ['Belag beschädigt', 'damaged surface'],
        wurzel: ['Wurzeln', 'roots'],
        hindernis: ['Hindernis', 'obstacle'],
        markierung: ['Markierung fehlt', 'marking missing'],
      }),
    ],
  }),
  category('strasse', 'bruecke', {
    de: [
      'Brücke, Treppe, Geländer',
      'Schäden an Brücken, Stegen, Treppen, Mauern und Geländern.',
      'Brücke, Steg, Treppe, Geländer, Handlauf, Mauer, Stufe, Unterführung, rostig, locker',
    ],
    en: [
      'Bridge, steps, railing',
      'Damage to bridges, steps, walls and railings.',
      'bridge, footbridge, steps, stairs, railing, handrail, wall, underpass, rusty, loose',
    ],
    icon: 'bridge',
    unit: 'TBA-BRU',
    skill: 'ingenieurbau',
    targetHours: 80,
    dangers: [
      danger(
        '112',
        'Fehlt ein Geländer über Wasser oder droht etwas herabzustürzen? Bitte zuerst 112 anrufen.',
        'Is a railing missing over water or is something about to fall? Please call 112 first.',
        'Geländer fehlt, Steine fallen, einsturzgefährdet, Brücke beschädigt nach Unfall',
        'railing missing, falling stones, about to collapse',
      ),
    ],
  }),
  category('strasse', 'baustelle', {
    de: [
      'Baustelle, Absperrung',
      'Mangelhafte Absicherung, umgestürzte Schilder, fehlende Umleitung.',
      'Baustelle, Absperrung, Bake, Umleitung, Baugrube, Bauzaun, umgefallen, Warnleuchte',
    ],
    en: [
      'Road works, barriers',
      'Poor safety barriers, fallen signs, missing diversion.',
      'road works, construction site, barrier, diversion, fence, pit, warning light',
    ],
    icon: 'barrier',
    unit: 'TBA-STR',
    skill: 'straßenbau',
    targetHours: 16,
    dispatch: 'assign',
    priority: 'high',
    dangers: [
      danger(
        '110',
        'Ist eine Grube ungesichert und jemand könnte hineinfallen? Bitte zuerst 110 anrufen.',
        'Is a pit unsecured so that someone might fall in? Please call 110 first.',
        'Baugrube offen, Grube ungesichert, Absperrung weg',
        'open pit, unsecured pit, barrier gone',
      ),
    ],
  }),
]

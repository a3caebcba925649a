import { category, choice } from './build.ts'

export const sonstiges = [
  category('sonstiges', 'winterdienst', {
    de: [
      'Winterdienst',
      'Nicht geräumte oder gestreute Straßen und Wege, leere Streukisten.',
      'Schnee, Eis, Glatteis, glatt, streuen, räumen, Winterdienst, Streugut, Streukiste, Blitzeis',
    ],
    en: [
      'Winter service',
      'Roads and paths not cleared or gritted, empty grit bins.',
      'snow, ice, icy, slippery, grit, clearing, winter service, grit bin',
    ],
    icon: 'snow',
    unit: 'STR-WIN',
    skill: 'winterdienst',
    targetHours: 4,
    dispatch: 'assign',
    priority: 'high',
    questions: [
      choice('flaeche', 'Wo ist es glatt?', 'Where is it icy?', {
        fahrbahn: ['Fahrbahn', 'road'],
        gehweg: ['Gehweg', 'pavement'],
        radweg: ['Radweg', 'cycle path'],
        treppe: ['Treppe, Brücke', 'steps, bridge'],
      }),
    ],
  }),
  category('sonstiges', 'gebaeude', {
    de: [
      'Öffentliches Gebäude, Toilette',
      'Aufzüge, Türen, Toiletten und Zugänge städtischer Gebäude.',
      'WC, Toilette, Aufzug, Tür, Rathaus, Gebäude, Bibliothek, Rampe, barrierefrei',
    ],
    en: [
      'Public building, toilet',
      'Lifts, doors, toilets and access of municipal buildings.',
      'toilet, wc, lift, elevator, door, town hall, building, library, ramp, accessible',
    ],
    icon: 'building',
    unit: 'IMM-HAU',
    skill: 'hausmeister',
    targetHours: 40,
  }),
  category('sonstiges', 'anderes', {
    de: [
      'Etwas anderes',
      'Wenn nichts anderes passt: Der Bürgerservice leitet es weiter.',
      'anderes, sonstiges, Frage, Hinweis, Anregung, Lob, Idee',
    ],
    en: [
      'Something else',
      'If nothing else fits: citizen services will pass it on.',
      'other, something else, question, hint, idea, praise',
    ],
    icon: 'dots',
    unit: 'BUE-SER',
    targetHours: 40,
    dispatch: 'none',
    photoRecommended: false,
  }),
]

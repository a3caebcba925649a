import { category, choice, danger, date, words } from './build.ts'

export const ordnung = [
  category('ordnung', 'laerm', {
    de: [
      'Lärm, Geruch',
      'Dauerhafte Störungen durch Baustellen, Anlagen oder Betriebe.',
      'Lärm, laut, Krach, Geruch, Gestank, Baulärm, Musik, Laubbläser, nachts, Ruhestörung',
    ],
    en: [
      'Noise, smell',
      'Lasting nuisance by sites, plants or businesses.',
      'noise, loud, smell, stench, construction, music, at night',
    ],
    icon: 'sound',
    unit: 'UMW-IMM',
    targetHours: 60,
    dispatch: 'none',
    public: false,
    photoRecommended: false,
    questions: [
      choice('quelle', 'Woher kommt es?', 'Where does it come from?', {
        bau: ['Baustelle', 'building site'],
        betrieb: ['Betrieb, Gaststätte', 'business, bar'],
        verkehr: ['Verkehr', 'traffic'],
        privat: ['Privat', 'private'],
      }),
      words('uhrzeit', 'Zu welchen Zeiten?', 'At what times?'),
    ],
    dangers: [
      danger(
        '110',
        'Akute Ruhestörung oder Streit? Bitte rufen Sie 110 an.',
        'Acute disturbance or a fight? Please call 110.',
        'Schlägerei, Schüsse, Bedrohung, Hilferufe',
        'fight, shots, threat, screams',
      ),
    ],
  }),
  category('ordnung', 'ratten', {
    de: [
      'Ratten',
      'Ratten auf öffentlichen Flächen und am Kanal.',
      'Ratte, Ratten, Schädlinge, Ungeziefer, Köder, Kanal, Nager',
    ],
    en: ['Rats', 'Rats on public ground and at drains.', 'rat, rats, vermin, pest, rodent, bait'],
    icon: 'rat',
    unit: 'ORD-VET',
    skill: 'schädling',
    targetHours: 40,
    questions: [
      choice('anzahl', 'Wie viele haben Sie gesehen?', 'How many did you see?', {
        eine: ['eine', 'one'],
        mehrere: ['mehrere', 'several'],
        viele: ['viele, auch tagsüber', 'many, by day as well'],
      }),
      date('gesehen', 'Zuletzt gesehen am', 'Last seen on'),
    ],
  }),
  category('ordnung', 'einkaufswagen', {
    de: [
      'Einkaufswagen, Fundsachen',
      'Herrenlose Einkaufswagen und Gegenstände.',
      'Einkaufswagen, Wagen, Supermarkt, Fundsache, herrenlos',
    ],
    en: [
      'Shopping trolley, lost items',
      'Abandoned trolleys and objects.',
      'shopping trolley, shopping cart, supermarket, lost item, abandoned',
    ],
    icon: 'trolley',
    unit: 'STR-SAM',
    skill: 'abfall',
    targetHours: 40,
    priority: 'low',
  }),
  category('ordnung', 'ruine', {
    de: [
      'Baugefahr, verwahrlostes Haus',
      'Lose Dachziegel, bröckelnde Fassaden, offene Leerstände.',
      'Fassade, Dachziegel, Balkon, Ruine, Leerstand, baufällig, Putz, Gerüst',
    ],
    en: [
      'Unsafe or neglected building',
      'Loose tiles, crumbling facades, open empty houses.',
      'facade, roof tile, balcony, ruin, empty house, dilapidated, plaster, scaffold',
    ],
    icon: 'house',
    unit: 'BAU-NORD',
    targetHours: 24,
    dispatch: 'none',
    public: false,
    priority: 'high',
    dangers: [
      danger(
        '112',
        'Fallen Teile auf den Gehweg? Abstand halten, bitte zuerst 112 anrufen.',
        'Are parts falling onto the pavement? Keep away, please call 112 first.',
        'Ziegel fallen, Fassade stürzt, Teile fallen herab, Einsturz',
        'tiles falling, facade collapsing, falling parts, collapse',
      ),
    ],
  }),
]

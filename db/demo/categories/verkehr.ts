import { category, choice, danger, date, words, yesno } from './build.ts'

const plate = words('kennzeichen', 'Kennzeichen (wird nicht veröffentlicht)', 'Number plate (not published)')

export const verkehr = [
  category('verkehr', 'verkehrszeichen', {
    de: [
      'Schild beschädigt oder fehlt',
      'Verbogene, verdeckte, verdrehte oder fehlende Schilder.',
      'Schild, Verkehrszeichen, Verkehrsschild, Straßenschild, verbogen, umgefahren, verdreht, fehlt, Stoppschild',
    ],
    en: [
      'Sign damaged or missing',
      'Bent, hidden, turned or missing signs.',
      'sign, road sign, traffic sign, bent, knocked over, turned, missing, stop sign',
    ],
    icon: 'sign',
    unit: 'SVB-SCH',
    skill: 'schilder',
    targetHours: 40,
    dispatch: 'assign',
    questions: [
      choice('zustand', 'Was ist mit dem Schild?', 'What is wrong with the sign?', {
        verbogen: ['verbogen', 'bent'],
        fehlt: ['fehlt', 'missing'],
        verdeckt: ['verdeckt', 'hidden'],
        beklebt: ['beklebt', 'stickered'],
      }),
    ],
  }),
  category('verkehr', 'markierung', {
    de: [
      'Markierung verblasst',
      'Zebrastreifen, Haltelinien und Radstreifen, die man nicht mehr sieht.',
      'Markierung, Zebrastreifen, Fußgängerüberweg, Linie, verblasst, Farbe, Haltelinie',
    ],
    en: [
      'Faded road marking',
      'Crossings, stop lines and lanes that can no longer be seen.',
      'marking, zebra crossing, line, faded, paint, stop line',
    ],
    icon: 'crossing',
    unit: 'SVB-SCH',
    skill: 'schilder',
    targetHours: 160,
    dispatch: 'none',
    priority: 'low',
  }),
  category('verkehr', 'falschparker', {
    de: [
      'Falschparker',
      'Zugeparkte Gehwege, Radwege, Einfahrten und Feuerwehrzufahrten.',
      'Falschparker, Parken, zugeparkt, Auto, Gehweg, Halteverbot, Feuerwehrzufahrt, Einfahrt, Parkverstoß',
    ],
    en: [
      'Illegal parking',
      'Blocked pavements, cycle paths, driveways and fire lanes.',
      'illegal parking, parking, blocked, car, fire lane, driveway, no stopping',
    ],
    icon: 'parking',
    unit: 'ORD-STA',
    skill: 'kontrolle',
    targetHours: 4,
    dispatch: 'assign',
    public: false,
    questions: [plate, yesno('behinderung', 'Wird jemand behindert?', 'Is anyone obstructed?', true)],
    dangers: [
      danger(
        '110',
        'Ist eine Rettungszufahrt blockiert, die gerade gebraucht wird? Bitte zuerst 110 anrufen.',
        'Is an emergency access blocked that is needed right now? Please call 110 first.',
        'Rettungswagen kommt nicht durch, Feuerwehr kommt nicht durch',
        'ambulance cannot pass, fire engine cannot pass',
      ),
    ],
  }),
  category('verkehr', 'schrottfahrzeug', {
    de: [
      'Schrottfahrzeug, Anhänger',
      'Abgemeldete oder ausgeschlachtete Fahrzeuge auf öffentlichem Grund.',
      'Schrottauto, abgemeldet, ohne Kennzeichen, Autowrack, Anhänger, Wohnwagen, Fahrzeug, Schrott',
    ],
    en: [
      'Abandoned vehicle',
      'Unregistered or stripped vehicles on public ground.',
      'abandoned car, no plates, wreck, trailer, caravan, vehicle, scrap',
    ],
    icon: 'car',
    unit: 'ORD-STA',
    skill: 'kontrolle',
    targetHours: 80,
    questions: [
      words('modell', 'Marke und Farbe', 'Make and colour'),
      date('seit', 'Steht dort seit', 'There since'),
    ],
  }),
  category('verkehr', 'haltestelle', {
    de: [
      'Haltestelle',
      'Schäden an Wartehäuschen, Sitz, Fahrplan und Anzeige.',
      'Haltestelle, Bushaltestelle, Wartehäuschen, Bus, Fahrplan, Scheibe, Glas, Anzeige',
    ],
    en: [
      'Bus stop',
      'Damage to shelter, seat, timetable and display.',
      'bus stop, shelter, bus, timetable, glass, display',
    ],
    icon: 'bus',
    unit: 'PLA-MOB',
    skill: 'schlosser',
    targetHours: 60,
  }),
]

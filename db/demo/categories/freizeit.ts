import { category, choice, danger, yesno } from './build.ts'

export const freizeit = [
  category('freizeit', 'spielgeraet', {
    de: [
      'Spielgerät beschädigt',
      'Schaukel, Rutsche, Klettergerüst oder Fallschutz defekt.',
      'Spielplatz, Schaukel, Rutsche, Klettergerüst, Wippe, Spielgerät, Fallschutz, kaputt, Kette',
    ],
    en: [
      'Playground equipment damaged',
      'Swing, slide, climbing frame or surface broken.',
      'playground, swing, slide, climbing frame, seesaw, equipment, broken, chain',
    ],
    icon: 'swing',
    unit: 'GFA-SPI',
    skill: 'spielplatzprüfung',
    targetHours: 16,
    dispatch: 'assign',
    priority: 'high',
    questions: [
      choice('geraet', 'Welches Gerät?', 'Which equipment?', {
        schaukel: ['Schaukel', 'swing'],
        rutsche: ['Rutsche', 'slide'],
        klettern: ['Klettergerüst', 'climbing frame'],
        wippe: ['Wippe', 'seesaw'],
        anderes: ['anderes', 'other'],
      }),
      yesno('verletzung', 'Kann man sich daran verletzen?', 'Could someone be hurt?', true),
    ],
    dangers: [
      danger(
        '112',
        'Ist ein Kind verletzt? Bitte zuerst 112 anrufen.',
        'Is a child hurt? Please call 112 first.',
        'Kind verletzt, Kind gestürzt, eingeklemmt',
        'child hurt, child injured, trapped',
      ),
    ],
  }),
  category('freizeit', 'spielplatz-sauberkeit', {
    de: [
      'Spielplatz verschmutzt',
      'Scherben, Müll, Kot im Sand.',
      'Spielplatz, Sandkasten, Scherben, Spritze, Müll, Sand, schmutzig, Zigaretten',
    ],
    en: [
      'Dirty playground',
      'Broken glass, litter, waste in the sand.',
      'playground, sandpit, broken glass, syringe, litter, dirty, cigarettes',
    ],
    icon: 'sand',
    unit: 'GFA-SPI',
    skill: 'spielplatzprüfung',
    targetHours: 8,
    dispatch: 'assign',
    priority: 'high',
    dangers: [
      danger(
        '110',
        'Liegen Spritzen oder Köder im Sand? Halten Sie Kinder fern und rufen Sie bitte zuerst 110 an.',
        'Are there syringes or bait in the sand? Keep children away and please call 110 first.',
        'Spritze, Spritzen, Giftköder, Rasierklinge',
        'syringe, needle, poison bait, razor blade',
      ),
    ],
  }),
  category('freizeit', 'sportanlage', {
    de: [
      'Sportanlage, Bolzplatz',
      'Tore, Netze, Zäune und Beläge.',
      'Sportplatz, Bolzplatz, Tor, Netz, Basketball, Korb, Skatepark, Zaun, Laufbahn',
    ],
    en: [
      'Sports ground',
      'Goals, nets, fences and surfaces.',
      'sports ground, goal, net, basketball, hoop, skate park, fence, track',
    ],
    icon: 'ball',
    unit: 'SPA-ANL',
    skill: 'schlosser',
    targetHours: 80,
    priority: 'low',
  }),
  category('freizeit', 'schule', {
    de: [
      'Schule, Kita: Gelände',
      'Schäden an Schulhöfen und städtischen Kitas.',
      'Schule, Schulhof, Kita, Kindergarten, Zaun, Tor, Schulgelände, Schultoilette',
    ],
    en: [
      'School, nursery grounds',
      'Damage on school yards and municipal nurseries.',
      'school, school yard, nursery, kindergarten, fence, gate',
    ],
    icon: 'school',
    unit: 'SCH-GEB',
    skill: 'hausmeister',
    targetHours: 60,
  }),
  category('freizeit', 'friedhof', {
    de: [
      'Friedhof',
      'Wege, Wasserstellen, Kompost und Bänke auf Friedhöfen.',
      'Friedhof, Grab, Wasserstelle, Gießkanne, Grabstein, Kompost, Kapelle',
    ],
    en: [
      'Cemetery',
      'Paths, water points, compost and benches in cemeteries.',
      'cemetery, grave, water point, gravestone, compost, chapel',
    ],
    icon: 'cemetery',
    unit: 'FRI-HAU',
    skill: 'gärtner',
    targetHours: 60,
    priority: 'low',
  }),
]

import { category, choice, danger, multichoice, yesno } from './build.ts'

export const sauberkeit = [
  category('sauberkeit', 'wilder-muell', {
    de: [
      'Wilder Müll',
      'Abgelagerter Hausrat, Sperrmüll, Bauschutt oder Säcke.',
      'Müll, Sperrmüll, Abfall, wilder Müll, Matratze, Sofa, Bauschutt, Müllsack, Ablagerung, Kühlschrank, Reifen',
    ],
    en: [
      'Illegal dumping',
      'Dumped household goods, bulky waste, rubble or bags.',
      'rubbish, garbage, trash, dumping, fly tipping, bulky waste, mattress, sofa, rubble, fridge, tyres',
    ],
    icon: 'trash',
    unit: 'STR-SAM',
    skill: 'abfall',
    targetHours: 24,
    dispatch: 'assign',
    questions: [
      multichoice(
        'art',
        'Was liegt dort?',
        'What has been dumped?',
        {
          hausrat: ['Möbel, Hausrat', 'furniture'],
          saecke: ['Müllsäcke', 'bags'],
          schutt: ['Bauschutt', 'rubble'],
          elektro: ['Elektrogeräte', 'appliances'],
          reifen: ['Reifen', 'tyres'],
          gift: ['Farben, Öl, Chemie', 'paint, oil, chemicals'],
        },
        true,
      ),
      choice('menge', 'Wie viel ungefähr?', 'Roughly how much?', {
        tuete: ['eine Tüte', 'one bag'],
        auto: ['ein Kofferraum', 'a car boot'],
        lkw: ['mehr', 'more'],
      }),
    ],
    dangers: [
      danger(
        '112',
        'Läuft etwas Giftiges aus oder riecht es beißend? Abstand halten, bitte zuerst 112 anrufen.',
        'Is something toxic leaking or is there an acrid smell? Keep away, please call 112 first.',
        'Asbest, Chemikalien laufen aus, Giftfass, ätzend, Gasflasche',
        'asbestos, leaking chemicals, toxic drum, gas cylinder',
      ),
    ],
  }),
  category('sauberkeit', 'papierkorb', {
    de: [
      'Papierkorb voll oder kaputt',
      'Überquellende, beschädigte oder fehlende Papierkörbe.',
      'Papierkorb, Mülleimer, Abfalleimer, voll, überfüllt, quillt über, Mülltonne, Eimer',
    ],
    en: [
      'Litter bin full or broken',
      'Overflowing, damaged or missing bins.',
      'litter bin, bin, full, overflowing, trash can, broken',
    ],
    icon: 'bin',
    unit: 'STR-KEH',
    skill: 'abfall',
    targetHours: 16,
    dispatch: 'assign',
    priority: 'low',
  }),
  category('sauberkeit', 'strasse-schmutzig', {
    de: [
      'Straße oder Platz verschmutzt',
      'Scherben, Laub, Schmutz und Ölspuren.',
      'Schmutz, Dreck, Scherben, Glas, Laub, Ölspur, Kehren, Straßenreinigung, verschmutzt',
    ],
    en: [
      'Dirty street or square',
      'Broken glass, leaves, dirt and oil.',
      'dirt, dirty, broken glass, leaves, oil, sweeping, street cleaning',
    ],
    icon: 'broom',
    unit: 'STR-KEH',
    skill: 'reinigung',
    targetHours: 24,
    questions: [
      choice('was', 'Was liegt dort?', 'What is there?', {
        scherben: ['Scherben', 'broken glass'],
        laub: ['Laub', 'leaves'],
        oel: ['Öl', 'oil'],
        sonst: ['anderes', 'other'],
      }),
    ],
    dangers: [
      danger(
        '112',
        'Ist eine lange Ölspur auf der Fahrbahn? Bitte zuerst 112 anrufen.',
        'Is there a long oil trail on the road? Please call 112 first.',
        'Ölspur, Öl auf Fahrbahn, Benzin läuft aus, Diesel läuft aus',
        'oil spill, oil trail, petrol leaking, diesel leaking',
      ),
    ],
  }),
  category('sauberkeit', 'hundekot', {
    de: [
      'Hundekot',
      'Verunreinigung durch Hunde, leere Beutelspender.',
      'Hund, Hundekot, Kot, Haufen, Hundebeutel, Beutelspender, Tretmine',
    ],
    en: [
      'Dog waste',
      'Fouling by dogs, empty bag dispensers.',
      'dog, dog waste, dog poo, fouling, bag dispenser',
    ],
    icon: 'dog',
    unit: 'STR-KEH',
    skill: 'reinigung',
    targetHours: 32,
    priority: 'low',
  }),
  category('sauberkeit', 'graffiti', {
    de: [
      'Graffiti, Schmiererei, Aufkleber',
      'Auf öffentlichen Flächen; Beleidigendes wird zuerst entfernt.',
      'Graffiti, Schmiererei, Sprayer, besprüht, Hakenkreuz, Aufkleber, Tag, Wand, Plakat',
    ],
    en: [
      'Graffiti, stickers',
      'On public surfaces; offensive content goes first.',
      'graffiti, spray paint, tag, swastika, sticker, wall, poster',
    ],
    icon: 'spray',
    unit: 'STR-KEH',
    skill: 'reinigung',
    targetHours: 80,
    questions: [
      yesno(
        'beleidigend',
        'Ist der Inhalt beleidigend oder verfassungsfeindlich?',
        'Is the content offensive or unconstitutional?',
        true,
      ),
    ],
  }),
  category('sauberkeit', 'totes-tier', {
    de: [
      'Totes Tier',
      'Tote Tiere auf Straßen, Wegen und in Anlagen.',
      'totes Tier, Kadaver, Igel, Katze, Taube, Fuchs, Wildunfall, überfahren',
    ],
    en: [
      'Dead animal',
      'Dead animals on roads, paths and in parks.',
      'dead animal, carcass, cat, pigeon, fox, roadkill',
    ],
    icon: 'paw',
    unit: 'STR-KEH',
    skill: 'reinigung',
    targetHours: 8,
    dispatch: 'assign',
    public: false,
    photoRecommended: false,
  }),
]

import { category, choice, danger, words } from './build.ts'

const lamp = words('mastnummer', 'Nummer am Mast (falls lesbar)', 'Number on the pole (if readable)')
const cable = danger(
  '112',
  'Liegen Kabel frei oder ist ein Mast umgestürzt? Nicht berühren, bitte zuerst 112 anrufen.',
  'Are cables exposed or has a pole fallen? Do not touch, please call 112 first.',
  'Kabel hängt, Kabel offen, Stromkabel, Mast umgestürzt, Mast umgefallen, Stromschlag, Funken',
  'cable hanging, exposed wires, pole fallen, electric shock, sparks',
)

export const licht = [
  category('licht', 'laterne', {
    de: [
      'Straßenlaterne defekt',
      'Lampe dunkel, flackert oder ist beschädigt.',
      'Laterne, Straßenlaterne, Lampe, Licht, dunkel, flackert, aus, Beleuchtung, Straßenlampe, Leuchte, Mast',
    ],
    en: [
      'Street light broken',
      'Light is out, flickers or is damaged.',
      'street light, lamp, light, dark, flickers, lighting, lamp post, pole',
    ],
    icon: 'lamp',
    unit: 'SWB-LEU',
    skill: 'elektro',
    targetHours: 24,
    dispatch: 'assign',
    questions: [
      choice(
        'zustand',
        'Was ist mit der Lampe?',
        'What is wrong with the light?',
        {
          aus: ['ganz aus', 'completely out'],
          flackert: ['flackert', 'flickers'],
          tag: ['brennt am Tag', 'on during the day'],
          schaden: ['beschädigt', 'damaged'],
        },
        true,
      ),
      lamp,
    ],
    dangers: [cable],
  }),
  category('licht', 'ampel', {
    de: [
      'Ampel gestört',
      'Ampel ausgefallen, Taster oder Blindensignal defekt, falsche Schaltung.',
      'Ampel, Lichtsignal, Ampelanlage, Fußgängerampel, rot, grün, Taster, Blindensignal, Schaltung',
    ],
    en: [
      'Traffic light fault',
      'Light out, button or acoustic signal broken, wrong timing.',
      'traffic light, signal, crossing, button, acoustic signal, red, green, timing',
    ],
    icon: 'traffic-light',
    unit: 'SVB-SIG',
    skill: 'elektro',
    targetHours: 8,
    dispatch: 'assign',
    priority: 'high',
    questions: [
      choice('stoerung', 'Was ist gestört?', 'What is faulty?', {
        aus: ['ganz aus', 'out'],
        lampe: ['einzelne Lampe', 'single lamp'],
        taster: ['Taster', 'button'],
        ton: ['Blindensignal', 'acoustic signal'],
      }),
    ],
    dangers: [
      danger(
        '110',
        'Ist eine große Kreuzung ohne Ampel und gefährlich? Bitte zuerst 110 anrufen.',
        'Is a large crossing without lights and dangerous? Please call 110 first.',
        'Ampel ausgefallen Kreuzung, alle Ampeln aus, Ampelmast umgefahren',
        'all lights out, signal pole hit',
      ),
    ],
  }),
]

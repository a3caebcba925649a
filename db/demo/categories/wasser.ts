import { category, danger, yesno } from './build.ts'

export const wasser = [
  category('wasser', 'gully', {
    de: [
      'Gully verstopft',
      'Wasser läuft nicht ab, Pfützen und Überflutung nach Regen.',
      'Gully, Gulli, Abfluss, verstopft, Wasser, Pfütze, überflutet, Regen, Sinkkasten, Straßenablauf',
    ],
    en: [
      'Blocked drain',
      'Water does not run off, puddles and flooding after rain.',
      'drain, gully, blocked, water, puddle, flooded, rain',
    ],
    icon: 'drain',
    unit: 'SEW-KAN',
    skill: 'kanal',
    targetHours: 24,
    dispatch: 'assign',
    questions: [yesno('haus', 'Läuft Wasser auf ein Haus zu?', 'Is water running towards a building?')],
    dangers: [
      danger(
        '112',
        'Läuft Wasser in Keller oder Unterführungen? Bitte zuerst 112 anrufen.',
        'Is water running into cellars or underpasses? Please call 112 first.',
        'Keller läuft voll, Unterführung überflutet, Auto im Wasser',
        'cellar flooding, underpass flooded, car in water',
      ),
    ],
  }),
  category('wasser', 'kanaldeckel', {
    de: [
      'Kanaldeckel lose oder offen',
      'Klappernde, gebrochene oder fehlende Schachtdeckel.',
      'Kanaldeckel, Schachtdeckel, Schacht, klappert, offen, lose, Gullydeckel, Deckel fehlt',
    ],
    en: [
      'Manhole cover loose or open',
      'Rattling, broken or missing covers.',
      'manhole, cover, shaft, rattling, open, loose, missing cover',
    ],
    icon: 'manhole',
    unit: 'SEW-KAN',
    skill: 'kanal',
    targetHours: 4,
    dispatch: 'assign',
    priority: 'high',
    dangers: [
      danger(
        '112',
        'Ist ein Schacht offen? Sichern Sie die Stelle, wenn es gefahrlos geht, und rufen Sie zuerst die 112 an.',
        'Is a manhole open? Secure the spot if that is safe and call 112 first.',
        'Schacht offen, offener Schacht, Deckel fehlt, Gullydeckel fehlt, Kanaldeckel fehlt',
        'open manhole, cover missing, missing cover, open shaft',
      ),
    ],
  }),
  category('wasser', 'wasserrohrbruch', {
    de: [
      'Wasser tritt aus',
      'Mögliche Rohrbrüche, undichte Hydranten und Brunnen.',
      'Rohrbruch, Wasser tritt aus, Hydrant, Leck, sprudelt, Wasserleitung, undicht, Gas, Gasgeruch',
    ],
    en: [
      'Water leak',
      'Possible burst pipes, leaking hydrants.',
      'burst pipe, water leak, hydrant, leaking, gushing, gas smell',
    ],
    icon: 'pipe',
    unit: 'SEW-KAN',
    skill: 'kanal',
    targetHours: 4,
    dispatch: 'assign',
    priority: 'high',
    dangers: [
      danger(
        '069 90009 112',
        'Riecht es nach Gas? Kein Feuer, keine Schalter, Haus verlassen und den Entstörungsdienst der Stadtwerke anrufen: 069 90009 112 (bei Brand 112).',
        'Do you smell gas? No flames, no switches, leave the building and call the utility emergency line: 069 90009 112 (in case of fire 112).',
        'Gasgeruch, riecht nach Gas, Gas tritt aus, Gasleck',
        'gas smell, smell of gas, gas leak, smells like gas',
      ),
      danger(
        '069 90009 113',
        'Sprudelt viel Wasser aus der Straße? Bitte zuerst den Wassernotdienst anrufen: 069 90009 113.',
        'Is a lot of water gushing from the road? Please call the water emergency line first: 069 90009 113.',
        'Wasserrohrbruch, Rohrbruch, Wasser sprudelt',
        'burst pipe, burst main, water gushing',
      ),
    ],
  }),
  category('wasser', 'gewaesser', {
    de: [
      'Bach, Ufer, Gewässer',
      'Verschmutzung, Treibgut, abgerutschte Ufer, tote Fische.',
      'Bach, Fluss, Ufer, Gewässer, Teich, Schaum, tote Fische, Treibgut, Hochwasser, Graben',
    ],
    en: [
      'Stream, bank, waters',
      'Pollution, debris, slipped banks, dead fish.',
      'stream, river, bank, pond, foam, dead fish, debris, flood, ditch',
    ],
    icon: 'wave',
    unit: 'SEW-GEW',
    skill: 'gewässer',
    targetHours: 16,
    dangers: [
      danger(
        '112',
        'Ist jemand im Wasser oder schwimmt Öl auf dem Fluss? Bitte zuerst 112 anrufen.',
        'Is someone in the water or is oil on the river? Please call 112 first.',
        'Person im Wasser, ertrinkt, Ölfilm, Fischsterben, Damm bricht',
        'person in water, drowning, oil slick, fish kill, dyke breaking',
      ),
    ],
  }),
]

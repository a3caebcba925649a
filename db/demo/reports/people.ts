import { mailName } from '../organisation/staff.ts'
import type { Scene } from '../photos/scenes.ts'
import type { Random } from '../random.ts'
import { firstNames, lastNames } from './answers.ts'
import { endings, openings, sentences } from './texts.ts'
import { MINUTE } from './time.ts'
import type { Report, ReportPhoto } from './types.ts'

/** About 55 of 100 people leave no contact. */
export function reporter(rng: Random): Report['reporter'] {
  if (rng.chance(0.55)) return undefined
  const name = `${rng.pick(firstNames)} ${rng.pick(lastNames)}`
  return {
    name,
    ...(rng.chance(0.92) && { email: `${mailName(name)}${rng.int(1, 99)}@example.org` }),
    ...(rng.chance(0.25) && { phone: `069 90009 ${rng.int(100, 999)}` }),
  }
}

export function write(category: string, street: string, language: 'de' | 'en', rng: Random): string {
  const own = sentences[language][category] ?? ['Hier stimmt etwas nicht.']
  const text = `${rng.pick(openings[language])}${placeName(rng.pick(own), street)}${category === 'anderes' ? '' : rng.pick(endings[language])}`
  return rng.chance(0.04) ? text.toLowerCase() : text
}

/** German puts an article before a street's name, and it depends on how the name ends. */
function placeName(sentence: string, street: string): string {
  if (/(weg|ring|pfad|hof|winkel|platz|steg|markt|anger|garten)$/i.test(street))
    sentence = sentence
      .replace(/([Ii])n der \{s\}/, '$1m {s}')
      .replace(/([Aa])n der \{s\}/, '$1m {s}')
      .replace('zur {s}', 'zum {s}')
      .replace('die {s}', 'der {s}')
  else if (!/(straße|gasse|allee|chaussee|brücke|tangente)$/i.test(street))
    sentence = sentence
      .replace(/([Ii])n der \{s\}|([Aa])n der \{s\}/, (_, i, a) =>
        i === 'I' || a === 'A' ? 'Hier ({s})' : 'hier ({s})',
      )
      .replace('die {s}', 'die Straße {s}')
      .replace('zur {s}', 'zum Platz')
  return sentence.replaceAll('{s}', street)
}

/** Sixty-five of a hundred reports bring photos; some phones write how they were held. */
export function photograph(
  category: string,
  scenes: Scene[],
  where: { lat: number; lon: number },
  createdAt: Date,
  rng: Random,
): ReportPhoto[] {
  const own = scenes.filter((s) => s.category === category && !s.after)
  if (!own.length || !rng.chance(0.65)) return []
  const wanted = rng.chance(0.12) ? 2 : 1
  return rng
    .shuffle(own)
    .slice(0, wanted)
    .map((scene) => ({
      scene: scene.id,
      takenAt: new Date(createdAt.getTime() - rng.int(1, rng.chance(0.8) ? 12 : 600) * MINUTE),
      // a few metres beside the thing itself
      lat: where.lat + rng.normal() * 0.00004,
      lon: where.lon + rng.normal() * 0.00006,
    }))
}

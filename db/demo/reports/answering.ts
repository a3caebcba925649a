import type { Category } from '../categories/types.ts'
import type { Random } from '../random.ts'
import { DAY } from './time.ts'
import type { Report } from './types.ts'

const phrases: Record<string, () => string[]> = {
  mastnummer: () => ['1147', 'L 2038', '45-12', '0871'],
  kennzeichen: () => ['MU-ST 1234', 'MU-S 77', 'NB-ST 415'],
  modell: () => ['blauer Kombi', 'weißer Transporter', 'roter Kleinwagen', 'grauer Wohnwagen'],
  uhrzeit: () => ['zwischen 22 und 5 Uhr', 'vor allem am Wochenende', 'ab 5:30 Uhr'],
}

/** Answers to a category's questions; optional ones are often left out. */
export function answerAll(category: Category, at: Date, rng: Random): Report['answers'] {
  const answers: Report['answers'] = {}
  for (const q of category.questions) {
    if (!q.required && rng.chance(0.35)) continue
    const options = (q.options ?? []).map((o) => o.code)
    if (q.kind === 'yesno') answers[q.code] = rng.chance(0.4)
    else if (q.kind === 'number') answers[q.code] = rng.int(1, 9)
    else if (q.kind === 'choice') answers[q.code] = rng.pick(options)
    else if (q.kind === 'multichoice') answers[q.code] = rng.shuffle(options).slice(0, rng.int(1, 2))
    else if (q.kind === 'date')
      answers[q.code] = new Date(at.getTime() - rng.int(1, 60) * DAY).toISOString().slice(0, 10)
    else answers[q.code] = rng.pick(phrases[q.code]?.() ?? ['siehe Foto'])
  }
  return answers
}

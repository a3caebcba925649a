import { describe, expect, it } from 'vitest'
import { rank } from './rank.ts'

const categories = [
  {
    code: 'schlagloch',
    names: ['Schlagloch', 'Pothole'],
    keywords: ['Straßenschaden', 'Loch in der Straße', 'Fahrbahn'],
  },
  {
    code: 'beleuchtung',
    names: ['Straßenbeleuchtung', 'Street light'],
    keywords: ['Laterne', 'Lampe', 'dunkel', 'Licht'],
  },
  {
    code: 'muell',
    names: ['Wilder Müll', 'Fly-tipping'],
    keywords: ['Sperrmüll', 'Abfall', 'illegale Ablagerung'],
  },
  {
    code: 'baum',
    names: ['Baum', 'Tree'],
    keywords: ['Ast', 'umgestürzter Baum', 'Totholz'],
    description: 'Gefahr durch Bäume',
  },
  { code: 'ampel', names: ['Ampel', 'Traffic light'], keywords: ['Lichtsignalanlage', 'Fußgängerampel'] },
]
const best = (text: string) => rank(text, categories)[0]?.candidate.code

describe('ranking', () => {
  it.each([
    ['Riesiges Schlagloch vor dem Haus', 'schlagloch'],
    ['Schlaglöcher überall', 'schlagloch'],
    ['Die Straßenlampe geht nicht mehr', 'beleuchtung'],
    ['Hier ist es nachts dunkel, Laternen aus', 'beleuchtung'],
    ['da liegt sperrmuell', 'muell'],
    ['Ein Baum ist umgestürzt', 'baum'],
    ['Fussgaengerampel bleibt rot', 'ampel'],
    ['Shlagloch', 'schlagloch'],
    ['there is a pothole', 'schlagloch'],
  ])('%s → %s', (text, code) => {
    expect(best(text)).toBe(code)
  })
  it('suggests nothing for nothing and for words that say nothing', () => {
    expect(rank('', categories)).toEqual([])
    expect(rank('bitte und hier', categories)).toEqual([])
    expect(rank('Xylophonkonzert', categories)).toEqual([])
  })
  it('scores between 0 and 1, best first, always the same', () => {
    const first = rank('Licht an der Straße, Ampel, Lampe, Baum, Müll', categories, { limit: 10, least: 0 })
    expect(first.map((r) => r.score)).toEqual(first.map((r) => r.score).sort((a, b) => b - a))
    expect(first.every((r) => r.score >= 0 && r.score <= 1)).toBe(true)
    expect(
      rank('Licht an der Straße, Ampel, Lampe, Baum, Müll', categories, { limit: 10, least: 0 }),
    ).toEqual(first)
  })
  it('takes milliseconds for a long text', () => {
    const text = 'Auf dem Gehweg liegt seit Tagen etwas und niemand kommt vorbei '.repeat(100)
    const many = Array.from({ length: 40 }, (_, i) => ({ ...categories[i % 5]!, code: String(i) }))
    rank(text, many)
    const from = performance.now()
    rank(text, many)
    expect(performance.now() - from).toBeLessThan(50)
  })
})

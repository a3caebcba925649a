import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { makePdf } from './document.ts'
import { textOfPdf } from './reading.fixture.ts'
import { drawable } from './text.ts'

const info = {
  title: 'Auskunft für Łukasiewicz',
  author: 'Stadt Musterstadt',
  lang: 'de' as const,
  madeAt: new Date('2026-11-23T08:00:00Z'),
  pageNumber: (page: number, pages: number) => `Seite ${page} von ${pages}`,
  footer: 'Musterstadt',
}

// Letters and sequences of DIN 91379 that fonts like to lack.
const names = [
  'Łukasiewicz',
  'Ayşe Yıldırım',
  'GROẞE',
  'K͟hālid',
  'S̛̄ōn',
  'Ḗlias',
  'ʿAlī',
  'ʾAmr',
  'M̂bala',
  'Ωμέγα',
  'Жуков',
  'Nguyễn',
]

test('draws every letter of DIN 91379, and its text can be taken out again', async () => {
  const pdf = await makePdf(info, (p) => {
    p.heading(1, info.title)
    for (const name of names) p.paragraph(name)
  })
  const text = textOfPdf(pdf)
  expect(names.filter((name) => !text.includes(name.normalize('NFC')))).toEqual([])
  expect(text).toContain('Seite 1 von 1')
})

test('says its language, its title and its structure, and embeds its fonts', async () => {
  const pdf = await makePdf(info, (p) => {
    p.heading(1, 'Titel')
    p.paragraph('Absatz')
    p.list(['eins', 'zwei'])
    p.pairs([
      ['Name', 'Ayşe'],
      ['Telefon', null],
    ])
    p.table({
      summary: 'Tabelle',
      columns: [
        { label: 'A', width: 1 },
        { label: 'B', width: 2 },
      ],
      rows: [['1', '2']],
    })
  })
  const raw = pdf.toString('latin1')
  const inside = [...raw.matchAll(/stream\r?\n/g)]
    .map((m) => {
      try {
        return inflateSync(pdf.subarray(m.index! + m[0].length)).toString('latin1')
      } catch {
        return ''
      }
    })
    .join('\n')
  const all = raw + inside
  expect(all).toMatch(/\/Lang \(de-DE\)/)
  expect(all).toContain('pdfuaid:part')
  expect(all).toContain('/DisplayDocTitle true')
  expect(all).toContain('/Marked true')
  for (const tag of ['Document', 'H1', 'P', 'L', 'LI', 'Table', 'TH', 'TD'])
    expect(all).toContain(`/S /${tag}\n`)
  expect(all).toContain('/FontFile2')
  expect(all).not.toContain('/BaseFont /Helvetica')
  expect(textOfPdf(pdf)).not.toContain('Telefon')
})

test('goes on over pages, with each row whole and all of them there', async () => {
  const rows = Array.from({ length: 120 }, (_, i) => [
    `Zeile-${i}`,
    'Lorem ipsum dolor sit amet '.repeat(i % 7),
  ])
  const pdf = await makePdf(info, (p) => {
    p.table({
      summary: 'Lang',
      columns: [
        { label: 'Nummer', width: 1 },
        { label: 'Text', width: 3 },
      ],
      rows,
    })
    p.paragraph(`${'Ein sehr langer Absatz. '.repeat(800)}Ende.`)
  })
  const text = textOfPdf(pdf)
  expect(rows.filter(([n]) => !text.includes(`${n}`))).toEqual([])
  expect(text).toContain('Ende.')
  expect(Number(/Seite \d+ von (\d+)/.exec(text)![1])).toBeGreaterThan(5)
})

test('shows a sign for what cannot be drawn, and drops what is no sign', () => {
  expect(drawable('Danke 🎉\u0000 ≤ 3\u202e')).toBe('Danke � <= 3')
})

import { describe, expect, it } from 'vitest'
import { translator } from '#platform/i18n.ts'
import { Complaints, readCsv } from './import.ts'

const read = (text: string) => {
  const complaints = new Complaints(translator('de'))
  const rows = readCsv(
    text,
    { name: { names: ['name'], required: true }, note: { names: ['hinweis', 'note'] } },
    complaints,
  )
  return { rows, errors: complaints.list }
}

describe('CSV', () => {
  it.each([
    ['semicolons', 'Name;Hinweis\nA;x,y\n'],
    ['commas', 'name,note\nA,"x,y"\n'],
    ['tabs', 'name\thinweis\r\nA\tx,y\r\n'],
    ['a BOM', '\ufeffname;hinweis\nA;x,y'],
    ['another order and strange columns', 'hinweis;egal;name\nx,y;1;A'],
    ['empty lines', '\n\nname;hinweis\n\nA;x,y\n;\n'],
  ])('with %s', (_, text) => {
    const { rows, errors } = read(text)
    expect(errors).toEqual([])
    expect(rows.map((r) => r.values)).toEqual([{ name: 'A', note: 'x,y' }])
  })
  it('counts lines as an editor does, over cells with line breaks', () => {
    const { rows } = read('name;hinweis\nA;"eins\nzwei"\n\nB;"x\ny\nz"\nC;\n')
    expect(rows.map((r) => r.line)).toEqual([2, 5, 8])
  })
  it('says which cell on which line is wrong', () => {
    const { errors } = read('name;hinweis\nA;1\n;2\nB;3;4\n')
    expect(errors).toEqual([
      { line: 3, column: 'name', message: 'Dieses Feld darf nicht leer sein.' },
      { line: 4, message: 'Die Zeile hat 3 Felder statt 2.' },
    ])
  })
  it('says what is wrong with the whole file', () => {
    expect(read('').errors).toEqual([{ line: 1, message: 'Die Datei ist leer.' }])
    expect(read('vorname;hinweis\nA;1').errors).toMatchObject([{ line: 1, column: 'name' }])
    expect(read('name;hinweis\nA;"offen\nB;2\n').errors).toHaveLength(1)
  })
})

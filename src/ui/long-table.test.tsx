import { renderToString } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { LongTable } from './long-table.tsx'

const html = (rows: number): string =>
  renderToString(
    <LongTable
      t={(key, values) => `${key} ${values?.n}`}
      caption="Felder"
      rows={Array.from({ length: rows }, (_, i) => ({ key: String(i) }))}
      rowKey={(row) => row.key}
      columns={[
        { key: 'ort', label: 'Ort', cell: (row) => row.key },
        { key: 'last', label: 'Zuletzt', cell: () => <>gestern {<b>spät</b>}</> },
      ]}
    />,
  )

test('the first lines stand there, the others open; a few more are not worth a tap', () => {
  const [shown, folded] = html(13).split('<details')
  expect(shown!.match(/data-row/g)).toHaveLength(10)
  expect(folded).toContain('ui.table.more 3')
  expect(folded!.match(/data-row/g)).toHaveLength(3)
  expect(html(12)).not.toContain('<details')
  expect(html(12).match(/data-row/g)).toHaveLength(12)
})

test('a cell of several pieces is one thing beside its label', () => {
  expect(html(1)).toContain('<div>gestern <b>spät</b></div>')
  expect(html(1)).not.toContain('<div>0</div>')
})

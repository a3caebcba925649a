import { PAGE } from './look.ts'
import { drawable } from './text.ts'

export interface PdfTable {
  /** Said to those who listen. */
  summary: string
  columns: readonly { label: string /** Share of the width. */; width: number }[]
  rows: readonly (readonly string[])[]
}

const PAD = 4
const SIZE = 8.5

/** A table with header cells; a row stays together, and on a new page the header is drawn again. */
export function drawTable(
  doc: PDFKit.PDFDocument,
  root: PDFKit.PDFStructureElement,
  { columns, rows, summary }: PdfTable,
): void {
  const room = doc.page.width - 2 * PAGE.margin
  const whole = columns.reduce((sum, c) => sum + c.width, 0)
  const widths = columns.map((c) => (c.width / whole) * room)
  const left = widths.map((_, i) => PAGE.margin + widths.slice(0, i).reduce((sum, w) => sum + w, 0))
  const bottom = doc.page.height - PAGE.bottom

  const heightOf = (cells: readonly string[], bold: boolean): number => {
    doc.font(bold ? 'bold' : 'regular').fontSize(SIZE)
    return (
      Math.max(
        ...cells.map((cell, i) => doc.heightOfString(drawable(cell) || ' ', { width: widths[i]! - 2 * PAD })),
      ) +
      2 * PAD
    )
  }
  const rules = (y: number, height: number, shaded: boolean): void => {
    doc.markContent('Artifact', { type: 'Layout' } as never)
    if (shaded) doc.rect(PAGE.margin, y, room, height).fill(PAGE.shade)
    doc
      .moveTo(PAGE.margin, y + height)
      .lineTo(PAGE.margin + room, y + height)
      .lineWidth(0.5)
      .stroke(PAGE.line)
    doc.endMarkedContent()
  }
  const cell = (text: string, i: number, y: number, bold: boolean): void => {
    doc
      .font(bold ? 'bold' : 'regular')
      .fontSize(SIZE)
      .fillColor(PAGE.ink)
    doc.text(drawable(text) || ' ', left[i]! + PAD, y + PAD, { width: widths[i]! - 2 * PAD })
  }
  const labels = columns.map((c) => c.label)

  const table = doc.struct('Table', { alt: drawable(summary) } as never)
  root.add(table)
  const row = (parent: PDFKit.PDFStructureElement, cells: readonly string[], head: boolean): void => {
    const height = heightOf(cells, head)
    if (!head && doc.y + height > bottom && doc.y > PAGE.margin + heightOf(labels, true)) {
      doc.addPage()
      headAgain()
    }
    const y = doc.y
    rules(y, height, head)
    const line = doc.struct('TR')
    parent.add(line)
    cells.forEach((text, i) => {
      line.add(
        doc.struct(head ? 'TH' : 'TD', (head ? { scope: 'Column' } : {}) as never, () =>
          cell(text, i, y, head),
        ),
      )
    })
    line.end()
    doc.x = PAGE.margin
    doc.y = y + height
  }
  // Drawn for the eye alone: who listens heard it with the table's beginning.
  const headAgain = (): void => {
    const height = heightOf(labels, true)
    const y = doc.y
    rules(y, height, true)
    doc.markContent('Artifact', { type: 'Layout' } as never)
    labels.forEach((label, i) => {
      cell(label, i, y, true)
    })
    doc.endMarkedContent()
    doc.x = PAGE.margin
    doc.y = y + height
  }
  if (doc.y + heightOf(labels, true) + 40 > bottom) doc.addPage()
  const head = doc.struct('THead')
  table.add(head)
  row(head, labels, true)
  head.end()
  const body = doc.struct('TBody')
  table.add(body)
  for (const cells of rows) row(body, cells, false)
  body.end()
  table.end()
  doc.moveDown(0.8)
}

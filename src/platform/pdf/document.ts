import type { Lang } from '#platform/i18n.ts'
import { pdfFonts } from './fonts.ts'
import { PAGE } from './look.ts'
import { drawTable, type PdfTable } from './table.ts'
import { drawable } from './text.ts'

export interface PdfInfo {
  /** Shown in the reader's title bar, and above the first page. */
  title: string
  author: string
  lang: Lang
  madeAt: Date
  /** Below each page, such as "Seite 1 von 3". */
  pageNumber: (page: number, pages: number) => string
  /** Beside it. */
  footer: string
}

/** What a document is made of; every part is tagged, in reading order, so that it can be listened to. */
export interface PdfWriter {
  heading(level: 1 | 2 | 3, text: string): void
  paragraph(text: string, look?: { small?: boolean; muted?: boolean }): void
  list(items: readonly string[]): void
  /** Labels with their values; what has no value is left out. */
  pairs(rows: readonly (readonly [label: string, value: string | null | undefined])[]): void
  table(table: PdfTable): void
}

const sizes = { 1: 20, 2: 14, 3: 11.5 } as const

/**
 * Makes a PDF, A4, tagged by PDF/UA-1 (ISO 14289-1) as far as the library goes: language, title, structure, embedded
 * fonts, tables with header cells, page numbers as artefacts.
 */
export async function makePdf(info: PdfInfo, write: (pdf: PdfWriter) => void): Promise<Buffer> {
  // Loaded with the first document: it would make every start slower and every idle process larger by 20 MB.
  const [fonts, { default: PDFDocument }] = await Promise.all([pdfFonts(), import('pdfkit')])
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: PAGE.margin, left: PAGE.margin, right: PAGE.margin, bottom: PAGE.bottom },
    pdfVersion: '1.7',
    subset: 'PDF/UA' as never, // the types know the archive profiles only
    tagged: true,
    lang: info.lang === 'de' ? 'de-DE' : 'en-GB',
    displayTitle: true,
    bufferPages: true,
    font: null as never, // none of the built-in fonts, which would not be embedded
    info: {
      Title: drawable(info.title),
      Author: drawable(info.author),
      Creator: 'Stadtdraht',
      Producer: 'Stadtdraht',
      CreationDate: info.madeAt,
      ModDate: info.madeAt,
    },
  })
  const parts: Buffer[] = []
  const whole = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (part: Buffer) => parts.push(part))
    doc.on('end', () => resolve(Buffer.concat(parts)))
    doc.on('error', reject)
  })
  doc.registerFont('regular', fonts.regular).registerFont('bold', fonts.bold)
  const root = doc.struct('Document')
  doc.addStructure(root)
  write(writerOn(doc, root))
  root.end()
  numberPages(doc, info)
  doc.end()
  return whole
}

/** Keeps a heading together with the beginning of what follows. */
function room(doc: PDFKit.PDFDocument, height: number): void {
  if (doc.y + height > doc.page.height - PAGE.bottom) doc.addPage()
}

function writerOn(doc: PDFKit.PDFDocument, root: PDFKit.PDFStructureElement): PdfWriter {
  const part = (tag: string, draw: () => void): void => {
    root.add(doc.struct(tag as never, {}, draw))
  }
  const body = (small = false, muted = false) =>
    doc
      .font('regular')
      .fontSize(small ? 8.5 : 10)
      .fillColor(muted ? PAGE.muted : PAGE.ink)
  const writer: PdfWriter = {
    heading: (level, text) => {
      room(doc, sizes[level] * 3 + 60)
      if (doc.y > PAGE.margin) doc.moveDown(level === 1 ? 0 : level === 2 ? 1.2 : 0.7)
      part(`H${level}`, () =>
        doc.font('bold').fontSize(sizes[level]).fillColor(PAGE.ink).text(drawable(text), PAGE.margin),
      )
      doc.moveDown(level === 1 ? 0.6 : 0.3)
    },
    paragraph: (text, { small, muted } = {}) => {
      for (const one of text.split(/\n{2,}/).filter((p) => p.trim()))
        part('P', () =>
          body(small, muted).text(drawable(one), PAGE.margin, undefined, { paragraphGap: 5, lineGap: 1.5 }),
        )
    },
    list: (items) => {
      const list = doc.struct('L')
      root.add(list)
      for (const item of items)
        list.add(
          doc.struct('LI', {}, [
            doc.struct('LBody', {}, () =>
              body().text(drawable(`• ${item}`), PAGE.margin + 8, undefined, { lineGap: 1.5 }),
            ),
          ]),
        )
      list.end()
      doc.moveDown(0.4)
    },
    pairs: (rows) => {
      for (const [label, value] of rows)
        if (value)
          part('P', () => {
            body()
              .font('bold')
              .text(drawable(`${label}: `), PAGE.margin, undefined, { continued: true, lineGap: 1.5 })
            doc.font('regular').text(drawable(value), { lineGap: 1.5 })
          })
      doc.moveDown(0.4)
    },
    table: (table) => drawTable(doc, root, table),
  }
  return writer
}

function numberPages(doc: PDFKit.PDFDocument, { pageNumber, footer }: PdfInfo): void {
  const { start, count } = doc.bufferedPageRange()
  for (let i = 0; i < count; i++) {
    doc.switchToPage(start + i)
    doc.page.margins.bottom = 0 // else writing there would begin a new page
    doc.markContent('Artifact', { type: 'Pagination', attached: ['Bottom'] } as never)
    const y = doc.page.height - 44
    const width = doc.page.width - 2 * PAGE.margin
    doc.font('regular').fontSize(8.5).fillColor(PAGE.muted)
    doc.text(drawable(footer), PAGE.margin, y, { width, lineBreak: false })
    doc.text(drawable(pageNumber(i + 1, count)), PAGE.margin, y, { width, align: 'right', lineBreak: false })
    doc.endMarkedContent()
  }
}

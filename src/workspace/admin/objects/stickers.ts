import { encode } from 'uqr'
import { objectLabel, type TownObject } from '#modules/objects/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { pdfFonts } from '#platform/pdf/fonts.ts'
import { drawable } from '#platform/pdf/text.ts'
import { paths } from '../../../paths.ts'

/** A4 sheets of 24 labels, 70 × 37 mm without gaps: what every stationer sells. Points are 1/72 of an inch. */
const MM = 72 / 25.4
const COLUMNS = 3
const ROWS = 8
const WIDTH = 70 * MM
const HEIGHT = 37 * MM
/** 8 × 37 mm leave half a millimetre at the top. */
const TOP = 0.5 * MM
const QR = 27 * MM
const INSET = 4 * MM

/** The labels of some objects: a QR code to the object's page, its number, and the code to be typed by hand. */
export async function stickerSheet(ctx: Ctx, objects: readonly TownObject[]): Promise<Buffer> {
  const [fonts, { default: PDFDocument }] = await Promise.all([pdfFonts(), import('pdfkit')])
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    lang: ctx.lang === 'de' ? 'de-DE' : 'en-GB',
    displayTitle: true,
    font: null as never, // none of the built-in fonts, which would not be embedded
    info: {
      Title: drawable(ctx.t('objectAdmin.stickers.document', { town: ctx.tenant.name })),
      Creator: 'Stadtdraht',
      Producer: 'Stadtdraht',
      CreationDate: ctx.now,
    },
  })
  const parts: Buffer[] = []
  const whole = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (part: Buffer) => parts.push(part))
    doc.on('end', () => resolve(Buffer.concat(parts)))
    doc.on('error', reject)
  })
  doc.registerFont('regular', fonts.regular)
  doc.registerFont('bold', fonts.bold)
  objects.forEach((object, i) => {
    const at = i % (COLUMNS * ROWS)
    if (at === 0) doc.addPage()
    draw(doc, ctx, object, {
      x: (at % COLUMNS) * WIDTH,
      y: TOP + Math.floor(at / COLUMNS) * HEIGHT,
    })
  })
  doc.end()
  return whole
}

function draw(
  doc: PDFKit.PDFDocument,
  ctx: Ctx,
  object: TownObject,
  { x, y }: { x: number; y: number },
): void {
  const url = ctx.tenant.publicUrl + paths.object(object.code)
  const { data, size } = encode(url, { ecc: 'Q', border: 0 })
  const cell = QR / size
  const [left, top] = [x + INSET, y + (HEIGHT - QR) / 2]
  data.forEach((row, line) => {
    row.forEach((dark, column) => {
      if (dark) doc.rect(left + column * cell, top + line * cell, cell, cell)
    })
  })
  doc.fill('#000000')
  const textX = left + QR + 3 * MM
  const width = x + WIDTH - INSET - textX
  const line = (font: 'regular' | 'bold', points: number, text: string, height: number): void => {
    doc.font(font, points).text(drawable(text), textX, doc.y, { width, height, ellipsis: true })
  }
  doc.fillColor('#000000')
  doc.y = top
  line('regular', 7.5, ctx.tenant.name, 11)
  line('bold', 9, objectLabel(object, ctx.lang), 36)
  doc.y = Math.max(doc.y + 2, top + QR - 30)
  line('regular', 7, ctx.t('objectAdmin.stickers.call'), 18)
  line('bold', 8.5, object.code, 12)
}

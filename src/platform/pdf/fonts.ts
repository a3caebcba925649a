import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { kernFolder } from '#platform/assets/fonts.ts'

/**
 * The fonts of our documents: KERN's Noto Sans, which has every letter and combining sign of DIN 91379 (its Fira Sans,
 * the pages' font, lacks 56 of them). Read once, on the first document.
 */
export interface PdfFonts {
  regular: Buffer
  bold: Buffer
}

let made: Promise<PdfFonts> | undefined

export function pdfFonts(): Promise<PdfFonts> {
  made ??= load()
  made.catch(() => {
    made = undefined
  })
  return made
}

async function load(): Promise<PdfFonts> {
  const { default: subset } = await import('subset-font')
  // The library that writes the document mangles WOFF2's way of keeping outlines, so it gets plain TrueType.
  const plain = (file: string): Promise<Buffer> =>
    subset(readFileSync(join(kernFolder(), 'dist/fonts/noto-sans', `${file}.woff2`)), characters(), {
      targetFormat: 'truetype',
      keepFeatures: ['kern', 'mark', 'mkmk', 'ccmp', 'locl', 'tnum'],
      noHinting: true,
    })
  const [regular, bold] = await Promise.all([plain('NotoSans-Regular'), plain('NotoSans-Bold')])
  return { regular, bold }
}

/** Latin, Greek, Cyrillic with all marks, signs. */
const characters = (): string =>
  `${Array.from({ length: 0x2600 - 0x20 }, (_, i) => String.fromCodePoint(0x20 + i)).join('')}\ufffd`

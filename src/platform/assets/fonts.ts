import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** KERN's font, in two weights, cut in two by unicode range: most pages need the first piece only. */
const faces = [
  { name: 'regular', file: 'FiraSans-Regular', weight: '100 500' },
  { name: 'semibold', file: 'FiraSans-SemiBold', weight: '600 900' },
] as const

const ranges = {
  latin:
    'U+0020-007E,U+00A0-00FF,U+0131,U+0152-0153,U+0160-0161,U+0178,U+017D-017E,U+02C6,U+02DA,U+02DC,U+1E9E,' +
    'U+2002-2003,U+2009-200A,U+2010-2015,U+2018-201A,U+201C-201E,U+2020,U+2022,U+2026,U+202F,U+2030,' +
    'U+2032-2033,U+2039-203A,U+20AC,U+2122,U+2190-2193,U+2212',
  // The rest of DIN 91379: Latin with all diacritics, combining marks, Greek, Cyrillic, signs.
  din91379:
    'U+0100-0130,U+0132-0151,U+0154-015F,U+0162-0177,U+0179-017C,U+017F-02C5,U+02C7-02D9,U+02DB,U+02DD-036F,' +
    'U+0370-03FF,U+0400-04FF,U+1E00-1E9D,U+1E9F-1EFF,U+2070-209F,U+20A0-20AB,U+20AD-20BF,U+2100-2121,' +
    'U+2123-214F,U+2200-2211,U+2213-22FF,U+25A0-25FF',
} as const

/** Kerning, accents and figures of one width are needed; small capitals and other niceties are not. */
const keepFeatures = ['kern', 'mark', 'mkmk', 'ccmp', 'liga', 'locl', 'tnum']

const charactersOf = (range: string): string =>
  range
    .split(',')
    .map((part) => {
      const [from = 0, to = from] = part
        .slice(2)
        .split('-')
        .map((code) => Number.parseInt(code, 16))
      return Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join('')
    })
    .join('')

/** Where KERN's files lie. */
export const kernFolder = (): string =>
  dirname(createRequire(import.meta.url).resolve('@kern-ux/native/package.json'))

/** name → woff2 */
export async function buildFonts(): Promise<Record<string, Buffer>> {
  const { default: subset } = await import('subset-font')
  const built: Record<string, Buffer> = {}
  for (const face of faces) {
    const whole = readFileSync(join(kernFolder(), 'dist/fonts/fira-sans', `${face.file}.woff2`))
    for (const [range, codes] of Object.entries(ranges))
      built[`fonts/${face.name}-${range}.woff2`] = await subset(whole, charactersOf(codes), {
        targetFormat: 'woff2',
        keepFeatures,
        noHinting: true,
      })
  }
  return built
}

/** The @font-face rules, given where the files ended up. */
export const fontFaces = (url: (name: string) => string): string =>
  faces
    .flatMap((face) =>
      Object.entries(ranges).map(
        ([range, codes]) =>
          `@font-face{font-family:"Fira Sans";font-style:normal;font-weight:${face.weight};font-display:swap;` +
          `src:url("${url(`fonts/${face.name}-${range}.woff2`)}") format("woff2");unicode-range:${codes}}`,
      ),
    )
    .join('\n')

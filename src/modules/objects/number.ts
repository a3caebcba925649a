import type { Uuid } from '#platform/ids.ts'

/**
 * A number as it is compared and sorted: "L 0815", "l-815" and "L815" are the same, and 9 comes before 10. Figures are
 * padded, everything but letters and figures is left out.
 */
export const numberKey = (number: string): string =>
  number
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '.')
    .replace(/\.?(\d+)/g, (_, figures: string) => figures.replace(/^0+(?=\d)/, '').padStart(9, '0'))
    .replaceAll('.', '')

/** Without the letters that are taken for figures (Crockford): codes are typed from stickers. */
const signs = '0123456789abcdefghjkmnpqrstvwxyz'
const LENGTH = 8
/** An id has 122 bits of its own; each try takes 40 of them from another place. */
const TRIES = 5

/**
 * The codes that an object's sticker may bear, best first. They come from its id, which comes from layer and number:
 * an object that is imported anew keeps its sticker.
 */
export function codesOf(id: Uuid): string[] {
  const bits = BigInt(`0x${id.replaceAll('-', '')}`)
  return Array.from({ length: TRIES }, (_, n) => {
    let rest = (bits >> BigInt(16 * (TRIES - 1 - n))) & 0xff_ffff_ffffn
    let code = ''
    for (let i = 0; i < LENGTH; i++) {
      code = signs[Number(rest & 31n)] + code
      rest >>= 5n
    }
    return code
  })
}

/** What somebody typed from a sticker, as it is kept; null for what cannot be a code. */
export function codeFrom(typed: string): string | null {
  const code = typed.trim().toLowerCase().replace(/[\s-]/g, '').replaceAll('o', '0').replace(/[il]/g, '1')
  return code.length === LENGTH && [...code].every((sign) => signs.includes(sign)) ? code : null
}

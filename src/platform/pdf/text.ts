/** What our fonts have; all of DIN 91379 is in it. Others are drawn as the sign for what cannot be drawn. */
const unknown =
  /[^\n\u0020-\u007e\u00a0-\u0377\u037a-\u03ff\u0400-\u052f\u1e00-\u1fff\u2000-\u2027\u2030-\u205e\u2070-\u209c\u20a0-\u20bf\u2100-\u2189\ufffd]/gu

/** Controls, marks of direction, what no character is assigned to. */
const unseen = /[^\P{C}\n]|\p{Variation_Selector}/gu

/** A text as it can be drawn: in one normal form, without signs that are none. The data beside it keeps the original. */
export const drawable = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replaceAll('\t', ' ')
    .replace(unseen, '')
    .replaceAll('≤', '<=')
    .replaceAll('≥', '>=')
    .replace(unknown, '\ufffd')

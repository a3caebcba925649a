// Letters of DIN 91379 that are no base letter with a mark, and so survive Unicode decomposition.
const letters: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ð: 'd',
  đ: 'd',
  ħ: 'h',
  ı: 'i',
  ĸ: 'k',
  ł: 'l',
  ŋ: 'n',
  ŧ: 't',
  þ: 'th',
  ə: 'e',
  ʒ: 'z',
  ǥ: 'g',
  ɨ: 'i',
  ɓ: 'b',
  ɗ: 'd',
  ƙ: 'k',
  ƴ: 'y',
  ς: 'σ',
}
const special = new RegExp(`[${Object.keys(letters).join('')}]`, 'gu')

/**
 * The form in which words are compared: small letters without marks, over all of DIN 91379, and with
 * "ae", "oe", "ue" as "a", "o", "u", so that Müller, Mueller and Muller find each other. Whatever begins a word
 * begins its folded form too, which is what makes prefix search work. Other signs stay.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(special, (letter) => letters[letter] ?? letter)
    .replace(/(?<=[ao]|(?<!q)u)e/g, '')
}

/** The folded words of a text: letters and digits, in order. */
export const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? []

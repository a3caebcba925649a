export type PrivateKind = 'email' | 'phone' | 'plate'

const patterns: readonly [PrivateKind, RegExp][] = [
  ['email', /[^\s@]+@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+/u],
  // A number to call has an area code or a country's; house numbers, years and sizes have neither.
  ['phone', /(?<![\p{L}\p{N}])(?:\+\d{2}|00\d{2}|0\d{2,4})[\s/()-]*(?:\d[\s/()-]{0,2}){5,11}(?!\d)/u],
  ['plate', /(?<![\p{L}\p{N}])[A-ZÄÖÜ]{1,3}[ -][A-Z]{1,2}[ -]?\d{1,4}[EH]?(?![\p{L}\p{N}])/u],
]

/**
 * What in a text people should not publish by accident (mysociety/fixmystreet#2644): a warning, never a refusal,
 * because "B 43" is a road and nobody knows every number.
 */
export const privateWords = (text: string): PrivateKind[] =>
  patterns.filter(([, pattern]) => pattern.test(text)).map(([kind]) => kind)

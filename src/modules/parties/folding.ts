import { foldEmail } from '#modules/identity/index.ts'
import { wordsOf } from '#platform/fold.ts'

/** What parties are compared by: the same for every spelling of the same name, address, number. Null says nothing. */
export interface Folded {
  name: string | null
  address: string | null
  email: string | null
  phone: string | null
}

/** Written before a name, and no part of it. */
const titles = new Set(['dr', 'prof', 'dipl', 'ing', 'med', 'jur', 'phil', 'herr', 'frau', 'mr', 'mrs', 'ms'])

/**
 * A name in the form in which it is compared: all of DIN 91379 in small letters without marks, without titles, and its
 * words in order of the alphabet, so that "Müßig, Erika" is "Dr. Erika Muessig".
 */
export function foldName(name: string | null | undefined): string | null {
  const words = wordsOf(name ?? '')
  const names = words.filter((word) => !titles.has(word))
  return (names.length > 0 ? names : words).sort().join(' ') || null
}

/** "Hauptstr. 12, 63450 Teststadt" and "Hauptstraße 12 63450 Teststadt" are one; less than a street and a number is none. */
export function foldAddress(address: string | null | undefined): string | null {
  const words = wordsOf(address ?? '').map((word) => word.replace(/strasse$/, 'str'))
  return words.length > 1 && words.some((word) => /\d/.test(word)) ? words.join(' ') : null
}

/** A number as it is dialled in Germany: "+49 6181 295-0" is "06181/2950". Fewer than six digits reach nobody. */
export function foldPhone(phone: string | null | undefined): string | null {
  const digits = (phone ?? '')
    .replace(/^\s*\+/, '00')
    .replace(/\(0\)/, '')
    .replace(/\D/g, '')
    .replace(/^0049/, '0')
  return digits.length >= 6 ? digits : null
}

export const foldParty = (party: {
  name: string | null
  address: string | null
  email: string | null
  phone: string | null
}): Folded => ({
  name: foldName(party.name),
  address: foldAddress(party.address),
  email: party.email ? foldEmail(party.email) : null,
  phone: foldPhone(party.phone),
})

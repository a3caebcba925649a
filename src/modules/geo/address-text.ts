import { fold } from '#platform/fold.ts'
import { similarity } from '#platform/similarity.ts'

/** A street's name as it is compared: "Karl Marx Straße", "Karl-Marx-Str." and "karlmarxstrasse" are the same. */
export const streetKey = (name: string): string =>
  fold(name)
    .replace(/strass?e?(?!\p{L})|str\.?(?!\p{L})/gu, 'str')
    .replace(/[^\p{L}\p{N}]/gu, '')

/** As it stands in `geo.address.folded`, for whoever looks for an address by its beginning. */
export const foldedAddress = (a: {
  street: string
  houseNumber: string
  postcode: string
  city: string
}): string => `${streetKey(a.street)} ${fold(a.houseNumber).replace(/\s/g, '')} ${a.postcode} ${fold(a.city)}`

export interface Asked {
  /** Ways to read the street, the likeliest first. */
  streets: string[]
  /** "12a"; empty when none was given. */
  number: string
  postcode: string
}

/**
 * Takes apart what somebody types for an address, in any order: "Hauptstr 12", "12 Hauptstrasse, 63450
 * Musterstadt". `places` are folded names of towns and districts, which say nothing about the street.
 */
export function readAddress(text: string, places: ReadonlySet<string> = new Set()): Asked {
  let rest = ` ${text.slice(0, 200).toLowerCase()} `
  const postcode = /(?<!\d)\d{5}(?!\d)/.exec(rest)?.[0] ?? ''
  if (postcode) rest = rest.replace(postcode, ' ')
  const whole = rest
  // The last number is the house's: "Straße des 17. Juni 5".
  const found = [
    ...rest.matchAll(/(?<=[\s,]|\p{L}\.?)(\d{1,4})(?!\d|\.\s*\p{L}{3})\s?([a-z](?!\p{L}))?/gu),
  ].at(-1)
  if (found) rest = `${rest.slice(0, found.index)} ${rest.slice(found.index + found[0].length)}`
  const read = (words: string): string =>
    streetKey(
      words
        .split(/[\s,;]+/)
        .filter((word) => word !== '' && !places.has(fold(word)))
        .join(' '),
    )
  const streets = [...new Set([read(rest), read(whole), streetKey(rest)])].filter((s) => s !== '')
  return { streets, number: found ? `${found[1]}${found[2] ?? ''}` : '', postcode }
}

export interface StreetName {
  street: string
  key: string
}

/** The streets that could be meant, best first, with a score from 0 to 1; typos are forgiven. */
export function matchStreets(
  asked: Asked,
  names: readonly StreetName[],
  limit = 8,
): { street: string; score: number }[] {
  return names
    .map(({ street, key }) => ({
      street,
      score: Math.max(0, ...asked.streets.map((s, i) => score(s, key) - i * 0.02)),
    }))
    .filter((m) => m.score >= 0.45)
    .sort((a, b) => b.score - a.score || a.street.localeCompare(b.street, 'de'))
    .slice(0, limit)
}

function score(asked: string, key: string): number {
  if (asked === key) return 1
  if (key.startsWith(asked)) return 0.9 + 0.09 * (asked.length / key.length)
  // "str" and "weg" end half of all names and tell them apart badly.
  const [a, b] = [asked.replace(/str$/, ''), key.replace(/str$/, '')]
  if (asked.length >= 4 && key.includes(asked)) return 0.8
  if (a.length < 3) return 0
  return 0.85 * (0.7 * similarity(a, b) + 0.3 * similarity(asked, key))
}

/** How well a house's number fits: exact, "12a" for "12", or a neighbour by count. 0 to 1. */
export function numberFit(asked: string, number: string): number {
  if (asked === '') return 0
  const has = fold(number).replace(/\s/g, '')
  if (has === asked) return 1
  const [a, b] = [Number.parseInt(asked, 10), Number.parseInt(has, 10)]
  if (a === b) return 0.9
  if (has.startsWith(asked)) return 0.6
  return Math.max(0, 0.5 - Math.abs(a - b) / 100)
}

import { expect } from 'vitest'
import type { Upload, Visitor } from './visitor.ts'

/** What stands on the buttons and fields of the report form. */
export const words = {
  de: {
    begin: /Mangel melden/,
    without: 'Ganz ohne Foto melden',
    placeFirst: 'Zuerst den Ort angeben',
    next: /^Weiter$/,
    noPhoto: 'Weiter ohne Foto',
    placeIsRight: 'Ja, weiter',
    description: 'Beschreibung',
    email: 'E-Mail-Adresse',
    name: 'Name',
    send: 'Meldung abschicken',
    thanks: 'Danke, Ihre Meldung ist angekommen',
    category: { pothole: 'Schlagloch', tree: 'Umgestürzter Baum' },
    deep: 'tief',
    other: 'Nein, meins ist etwas anderes',
  },
  en: {
    begin: /Report a problem/,
    without: 'Report without any photo',
    placeFirst: 'Give the place first',
    next: /^Continue$/,
    noPhoto: 'Continue without a photo',
    placeIsRight: 'Yes, continue',
    description: 'Description',
    email: 'Email address',
    name: 'Name',
    send: 'Send the report',
    thanks: 'Thank you, your report has arrived',
    category: { pothole: 'Pothole', tree: 'Fallen tree' },
    deep: 'deep',
    other: 'No, mine is something else',
  },
} as const

export interface Receipt {
  number: string
  /** The tracking link, complete. */
  link: string
}

type Lang = keyof typeof words

/** From the start page to the photos page. */
export async function beginWithPhotos(
  v: Visitor,
  photos: readonly Upload[],
  { js, lang = 'de' }: { js: boolean; lang?: Lang },
): Promise<void> {
  await v.open('/')
  await v.follow(words[lang].begin)
  expect(v.path).toBe('/melden')
  await v.upload(photos, { js })
}

/** Everything behind the place: words, kind, questions, contact, up to the review page. */
export async function describe_(
  v: Visitor,
  {
    text,
    email,
    lang = 'de',
    category = 'pothole',
  }: { text: string; email?: string; lang?: Lang; category?: 'pothole' | 'tree' },
): Promise<void> {
  const w = words[lang]
  expect(v.path).toBe('/melden/beschreibung')
  await v.fill(w.description, text)
  await v.press(w.next)
  expect(v.path).toBe('/melden/kategorie')
  await v.choose(w.category[category])
  await v.press(w.next)
  // Others have reported something near by.
  if (v.path === '/melden/gleiche') await v.press(w.other)
  if (category === 'pothole') {
    expect(v.path).toBe('/melden/fragen')
    await v.choose(w.deep)
    await v.press(w.next)
  }
  expect(v.path).toBe('/melden/kontakt')
  if (email) {
    await v.fill(w.email, email)
    await v.fill(w.name, 'Žofia Groß')
  }
  await v.press(w.next)
  expect(v.path).toBe('/melden/pruefen')
}

export async function send(v: Visitor, lang: Lang = 'de'): Promise<Receipt> {
  await v.press(words[lang].send)
  return readReceipt(v, lang)
}

export async function readReceipt(v: Visitor, lang: Lang = 'de'): Promise<Receipt> {
  expect(v.path).toBe('/melden/fertig')
  expect(await v.h1).toBe(words[lang].thanks)
  const number = /\b(20\d\d-\d+)\b/.exec(await v.text())?.[1] ?? ''
  expect(number).not.toBe('')
  const link = await v.page.locator('a[href*="/status/"]').last().getAttribute('href')
  return { number, link: link ?? '' }
}

/** A report from somebody in a hurry: no photo, an address, the words, off. For journeys that begin behind it. */
export async function quickReport(
  v: Visitor,
  { text, email, address = 'Hauptstraße 12' }: { text: string; email?: string; address?: string },
): Promise<Receipt> {
  await v.open('/melden')
  await v.press(words.de.without)
  await findAddress(v, address)
  await describe_(v, { text, ...(email ? { email } : {}) })
  return send(v)
}

/** Searches an address by the button, takes the first that is found, and says yes to the picture. */
export async function findAddress(v: Visitor, address: string): Promise<void> {
  expect(v.path).toBe('/melden/ort')
  await v.fill(/^Adresse/, address)
  await v.press('Adresse suchen')
  await v.choose(/Hauptstraße 12|Gartenweg 3|Hauptstraße 1\b/)
  await v.press(/^(Weiter|Diesen Ort nehmen)$/)
  expect(v.path).toBe('/melden/ort')
  await v.press('Ja, weiter')
}

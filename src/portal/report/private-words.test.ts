import { expect, it } from 'vitest'
import { privateWords } from './private-words.ts'

it.each([
  ['Rückruf unter 0170 1234567', ['phone']],
  ['Tel. +49 (6181) 12 34 56', ['phone']],
  ['06181/123456', ['phone']],
  ['schreiben Sie an erika.müller@beispiel.de', ['email']],
  ['der Wagen HU-AB 1234 steht da', ['plate']],
  ['F XY12E', ['plate']],
  ['a@b.de oder 0151-23456789', ['email', 'phone']],
])('sees what is private in "%s"', (text, kinds) => {
  expect(privateWords(text)).toEqual(kinds)
})

it.each([
  'Loch von 12 cm auf der B 43, seit dem 01.02.2026 um 08:15 Uhr',
  'Hauptstraße 12, 63450 Musterstadt, Laterne Nr. 004711',
  'Ecke A 66 und L 3008, etwa 0,5 m tief, 2026-11-22',
  'Mast 123456 @ Kreuzung',
])('sees nothing private in "%s"', (text) => {
  expect(privateWords(text)).toEqual([])
})

import type { Area, Row } from './row.ts'

const open = (route: string, about: string, path: string, status = 200): Row => ({
  method: 'GET',
  route,
  about,
  path: () => path,
  answers: {},
  else: status,
})

const rows: Row[] = [
  open('/karte', 'a part of the map', '/karte?bereich=8.92,50.12,8.93,50.13'),
  open('/karte/meldungen.json', 'without a window', '/karte/meldungen.json'),
  open('/karte/meldungen.json', 'near by', '/karte/meldungen.json?bbox=8.92,50.12,8.93,50.13&zoom=18'),
  open('/karte/meldungen.json', 'no part of a map', '/karte/meldungen.json?bbox=1,2,3', 422),
  open(
    '/karte/meldungen.json',
    'looking for a restricted case',
    '/karte/meldungen.json?q=Kanarienh&bbox=8,50,10,51&zoom=20',
  ),
  open('/karte/ausschnitt', 'all that is there', '/karte/ausschnitt?bereich=8,50,10,51'),
  open('/karte/ausschnitt', 'nothing is asked', '/karte/ausschnitt', 422),
]

export const mapArea: Area = { rows }

import { text } from './build.ts'
import { freizeit } from './freizeit.ts'
import { gruen } from './gruen.ts'
import { licht } from './licht.ts'
import { ordnung } from './ordnung.ts'
import { sauberkeit } from './sauberkeit.ts'
import { sonstiges } from './sonstiges.ts'
import { strasse } from './strasse.ts'
import type { Category, GroupCode, Text } from './types.ts'
import { verkehr } from './verkehr.ts'
import { wasser } from './wasser.ts'

export const groups: { code: GroupCode; name: Text; icon: string }[] = [
  { code: 'strasse', name: text('Straßen und Wege', 'Roads and paths'), icon: 'road' },
  { code: 'licht', name: text('Beleuchtung und Ampeln', 'Lighting and signals'), icon: 'lamp' },
  { code: 'sauberkeit', name: text('Müll und Sauberkeit', 'Waste and cleanliness'), icon: 'trash' },
  { code: 'gruen', name: text('Bäume und Grün', 'Trees and green spaces'), icon: 'tree' },
  { code: 'verkehr', name: text('Verkehr und Parken', 'Traffic and parking'), icon: 'sign' },
  { code: 'wasser', name: text('Wasser und Kanal', 'Water and drains'), icon: 'drain' },
  {
    code: 'freizeit',
    name: text('Spielplätze, Sport, Schule', 'Playgrounds, sports, schools'),
    icon: 'swing',
  },
  { code: 'ordnung', name: text('Ordnung und Umwelt', 'Order and environment'), icon: 'sound' },
  { code: 'sonstiges', name: text('Winter, Gebäude, Sonstiges', 'Winter, buildings, other'), icon: 'dots' },
]

/** The 40 categories of Musterstadt. */
export const categories: Category[] = [
  ...strasse,
  ...licht,
  ...sauberkeit,
  ...gruen,
  ...verkehr,
  ...wasser,
  ...freizeit,
  ...ordnung,
  ...sonstiges,
]

/** Names of all category pictures; who draws the pictures can check that none is missing. */
export const icons = [...new Set([...categories.map((c) => c.icon), ...groups.map((g) => g.icon)])]

/** Nachbarstadt takes eight of them and gives them to its own three departments. */
const neighbourUnits: Record<string, string> = {
  schlagloch: 'NB-BAU',
  gehweg: 'NB-BAU',
  laterne: 'NB-BAU',
  verkehrszeichen: 'NB-ORD',
  falschparker: 'NB-ORD',
  'wilder-muell': 'NB-HOF',
  spielgeraet: 'NB-HOF',
  anderes: 'NB-ORD',
}
export const neighbourCategories: Category[] = categories
  .filter((c) => c.code in neighbourUnits)
  .map((c) => ({ ...c, unit: neighbourUnits[c.code]! }))

export type { Category, Danger, GroupCode, Question, QuestionKind, Text } from './types.ts'

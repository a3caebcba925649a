/** "Hauptstraße 12, 63450 Musterstadt" → "Hauptstraße 12": within the town's own pages the town goes without saying. */
export const shortAddress = (address: string | null): string => (address ?? '').replace(/, \d{5} [^,]*$/, '')

/** The beginning of a text, cut between words, for lists. */
export function beginning(text: string, most = 140): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= most) return line
  return `${line.slice(0, most).replace(/\s+\S*$/, '')} …`
}

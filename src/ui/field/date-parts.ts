/** Names of the three inputs of a DateField. */
export const datePartNames = (name: string) =>
  ({ day: `${name}.tag`, month: `${name}.monat`, year: `${name}.jahr` }) as const

/**
 * '2026-11-27' from what a person typed into three inputs; '' when all are empty, null when it is no date.
 * Two-digit years are refused rather than guessed.
 */
export function dateFromParts(day: string, month: string, year: string): string | null {
  const parts = [day, month, year].map((part) => part.trim())
  if (parts.every((part) => part === '')) return ''
  if (!parts.every((part) => /^\d{1,4}$/.test(part)) || parts[2]?.length !== 4) return null
  const [d = 0, m = 0, y = 0] = parts.map(Number)
  const date = new Date(Date.UTC(y, m - 1, d))
  if (date.getUTCMonth() !== m - 1 || date.getUTCDate() !== d) return null
  return `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`
}

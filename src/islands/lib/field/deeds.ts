import type { DeedData } from './model.ts'

/** What came of a form: what to do, or which text below `field.fault` says what is wrong. */
export type Read = { deeds: DeedData[]; fault?: never } | { fault: string; deeds?: never }

/** A number as people write it: "2,5", "1.200", "30". Not a number otherwise. */
export function numberIn(text: string): number {
  const plain = text.trim().replace(/\s/g, '')
  if (/^\d{1,3}(\.\d{3})+(,\d+)?$/.test(plain)) return Number(plain.replaceAll('.', '').replace(',', '.'))
  return /^\d+([.,]\d+)?$/.test(plain) ? Number(plain.replace(',', '.')) : Number.NaN
}

/** What a form of this noun means; the same in the browser and, without scripts, on the server. */
export function readDeeds(noun: string, field: (name: string) => string, can: { start: boolean }): Read {
  switch (noun) {
    case 'ankunft':
      return { deeds: [{ kind: 'arrive' }, ...(can.start ? [{ kind: 'start' } as const] : [])] }
    case 'foto-vorher':
      return { deeds: [{ kind: 'photo', stage: 'before' }] }
    case 'foto-danach':
      return { deeds: [{ kind: 'photo', stage: 'after' }] }
    case 'zeit': {
      const minutes = Math.round(numberIn(field('schnell') || field('minuten')))
      return minutes >= 1 && minutes <= 1440 ? { deeds: [{ kind: 'time', minutes }] } : { fault: 'minutes' }
    }
    case 'material': {
      const quantity = Math.round(numberIn(field('menge')) * 100) / 100
      if (!field('material')) return { fault: 'material' }
      return quantity > 0 && quantity <= 100_000
        ? { deeds: [{ kind: 'material', material: field('material'), quantity }] }
        : { fault: 'quantity' }
    }
    case 'notiz': {
      const text = field('text').trim()
      return text ? { deeds: [{ kind: 'note', text }] } : { fault: 'text' }
    }
    case 'abschluss': {
      const [outcome, note] = [field('ergebnis'), field('text').trim()]
      const needsReason = outcome === 'no_action' || outcome === 'not_responsible'
      return needsReason && !note ? { fault: 'reason' } : { deeds: [{ kind: 'finish', outcome, note }] }
    }
    default:
      return { fault: 'text' }
  }
}

/** What a key may be given here; the same that the interfaces ask for (src/api/machine.ts). */
export const offeredScopes = [
  'open311.write',
  'reports.write',
  'cases.read',
  'cases.write',
  'events.read',
  'scim',
] as const

export const lifetimes = ['90', '365', '730', 'immer'] as const

export interface KeyForm {
  label: string
  scopes: readonly string[]
  lifetime: string
  perMinute: string
}
export type KeyFaults = Partial<Record<'label' | 'scopes' | 'perMinute', true>>

export const emptyForm: KeyForm = { label: '', scopes: [], lifetime: '365', perMinute: '60' }

export function readForm(body: Record<string, string | File | (string | File)[]>): KeyForm {
  const list = (name: string) => [body[name] ?? []].flat().filter((v): v is string => typeof v === 'string')
  const one = (name: string) => (list(name)[0] ?? '').slice(0, 1000)
  const scopes = list('rechte')
  return {
    label: one('name'),
    scopes: offeredScopes.filter((scope) => scopes.includes(scope)),
    lifetime: lifetimes.find((value) => value === one('dauer')) ?? '365',
    perMinute: one('grenze').trim() || '60',
  }
}

export function faultsOf({ label, scopes, perMinute }: KeyForm): KeyFaults {
  return {
    ...(!label.trim() || label.length > 100 ? { label: true } : {}),
    ...(scopes.length === 0 ? { scopes: true } : {}),
    ...(!/^\d{1,6}$/.test(perMinute) || Number(perMinute) < 1 ? { perMinute: true } : {}),
  }
}

export const expiryOf = ({ lifetime }: KeyForm, now: Date): Date | null =>
  lifetime === 'immer' ? null : new Date(now.getTime() + Number(lifetime) * 86_400_000)

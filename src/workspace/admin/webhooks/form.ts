import type { HookInput } from '#modules/webhooks/index.ts'

/** What most programs want to hear of; everything else is in the last choice. */
export const offeredTypes = [
  'case.opened',
  'case.scheduled',
  'case.started',
  'case.replied',
  'case.closed',
  'case.reopened',
  'case.*',
  'tenant.sealed',
] as const

export interface Sent {
  input: HookInput
  version: number
}

export function readForm(body: Record<string, string | File | (string | File)[]>): Sent {
  const one = (name: string): string => {
    const value = [body[name] ?? ''].flat()[0]
    return typeof value === 'string' ? value.slice(0, 3000) : ''
  }
  const types = [body.arten ?? []].flat().filter((v): v is string => typeof v === 'string')
  return {
    input: {
      label: one('name'),
      url: one('adresse').trim(),
      types: offeredTypes.filter((type) => types.includes(type)),
      allCases: one('alle') === 'ja',
    },
    version: /^\d{1,9}$/.test(one('version')) ? Number(one('version')) : 0,
  }
}

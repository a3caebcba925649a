import type { Req } from '#http/env.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Sent } from './naming-input.ts'

/** What a form sent, without its files. */
export async function readForm(c: Req): Promise<Sent> {
  const body = await c.req.parseBody({ all: true })
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => {
      const words = [value].flat().filter((v): v is string => typeof v === 'string')
      return [name, words.length > 1 ? words : (words[0] ?? '')]
    }),
  )
}

const deeds = [
  'benannt',
  'beendet',
  'gespeichert',
  'eingetragen',
  'entfernt',
  'uebernommen',
  'freigegeben',
  'abgelehnt',
  'zurueckgenommen',
] as const

/** What has just been done, in a sentence; nothing for words that are not ours. */
export function doneWords(c: Req, ctx: Ctx): string | null {
  const deed = deeds.find((d) => d === c.req.query('getan'))
  return deed ? ctx.t(`deputies.done.${deed}`) : null
}

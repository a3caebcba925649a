import type { Req } from '#http/env.ts'
import { type PageView, viewOf } from '#http/view.ts'
import { type Citizen, citizenOf, type OwnOrganisation, ownOrganisations } from '#modules/citizens/index.ts'
import type { Ctx } from '#platform/context/context.ts'

/** What every page of the account shows: who is signed in, and for whom they act or could act. */
export interface Me {
  view: PageView
  citizen: Citizen
  organisations: readonly OwnOrganisation[]
  /** What was done a moment ago (text `account.done.<word>`). */
  done: string | null
}

const doneWords = [
  'gespeichert',
  'beendet',
  'entfernt',
  'passkey',
  'adresse',
  'brief',
  'eingeladen',
  'gegruendet',
  'beigetreten',
  'verworfen',
  'loeschung',
] as const

export async function meOf(c: Req, ctx: Ctx): Promise<Me> {
  const [view, organisations] = await Promise.all([viewOf(c, ctx, 'portal'), ownOrganisations(ctx)])
  const done = doneWords.find((word) => word === c.req.query('hinweis')) ?? null
  return { view, citizen: citizenOf(ctx), organisations, done }
}

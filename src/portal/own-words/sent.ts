import type { Req } from '#http/env.ts'
import { limit, RateLimit } from '#http/rate-limit.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import { isUuid } from '#platform/ids.ts'
import { urlWith } from '#ui/url.ts'
import type { Owner } from './owner.ts'

const limits = new RateLimit()
/** Blacking out decodes a photo anew. */
const CHANGES_A_MINUTE = 20

/** Throws 429. */
export const limitChanges = (c: Req, what: 'own-words' | 'own-photos' | 'own-change'): void =>
  limit(c, limits, what, CHANGES_A_MINUTE)

/** Throws NotFound for what is no id. */
export const idOf = (c: Req, name: string): string => {
  const id = c.req.param(name) ?? ''
  if (!isUuid(id)) throw new NotFound()
  return id
}

export const texts = (body: Record<string, unknown>, name: string): string[] =>
  [body[name]].flat().filter((one): one is string => typeof one === 'string')

/** Back to the case, which says what was done. */
export const done = (c: Req, owner: Owner, what: string): Response =>
  c.redirect(urlWith(owner.links.back, { hinweis: what }), 303)

/** A person's mistake, or that it has changed meanwhile, in a sentence; all else goes on its way. */
export const sentence = (ctx: Ctx, error: unknown): string => {
  if (error instanceof Invalid || error instanceof Conflict) return ctx.t(`error.${error.code}`, error.params)
  throw error
}

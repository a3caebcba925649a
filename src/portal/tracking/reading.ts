import type { Req } from '#http/env.ts'
import { holderByToken } from '#modules/cases/index.ts'
import type { Actor } from '#platform/context/actor.ts'
import { anonymous } from '#platform/context/actor.ts'
import { inTx, type Who } from '#platform/context/transaction.ts'
import { NotFound } from '#platform/errors.ts'

/** 128 bits as base64url. */
const TOKEN = /^[\w-]{22}$/
const NUMBER = /^(\d{4})[-–\s]*(\d{1,12})$/

export type Entered = { kind: 'token'; token: string } | { kind: 'number'; number: string } | null

/** What somebody typed or pasted: a link from a mail, the token alone, or a number like "2026-4711". */
export function readEntry(text: string): Entered {
  const given = text.trim().slice(0, 500)
  const linked = /\/status\/([\w-]{22})(?:[/?#]|$)/.exec(given)?.[1]
  if (linked) return { kind: 'token', token: linked }
  const page = /\/meldungen\/([\d-]+)/.exec(given)?.[1]
  const number = NUMBER.exec((page ?? given).replace(/^(nr\.?|#|meldung)\s*/i, ''))
  if (number) return { kind: 'number', number: `${number[1]}-${number[2]}` }
  return TOKEN.test(given) ? { kind: 'token', token: given } : null
}

export type Holder = Actor & { kind: 'holder' }

/** Whoever bears a good link, as an actor. Unknown, expired, revoked and other towns' links: NotFound, all alike. */
export async function holderOf(c: Req, token: string): Promise<Who & { actor: Holder }> {
  const who: Who = { tenant: c.get('tenant'), actor: anonymous, lang: c.get('lang') }
  // A malformed token is looked up too, so that it takes as long as any other.
  const holder = await inTx(c.get('platform'), who, (ctx) => holderByToken(ctx, token.slice(0, 100)))
  if (!holder) throw new NotFound()
  return { ...who, actor: holder }
}

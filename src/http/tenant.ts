import { getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { type Actor, anonymous } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { inTx, type Who } from '#platform/context/transaction.ts'
import { Forbidden } from '#platform/errors.ts'
import type { Lang } from '#platform/i18n.ts'
import type { Env, Req } from './env.ts'

export const LANG_COOKIE = 'sprache'

/** The town that the host names. A name that no town has gets a bare 404: there is no town to dress it in. */
export const findTenant = createMiddleware<Env>(async (c, next) => {
  const platform = c.get('platform')
  const tenant = await platform.tenants.byHost(c.req.header('host'))
  if (!tenant)
    return c.text('No town lives under this name. Unter diesem Namen gibt es hier keine Kommune.\n', 404)
  c.set('tenant', tenant)
  await next()
})

/** German unless the person chose otherwise, or their browser prefers English to German. */
export const chooseLanguage = createMiddleware<Env>(async (c, next) => {
  const asked = c.req.query('lang')
  if (asked === 'de' || asked === 'en') {
    // A choice made once holds for the visit; this is the only cookie that a mere reader may get.
    setCookie(c, LANG_COOKIE, asked, { path: '/', sameSite: 'Lax', maxAge: 180 * 86_400 })
    c.set('lang', asked)
  } else {
    c.set('lang', languageOf(c))
  }
  c.set('actor', anonymous)
  await next()
})

/** What the person chose before, or what their browser asks for. */
export function languageOf(c: Req): Lang {
  const kept = getCookie(c, LANG_COOKIE)
  return kept === 'de' || kept === 'en' ? kept : preferred(c.req.header('accept-language'))
}

export function preferred(header: string | undefined): Lang {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...params] = part.trim().split(';')
      const q = params.map((p) => /^\s*q=([\d.]+)/.exec(p)?.[1]).find(Boolean)
      return { lang: tag.slice(0, 2).toLowerCase(), q: q === undefined ? 1 : Number(q) }
    })
    .filter((w) => (w.lang === 'de' || w.lang === 'en') && w.q > 0)
    .sort((a, b) => b.q - a.q)
  return (wanted[0]?.lang as Lang | undefined) ?? 'de'
}

/** After so long the actor is looked up once more: revocation must reach a long upload or stream within 5 seconds. */
const STALE_MS = 3000

/** Transactions for the request, once it is known who asks. */
export const transactions = createMiddleware<Env>(async (c, next) => {
  const platform = c.get('platform')
  let found = platform.clock.now().getTime()
  const again = async (ctx: Ctx): Promise<Actor> => {
    const actor = await c.get('findAgain')!(ctx)
    if (!actor) {
      c.set('actor', anonymous)
      throw new Forbidden('session_over')
    }
    found = ctx.now.getTime()
    return actor
  }
  const isStale = () => c.get('findAgain') && platform.clock.now().getTime() - found > STALE_MS
  const who: Who = {
    tenant: c.get('tenant'),
    actor: c.get('actor'),
    lang: c.get('lang'),
    // Read by whoever opens a transaction, at the moment of opening it.
    get identify() {
      return isStale() ? again : undefined
    },
  }
  c.set('who', who)
  c.set('tx', (run) => inTx(platform, who, run))
  c.set('publicTx', (run) =>
    inTx(platform, { tenant: who.tenant, lang: c.get('lang'), actor: anonymous }, run),
  )
  await next()
})

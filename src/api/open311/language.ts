import type { Req } from '#http/env.ts'
import type { Lang } from '#platform/i18n.ts'

/** `langcode` (Mark-a-Spot), else what the request's Accept-Language says. */
export function langOf(c: Req): Lang {
  const code = c.req.query('langcode')
  if (code) return code.toLowerCase().startsWith('en') ? 'en' : 'de'
  return c.get('lang') ?? 'de'
}

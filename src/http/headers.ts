import { createMiddleware } from 'hono/factory'
import type { Env } from './env.ts'

/** No inline script or style anywhere, nothing from elsewhere: pages can be kept rendered and cannot be bent. */
export const CONTENT_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "worker-src 'self'",
  "img-src 'self' data: blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

export const securityHeaders = createMiddleware<Env>(async (c, next) => {
  await next()
  const h = c.res.headers
  if (!h.has('Content-Security-Policy')) h.set('Content-Security-Policy', CONTENT_POLICY)
  h.set('X-Content-Type-Options', 'nosniff')
  // Pages whose address is a key say less (src/portal/tracking).
  if (!h.has('Referrer-Policy')) h.set('Referrer-Policy', 'same-origin')
  h.set('Permissions-Policy', 'geolocation=(self), camera=(self), microphone=(), payment=(), usb=()')
  h.set('Cross-Origin-Opener-Policy', 'same-origin')
  if (c.get('tenant')?.publicUrl.startsWith('https:')) h.set('Strict-Transport-Security', 'max-age=31536000')
})

import type { Ctx } from '#platform/context/context.ts'

/** A passkey belongs to a host and to pages served from it; the town's public address says which. */
export const relyingParty = (ctx: Ctx): { id: string; origin: string; name: string } => {
  const url = new URL(ctx.tenant.publicUrl)
  return { id: url.hostname, origin: url.origin, name: ctx.tenant.name }
}

/** The library, loaded when the first passkey is asked for: it would make every start slower. */
export const webauthn = () => import('@simplewebauthn/server')

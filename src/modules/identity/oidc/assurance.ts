import { type TrustLevel, trustLevels } from '#platform/context/actor.ts'
import { type Claims, valuesOf } from './claims.ts'
import type { Provider } from './provider.ts'

/** How sure it is who somebody is: the highest level that a value of the provider's claim stands for, else `none`. */
export function levelOf(
  { levelClaim, levels }: Pick<Provider, 'levelClaim' | 'levels'>,
  claims: Claims,
): TrustLevel {
  const values = new Set(valuesOf(claims, levelClaim))
  const ranks = levels.filter((l) => values.has(l.value)).map((l) => trustLevels.indexOf(l.level))
  return trustLevels[Math.max(0, ...ranks)]!
}

/** Has a second factor been asked for at the provider, as far as we believe it? */
export function showsFactor(
  { factor, factorValues }: Pick<Provider, 'factor' | 'factorValues'>,
  claims: Claims,
): boolean {
  if (factor !== 'shown') return factor === 'theirs'
  // Only the signed id_token speaks here; a method or a class of it counts (RFC 8176, OpenID Connect Core 1.0, 2).
  return [...valuesOf(claims, 'amr'), ...valuesOf(claims, 'acr')].some((value) =>
    factorValues.includes(value),
  )
}

import { type TrustLevel, trustLevels } from '#platform/context/actor.ts'

/** Is somebody who is this sure to be themselves sure enough? */
export const reaches = (level: TrustLevel, required: TrustLevel): boolean =>
  trustLevels.indexOf(level) >= trustLevels.indexOf(required)

export const isTrustLevel = (text: unknown): text is TrustLevel =>
  (trustLevels as readonly unknown[]).includes(text)

import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { z } from 'zod'

const bytes = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[\w-]+$/)
const common = {
  id: bytes(1400),
  rawId: bytes(1400),
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional().catch(undefined),
}

const shown = z.object({
  ...common,
  response: z.object({
    clientDataJSON: bytes(4000),
    authenticatorData: bytes(4000),
    signature: bytes(4000),
    userHandle: bytes(200).optional().catch(undefined),
  }),
})
const made = z.object({
  ...common,
  response: z.object({
    clientDataJSON: bytes(4000),
    attestationObject: bytes(20_000),
    transports: z.array(z.string().max(20)).max(10).optional().catch(undefined),
  }),
})

const parse = <T>(schema: z.ZodType<T>, text: unknown): T | null => {
  try {
    return schema.safeParse(JSON.parse(String(text))).data ?? null
  } catch {
    return null
  }
}

/** What a passkey answered, as the island puts it into the form (WebAuthn 3, 5.1.8); null for anything else. */
export const parseShown = (text: unknown): AuthenticationResponseJSON | null => {
  const answer = parse(shown, text)
  return answer && ({ ...answer, clientExtensionResults: {} } as AuthenticationResponseJSON)
}

export const parseMade = (text: unknown): RegistrationResponseJSON | null => {
  const answer = parse(made, text)
  return answer && ({ ...answer, clientExtensionResults: {} } as RegistrationResponseJSON)
}

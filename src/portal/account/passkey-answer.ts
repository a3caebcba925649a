import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { z } from 'zod'

const bytes = z
  .string()
  .max(20_000)
  .regex(/^[\w-]+$/)
const answer = z.object({
  id: bytes,
  rawId: bytes,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: bytes,
    authenticatorData: bytes.optional(),
    signature: bytes.optional(),
    userHandle: bytes.optional().catch(undefined),
    attestationObject: bytes.optional(),
    transports: z.array(z.string().max(20)).max(10).optional().catch(undefined),
  }),
})

function parse(text: string, parts: readonly ('signature' | 'authenticatorData' | 'attestationObject')[]) {
  try {
    const { data } = answer.safeParse(JSON.parse(text))
    return data && parts.every((part) => data.response[part]) ? { ...data, clientExtensionResults: {} } : null
  } catch {
    return null
  }
}

/** What a passkey answered, as the island puts it into the form (WebAuthn 3, 5.1.8); null for anything else. */
export const shownPasskey = (text: string): AuthenticationResponseJSON | null =>
  parse(text, ['authenticatorData', 'signature']) as AuthenticationResponseJSON | null

export const madePasskey = (text: string): RegistrationResponseJSON | null =>
  parse(text, ['attestationObject']) as RegistrationResponseJSON | null

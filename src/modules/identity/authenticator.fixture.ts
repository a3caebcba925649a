import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'
import { isoCBOR } from '@simplewebauthn/server/helpers'

const text = (bytes: Buffer | Uint8Array): string => Buffer.from(bytes).toString('base64url')
const sha256 = (bytes: Buffer | string): Buffer => createHash('sha256').update(bytes).digest()

/** What an authenticator says of the moment it signed (WebAuthn 3, 6.1). */
const flags = { present: 0x01, verified: 0x04, attested: 0x40 }

/** A passkey made of software: ES256, no attestation. `counter` may be set back, as on a copied one. */
export class SoftPasskey {
  readonly id = randomBytes(16)
  readonly #key: KeyObject
  readonly #public: KeyObject
  origin: string
  counter = 0
  verifies = true

  constructor(origin: string) {
    this.origin = origin
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    this.#key = pair.privateKey
    this.#public = pair.publicKey
  }

  make(options: PublicKeyCredentialCreationOptionsJSON): RegistrationResponseJSON {
    const { x = '', y = '' } = this.#public.export({ format: 'jwk' })
    const cose = new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
      [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
    ])
    const length = Buffer.alloc(2)
    length.writeUInt16BE(this.id.length)
    const attested = Buffer.concat([Buffer.alloc(16), length, this.id, isoCBOR.encode(cose as never)])
    const authData = Buffer.concat([this.#said(options.rp.id!, flags.attested), attested])
    const attestationObject = isoCBOR.encode(
      new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', new Uint8Array(authData)],
      ]) as never,
    )
    return {
      id: text(this.id),
      rawId: text(this.id),
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: text(this.#client('webauthn.create', options.challenge)),
        attestationObject: text(attestationObject),
        transports: ['internal'],
      },
    }
  }

  answer(options: PublicKeyCredentialRequestOptionsJSON): AuthenticationResponseJSON {
    this.counter++
    const client = this.#client('webauthn.get', options.challenge)
    const authData = this.#said(options.rpId!, 0)
    return {
      id: text(this.id),
      rawId: text(this.id),
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: text(client),
        authenticatorData: text(authData),
        signature: text(sign('sha256', Buffer.concat([authData, sha256(client)]), this.#key)),
      },
    }
  }

  #client(type: string, challenge: string): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin: this.origin, crossOrigin: false }))
  }

  #said(rpId: string, more: number): Buffer {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(this.counter)
    const flag = flags.present | (this.verifies ? flags.verified : 0) | more
    return Buffer.concat([sha256(rpId), Buffer.of(flag), counter])
  }
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'

/** A provider of a few lines that lies as it is told: for what a real one would never send. */
export class BentProvider {
  readonly issuer: string
  readonly clientId = 'stadtdraht'
  readonly clientSecret = 'geheim-genug-fuer-einen-test-0123456789'
  /** Of the sign-on that is under way, as it was asked for. */
  asked = new URLSearchParams()
  /** What came to the token endpoint last. */
  redeemed = new URLSearchParams()
  /** Bends the next id_token's claims. */
  claims: (claims: JWTPayload) => JWTPayload = (claims) => claims
  /** Makes the id_token; the usual one is signed with the published key. */
  sign: (claims: JWTPayload) => Promise<string> = (claims) => this.signed(claims)
  /** Bends what the provider says about itself. */
  metadata: Record<string, unknown> = {}
  /** Answers instead of the usual, by path. */
  readonly instead = new Map<string, (req: IncomingMessage, res: ServerResponse) => void>()
  userinfo: Record<string, unknown> = { sub: 'person' }
  readonly #server: Server
  readonly #key: CryptoKey
  readonly #jwk: object

  private constructor(server: Server, issuer: string, key: CryptoKey, jwk: object) {
    this.#server = server
    this.issuer = issuer
    this.#key = key
    this.#jwk = jwk
  }

  static async start(): Promise<BentProvider> {
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
    const jwk = { ...(await exportJWK(publicKey)), kid: 'k', alg: 'RS256', use: 'sig' }
    let handle = (_req: IncomingMessage, _res: ServerResponse): unknown => null
    const server = createServer((req, res) => void handle(req, res))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const made = new BentProvider(server, issuer, privateKey, jwk)
    handle = (req, res) => made.#answer(req, res)
    return made
  }

  signed(
    claims: JWTPayload,
    { key = this.#key, typ }: { key?: CryptoKey; typ?: string } = {},
  ): Promise<string> {
    return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'k', ...(typ && { typ }) }).sign(key)
  }

  /** The answer to the sign-on that leads to `url`. */
  back(url: string, more: Record<string, string> = {}): string {
    this.asked = new URL(url).searchParams
    return `?${new URLSearchParams({ code: 'c0de', state: this.asked.get('state')!, iss: this.issuer, ...more })}`
  }

  async #answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const path = new URL(req.url!, this.issuer).pathname
    const body = await readAll(req)
    const other = this.instead.get(path)
    if (other) return other(req, res)
    const json = (value: unknown, status = 200) => {
      res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
    }
    if (path === '/.well-known/openid-configuration') return json(this.#metadata())
    if (path === '/jwks') return json({ keys: [this.#jwk] })
    if (path === '/userinfo') return json(this.userinfo)
    if (path !== '/token') return json({}, 404)
    this.redeemed = new URLSearchParams(body)
    const now = Math.floor(Date.now() / 1000)
    const claims = this.claims({
      iss: this.issuer,
      aud: this.clientId,
      sub: 'person',
      nonce: this.asked.get('nonce'),
      iat: now,
      exp: now + 300,
      sid: 's1',
    })
    json({ access_token: 'a', token_type: 'Bearer', id_token: await this.sign(claims) })
  }

  #metadata(): Record<string, unknown> {
    return {
      issuer: this.issuer,
      authorization_endpoint: `${this.issuer}/auth`,
      token_endpoint: `${this.issuer}/token`,
      userinfo_endpoint: `${this.issuer}/userinfo`,
      jwks_uri: `${this.issuer}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      authorization_response_iss_parameter_supported: true,
      ...this.metadata,
    }
  }

  /** Honest again. */
  straighten(): void {
    this.claims = (claims) => claims
    this.sign = (claims) => this.signed(claims)
    this.metadata = {}
    this.userinfo = { sub: 'person' }
    this.instead.clear()
  }

  close(): Promise<void> {
    this.#server.closeAllConnections()
    return new Promise((resolve) => this.#server.close(() => resolve()))
  }
}

async function readAll(req: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of req as AsyncIterable<Buffer>) parts.push(part)
  return Buffer.concat(parts).toString()
}

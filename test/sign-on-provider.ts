import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair } from 'jose'
import Provider, { type Configuration } from 'oidc-provider'

export interface Person {
  [claim: string]: unknown
  email?: string
  email_verified?: boolean
  name?: string
  groups?: string[]
}

interface Town {
  /** Where our app answers, as the provider is told. */
  url: string
  /** The provider's code in our addresses. */
  code: string
  /** Where we take its answers: below `/anmeldung/dienst` for staff. */
  at?: string
  /** How the provider reaches us for back-channel logout; by default over the network. */
  fetch?: (url: string, init: RequestInit) => Promise<Response>
}

/** A real OpenID provider on loopback, with its own pages for signing in. Any password will do; the login is the subject. */
export class SignOnProvider {
  readonly issuer: string
  readonly clientId = 'stadtdraht'
  readonly clientSecret = 'sehr-geheim-und-lang-genug-0123456789'
  /** By login. Who is not here cannot sign in. */
  readonly people = new Map<string, Person>()
  /** What the next id_tokens say of how somebody signed in. */
  amr: string[] = ['pwd']
  readonly #server: Server

  private constructor(server: Server, issuer: string) {
    this.#server = server
    this.issuer = issuer
  }

  static async start({
    url,
    code,
    at = '/anmeldung/dienst',
    fetch: ask = fetch,
  }: Town): Promise<SignOnProvider> {
    let answer: (...args: Parameters<ReturnType<Provider['callback']>>) => void = () => {}
    const server = createServer((req, res) => answer(req, res))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const made = new SignOnProvider(server, issuer)
    const { privateKey } = await generateKeyPair('RS256', { extractable: true })
    const key = { ...(await exportJWK(privateKey)), use: 'sig', alg: 'RS256', kid: 'test' }
    const back = `${url}${at}/${code}`
    const configuration: Configuration = {
      clients: [
        {
          client_id: made.clientId,
          client_secret: made.clientSecret,
          redirect_uris: [`${back}/zurueck`],
          post_logout_redirect_uris: [`${url}/anmeldung`],
          backchannel_logout_uri: `${back}/abmeldung`,
          backchannel_logout_session_required: true,
        },
      ],
      jwks: { keys: [key as never] },
      cookies: { keys: ['only-a-test'] },
      features: {
        backchannelLogout: { enabled: true },
        devInteractions: { enabled: true },
      },
      claims: {
        openid: ['sub', 'assurance'],
        email: ['email', 'email_verified'],
        profile: ['name'],
        groups: ['groups', 'realm_access'],
      },
      scopes: ['openid', 'email', 'profile', 'groups'],
      conformIdTokenClaims: true,
      pkce: { required: () => true },
      ttl: {
        Session: 3600,
        Grant: 3600,
        Interaction: 3600,
        AccessToken: 600,
        IdToken: 600,
        AuthorizationCode: 60,
      },
      fetch: ((target: URL | string, init: RequestInit) => ask(String(target), init)) as never,
      async findAccount(_ctx, id) {
        const person = made.people.get(id)
        return person && { accountId: id, claims: async () => ({ sub: id, ...person }) }
      },
    }
    const provider = new Provider(issuer, configuration)
    provider.on('server_error', (_ctx, error) => console.error('provider:', error))
    provider.on('backchannel.error', (_ctx, error) => console.error('provider, telling of a logout:', error))
    answer = provider.callback()
    return made
  }

  /** Opens the provider's pages as a browser would, signs in and agrees; answers where it sends people at the end. */
  async visit(start: string, login: string, cookies = new Map<string, string>()): Promise<string> {
    let at = start
    for (let steps = 0; steps < 15; steps++) {
      let answer = await this.#ask(at, cookies)
      if (answer.status === 200) {
        const html = await answer.text()
        const action = /<form[^>]*action="([^"]+)"/.exec(html)?.[1]
        if (!action) throw new Error(`no form at ${at}: ${html.slice(0, 300)}`)
        const prompt = /name="prompt" value="(\w+)"/.exec(html)?.[1] ?? ''
        answer = await this.#ask(action.replaceAll('&amp;', '&'), cookies, { prompt, login, password: 'x' })
      }
      const location = answer.headers.get('location')
      if (!location) throw new Error(`${answer.status} at ${at}: ${(await answer.text()).slice(0, 500)}`)
      at = new URL(location, this.issuer).href
      if (!at.startsWith(this.issuer)) return at
    }
    throw new Error('it never ends')
  }

  async #ask(url: string, cookies: Map<string, string>, form?: Record<string, string>): Promise<Response> {
    const answer = await fetch(new URL(url, this.issuer), {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([k, v]) => `${k}=${v}`).join('; ') },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    return answer
  }

  /** Ends the session at the provider, which then tells us. */
  async leave(cookies: Map<string, string>): Promise<void> {
    const page = await (await this.#ask(`${this.issuer}/session/end`, cookies)).text()
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const answer = await this.#ask(`${this.issuer}/session/end/confirm`, cookies, { xsrf, logout: 'yes' })
    if (answer.status >= 400) throw new Error(`leaving answered ${answer.status}`)
  }

  close(): Promise<void> {
    this.#server.closeAllConnections()
    return new Promise((resolve) => this.#server.close(() => resolve()))
  }
}

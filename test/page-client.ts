import type { Hono } from 'hono'
import type { Env } from '#http/env.ts'
import type { Assets } from '#platform/assets/assets.ts'

/** Names are good enough where nothing is drawn. */
export const fakeAssets: Assets = { url: (name) => `/assets/${name}`, needs: () => [], serve: () => null }

type Body = Record<string, string | string[] | Blob | Blob[]> | FormData

/** A browser without scripts, as far as forms need one: cookies, redirects, forms. */
export class PageClient {
  readonly #app: Hono<Env>
  readonly host: string
  readonly cookies = new Map<string, string>()
  /** Sent with every request, such as a program's key. */
  headers: Record<string, string> = {}

  constructor(app: Hono<Env>, host = 'teststadt.localhost:3000') {
    this.#app = app
    this.host = host
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.#send(path, { headers })
  }

  /** Sends a form. Files make it multipart. */
  async post(path: string, body: Body = {}, headers: Record<string, string> = {}): Promise<Response> {
    const form = body instanceof FormData ? body : formOf(body)
    const files = [...form.values()].some((value) => value instanceof File)
    return this.#send(path, {
      method: 'POST',
      headers: { origin: `http://${this.host}`, ...headers },
      body: files ? form : new URLSearchParams([...form].map(([k, v]) => [k, String(v)])),
    })
  }

  /** Sends bytes that no form would. */
  async raw(path: string, type: string, body: string, method = 'POST'): Promise<Response> {
    return this.#send(path, { method, headers: { 'content-type': type }, body })
  }

  /** Goes where an answer says, until there is a page. */
  async follow(response: Response): Promise<{ path: string; html: string; status: number }> {
    let path = ''
    let at = response
    while (at.status >= 300 && at.status < 400) {
      path = at.headers.get('location') ?? ''
      at = await this.get(path)
    }
    return { path, html: await at.text(), status: at.status }
  }

  async #send(path: string, init: RequestInit): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await this.#app.request(`http://${this.host}${path}`, {
      ...init,
      headers: {
        host: this.host,
        ...(cookie ? { cookie } : {}),
        ...this.headers,
        ...(init.headers as Record<string, string>),
      },
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/max-age=0/i.test(line)) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    return response
  }
}

function formOf(body: Exclude<Body, FormData>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(body))
    for (const one of [value].flat()) form.append(name, one as string)
  return form
}

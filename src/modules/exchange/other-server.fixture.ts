import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a request to the other server was. */
export interface Asked {
  method: string
  path: string
  query: URLSearchParams
  form: URLSearchParams
  headers: IncomingMessage['headers']
}

export interface Answer {
  status?: number
  type?: string
  body: unknown
}

export type Behaviour = (asked: Asked) => Answer | 'hang' | 'cut' | 'pour'

/** Somebody else's Open311 server, as good or bad as a test wants it; over real HTTP. */
export class OtherServer {
  readonly asked: Asked[] = []
  answer: Behaviour = () => ({ status: 404, body: '<html><body>Not found</body></html>', type: 'text/html' })
  #server: Server | null = null
  port = 0

  async up(): Promise<void> {
    this.#server = createServer((request, response) => {
      let body = ''
      request.on('data', (part) => {
        body += part
      })
      request.on('end', () => {
        const url = new URL(request.url ?? '/', 'http://x')
        const asked: Asked = {
          method: request.method ?? '',
          path: url.pathname,
          query: url.searchParams,
          form: new URLSearchParams(body),
          headers: request.headers,
        }
        this.asked.push(asked)
        const answer = this.answer(asked)
        if (answer === 'hang') return
        if (answer === 'cut') return request.socket.destroy()
        if (answer === 'pour') {
          response.writeHead(200, { 'content-type': 'application/json' })
          const pour = setInterval(() => response.write(' '.repeat(1_000_000)), 1)
          response.on('close', () => clearInterval(pour))
          return
        }
        const { status = 200, type = 'application/json', body: out } = answer
        response
          .writeHead(status, { 'content-type': type })
          .end(typeof out === 'string' ? out : JSON.stringify(out))
      })
    })
    await new Promise<void>((done) => this.#server!.listen(this.port, '127.0.0.1', done))
    this.port = (this.#server.address() as AddressInfo).port
  }

  /** Nobody answers any more; `up` brings it back at the same place. */
  async down(): Promise<void> {
    const server = this.#server
    this.#server = null
    server?.closeAllConnections()
    await new Promise((done) => (server ? server.close(done) : done(null)))
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/georeport/v2`
  }

  posts(path = 'requests'): Asked[] {
    return this.asked.filter((a) => a.method === 'POST' && a.path.includes(`/${path}.`))
  }
}

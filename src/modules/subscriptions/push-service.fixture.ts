import { createDecipheriv, createECDH, createHmac, randomBytes } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Device } from './device.ts'

/** A browser's side of a push subscription: it reads what was encrypted for it (RFC 8291). */
export class Browser {
  readonly #curve = createECDH('prime256v1')
  readonly #auth = randomBytes(16)
  readonly device: Device

  constructor(endpoint: string) {
    this.#curve.generateKeys()
    this.device = {
      endpoint,
      p256dh: this.#curve.getPublicKey('base64url'),
      auth: this.#auth.toString('base64url'),
    }
  }

  read(body: Buffer): unknown {
    const salt = body.subarray(0, 16)
    const length = body[20]!
    const sender = body.subarray(21, 21 + length)
    const sealed = body.subarray(21 + length)
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), this.#curve.getPublicKey(), sender])
    const key = derive(this.#auth, this.#curve.computeSecret(sender), info, 32)
    const cipher = createDecipheriv(
      'aes-128-gcm',
      derive(salt, key, Buffer.from('Content-Encoding: aes128gcm\0'), 16),
      derive(salt, key, Buffer.from('Content-Encoding: nonce\0'), 12),
    ).setAuthTag(sealed.subarray(-16))
    const plain = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()])
    return JSON.parse(plain.subarray(0, plain.lastIndexOf(2)).toString())
  }
}

/** HKDF (RFC 5869) for no more than one block. */
function derive(salt: Buffer, key: Buffer, info: Buffer, length: number): Buffer {
  const pseudo = createHmac('sha256', salt).update(key).digest()
  return createHmac('sha256', pseudo).update(info).update(Buffer.of(1)).digest().subarray(0, length)
}

export interface Received {
  path: string
  headers: IncomingHttpHeaders
  body: Buffer
}

/** A push service on the loopback that answers as it is told to. */
export class PushService {
  readonly received: Received[] = []
  /** What it answers, by path; 201 where nothing is said. `silent`: nothing at all. */
  answer: (path: string) => number | 'silent' = () => 201
  retryAfter: string | null = null
  readonly #server: Server

  private constructor() {
    this.#server = createServer((request, response) => {
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => parts.push(part))
      request.on('end', () => {
        const path = request.url ?? ''
        this.received.push({ path, headers: request.headers, body: Buffer.concat(parts) })
        const status = this.answer(path)
        if (status === 'silent') return
        response.writeHead(status, this.retryAfter ? { 'retry-after': this.retryAfter } : {}).end()
      })
    })
  }

  static async start(): Promise<PushService> {
    const service = new PushService()
    await new Promise<void>((resolve) => service.#server.listen(0, '127.0.0.1', resolve))
    return service
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  browser(name: string): Browser {
    return new Browser(`http://${this.host}/${name}`)
  }

  stop(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }
}

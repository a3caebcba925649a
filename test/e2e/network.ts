import type { AddressInfo } from 'node:net'
import { connect, createServer, type Server, type Socket } from 'node:net'

/** The way between a phone and the town, as it is on the road: there, gone, or torn off in the middle of sending. */
export class Network {
  #up = true
  /** How many answers to changes still get through; then the line breaks, with the next change already done. */
  #left = Infinity
  readonly #sockets = new Set<Socket>()
  readonly #server: Server
  readonly #to: number

  private constructor(to: number) {
    this.#to = to
    this.#server = createServer((phone) => this.#carry(phone))
  }

  static async to(url: string): Promise<Network> {
    const network = new Network(Number(new URL(url).port))
    await new Promise<void>((resolve) => network.#server.listen(0, '127.0.0.1', resolve))
    return network
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  off(): void {
    this.#up = false
    this.#tear()
  }

  on(): void {
    this.#up = true
    this.#left = Infinity
  }

  /** On, until so many changes are answered; the one after them reaches the town, and its answer nobody. */
  onUntil(answers: number): void {
    this.#up = true
    this.#left = answers
  }

  #tear(): void {
    for (const socket of this.#sockets) socket.destroy()
    this.#sockets.clear()
  }

  #carry(phone: Socket): void {
    if (!this.#up) return void phone.destroy()
    const town = connect(this.#to, '127.0.0.1')
    let mute = false
    for (const socket of [phone, town]) {
      this.#sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        this.#sockets.delete(socket)
        phone.destroy()
        town.destroy()
      })
    }
    phone.on('data', (part) => {
      if (part.includes('POST /unterwegs/aktionen ')) {
        if (this.#left <= 0) mute = true
        this.#left -= 1
      }
      town.write(part)
    })
    town.on('data', (part) => {
      if (mute) this.off()
      else phone.write(part)
    })
  }

  async close(): Promise<void> {
    this.off()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}

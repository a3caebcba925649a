import { connect, type Socket } from 'node:net'

/**
 * The load generator, a process of its own: sends the requests it is given over keep-alive connections for a while
 * and reports how many were answered, with which status, and how long they took. Written on bare sockets, because on
 * two cores an HTTP client would take from the server what it wants to measure.
 *
 * Message in: { host, port, connections, seconds, requests: base64 of whole requests }.
 * Message out: { answered, statuses: { 200: n }, seconds, p50, p95, bytes }.
 */
export interface LoadOrder {
  port: number
  connections: number
  seconds: number
  /** Whole HTTP requests; connection i begins with request i. `{{n}}` is replaced by a running number of six digits. */
  requests: string[]
}

export interface LoadReport {
  answered: number
  statuses: Record<string, number>
  seconds: number
  p50: number
  p95: number
  bytes: number
}

const marker = Buffer.from('{{n}}')

function run(order: LoadOrder): Promise<LoadReport> {
  const requests = order.requests.map((text) => Buffer.from(text))
  const statuses: Record<string, number> = {}
  const times: number[] = []
  let bytes = 0
  let next = 100_000
  const started = performance.now()
  const until = started + order.seconds * 1000

  const one = (index: number) =>
    new Promise<void>((resolve, reject) => {
      let turn = index
      let sentAt = 0
      let held: Buffer = Buffer.alloc(0)
      const socket: Socket = connect(order.port, '127.0.0.1', send)
      socket.setNoDelay(true)
      socket.on('error', reject)
      socket.setTimeout(20_000, () => reject(new Error('no answer within 20 s')))
      socket.on('close', () =>
        performance.now() < until ? reject(new Error('the server closed the connection')) : resolve(),
      )
      function send(): void {
        let request: Buffer = requests[turn++ % requests.length]!
        const at = request.indexOf(marker)
        if (at >= 0) {
          request = Buffer.from(request)
          for (let i = at; i >= 0; i = request.indexOf(marker, i))
            request.write(String(next).slice(-5).padStart(5, '0'), i)
          next++
        }
        sentAt = performance.now()
        socket.write(request)
      }
      socket.on('data', (chunk: Buffer) => {
        held = held.length === 0 ? chunk : Buffer.concat([held, chunk])
        const end = held.indexOf('\r\n\r\n')
        if (end < 0) return
        const head = held.toString('latin1', 0, end)
        const length = /content-length: (\d+)/i.exec(head)
        const whole = length
          ? held.length >= end + 4 + Number(length[1])
          : held.toString('latin1', held.length - 5) === '0\r\n\r\n'
        if (!whole) return
        const now = performance.now()
        const status = head.slice(9, 12)
        statuses[status] = (statuses[status] ?? 0) + 1
        times.push(now - sentAt)
        bytes += held.length
        held = Buffer.alloc(0)
        if (now < until) send()
        else socket.end(resolve)
      })
    })

  return Promise.all(Array.from({ length: order.connections }, (_, i) => one(i))).then(() => {
    times.sort((a, b) => a - b)
    return {
      answered: times.length,
      statuses,
      seconds: (performance.now() - started) / 1000,
      p50: times[Math.floor(times.length * 0.5)] ?? 0,
      p95: times[Math.floor(times.length * 0.95)] ?? 0,
      bytes,
    }
  })
}

process.on('message', (order: LoadOrder) => {
  run(order).then(
    (report) => process.send!(report),
    (error: Error) => {
      console.error(error.message)
      process.exit(1)
    },
  )
})

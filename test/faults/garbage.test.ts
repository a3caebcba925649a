import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, type Folder, folderWithTown, HOST, type Program, started, status, stop } from './program.ts'

let folder: Folder
let program: Program
beforeAll(async () => {
  folder = await folderWithTown()
  program = await started('main', { DATA_DIR: folder.dataDir })
})
afterAll(async () => {
  expect([await stop(program), program.said()]).toEqual([0, expect.stringContaining('Stopping …')])
  folder.remove()
})

/** Sends bytes as they are; answers what comes back until the other side closes. */
const raw = (parts: Iterable<string | Buffer>, { patience = 5000 } = {}): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect(program.port, '127.0.0.1')
    let answer = ''
    socket.setTimeout(patience, () => socket.destroy())
    socket.on('data', (part) => {
      answer += part
      if (answer.includes('\r\n\r\n')) socket.end()
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(answer))
    for (const part of parts) socket.write(part)
  })

const codeOf = (answer: string): string => answer.slice(9, 12)

test('a hundred megabytes are turned away without being kept', async () => {
  const size = 100 * 2 ** 20
  const chunk = Buffer.alloc(2 ** 20, 'x')
  const head = (path: string, length: string) =>
    `POST ${path} HTTP/1.1\r\nHost: ${HOST}\r\nContent-Type: multipart/form-data; boundary=b\r\n${length}\r\n\r\n`
  // Told beforehand, it ends at once; told nothing (chunked), as soon as the limit is passed.
  expect(codeOf(await raw([head('/melden/fotos', `Content-Length: ${size}`), chunk]))).toBe('413')
  const chunked = [...Array(100)].flatMap(() => [`${chunk.length.toString(16)}\r\n`, chunk, '\r\n'])
  for (const path of ['/melden/fotos', '/api/open311/v2/requests.json'])
    expect(
      codeOf(await raw([head(path, 'Transfer-Encoding: chunked'), ...chunked], { patience: 20_000 })),
    ).toMatch(/^(413|)$/)
  expect(await status(program, '/readyz')).toBe(200)
})

test('a hundred thousand characters in a line, a header, a query or a field', async () => {
  const long = 'ü'.repeat(50_000)
  expect(codeOf(await raw([`GET /${'a'.repeat(100_000)} HTTP/1.1\r\nHost: ${HOST}\r\n\r\n`]))).toMatch(/^4/)
  expect(
    codeOf(await raw([`GET / HTTP/1.1\r\nHost: ${HOST}\r\nX-Long: ${'a'.repeat(100_000)}\r\n\r\n`])),
  ).toBe('431')
  const fields = { api_key: folder.key, service_code: 'schlagloch', lat: '50.128', long: '8.928' }
  const post = (more: Record<string, string>) =>
    ask(program, '/api/open311/v2/requests.json', {
      method: 'POST',
      body: new URLSearchParams({ ...fields, ...more }),
    })
  expect((await post({ description: `${long}${long}` })).status).toBe(400)
  expect((await post({ description: 'Loch', [long]: long })).status).toBeLessThan(500)
  const form = await ask(program, '/anmeldung', {
    method: 'POST',
    body: new URLSearchParams({ email: `${long}@x.example`, password: long }),
  })
  expect(form.status).toBeLessThan(500)
})

test('what is not HTTP, or pretends to be', async () => {
  const lines = [
    '\0\0\0\0',
    'GET / HTTP/9.9\r\n\r\n',
    'GET / HTTP/1.1\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n',
    `GET /%ff%fe HTTP/1.1\r\nHost: ${HOST}\r\nConnection: close\r\n\r\n`,
    `GET /meldungen?lang=%E0%A4%A HTTP/1.1\r\nHost: ${HOST}\r\nConnection: close\r\n\r\n`,
    `GET //etc/passwd HTTP/1.1\r\nHost: ${HOST}\r\nConnection: close\r\n\r\n`,
    `GET /assets/..%2f..%2fpackage.json HTTP/1.1\r\nHost: ${HOST}\r\nConnection: close\r\n\r\n`,
    `POST / HTTP/1.1\r\nHost: ${HOST}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    `GET / HTTP/1.1\r\nHost: ${HOST}\r\nCookie: sitzung=%00%ff; entwurf=${'%'.repeat(2000)}\r\nConnection: close\r\n\r\n`,
    `POST /api/open311/v2/requests.json HTTP/1.1\r\nHost: ${HOST}\r\nContent-Type: application/json\r\nContent-Length: 3\r\nConnection: close\r\n\r\n{{{`,
    `POST /api/open311/v2/requests.json HTTP/1.1\r\nHost: ${HOST}\r\nContent-Type: multipart/form-data\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc`,
  ]
  const answers = await Promise.all(lines.map((line) => raw([line], { patience: 3000 })))
  expect(answers.filter((answer) => /^HTTP\/1\.1 5/.test(answer)).map((a) => a.slice(0, 300))).toEqual([])
  expect(await status(program, '/readyz')).toBe(200)
})

test('a body that drips in keeps nobody else waiting', async () => {
  const sockets = Array.from({ length: 50 }, () => {
    const socket = connect(program.port, '127.0.0.1')
    socket.on('error', () => {})
    socket.write(
      `POST /api/open311/v2/requests.json HTTP/1.1\r\nHost: ${HOST}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\na`,
    )
    return socket
  })
  const begun = performance.now()
  expect(await status(program, '/api/open311/v2/services.json')).toBe(200)
  expect(performance.now() - begun).toBeLessThan(3000)
  for (const socket of sockets) socket.destroy()
})

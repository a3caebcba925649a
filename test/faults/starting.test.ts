import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Folder, folderWithTown, HOST, launch, type Program, started, stop } from './program.ts'

describe('what cannot start says why in a sentence', () => {
  const fails = async (file: 'main' | 'web' | 'worker', env: Record<string, string>): Promise<string> => {
    const program = await launch(file, env)
    expect(await program.ended).toBe(1)
    return program.said().trim()
  }

  test.concurrent('the halves without a database of their own', async () => {
    for (const half of ['web', 'worker'] as const)
      expect(await fails(half, {})).toBe(
        `npm run ${half} needs DATABASE_URL: the embedded database belongs to the one process of npm start.`,
      )
  })

  test.concurrent('wrong settings, each with its sentence and without repeating a secret', async () => {
    const said = await fails('main', {
      PORT: 'achtzig',
      PUBLIC_URL: 'stadt.example/pfad',
      SMTP_URL: 'geheim:passwort@host',
      DEMO: 'vielleicht',
    })
    expect(said.split('\n').map((line) => line.split(' ')[0])).toEqual([
      'PORT',
      'PUBLIC_URL',
      'SMTP_URL',
      'DEMO',
    ])
    expect(said).not.toMatch(/passwort|\bat .*\.ts/)
  })

  test.concurrent('a database that does not answer', async () => {
    const said = await fails('web', { DATABASE_URL: 'postgresql://u:geheim@127.0.0.1:9/x' })
    expect(said.split('\n')).toHaveLength(1)
    expect(said).toMatch(/DATABASE_URL/)
    expect(said).not.toContain('geheim')
  })
})

describe('a program that runs', () => {
  let folder: Folder
  let program: Program
  beforeAll(async () => {
    folder = await folderWithTown()
    program = await started('main', { DATA_DIR: folder.dataDir })
  })
  afterAll(async () => {
    await stop(program)
    folder.remove()
  })

  test('is not started a second time on the same data', async () => {
    const second = await launch('main', { DATA_DIR: folder.dataDir })
    expect(await second.ended).toBe(1)
    expect(second.said().trim().split('\n').at(-1)).toMatch(
      /^Stadtdraht is already running with the data in .* \(process \d+\)/,
    )
  })

  test('tells the second one that the port is taken', async () => {
    const other = await folderWithTown()
    const second = await launch('main', { DATA_DIR: other.dataDir, PORT: String(program.port) })
    expect(await second.ended).toBe(1)
    expect(second.said()).toContain(`Port ${program.port} is taken. Set PORT to another one.`)
    other.remove()
  })

  test('finishes on Ctrl-C what is in flight, and ends with 0', async () => {
    const body = new URLSearchParams({
      api_key: folder.key,
      service_code: 'schlagloch',
      lat: '50.128',
      long: '8.928',
      description: 'Langsam gesendet',
    }).toString()
    const socket = connect(program.port, '127.0.0.1')
    socket.write(
      `POST /api/open311/v2/requests.json HTTP/1.1\r\nHost: ${HOST}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 20)}`,
    )
    const idle = connect(program.port, '127.0.0.1') // waits for nothing and is not waited for
    await new Promise((resolve) => setTimeout(resolve, 300))
    // From the terminal and, once more, from npm.
    program.child.kill('SIGINT')
    program.child.kill('SIGINT')
    await new Promise((resolve) => setTimeout(resolve, 500))
    let answer = ''
    socket.on('data', (part) => (answer += part))
    socket.write(body.slice(20))
    const begun = performance.now()
    expect(await program.ended).toBe(0)
    expect(performance.now() - begun).toBeLessThan(10_000)
    expect(answer).toMatch(/^HTTP\/1\.1 201 /)
    expect(program.said()).toContain('Stopping …')
    idle.destroy()
  })
})

import { type ChildProcess, fork, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { LoadOrder, LoadReport } from './load.ts'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** A port that nobody uses just now. */
export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })

/** Runs a load in a process of its own. Fails when an answer had none of the expected statuses. */
export async function load(order: LoadOrder, expected: readonly number[] = [200]): Promise<LoadReport> {
  const child = fork(fileURLToPath(new URL('load.ts', import.meta.url)), { execArgv: [] })
  try {
    const report = await new Promise<LoadReport>((resolve, reject) => {
      child.once('message', (message) => resolve(message as LoadReport))
      child.once('exit', (code) => reject(new Error(`the load generator ended with ${code}`)))
      child.send(order)
    })
    const wrong = Object.keys(report.statuses).filter((s) => !expected.includes(Number(s)))
    if (wrong.length > 0) throw new Error(`unexpected answers: ${JSON.stringify(report.statuses)}`)
    return report
  } finally {
    child.removeAllListeners('exit')
    child.kill()
  }
}

/** Starts a program of ours and waits until it answers on its port. */
export async function startServer(
  file: string,
  env: Record<string, string>,
  port: number,
): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', file], {
    cwd: root,
    env: { ...process.env, NODE_ENV: '', LOG_LEVEL: 'error', ...env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await answers(port, child)
  return child
}

export async function answers(
  port: number,
  child: ChildProcess,
  path = '/healthz',
  seconds = 120,
): Promise<void> {
  const until = performance.now() + seconds * 1000
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`)
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { connection: 'close' } }).catch(
      () => null,
    )
    await answer?.body?.cancel()
    const ok = answer?.status === 200
    if (ok) return
    if (performance.now() > until) throw new Error(`no answer on ${path} within ${seconds} s`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

export const stopServer = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })

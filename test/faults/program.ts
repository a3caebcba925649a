import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { createApiKey } from '#modules/identity/index.ts'
import { loadConfig } from '#platform/config.ts'
import { system } from '#platform/context/actor.ts'
import { inTx } from '#platform/context/transaction.ts'
import { createPlatform } from '#platform/create.ts'
import { type Embedded, startEmbedded } from '#platform/db/embedded.ts'
import { migrate } from '#platform/db/migrate.ts'
import { installJobs } from '#platform/jobs/install.ts'
import { createLog } from '#platform/log.ts'
import { freePort, root } from '../../bench/processes.ts'
import { programCopies, quickFolder } from '../quick-folder.ts'
import { buildTown } from '../town.ts'

export const HOST = 'teststadt.localhost'

export interface Folder {
  dataDir: string
  /** An Open311 key of Teststadt. */
  key: string
  /** For programs that have a data folder of their own beside this database. */
  secretKey: string
  start: () => Promise<Embedded>
  remove: () => void
}

/** A data folder with a small town in it, its database stopped. Writes are as durable as in production. */
export async function folderWithTown(): Promise<Folder> {
  const dataDir = quickFolder('faults')
  const start = () => startEmbedded({ dataDir, copies: programCopies })
  const database = await start()
  await migrate(database.url)
  await installJobs(database.url)
  const platform = createPlatform(loadConfig({ DATA_DIR: dataDir }), {
    url: database.url,
    log: createLog('error'),
  })
  const owner = new pg.Client({ connectionString: database.url })
  await owner.connect()
  const tenant = await buildTown(platform, owner, 'teststadt', true)
  await owner.end()
  const { key } = await inTx(platform, { tenant, actor: system('test') }, (ctx) =>
    createApiKey(ctx, { label: 'faults', scopes: ['open311.write'], perMinute: 1_000_000 }),
  )
  const secretKey = platform.masterKey.toString('base64')
  await platform.close()
  await database.stop()
  return { dataDir, key, secretKey, start, remove: () => rmSync(dataDir, { recursive: true, force: true }) }
}

export interface Program {
  child: ChildProcess
  port: number
  /** What it has said on both channels. */
  said: () => string
  /** Its exit code once it has ended and all that it said is here, or the signal that ended it. */
  ended: Promise<number | string>
}

/** Starts one of the programs, without waiting for anything. */
export async function launch(file: 'main' | 'web' | 'worker', env: Record<string, string>): Promise<Program> {
  const port = env.PORT ? Number(env.PORT) : await freePort()
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, `src/${file}.ts`)], {
    cwd: root,
    env: { PATH, HOME, LOG_LEVEL: 'error', DEMO: 'false', PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout!.on('data', (part) => (said += part))
  child.stderr!.on('data', (part) => (said += part))
  const ended = new Promise<number | string>((resolve) =>
    child.on('close', (code, signal) => resolve(code ?? signal ?? 'unknown')),
  )
  return { child, port, said: () => said, ended }
}

/** Starts it and waits until it serves (or, for a worker, until it says that it works). */
export async function started(
  file: 'main' | 'web' | 'worker',
  env: Record<string, string>,
): Promise<Program> {
  const program = await launch(file, env)
  let over: number | string | undefined
  program.ended.then((code) => (over = code))
  await until('the program serves', async () => {
    if (over !== undefined) throw new Error(`the program ended with ${over}: ${program.said()}`)
    return file === 'worker'
      ? program.said().includes('worker runs')
      : (await status(program, '/readyz')) === 200
  })
  return program
}

export async function stop(program: Program): Promise<number | string> {
  program.child.kill('SIGTERM')
  return program.ended
}

export const kill = (program: Program): Promise<number | string> => {
  program.child.kill('SIGKILL')
  return program.ended
}

/** A GET's status; 0 when nobody answers. */
export const status = (program: { port: number }, path: string): Promise<number> =>
  ask(program, path).then(
    (answer) => answer.status,
    () => 0,
  )

export interface Answer {
  status: number
  body: string
  headers: Headers
}

export async function ask(program: { port: number }, path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${program.port}${path}`, {
    ...init,
    redirect: 'manual',
    headers: { 'x-forwarded-host': HOST, connection: 'close', ...(init.headers as Record<string, string>) },
    signal: AbortSignal.timeout(20_000),
  })
  return { status: response.status, body: await response.text(), headers: response.headers }
}

export async function until(
  what: string,
  holds: () => Promise<boolean> | boolean,
  seconds = 40,
): Promise<void> {
  const end = performance.now() + seconds * 1000
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`not within ${seconds} s: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

import type { Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import { watchPool } from '#http/metrics.ts'
import { prepareAssets } from '#platform/assets/assets.ts'
import { type Config, ConfigError, loadConfig } from '#platform/config.ts'
import { type CreatedPlatform, createPlatform } from '#platform/create.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { migrate } from '#platform/db/migrate.ts'
import { assertServable } from '#platform/db/roles.ts'
import { installJobs } from '#platform/jobs/install.ts'
import { startWorker } from '#platform/jobs/worker.ts'
import { createLog, type Log, progress, talkToPerson } from '#platform/log.ts'
import { createApp } from './app.ts'
import { modules } from './modules.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** A sentence for the person who started the program; anything else that goes wrong is a fault of ours. */
export class StartError extends Error {}

export interface Run {
  config: Config
  log: Log
  /** To be undone at the end, last first. */
  atEnd(close: () => Promise<void> | void): void
  platform(url: string): CreatedPlatform
  /** DATABASE_URL, without which the halves refuse: the embedded server belongs to the one process of `npm start`. */
  outsideDatabase(half: string): string
  stop(code: number): void
}

/** Starts, says what goes wrong in a sentence, and ends cleanly on Ctrl-C after finishing what is in flight. */
export async function runProgram(start: (run: Run) => Promise<void>): Promise<void> {
  talkToPerson()
  const closers: (() => Promise<void> | void)[] = []
  let ending: Promise<void> | null = null
  let log: Log | undefined
  const end = (code: number): Promise<void> => {
    ending ??= (async () => {
      setTimeout(() => process.exit(1), 20_000).unref() // something hangs; the database recovers by itself
      for (const close of closers.reverse())
        await Promise.resolve(close()).catch((error: unknown) => console.error(String(error)))
      await flushed(log)
      process.exit(code)
    })()
    return ending
  }
  let asked = 0
  const onSignal = (): void => {
    // Ctrl-C under npm comes twice: from the terminal, and handed on by npm. Only a person's second one is meant.
    if (asked > 0 && performance.now() - asked < 1000) return
    if (asked > 0) process.exit(130)
    asked = performance.now()
    progress('Stopping …')
    void end(0)
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  try {
    const config = loadConfig()
    const talking = createLog(config.logLevel)
    log = talking
    process.on('unhandledRejection', (error) => talking.error({ err: error }, 'unhandled rejection'))
    await start({
      config,
      log: talking,
      atEnd: (close) => closers.push(close),
      platform: (url) => {
        const platform = createPlatform(config, { url, log: talking })
        closers.push(() => platform.close())
        return platform
      },
      outsideDatabase: (half) => {
        if (config.databaseUrl) return config.databaseUrl
        throw new StartError(
          `npm run ${half} needs DATABASE_URL: the embedded database belongs to the one process of npm start.`,
        )
      },
      stop: (code) => void end(code),
    })
  } catch (error) {
    if (ending) return
    const told =
      error instanceof ConfigError ||
      error instanceof StartError ||
      (error as { forPerson?: boolean }).forPerson
    console.error(told ? (error as Error).message : error)
    await end(1)
  }
}

/** The log is written behind our back; whoever reads it may be slow, but does not keep us for ever. */
const flushed = (log: Log | undefined): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, 1000).unref()
    if (log) log.flush(() => resolve())
    else resolve()
  })

/** The database, migrated and with its job tables: embedded, or the one of DATABASE_URL. */
export async function startDatabase(run: Run): Promise<{ url: string }> {
  const { config } = run
  let url = config.databaseUrl
  if (!url) {
    progress('Starting the database …')
    const embedded = await startEmbedded({
      dataDir: config.dataDir,
      say: progress,
      onLost: (reason) => {
        console.error(`The database ended: ${reason}`)
        run.stop(1)
      },
    }).catch((error: Error) => {
      // Everything it throws is a sentence on what to do (platform/db/embedded.ts).
      throw new StartError(error.message)
    })
    run.atEnd(() => embedded.stop())
    url = embedded.url
  }
  await withDatabase(async () => {
    await migrate(url, { log: progress })
    await installJobs(url)
  })
  return { url }
}

export async function startWorkerHalf(run: Run, platform: CreatedPlatform, url: string): Promise<void> {
  await servable(platform)
  const worker = await startWorker(platform, modules, { url })
  run.atEnd(() => worker.stop())
  platform.signals.attach({ outbox: worker.wake, mail: worker.mail })
}

export async function startWebHalf(run: Run, platform: CreatedPlatform): Promise<void> {
  await servable(platform)
  const assets = await prepareAssets({ root, log: progress })
  watchPool(platform.pool)
  const app = createApp({ platform, assets })
  const { port, host } = run.config
  await new Promise<void>((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname: host }, () => resolve())
    server.on('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new StartError(`Port ${port} is taken. Set PORT to another one.`)
          : error,
      ),
    )
    run.atEnd(() => {
      platform.signals.stop()
      return closeServer(server as Server)
    })
  })
  progress(`Stadtdraht runs on http://${host === '127.0.0.1' ? 'localhost' : host}:${port}`)
}

/** A database that cannot be reached or let us in is no fault of ours, and its address may hold a password. */
async function withDatabase<R>(work: () => Promise<R>): Promise<R> {
  try {
    return await work()
  } catch (error) {
    const { code = '' } = error as { code?: string }
    if (!/^(08|28|3D|53|57P|E[A-Z]{4,})/.test(code)) throw error
    throw new StartError(
      `The database of DATABASE_URL cannot be used: ${/^E/.test(code) ? code : (error as Error).message}.`,
    )
  }
}

/** Finishes what is in flight; connections that only wait are not waited for, and whoever drips is cut off in the end. */
async function closeServer(server: Server): Promise<void> {
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  const late = setTimeout(() => server.closeAllConnections(), 12_000)
  await new Promise<void>((done) => server.close(() => done()))
  clearInterval(idle)
  clearTimeout(late)
}

const checked = new WeakSet<CreatedPlatform>()
async function servable(platform: CreatedPlatform): Promise<void> {
  if (checked.has(platform)) return
  const client = await withDatabase(() => platform.pool.connect())
  try {
    await assertServable(client)
  } catch (error) {
    throw new StartError((error as Error).message)
  } finally {
    client.release()
  }
  checked.add(platform)
}

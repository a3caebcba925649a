import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { hmac, keptSecret, randomToken } from '../secret.ts'
import { assertReachable, assertVersion, initialise, openFolder, places } from './data-folder.ts'
import { lockFolder, lockHolder } from './lock.ts'
import { installedPrograms, usablePrograms } from './programs.ts'
import { ensureRoles, missingLeakproof } from './roles.ts'
import { launch } from './server.ts'
import { endPredecessor, readPidFile } from './server-processes.ts'
import { serverUser } from './server-user.ts'

export interface Embedded {
  /** As the owner of the tables. */
  url: string
  superuserUrl: string
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  dataDir: string
  /** What the person who starts the program should know. */
  say?: (text: string) => void
  /** Settings of the server, over those below. */
  settings?: Record<string, string | number>
  /** Package with the programs, for tests with another version. */
  package?: string | undefined
  /** Where a copy of the programs is kept when one is needed; in the data folder if not said. */
  copies?: string | undefined
  /** False: do not wait for the disk when the data folder is made (tests). */
  sync?: boolean
  /** Called when the server ends though nobody stopped it. */
  onLost?: (reason: string) => void
}

const DATABASE = 'stadtdraht'

/**
 * Starts the PostgreSQL that npm has brought, with its data in `dataDir`. It listens on a socket in a folder of
 * its own only, and asks for a password that stands in `dataDir` too.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const dataDir = resolve(options.dataDir)
  const say = options.say ?? (() => {})
  openFolder(dataDir)
  const release = lockFolder(dataDir, join(dataDir, 'running.lock'))
  try {
    const folders = places(dataDir)
    const user = serverUser(folders.db, say)
    assertReachable(dataDir, user)
    await endPredecessor(folders.db)
    const programs = usablePrograms(
      installedPrograms(options.package),
      options.copies ?? join(dataDir, 'postgres'),
      user,
    )
    const passwords = readPasswords(dataDir)
    if (!existsSync(folders.db)) {
      say('Creating the database …')
      await initialise(programs, folders, user, { password: passwords.superuser, sync: options.sync ?? true })
    }
    assertVersion(folders.db, programs)
    const server = await launch(programs, folders, user, options)
    const urls = urlsOf(server.socket, passwords)
    try {
      await prepare(urls.superuserUrl, passwords.owner)
    } catch (error) {
      await server.stop()
      throw error
    }
    return {
      ...urls,
      async stop() {
        await server.stop()
        release()
      },
    }
  } catch (error) {
    release()
    throw error
  }
}

/** The server of a process that runs already, for commands beside it; undefined when there is none. */
export function runningEmbedded(dataDir: string): Omit<Embedded, 'stop'> | undefined {
  const { db } = places(resolve(dataDir))
  const running = readPidFile(db)
  if (!running?.ready || !lockHolder(join(dataDir, 'running.lock'))) return undefined
  return urlsOf(running.socket, readPasswords(resolve(dataDir)))
}

const readPasswords = (dataDir: string) => {
  const superuser = keptSecret(join(dataDir, 'database.secret'), () => randomToken() + randomToken())
  return { superuser, owner: hmac(Buffer.from(superuser), 'owner').toString('base64url') }
}

function urlsOf(socket: string, passwords: { superuser: string; owner: string }) {
  const place = `${encodeURIComponent(socket)}/${DATABASE}`
  return {
    url: `postgresql://${DATABASE}:${passwords.owner}@${place}`,
    superuserUrl: `postgresql://postgres:${passwords.superuser}@${place}`,
  }
}

/** Roles and database, made once; and what only a superuser can do: functions marked as leakproof. */
async function prepare(superuserUrl: string, ownerPassword: string): Promise<void> {
  const first = await connect(withDatabase(superuserUrl, 'postgres'))
  try {
    const { rows } = await first.query('select 1 from pg_database where datname = $1', [DATABASE])
    if (rows.length > 0) return
    const owner = await first.query('select 1 from pg_roles where rolname = $1', [DATABASE])
    if (owner.rows.length === 0)
      await first.query(`create role ${DATABASE} login password '${ownerPassword}'`)
    await ensureRoles(first, DATABASE)
    // Under another name until it is complete: a start may be interrupted here too.
    await first.query('drop database if exists preparing')
    await first.query(`create database preparing owner ${DATABASE}`)
    const second = await connect(withDatabase(superuserUrl, 'preparing'))
    try {
      await prepareDatabase(second)
    } finally {
      await second.end()
    }
    await first.query(`alter database preparing rename to ${DATABASE}`)
  } finally {
    await first.end()
  }
}

/** For a new database, as superuser. The extension comes first because its functions are marked as well. */
export async function prepareDatabase(client: pg.ClientBase): Promise<void> {
  await client.query('create extension if not exists pg_trgm')
  for (const statement of await missingLeakproof(client)) await client.query(statement)
}

export const withDatabase = (url: string, database: string): string =>
  Object.assign(new URL(url), { pathname: `/${database}` }).href

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client
}

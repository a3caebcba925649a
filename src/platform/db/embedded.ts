import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { hmac, keptSecret, randomToken } from '../secret.ts'
import { lockFolder, lockHolder, startOf } from './lock.ts'
import { installedPrograms, type Programs, usablePrograms } from './programs.ts'
import { ensureRoles, missingLeakproof } from './roles.ts'
import { closedFolder, type ServerUser, serverUser } from './server-user.ts'

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
  package?: string
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
    const programs = usablePrograms(installedPrograms(options.package), join(dataDir, 'postgres'), user)
    const passwords = readPasswords(dataDir)
    if (!existsSync(folders.db)) {
      say('Creating the database …')
      await initialise(programs, folders, user, passwords.superuser)
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

interface Places {
  db: string
  socket: string
  log: string
}
const places = (dataDir: string): Places => ({
  db: join(dataDir, 'db'),
  socket: join(dataDir, 'socket'),
  log: join(dataDir, 'database.log'),
})

// As root others may pass through to what is theirs, but see nothing.
function openFolder(dataDir: string): void {
  const root = process.getuid?.() === 0
  try {
    if (!existsSync(dataDir)) mkdirSync(dataDir, { recursive: true, mode: root ? 0o711 : 0o700 })
    else if (root && statSync(dataDir).uid === 0) chmodSync(dataDir, statSync(dataDir).mode | 0o111)
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new Error(`The folder DATA_DIR (${dataDir}) cannot be made or used: ${(error as Error).message}`)
  }
}

function assertReachable(dataDir: string, user: ServerUser | undefined): void {
  const closed = user && closedFolder(join(dataDir, 'db'), user)
  if (closed) {
    throw new Error(
      `The database server does not run as root, and its user (${user.uid}) cannot enter ${closed}: set DATA_DIR to a folder that every user can reach, such as /var/lib/stadtdraht.`,
    )
  }
}

function assertVersion(db: string, programs: Programs): void {
  const found = readFileSync(join(db, 'PG_VERSION'), 'utf8').trim()
  if (found !== programs.version.split('.')[0]) {
    throw new Error(
      `The data in ${db} were written by PostgreSQL ${found}, this program brings ${programs.version}: export them with the program that wrote them, and import them here.`,
    )
  }
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

// The locale is the server's own, so that order and letters are the same on every machine (17 and newer).
const locale = (version: string) =>
  Number.parseInt(version, 10) >= 17
    ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
    : ['--locale=C.UTF-8']

/** Makes the data folder; it gets its name when it is complete, so that an interrupted start leaves no half. */
async function initialise(
  programs: Programs,
  folders: Places,
  user: ServerUser | undefined,
  password: string,
) {
  const draft = `${folders.db}.new`
  const passwordFile = `${folders.db}.password`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (user) for (const path of [draft, passwordFile]) chownSync(path, user.uid, user.gid)
  const args = ['-D', draft, '-U', 'postgres', '-E', 'UTF8', '-A', 'scram-sha-256', '--no-instructions']
  try {
    await new Promise<void>((done, failed) => {
      execFile(
        join(programs.root, 'bin/initdb'),
        [...args, ...locale(programs.version), `--pwfile=${passwordFile}`],
        { ...user, cwd: draft, env: environment },
        (error, _out, said) => (error ? failed(cannotRun(error, said)) : done()),
      )
    })
  } finally {
    rmSync(passwordFile, { force: true })
  }
  renameSync(draft, folders.db)
}

const environment = { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

function cannotRun(error: Error, said = ''): Error {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'EPERM' || code === 'EINVAL') {
    return new Error(
      'This machine does not let root run the database server as another user: start as an ordinary user, or set DATABASE_URL.',
    )
  }
  if (code === 'ENOENT' || /not found|No such file/.test(said)) {
    return new Error(
      `The embedded PostgreSQL cannot run on this system (it needs glibc): set DATABASE_URL. ${said.trim()}`.trim(),
    )
  }
  return new Error(`The embedded PostgreSQL failed: ${said.trim() || error.message}`)
}

/** For a small town on a small machine. fsync and synchronous_commit stay on: what was acknowledged is kept. */
function serverSettings(): Record<string, string | number> {
  const memory = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY)
  const megabytes = (share: number, least: number, most: number) =>
    `${Math.round(Math.min(most, Math.max(least, (memory * share) / 2 ** 20)))}MB`
  return {
    listen_addresses: '',
    unix_socket_permissions: '0700',
    max_connections: 100,
    shared_buffers: megabytes(1 / 8, 64, 512),
    effective_cache_size: megabytes(1 / 2, 256, 8192),
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    random_page_cost: 1.1,
    jit: 'off',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    wal_compression: 'on',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Errors and their details repeat what people typed in; the program logs them without that.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
  }
}

/** The name of a socket may have 107 bytes, 103 on macOS (unix(7)). */
function socketFolder(folders: Places, user: ServerUser | undefined, short: boolean): string {
  const fits = Buffer.byteLength(folders.socket) <= 80
  const folder =
    fits && !short
      ? folders.socket
      : mkdtempSync(join(tmpdir().length > 60 ? '/tmp' : tmpdir(), 'stadtdraht-'))
  rmSync(folder, { recursive: true, force: true }) // a lock beside a dead socket would be in the way
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (user) chownSync(folder, user.uid, user.gid)
  return folder
}

async function launch(
  programs: Programs,
  folders: Places,
  user: ServerUser | undefined,
  options: EmbeddedOptions,
  short = false,
): Promise<{ socket: string; stop(): Promise<void> }> {
  const socket = socketFolder(folders, user, short)
  const settings = { ...serverSettings(), unix_socket_directories: socket, ...options.settings }
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const log = openSync(folders.log, 'w', 0o600)
  // In a session of its own: Ctrl-C must not stop the server before the program has finished its work.
  const child = spawn(join(programs.root, 'bin/postgres'), ['-D', folders.db, ...args], {
    ...user,
    cwd: folders.db,
    env: environment,
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  child.unref()
  let stopping = false
  const ended = new Promise<Error>((resolve) => {
    child.on('error', (error) => resolve(cannotRun(error)))
    child.on('exit', () =>
      resolve(new Error(readFileSync(folders.log, 'utf8').trim().split('\n').slice(-8).join('\n'))),
    )
  })
  const tidy = () => {
    if (socket !== folders.socket) rmSync(socket, { recursive: true, force: true })
  }

  const failure = await Promise.race([ended, untilReady(folders.db, child)])
  if (failure) {
    tidy()
    // Some file systems (shared folders of virtual machines) have no sockets.
    if (/Unix.socket/.test(failure.message) && !short) return launch(programs, folders, user, options, true)
    throw cannotRun(failure, failure.message)
  }
  const guard = guardOf(child, user)
  ended.then((reason) => {
    guard.kill('SIGKILL')
    if (!stopping) options.onLost?.(reason.message)
  })
  return {
    socket,
    async stop() {
      stopping = true
      await endProcess(child.pid!, ended)
      tidy()
    },
  }
}

/** Undefined when the server takes connections. The 8th line of its pid file says so. */
async function untilReady(db: string, child: ChildProcess): Promise<undefined> {
  while (child.exitCode === null && child.signalCode === null) {
    const found = readPidFile(db)
    if (found?.ready && found.pid === child.pid) return
    await sleep(4)
  }
  return new Promise(() => {}) // the end of the process says why
}

/** Holds a pipe from us: when this process dies in whatever way, the pipe closes and the server is shut down. */
function guardOf(server: ChildProcess, user: ServerUser | undefined): ChildProcess {
  const guard = spawn('/bin/sh', ['-c', `read -r _; kill -INT ${server.pid}`], {
    ...user,
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  guard.on('error', () => {}) // without a shell the next start ends the server (endPredecessor)
  guard.unref()
  ;(guard.stdin as unknown as { unref?(): void } | null)?.unref?.()
  return guard
}

function readPidFile(db: string): { pid: number; socket: string; ready: boolean } | undefined {
  try {
    const lines = readFileSync(join(db, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), socket: lines[4] ?? '', ready: lines[7]?.trim() === 'ready' }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Ends the server of a program that was killed. Only called while we hold the lock of the folder. */
async function endPredecessor(db: string): Promise<void> {
  const left = readPidFile(db)
  if (!left) return
  if (serversOf(db, left.pid).includes(left.pid)) await endProcess(left.pid)
  // Had the server itself been killed, its children may live a moment longer, and must not meet a new one.
  for (const pid of serversOf(db)) await endProcess(pid, undefined, ['SIGQUIT'])
  // By now the number may belong to some other program, which PostgreSQL would take for its predecessor.
  rmSync(join(db, 'postmaster.pid'), { force: true })
  if (left.socket.startsWith(join(tmpdir(), 'stadtdraht-')))
    rmSync(left.socket, { recursive: true, force: true })
}

// Server and children work in the data folder. Without /proc the command line of the one in question names it.
function serversOf(db: string, suspect?: number): number[] {
  if (process.platform !== 'linux') {
    if (!suspect || !startOf(suspect)) return []
    const line = execFileSync('ps', ['-o', 'command=', '-p', String(suspect)], { encoding: 'utf8' })
    return line.includes(db) ? [suspect] : []
  }
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
  return pids.filter((pid) => {
    try {
      const works = readlinkSync(`/proc/${pid}/cwd`) === realpathSync(db)
      return works && readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres')
    } catch {
      return false // gone meanwhile, or another user's
    }
  })
}

/** Fast shutdown; after half a minute an immediate one, from which the next start recovers. */
async function endProcess(
  pid: number,
  ended?: Promise<unknown>,
  signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGQUIT'],
): Promise<void> {
  const late = new AbortController()
  const gone = ended ?? untilGone(pid, late.signal)
  try {
    for (const signal of signals) {
      try {
        process.kill(pid, signal)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
      }
      const timer = sleep(30_000, 'late', { signal: late.signal }).catch(() => 'stopped')
      if ((await Promise.race([gone, timer])) !== 'late') return
    }
  } finally {
    late.abort()
  }
  throw new Error(`The database server (process ${pid}) does not end.`)
}

// A process that nobody has reaped yet still has its number, but does nothing any more.
async function untilGone(pid: number, giveUp: AbortSignal): Promise<void> {
  while (startOf(pid) && !giveUp.aborted) await sleep(5)
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

import { type ChildProcess, spawn } from 'node:child_process'
import { chownSync, closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Places } from './data-folder.ts'
import type { Programs } from './programs.ts'
import { endProcess, readPidFile } from './server-processes.ts'
import type { ServerUser } from './server-user.ts'

export const environment = { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

export function cannotRun(error: Error, said = ''): Error {
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
    // When three write at once, a commit waits half a millisecond for the others and they share one trip to the disk:
    // a quarter more reports in a storm. Whoever writes alone waits for nobody.
    commit_delay: 500,
    commit_siblings: 2,
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

interface LaunchOptions {
  settings?: Record<string, string | number>
  onLost?: (reason: string) => void
}

/** Starts the server and waits until it takes connections. Resolves to the folder of its socket. */
export async function launch(
  programs: Programs,
  folders: Places,
  user: ServerUser | undefined,
  options: LaunchOptions,
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

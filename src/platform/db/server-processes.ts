import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startOf } from './lock.ts'

export function readPidFile(db: string): { pid: number; socket: string; ready: boolean } | undefined {
  try {
    const lines = readFileSync(join(db, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), socket: lines[4] ?? '', ready: lines[7]?.trim() === 'ready' }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Ends the server of a program that was killed. Only called while we hold the lock of the folder. */
export async function endPredecessor(db: string): Promise<void> {
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
export async function endProcess(
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
